#!/usr/bin/env bash
# pyoxigraph 0.5.13 (its SPARQL engine, Oxigraph): whether ?date + ?duration has a value depends on what the two
# variables are called. An engineer would expect a sum that is supported to be supported under every name.
# It looks as if addition is taken to be commutative and its operands are put into an order that comes from their hash,
# while date + duration alone is implemented, not duration + date. Minus always works.
#
# Seen:  ?a + ?b = 2019-11-17 · ?when + ?long = 2019-11-17 · ?date + ?length unbound ·
#        ?b + ?a (b the date) unbound · ?issued + ?month unbound · minus always 2019-11-15
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" pyoxigraph==0.5.13
PYTHONPATH=$dir "${PYTHON:-python3}" - <<'PY'
from pyoxigraph import Store

def value(date, sign, duration):
    query = f"""PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT (?{date} {sign} ?{duration} AS ?result) {{
          VALUES ?{date} {{ "2019-11-16"^^xsd:date }} VALUES ?{duration} {{ "P1D"^^xsd:dayTimeDuration }} }}"""
    term = next(iter(Store().query(query)))["result"]
    return term.value if term else None

names = [("a", "b"), ("when", "long"), ("date", "length"), ("b", "a"), ("issued", "month")]
sums = {pair: value(pair[0], "+", pair[1]) for pair in names}
differences = {value(date, "-", duration) for date, duration in names}
for pair, result in sums.items():
    print(*pair, result)
assert set(sums.values()) == {"2019-11-17", None}, "the sum no longer depends on the names"
assert differences == {"2019-11-15"}
PY
