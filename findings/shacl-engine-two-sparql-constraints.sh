#!/usr/bin/env bash
# shacl-engine 1.1.2 (npm): a shape with two SPARQL constraints is never tested, and every focus node of it is a violation.
#
# SHACL (5.1) lets a shape have any number of sh:sparql; each is a constraint of its own. shacl-engine takes all values of
# one shape together, finds no single query, and runs none - which reads as a result row for each node. With one
# constraint a shape the same queries conform. Its README lists SPARQL-based constraints as done.
#
# Seen on Node 20.20:
#   one constraint a shape: conforms true, 0 results
#   both on one shape: conforms false, 1 results
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund shacl-engine@1.1.2 n3@2.13.12 @rdfjs/data-model@2.1.1 @rdfjs/dataset@2.0.2
cat > try.mjs <<'JS'
import rdf from '@rdfjs/data-model'
import datasets from '@rdfjs/dataset'
import { Parser } from 'n3'
import { Validator } from 'shacl-engine'
import { validations } from 'shacl-engine/sparql.js'

const head = '@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .'
const constraints = `
  :Short sh:message "too short" ; sh:select "SELECT $this WHERE { $this <http://example.org/p> ?v FILTER(STRLEN(?v) < 1) }" .
  :Long sh:message "too long" ; sh:select "SELECT $this WHERE { $this <http://example.org/p> ?v FILTER(STRLEN(?v) > 9) }" .`
const apart = ':A a sh:NodeShape ; sh:targetClass :C ; sh:sparql :Short . :B a sh:NodeShape ; sh:targetClass :C ; sh:sparql :Long .'
const together = ':A a sh:NodeShape ; sh:targetClass :C ; sh:sparql :Short, :Long .'
const read = text => datasets.dataset(new Parser({ factory: rdf }).parse(head + text))
const told = []
for (const [name, shapes] of [['one constraint a shape', apart], ['both on one shape', together]]) {
  const validator = new Validator(read(shapes + constraints), { factory: rdf, validations })
  const report = await validator.validate({ dataset: read(':x a :C ; :p "five" .') })
  told.push(`${name}: conforms ${report.conforms}, ${report.results.length} results`)
}
console.log(told.join('\n'))
JS
seen=$(node try.mjs)
echo "$seen"
[ "$seen" = "one constraint a shape: conforms true, 0 results
both on one shape: conforms false, 1 results" ]
