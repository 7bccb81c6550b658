#!/usr/bin/env bash
# citeproc-py 0.11.1: a range of dates is printed without its year where both dates lie in one year, and raises a
# TypeError where both lie in one month. Over the turn of a year it is printed whole. A date given as "raw", which
# CSL-JSON has for what was not taken apart, is left out without a word; one given as "literal" is printed.
# CSL 1.0.2 has two "date-parts" for a range; the style is the one that the package brings.
#
# Seen:  3 May 2019: Low, A. (2019) “A flood”, The Clarion, 3 May.
#        3 May 2019 to 1 January 2020: Low, A. (2019–2020) “A flood”, The Clarion, 3 May–1 January.
#        2019 to 2020: Low, A. (2019–2020) “A flood”, The Clarion.
#        May to June 2019: Low, A. “A flood”, The Clarion, May–June.
#        3 to 9 May 2019: TypeError
#        raw: Low, A. “A flood”, The Clarion.
#        literal: Low, A. (3 May 2019) “A flood”, The Clarion, 3 May 2019.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" citeproc-py==0.11.1
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" -W ignore - <<'PY'
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON


def printed(issued):
    item = {
        "id": "one", "type": "article-newspaper", "title": "A flood", "container-title": "The Clarion",
        "author": [{"family": "Low", "given": "Ann"}], "issued": issued,
    }
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    works = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    works.register(Citation([CitationItem("one")]))
    try:
        return str(works.bibliography()[0])
    except TypeError as error:
        return type(error).__name__


SEEN = {
    "3 May 2019": ({"date-parts": [[2019, 5, 3]]}, "Low, A. (2019) “A flood”, The Clarion, 3 May."),
    "3 May 2019 to 1 January 2020": (
        {"date-parts": [[2019, 5, 3], [2020, 1, 1]]},
        "Low, A. (2019–2020) “A flood”, The Clarion, 3 May–1 January.",
    ),
    "2019 to 2020": ({"date-parts": [[2019], [2020]]}, "Low, A. (2019–2020) “A flood”, The Clarion."),
    "May to June 2019": ({"date-parts": [[2019, 5], [2019, 6]]}, "Low, A. “A flood”, The Clarion, May–June."),
    "3 to 9 May 2019": ({"date-parts": [[2019, 5, 3], [2019, 5, 9]]}, "TypeError"),
    "raw": ({"raw": "3 May 2019"}, "Low, A. “A flood”, The Clarion."),
    "literal": ({"literal": "3 May 2019"}, "Low, A. (3 May 2019) “A flood”, The Clarion, 3 May 2019."),
}
for how, (issued, seen) in SEEN.items():
    print(f"{how}: {printed(issued)}")
    assert printed(issued) == seen, seen
PY
