/**
 * A map in another page's frame. Needs no storage, no cookies and no origin of its own, so it
 * runs where the frame is sandboxed; the drawing of its day stands before any script does.
 */

import { DayBar } from "./daybar.js";
import { dayOf } from "./days.js";
import { part } from "./dom.js";
import { tellHeight } from "./height.js";
import { tellLinks } from "./links.js";
import { Messages } from "./messages.js";
import { Plate } from "./plate.js";
import { PlateNames } from "./platenames.js";
import { requestJson } from "./request.js";
import { decodeTimeline, differences, everything, spellAt } from "./timeline.js";
import { Words } from "./words.js";

class Embed {
  constructor(root, page, timeline) {
    this._root = root;
    this._timeline = timeline;
    const messages = new Messages(page.lang, page.messages);
    const names = Object.entries(page.names).map(([id, name]) => [id, { name }]);
    this._words = new Words(messages, page.forces, new Map(names));
    const drawing = part(root, "plate").querySelector("svg");
    this._paths = new Map([...drawing.querySelectorAll("[data-place]")].map((path) => [path.dataset.place, path]));
    this._plate = new Plate(drawing, this._paths, {
      forces: page.forces,
      describe: (id, spell) => this._tell(id, spell),
    });
    this._names = new PlateNames(drawing, this._paths, (id) => this._words.place(id));
    const home = dayOf(page.date) - timeline.first;
    this._bar = new DayBar(part(root, "daybar"), { timeline, home, messages });
    this._bar.addEventListener("day", ({ detail }) => this._show(detail));
    drawing.addEventListener("click", ({ target }) => this._choose(target.dataset.place ?? null));
    this._day = null;
    this._show(home);
  }

  _show(day) {
    const { _timeline: timeline } = this;
    this._plate.show(this._day === null ? everything(timeline, day) : differences(timeline, this._day, day));
    this._bar.show(day);
    this._day = day;
    this._showChosen();
  }

  _choose(id) {
    this._paths.get(this._chosen)?.removeAttribute("data-chosen");
    this._chosen = id;
    this._paths.get(id)?.setAttribute("data-chosen", "");
    this._showChosen();
  }

  _showChosen() {
    const spell = this._chosen && spellAt(this._timeline, this._chosen, this._day);
    part(this._root, "told").textContent = spell ? this._tell(this._chosen, spell) : "";
  }

  _tell(id, spell) {
    return `${this._words.place(id)} – ${this._words.state(spell)}`;
  }
}

async function start(root) {
  tellHeight(document.documentElement);
  tellLinks();
  const page = JSON.parse(document.getElementById("page-data").textContent);
  for (const { id, colour } of page.forces) document.documentElement.style.setProperty(`--force-${id}`, colour);
  try {
    new Embed(root, page, decodeTimeline(await requestJson(page.timeline)));
    root.dataset.ready = "";
  } catch (error) {
    // The drawing of the day stays.
    part(root, "told").textContent = new Messages(page.lang, page.messages).text("load_failed");
    if (error.name !== "NetworkError" && error.name !== "AnswerError") throw error;
  }
}

start(document.getElementById("embed"));
