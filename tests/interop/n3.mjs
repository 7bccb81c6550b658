// Streams a document in a format of the Turtle family at each address, and gives it back as N-Quads.
import { StreamParser, StreamWriter } from "n3";
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

const { addresses, media } = JSON.parse(readFileSync(0, "utf8"));
const found = {};
for (const address of addresses) {
  const answer = await fetch(address, { headers: { accept: media } });
  if (answer.headers.get("content-type").split(";")[0] !== media) throw new Error(`${address}: ${answer.status}`);
  const parser = new StreamParser({ format: media, baseIRI: address });
  const writer = new StreamWriter({ format: "application/n-quads" });
  const whole = text(Readable.fromWeb(answer.body).on("error", (e) => parser.destroy(e)).pipe(parser).pipe(writer));
  await new Promise((done, failed) => parser.on("end", done).on("error", failed));
  found[address] = await whole;
}
process.stdout.write(JSON.stringify(found));
