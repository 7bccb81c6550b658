// Holds a graph against shapes: node shacl.mjs (rdf-validate-shacl|shacl-engine) SHAPES.ttl GRAPH.ttl
// Writes what is wrong as JSON: [focus node, shape, constraint component] each.
import { readFileSync } from 'node:fs'
import rdf from '@zazuko/env'
import { Parser } from 'n3'
import ZazukoValidator from 'rdf-validate-shacl'
import { Validator as EngineValidator } from 'shacl-engine'

const read = file => rdf.dataset(new Parser({ factory: rdf }).parse(readFileSync(file, 'utf8')))
const [name, shapes, graph] = process.argv.slice(2)

async function results () {
  if (name === 'rdf-validate-shacl') {
    const report = await new ZazukoValidator(read(shapes), { factory: rdf }).validate(read(graph))
    return report.results.map(each => [each.focusNode, each.sourceShape, each.sourceConstraintComponent])
  }
  const report = await new EngineValidator(read(shapes), { factory: rdf }).validate({ dataset: read(graph) })
  return report.results.map(each => [each.focusNode.term, each.shape.ptr.term, each.constraintComponent])
}

console.log(JSON.stringify((await results()).map(terms => terms.map(term => term.value))))
