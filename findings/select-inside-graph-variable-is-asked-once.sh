#!/usr/bin/env bash
# pyoxigraph 0.5.13 (Oxigraph) and GRAPH ?g { SELECT … }: the SELECT is asked once over all named graphs together,
# and ?g stays unbound. SPARQL 1.1 (18.6, Graph with a variable) asks it in each graph; rdflib 7.6.0 does.
# There is no error: a count for each graph comes back as one count of everything.
#
# Seen:  pyoxigraph  ?g unbound, n 3      rdflib  <urn:g1> 2, <urn:g2> 1
#        the same with GRAPH ?g inside the SELECT and GROUP BY ?g: both <urn:g1> 2, <urn:g2> 1
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" pyoxigraph==0.5.13 rdflib==7.6.0
PYTHONPATH=$dir "${PYTHON:-python3}" -W ignore - <<'PY'
import pyoxigraph, rdflib

data = "<urn:a> <urn:p> <urn:b> <urn:g1> .\n<urn:a> <urn:p> <urn:c> <urn:g1> .\n<urn:a> <urn:p> <urn:d> <urn:g2> .\n"
outside = "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
inside = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
store, other = pyoxigraph.Store(), rdflib.Dataset()
store.load(data, pyoxigraph.RdfFormat.N_QUADS)
other.parse(data=data, format="nquads")

def engine(query):
    return sorted((row["g"].value if row["g"] else "unbound", int(row["n"].value)) for row in store.query(query))

def reference(query):
    return sorted((str(row.g), int(row.n)) for row in other.query(query))

print("pyoxigraph", engine(outside), "rdflib", reference(outside))
each = [("urn:g1", 2), ("urn:g2", 1)]
assert engine(outside) == [("unbound", 3)], "the SELECT is asked otherwise now"
assert reference(outside) == each
assert engine(inside) == reference(inside) == each
PY
