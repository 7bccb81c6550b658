#!/usr/bin/env bash
# igraph 1.0.0 (PyPI): the edges of a GraphML file get the identifiers of vertices. GraphML lets an edge have an id of its
# own. Graph.Read_GraphML gives vertices and edges an attribute "id"; that of the first edge is the id of the first
# vertex, that of the second edge the id of the second vertex, and so on; the ids of the edges are lost. Nothing is told.
# networkx 3.6.1 gives the edges their own (as keys of a multigraph, or as the attribute "id"). Whoever looks up an edge
# by its id in igraph finds none, or another; source, target and data of the edges are right.
#
# Seen:  igraph 1.0.0 vertices ['a', 'b', 'c'] edges ['a', 'b'] from a-b, b-c
#        networkx 3.6.1 edges ['first', 'second']
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir/py" igraph==1.0.0 networkx==3.6.1
PYTHONPATH=$dir/py PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - "$dir/two.graphml" <<'PY'
import sys
from pathlib import Path

import igraph
import networkx

EXPECTED = """\
igraph 1.0.0 vertices ['a', 'b', 'c'] edges ['a', 'b'] from a-b, b-c
networkx 3.6.1 edges ['first', 'second']
"""
Path(sys.argv[1]).write_text(
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph id="G" edgedefault="directed">'
    '<node id="a"/><node id="b"/><node id="c"/>'
    '<edge id="first" source="a" target="b"/><edge id="second" source="b" target="c"/></graph></graphml>',
    "utf-8",
)
read = igraph.Graph.Read_GraphML(sys.argv[1])
ends = ", ".join(f"{read.vs[edge.source]['id']}-{read.vs[edge.target]['id']}" for edge in read.es)
found = f"igraph {igraph.__version__} vertices {read.vs['id']} edges {read.es['id']} from {ends}\n"
other = networkx.read_graphml(sys.argv[1])
found += f"networkx {networkx.__version__} edges {[data['id'] for *_, data in other.edges(data=True)]}\n"
print(found, end="")
assert found == EXPECTED, "other identifiers than before"
PY
