import assert from "node:assert/strict";
import { test } from "node:test";

import { dayOf } from "../../static/js/days.js";
import { Messages } from "../../static/js/messages.js";

const texts = { since: "depuis le {date}", changes: { one: "{count} changement", other: "{count} changements" } };
const day = dayOf("2016-12-06");

test("placeholders are filled, and numbers written as the language writes them", () => {
  const messages = new Messages("fr", texts);
  assert.equal(messages.text("since", { date: "mardi" }), "depuis le mardi");
  assert.equal(messages.text("changes", { count: 1 }), "1 changement");
  assert.equal(messages.text("changes", { count: 1618 }), "1\u202f618 changements");
});

test("an unknown key is a fault of the page", () => {
  assert.throws(() => new Messages("en", texts).text("nothing"), /No message "nothing" in en/);
});

test("a form that a language lacks falls back to the general one", () => {
  assert.equal(new Messages("ar", texts).text("changes", { count: 3 }), "3 changements");
});

test("Arabic names the months as the Levant does, with Latin digits and without marks of direction", () => {
  const messages = new Messages("ar", texts);
  assert.equal(messages.day(day), "6 كانون الأول 2016");
  assert.equal(messages.percent(0.8), "80%");
});
