// Writes the outline of the lands that the pages draw under their maps, as one small SVG file. In a folder with
//
//   npm install world-atlas@2.0.2 d3-geo@3.1.1 topojson-client@3.1.0 topojson-simplify@3.0.3
//
// run a copy of this: node world_outline.mjs world.svg
//
// The lands are those of Natural Earth (public domain), packed by world-atlas (ISC). Borders are left out: where they
// run is what texts are at odds about. Run it where the outline is to change; nothing of it is needed at run time.
import { readFileSync, writeFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const HALF = 2.7066299836960748; // half the width of the projection, at scale 1; the pages place their marks by it
const TOP = 1.3173627591574133; // half its height
const LEAST = 4e-6; // steradians: a corner of the coast, or an island, of less is left out (about 160 square kilometres)
const scale = 4000 / HALF;
const projection = geoEqualEarth().scale(scale).translate([4000, TOP * scale]).precision(0.5);
const world = JSON.parse(readFileSync("node_modules/world-atlas/land-50m.json", "utf8"));
const weighed = presimplify(world, sphericalTriangleArea);
const simple = simplify(filter(weighed, filterWeight(weighed, LEAST)), LEAST);
const drawn = geoPath(projection).digits(0)(feature(simple, simple.objects.land));
const rings = drawn.split("Z").filter(Boolean).map((ring) => {
  const points = ring.slice(1).split("L").map((pair) => pair.split(",").map(Number));
  const steps = points.slice(1).map(([x, y], at) => [x - points[at][0], y - points[at][1]]);
  const kept = steps.filter(([x, y]) => x || y).map(([x, y]) => `${x} ${y}`);
  return kept.length < 2 ? "" : `M${points[0].join(" ")}l${kept.join(" ")}z`.replaceAll(" -", "-");
});
writeFileSync(process.argv[2], `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8000 ${Math.round(2 * TOP * scale)}">
<!-- Lands of the earth on the Equal Earth projection. Natural Earth 1:50m (public domain), by way of the package
world-atlas 2.0.2 (ISC, Copyright 2013-2019 Michael Bostock), simplified. -->
<path fill="#8a867c" fill-opacity=".38" d="${rings.join("")}"/>
</svg>
`);
