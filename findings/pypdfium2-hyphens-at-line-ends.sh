#!/usr/bin/env bash
# pypdfium2 5.15.2: a hyphen at the end of a line is one character for all, U+FFFE, and the line ends without a line
# end. A hyphen that somebody wrote ("Mey-Low", "well-known") cannot be told from one that parts a word, also where it
# parts none: who deletes U+FFFE, as is often advised, reads "MeyLow", and who reads line by line takes the height of
# the first line for both. Before a number the hyphen is itself, and the line ends. get_charbox shows where the line
# ends: the next character stands farther left.
#
# Seen:  Ann Mey- | Low said       one line, 'Ann Mey\ufffeLow said'
#        a well- | known man       one line, 'a well\ufffeknown man'
#        the rep- | resentative    one line, 'the rep\uffferesentative'
#        in 2014- | 2016 it rose   two lines, 'in 2014-\r\n2016 it rose'
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" pypdfium2==5.15.2 reportlab==5.1.0
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - <<'PY'
import io

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

SEEN = {
    ("Ann Mey-", "Low said"): "Ann Mey\ufffeLow said",
    ("a well-", "known man"): "a well\ufffeknown man",
    ("the rep-", "resentative"): "the rep\uffferesentative",
    ("in 2014-", "2016 it rose"): "in 2014-\r\n2016 it rose",
}


def page(lines: tuple[str, ...]) -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(300, 200))
    for number, line in enumerate(lines):
        canvas.drawString(30, 150 - 14 * number, line)
    canvas.save()
    return data.getvalue()


for lines, expected in SEEN.items():
    text_page = pypdfium2.PdfDocument(page(lines))[0].get_textpage()
    text = text_page.get_text_range()
    print(f"{' | '.join(lines)}: {text!r}")
    assert text == expected, text
    if "\ufffe" in text:
        at = text.index("\ufffe")
        assert text_page.get_charbox(at + 1)[0] < text_page.get_charbox(at)[0]
PY
