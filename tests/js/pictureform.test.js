import assert from "node:assert/strict";
import { test } from "node:test";

import { wishOf } from "../../static/js/pictureform.js";

test("the dates of a form are one value, and what is empty is left out", () => {
  const fields = new FormData();
  for (const day of ["2016-12-06", "", "2016-11-14"]) fields.append("date", day);
  fields.set("known", "");
  fields.set("title", "Alep & l’est");
  fields.set("code", "following");
  const wish = new URLSearchParams(wishOf(fields));
  assert.deepEqual([...wish], [["date", "2016-12-06,2016-11-14"], ["title", "Alep & l’est"]]);
});
