#!/usr/bin/env bash
# owlready2 0.51 (PyPI): individuals without a declaration do not exist; after HermiT has run, nothing is known of them.
#
# OWL 2 lets an individual stand without owl:NamedIndividual (declarations are for classes, properties and datatypes;
# Structural Specification, 5.8.1). owlready2 counts as individuals only what is declared as one: from the assertion that
# :speaker relates :ana to :dam and the domain of :speaker it tells no type of either, and World.individuals() is empty.
# With the declarations, the same ontology gives the types. No warning either way: a graph that was not written by
# an editor of ontologies (data out of a pipeline) seems to have been reasoned over and was not read.
#
# Seen:
#   as it is: []
#   declared: ['ana is a Speaker', 'dam is a Thing']
set -euo pipefail
command -v java >/dev/null || { echo "needs a Java runtime"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q owlready2==0.51 2>/dev/null
cat > "$folder/try.py" <<'PY'
import sys
from pathlib import Path

import owlready2

EX, OWL = "http://example.org/", "http://www.w3.org/2002/07/owl#"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
lines = [
    (EX, RDF + "type", OWL + "Ontology"), (EX + "Speaker", RDF + "type", OWL + "Class"),
    (EX + "speaker", RDF + "type", OWL + "ObjectProperty"), (EX + "speaker", RDFS + "domain", EX + "Speaker"),
    (EX + "ana", EX + "speaker", EX + "dam"),
]
declared = [(EX + name, RDF + "type", OWL + "NamedIndividual") for name in ("ana", "dam")]
for words, triples in (("as it is", lines), ("declared", lines + declared)):
    file = Path(sys.argv[1]) / "it.nt"
    file.write_text("".join(f"<{s}> <{p}> <{o}> .\n" for s, p, o in triples))
    world = owlready2.World()
    with world.get_ontology(file.as_uri()).load():
        owlready2.sync_reasoner_hermit(world, debug=0)
    found = sorted(f"{each.name} is a {cls.name}" for each in world.individuals() for cls in each.is_a)
    print(f"{words}: {found}")
PY
seen=$("$folder/venv/bin/python" "$folder/try.py" "$folder" 2>/dev/null | grep -v '^\*')
echo "$seen"
[ "$seen" = "as it is: []
declared: ['ana is a Speaker', 'dam is a Thing']" ]
