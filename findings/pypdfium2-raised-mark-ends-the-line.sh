#!/usr/bin/env bash
# pypdfium2 5.15.2: behind a raised number the text of a page has a line end, though the sentence goes on in the same
# line of print. So the mark of a footnote parts each line that it stands in: who reads the text line by line takes the
# rest for a new paragraph, and a line of which only "warnings1" is left for a heading. A lowered number does it, too.
# The same number at the height of the line, or smaller letters at that height, part nothing. The characters have
# their true places (get_charbox), by which the two halves can be joined again.
#
# Seen:  on the line, same size: 1 line
#        on the line, smaller: 1 line
#        raised, smaller: 2 lines
#        raised, same size: 2 lines
#        lowered, smaller: 2 lines
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" pypdfium2==5.15.2 reportlab==5.1.0
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - <<'PY'
import io

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

SEEN = {
    "on the line, same size": (0, 10, 1),
    "on the line, smaller": (0, 6, 1),
    "raised, smaller": (4, 6, 2),
    "raised, same size": (4, 10, 2),
    "lowered, smaller": (-3, 6, 2),
}


def page(rise: float, size: float) -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(300, 200))
    words = canvas.beginText(30, 150)
    words.setFont("Times-Roman", 10)
    words.textOut("The board denied the first warnings")
    words.setRise(rise)
    words.setFont("Times-Roman", size)
    words.textOut("1")
    words.setRise(0)
    words.setFont("Times-Roman", 10)
    words.textOut(" from its own staff.")
    canvas.drawText(words)
    canvas.save()
    return data.getvalue()


for how, (rise, size, expected) in SEEN.items():
    text = pypdfium2.PdfDocument(page(rise, size))[0].get_textpage().get_text_range()
    lines = text.split("\r\n")
    print(f"{how}: {len(lines)} line{'s' if len(lines) > 1 else ''}")
    assert len(lines) == expected, text
    assert "".join(lines) == "The board denied the first warnings1 from its own staff."
PY
