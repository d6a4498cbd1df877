import assert from "node:assert/strict";
import { test } from "node:test";

import { read } from "./support.js";

const IMPORT = /^(?:import|export)[^;]*?from "\.\/([\w]+)\.js"/gms;

/** Names of the modules that a module imports, directly or not. */
function graphOf(name, found = new Set()) {
  for (const [, imported] of read(`static/js/${name}.js`).matchAll(IMPORT)) {
    if (found.has(imported)) continue;
    found.add(imported);
    graphOf(imported, found);
  }
  return found;
}

test("the map page preloads the very modules that its script imports", () => {
  const listed = /{% for name in \[([^\]]+)\] -%}\n<link rel="modulepreload"/.exec(read("templates/map.html"))[1];
  const names = [...listed.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  assert.deepEqual(names, [...graphOf("app")].sort());
});
