#!/usr/bin/env bash
# rigour 2.6.1 (PyPI): the Wikidata item of a territory is not always the item of what its name says. The territory named
# "Netherlands" has Q29999, the Kingdom of the Netherlands (Q55 is the country), "Denmark" has Q756617, the Danish Realm
# (Q35 is the country). "Western Sahara" has Q40362, the Sahrawi Republic, which claims the land; the land is Q6250. The
# items that one would expect stand in other_qids. @rapideditor/country-coder 5.6.1 (npm) gives the same two realms,
# named as such, and for Western Sahara the land. Whoever joins the two by ISO code gets two items for EH;
# whoever takes the item for the name's links a text about the Netherlands to the kingdom, in both.
#
# Seen:  nl Netherlands Q29999, also Q55 | Kingdom of the Netherlands Q29999
#        dk Denmark Q756617, also Q35 | Kingdom of Denmark Q756617
#        eh Western Sahara Q40362, also Q6250 | Western Sahara Q6250
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir/py" rigour==2.6.1
npm install --silent --no-audit --no-fund --prefix "$dir/js" @rapideditor/country-coder@5.6.1
cat > "$dir/js/ask.mjs" <<'JS'
import { feature } from '@rapideditor/country-coder';
for (const code of ['nl', 'dk', 'eh']) {
  const { nameEn, wikidata } = feature(code.toUpperCase()).properties;
  console.log(`${nameEn} ${wikidata}`);
}
JS
node "$dir/js/ask.mjs" > "$dir/js/said"
PYTHONPATH=$dir/py PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - "$dir/js/said" <<'PY'
import sys

from rigour.territories import get_territory

EXPECTED = """\
nl Netherlands Q29999, also Q55 | Kingdom of the Netherlands Q29999
dk Denmark Q756617, also Q35 | Kingdom of Denmark Q756617
eh Western Sahara Q40362, also Q6250 | Western Sahara Q6250
"""
found = ""
with open(sys.argv[1], encoding="utf-8") as said:
    for code, other in zip(("nl", "dk", "eh"), said.read().splitlines(), strict=True):
        land = get_territory(code)
        found += f"{code} {land.name} {land.qid}, also {land.other_qids[0]} | {other}\n"
print(found, end="")
assert found == EXPECTED, "other items than before"
PY
