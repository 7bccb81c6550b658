#!/usr/bin/env bash
# igraph 1.0.0 (Python): a node of a GraphML file that has no value for a key gets one all the same: False for a boolean,
# an empty string, nan for a number. What is not known and what is denied can then not be told apart. A long is read as a
# double, so that whole numbers above 2^53 change. networkx 3.6.1 leaves out what the file leaves out, and keeps the number.
#
# Seen:  a: denied True, count 9007199254740992.0   (in the file 9007199254740993)
#        b: denied False, count nan, note ''         (in the file nothing)
#        networkx, b: {}
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" igraph==1.0.0 networkx==3.6.1
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - "$dir/graph.graphml" <<'PY'
import math
import sys

import igraph
import networkx

PATH = sys.argv[1]
with open(PATH, "w", encoding="utf-8") as file:
    file.write("""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d" for="node" attr.name="denied" attr.type="boolean"/>
<key id="n" for="node" attr.name="count" attr.type="long"/>
<key id="s" for="node" attr.name="note" attr.type="string"/>
<graph edgedefault="directed">
<node id="a"><data key="d">true</data><data key="n">9007199254740993</data><data key="s">one</data></node>
<node id="b"/>
</graph></graphml>""")
first, second = (node.attributes() for node in igraph.Graph.Read_GraphML(PATH).vs)
other = dict(networkx.read_graphml(PATH).nodes(data=True))
print(first, second, other)
assert (first["denied"], first["count"]) == (True, 9007199254740992.0)
assert second["denied"] is False and math.isnan(second["count"]) and second["note"] == ""
assert other["b"] == {} and other["a"]["count"] == 9007199254740993
PY
