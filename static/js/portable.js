/**
 * A snapshot as one file: the map that folium drew, with a slider over every day.
 *
 * mapapp/snapshots/html.py writes this module and all it imports into the file; nothing is
 * loaded from anywhere.
 */

import { DayBar } from "./daybar.js";
import { dayOf } from "./days.js";
import { part } from "./dom.js";
import { Messages } from "./messages.js";
import { Plate } from "./plate.js";
import { decodeTimeline, differences, everything } from "./timeline.js";
import { Words } from "./words.js";

const page = JSON.parse(document.getElementById("page-data").textContent);
const root = document.getElementById("portable");
const messages = new Messages(page.lang, page.messages);
const timeline = decodeTimeline(page.timeline);
const layer = globalThis[page.layer];
const features = new Map(layer.getLayers().map(({ feature }) => [feature.id, feature]));
const names = [...features].map(([id, { properties }]) => [id, { name: properties.name[page.lang] }]);
const words = new Words(messages, page.forces, new Map(names));
const paths = new Map(layer.getLayers().map((place) => [place.feature.id, place.getElement()]));
const home = dayOf(page.date) - timeline.first;
let shown = null;

for (const { id, colour } of page.forces) document.documentElement.style.setProperty(`--force-${id}`, colour);
for (const [id, path] of paths) path.classList.add(`place--${features.get(id).properties.accuracy}`);

const plate = new Plate(part(root, "patterns"), paths, {
  forces: page.forces,
  describe: (id, spell) => `${words.place(id)} – ${words.state(spell)}`,
});
const bar = new DayBar(part(root, "daybar"), { timeline, home, messages });
bar.addEventListener("day", ({ detail }) => show(detail));
show(home);

function show(day) {
  plate.show(shown === null ? everything(timeline, day) : differences(timeline, shown, day));
  bar.show(day);
  shown = day;
}
