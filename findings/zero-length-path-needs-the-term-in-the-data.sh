#!/usr/bin/env bash
# pyoxigraph 0.5.13 (Oxigraph) and property paths of no length: <x> <p>* ?y gives <x> itself only where <x> is a subject
# or object of the data. SPARQL 1.1 (18.4, ZeroLengthPath of a term and a variable) gives it in any case, as does
# rdflib 7.6.0. A query such as "this class and all below it" loses the class itself when nothing is said of it.
#
# Seen:  pyoxigraph  none, ASK false      rdflib  <urn:nowhere>, ASK true
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" pyoxigraph==0.5.13 rdflib==7.6.0
PYTHONPATH=$dir "${PYTHON:-python3}" -W ignore - <<'PY'
import pyoxigraph, rdflib

data = "<urn:a> <urn:p> <urn:b> ."
select, ask = "SELECT ?y { <urn:nowhere> <urn:p>* ?y }", "ASK { <urn:nowhere> <urn:p>* <urn:nowhere> }"
there = "SELECT ?y { <urn:a> <urn:p>* ?y }"
store, other = pyoxigraph.Store(), rdflib.Graph().parse(data=data, format="turtle")
store.load(data, pyoxigraph.RdfFormat.TURTLE)

def engine(query):
    return sorted(row["y"].value for row in store.query(query))

def reference(query):
    return sorted(str(row.y) for row in other.query(query))

print("pyoxigraph", engine(select), bool(store.query(ask)), "rdflib", reference(select), bool(other.query(ask)))
assert engine(select) == [] and not store.query(ask), "a path of no length needs no data now"
assert reference(select) == ["urn:nowhere"] and other.query(ask).askAnswer
assert engine(there) == reference(there) == ["urn:a", "urn:b"]
PY
