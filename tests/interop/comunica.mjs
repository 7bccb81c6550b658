// Asks a source that is only named by its address: Comunica has to find out that it is a SPARQL endpoint.
import { QueryEngine } from "@comunica/query-sparql";
import { Writer } from "n3";
import { readFileSync } from "node:fs";

const { source, queries } = JSON.parse(readFileSync(0, "utf8"));
const engine = new QueryEngine();
const context = { sources: [source] };
const found = {};
for (const [name, query] of Object.entries(queries)) {
  const result = await engine.query(query, context);
  if (result.resultType === "boolean") {
    found[name] = await result.execute();
  } else if (result.resultType === "quads") {
    const writer = new Writer({ format: "application/n-quads" });
    writer.addQuads(await (await result.execute()).toArray());
    found[name] = await new Promise((done, failed) => writer.end((error, words) => (error ? failed(error) : done(words))));
  } else {
    const rows = await (await result.execute()).toArray();
    found[name] = rows.map((row) => Object.fromEntries([...row].map(([key, term]) => [key.value, term.value])));
  }
}
process.stdout.write(JSON.stringify(found));
