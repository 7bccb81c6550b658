// The first and last day of each EDTF date in a JSON list on standard input, by edtf.js: {date: [first, last]}, null where open.
import { readFileSync } from 'node:fs'
import edtf from 'edtf'

const day = time => Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : null
const found = {}
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  const date = edtf(text)
  found[text] = [day(date.min), day(date.max)]
}
console.log(JSON.stringify(found))
