#!/usr/bin/env bash
# rispy 0.10.0: an address in UR ends at a semicolon, and what follows becomes another address. RFC 3986 has ";" among
# the characters of a path, and publishers and archives use it. The same reader keeps a semicolon in L1 or in a title.
# Written again, the entry has two addresses, neither of which leads anywhere.
#
# Seen:  read:     UR  - https://e.example/records;id=7/page
#        urls:     ['https://e.example/records', 'id=7/page']
#        title:    Floods; a history
#        written:  UR  - https://e.example/records, UR  - id=7/page
#        L1:       https://e.example/records;id=7/page
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" rispy==0.10.0
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - <<'PY'
import rispy

ADDRESS = "https://e.example/records;id=7/page"
[entry] = rispy.loads(f"TY  - NEWS\nTI  - Floods; a history\nUR  - {ADDRESS}\nL1  - {ADDRESS}\nER  - \n")
written = [line for line in rispy.dumps([entry]).splitlines() if line.startswith("UR")]
assert entry["urls"] == ["https://e.example/records", "id=7/page"]
assert (entry["title"], entry["file_attachments1"]) == ("Floods; a history", ADDRESS)
assert written == ["UR  - https://e.example/records", "UR  - id=7/page"]
print(f"urls: {entry['urls']}\ntitle: {entry['title']}\nwritten: {written}\nL1: {entry['file_attachments1']}")
PY
