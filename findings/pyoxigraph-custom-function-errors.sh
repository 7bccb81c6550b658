#!/bin/sh
# pyoxigraph 0.5.13: an exception that a custom function raises in a query is swallowed. It counts as a SPARQL expression
# error, so a FILTER drops the row and a BIND leaves the variable unbound; Store.query and the iteration raise nothing.
# A function that reads a file or asks a service and fails therefore answers as if there were nothing to find.
# Seen:
#   FILTER rows: 0
#   BIND value: None
#   raised: no
# Who needs to know whether the function failed has to keep the exception and look for it when the query has ended.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pyoxigraph==0.5.13
"$folder/venv/bin/python" - > "$folder/out" <<'PYTHON'
from pyoxigraph import NamedNode, Quad, Store

node, function = NamedNode("http://example.org/a"), NamedNode("http://example.org/function")
store = Store()
store.add(Quad(node, node, node))


def failing(*terms):
    raise OSError("the index cannot be read")


functions = {function: failing}
raised = "no"
try:
    rows = list(store.query(f"SELECT * {{ ?s ?p ?o FILTER({function}(?s)) }}", custom_functions=functions))
    print("FILTER rows:", len(rows))
    (row,) = store.query(f"SELECT * {{ ?s ?p ?o BIND({function}(?s) AS ?x) }}", custom_functions=functions)
    print("BIND value:", row["x"])
except OSError:
    raised = "yes"
print("raised:", raised)
PYTHON
cat "$folder/out"
printf 'FILTER rows: 0\nBIND value: None\nraised: no\n' | diff - "$folder/out"
