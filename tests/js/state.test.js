import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { formatState, parseState, startState, State } from "../../static/js/state.js";

const START = { date: "2016-12-06", known: null, place: null, compare: null, lang: "fr" };

class Page extends EventTarget {
  constructor(search = "") {
    super();
    this.location = { search, hash: "", pathname: "/" };
    this.entries = [];
    this.history = {
      pushState: (_, __, url) => {
        this.entries.push(url);
        this.location.search = url.slice(1);
      },
    };
  }
}

function fixture() {
  mock.timers.enable({ apis: ["setTimeout"] });
  const page = new Page("?utm_source=letter");
  const state = new State(START, page);
  const heard = [];
  state.addEventListener("change", ({ detail }) => heard.push(detail));
  return { page, state, heard };
}

test("a state and its query string are one another's inverse", () => {
  const state = { date: "2016-12-06", known: "2016-12-01", place: "shaar", compare: "2016-11-20", lang: "ar" };
  assert.deepEqual(parseState(formatState(state)), state);
});

test("what the state does not know stays in the address", () => {
  assert.equal(formatState({ ...START, place: "shaar" }, "?utm_source=letter"), "?utm_source=letter&date=2016-12-06&place=shaar&lang=fr");
});

test("a broken day in the address falls back to what the server read", () => {
  const read = startState(START, "?date=2016-02-31&known=soon&place=shaar");
  assert.deepEqual(read, { ...START, place: "shaar" });
});

test("a good day in the address is taken, whichever day the page was kept for", () => {
  assert.equal(startState(START, "?date=2016-11-28").date, "2016-11-28");
});

test("listeners hear a change once, and nothing when nothing differs", (t) => {
  t.after(() => mock.timers.reset());
  const { state, heard } = fixture();
  state.set({ date: "2016-12-07" });
  state.set({ date: "2016-12-07" });
  assert.equal(heard.length, 1);
  assert.equal(heard[0].before.date, "2016-12-06");
});

test("a drag becomes one entry of the history", (t) => {
  t.after(() => mock.timers.reset());
  const { page, state } = fixture();
  for (const day of ["07", "08", "09"]) state.set({ date: `2016-12-${day}` });
  assert.deepEqual(page.entries, []);
  mock.timers.tick(300);
  assert.deepEqual(page.entries, ["/?utm_source=letter&date=2016-12-09&lang=fr"]);
});

test("Back restores what the address says, and the first day where it says none", (t) => {
  t.after(() => mock.timers.reset());
  const { page, state } = fixture();
  state.set({ date: "2016-12-09", place: "shaar" });
  page.location.search = "?date=2016-11-28";
  page.dispatchEvent(new Event("popstate"));
  assert.deepEqual(state.current, { ...START, date: "2016-11-28" });
  page.location.search = "";
  page.dispatchEvent(new Event("popstate"));
  assert.equal(state.current.date, START.date);
});
