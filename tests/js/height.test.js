import assert from "node:assert/strict";
import { test } from "node:test";

import { heightMessages } from "../../static/js/height.js";
import { linkMessage } from "../../static/js/links.js";

test("any parent may hear the height in Datawrapper's way", () => {
  assert.deepEqual(heightMessages(640, { search: "", hash: "" }), [{ "datawrapper-height": { mapapp: 640 } }]);
});

test("a parent that gave a secret hears it with the secret, as WordPress does", () => {
  const [, message] = heightMessages(640, { search: "", hash: "#?secret=a1B2c3" });
  assert.deepEqual(message, { message: "height", value: 640, secret: "a1B2c3" });
});

test("a parent that named its child hears a line of text, as pym does", () => {
  const [, message] = heightMessages(640, { search: "?date=2016-12-06&childId=map", hash: "" });
  assert.equal(message, "pymxPYMxmapxPYMxheightxPYMx640");
});

test("a link goes to the parent that gave a secret, and to no other", () => {
  const message = linkMessage("https://map.example/s/1", "#?secret=a1B2c3");
  assert.deepEqual(message, { message: "link", value: "https://map.example/s/1", secret: "a1B2c3" });
  assert.equal(linkMessage("https://map.example/s/1", ""), null);
});
