// Reads JSON-LD at each address and gives it back as N-Quads, as they come and canonical (RDFC-1.0).
import jsonld from "jsonld";
import { readFileSync } from "node:fs";

const { addresses } = JSON.parse(readFileSync(0, "utf8"));
const found = {};
for (const address of addresses) {
  const answer = await fetch(address, { headers: { accept: "application/ld+json" } });
  const document = await answer.json();
  const options = { base: address, format: "application/n-quads" };
  found[address] = {
    quads: await jsonld.toRDF(document, options),
    canonical: await jsonld.canonize(document, { ...options, algorithm: "RDFC-1.0" }),
  };
}
process.stdout.write(JSON.stringify(found));
