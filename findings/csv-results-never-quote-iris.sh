#!/usr/bin/env bash
# pyoxigraph 0.5.13 (its results writer, sparesults) and CSV: a literal with a comma is quoted, an IRI with one never.
# SPARQL 1.1 Query Results CSV (section 3) asks for RFC 4180, by which such a field must be quoted. IRIs with commas
# are ordinary: text fragments (RFC 5147, "#char=21,34"), media fragments ("#xywh=0,0,10,10"), tag: URIs.
# A reader finds one field too many in the row. pandas then takes the first column for an index, without a word.
#
# Seen:  s,o
#        https://example.org/text#char=21,34,"a, b"
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" pyoxigraph==0.5.13
PYTHONPATH=$dir "${PYTHON:-python3}" - <<'PY'
import csv, io
from pyoxigraph import QueryResultsFormat, Store

query = 'SELECT ?s ?o { VALUES (?s ?o) { (<https://example.org/text#char=21,34> "a, b") } }'
written = Store().query(query).serialize(format=QueryResultsFormat.CSV).decode()
print(written)
head, row = csv.reader(io.StringIO(written, newline=""))
assert len(head) == 2
assert row == ["https://example.org/text#char=21", "34", "a, b"], "an IRI with a comma is one field now"
PY
