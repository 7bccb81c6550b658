#!/usr/bin/env bash
# conllu 6.0.0: a value in MISC ends at its second "=", and of two attributes with one name the last alone is kept. Both
# are lost for good when the sentence is written again. CoNLL-U says no more of MISC than that it is a list parted by
# "|"; corpora keep addresses, other annotations and repeated attributes there. udapi 0.5.2 keeps the whole value.
#
# Seen:  read:    Link=https://e.example/?a=b&c=d|SpaceAfter=No
#        conllu:  Link=https://e.example/?a|SpaceAfter=No
#        udapi:   Link=https://e.example/?a=b&c=d|SpaceAfter=No
#        read:    Ref=one|Ref=two
#        conllu:  Ref=two
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" conllu==6.0.0 udapi==0.5.2
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - <<'PY'
import conllu
from udapi.core.document import Document


def sentence(misc):
    return f"# sent_id = 1\n# text = See\n1\tSee\tsee\tVERB\tVB\t_\t0\troot\t_\t{misc}\n\n"


def misc_of(lines):
    return next(line for line in lines.splitlines() if line.startswith("1\t")).split("\t")[9]


def by_udapi(lines):
    document = Document()
    document.from_conllu_string(lines)
    return document.to_conllu_string()


link, twice = "Link=https://e.example/?a=b&c=d|SpaceAfter=No", "Ref=one|Ref=two"
seen = [misc_of(conllu.parse(sentence(misc))[0].serialize()) for misc in (link, twice)]
kept = misc_of(by_udapi(sentence(link)))
print(f"read: {link}\nconllu: {seen[0]}\nudapi: {kept}\nread: {twice}\nconllu: {seen[1]}")
assert seen == ["Link=https://e.example/?a|SpaceAfter=No", "Ref=two"]
assert kept == link
PY
