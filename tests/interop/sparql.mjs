// Parses queries, a JSON object of name and text on standard input, with two parsers: {parser: {name: fault}} comes out.
import { readFileSync } from 'node:fs'
import { Parser as Traqula } from '@traqula/parser-sparql-1-1'
import sparqljs from 'sparqljs'

const queries = Object.entries(JSON.parse(readFileSync(0, 'utf8')))
const parsers = {
  traqula: text => new Traqula().parse(text),
  sparqljs: text => new sparqljs.Parser().parse(text)
}

function faults (parse) {
  const found = {}
  for (const [name, text] of queries) {
    try { parse(text) } catch (fault) { found[name] = String(fault.message) }
  }
  return found
}

console.log(JSON.stringify(Object.fromEntries(Object.entries(parsers).map(([name, parse]) => [name, faults(parse)]))))
