/**
 * The map page: reads what the server says once, builds the parts, keeps them in step.
 */

import { ClaimStore } from "./claims.js";
import { clamp, dayOf, isoOf } from "./days.js";
import { button, part } from "./dom.js";
import { drawGround } from "./ground.js";
import { drawLegend } from "./legend.js";
import { AtlasMap } from "./map.js";
import { Messages } from "./messages.js";
import { fillUrl, requestJson } from "./request.js";
import { Announcer } from "./announcer.js";
import { Panel } from "./panel.js";
import { Shares } from "./shares.js";
import { DateSlider } from "./slider.js";
import { State } from "./state.js";
import { PlaceTable } from "./table.js";
import { changesBetween, decodeTimeline, differences, sharesOn, spellAt } from "./timeline.js";
import { tip } from "./tip.js";
import { Words } from "./words.js";

/** More changes than these are a jump, not a step: nothing is outlined. */
const MOST_FLASHED = 12;
/** The panel waits for the slider to rest, so that a drag fetches nothing. */
const PANEL_REST_MS = 120;

class App {
  constructor(root, page, timeline, places) {
    this._page = page;
    this._timeline = timeline;
    this._features = new Map(places.features.map((feature) => [feature.id, feature]));
    this._messages = new Messages(page.state.lang, page.messages);
    this._words = new Words(this._messages, page.forces, this._features);
    this._areas = new Map(page.denominator.map((id) => [id, this._features.get(id).properties.area_km2]));
    this.state = new State(page.state, window);
    setColours(page.forces);
    this._build(root, places);
    this._drawn = null;
    this.state.addEventListener("change", ({ detail }) => this._onState(detail));
    this._render();
  }

  drawGround(ground) {
    drawGround(this._map, ground, this._page.state.lang);
  }

  _build(root, places) {
    const { _messages: messages, _words: words, _page: page } = this;
    const context = { messages, words, articleUrl: (id) => fillUrl(page.urls.article, { id }) };
    const pick = (place) => this._pick(place);
    this._map = this._buildMap(part(root, "map"), places);
    this._map.addEventListener("pick", ({ detail }) => pick(detail));
    this._slider = new DateSlider(part(root, "time"), { timeline: this._timeline, messages });
    this._slider.addEventListener("day", ({ detail }) => this.state.set({ date: isoOf(this._timeline.first + detail) }));
    this._shares = new Shares(
      {
        bar: part(root, "share-bar"), list: part(root, "share-list"),
        published: part(root, "published"), publishedBox: part(root, "published-box"),
      },
      { ...context, order: page.forces.map(({ id }) => id) });
    this._panel = new Panel(part(root, "panel"), {
      ...context, sources: page.sources, store: new ClaimStore(page.urls.claims), urlOf: this._placeUrl,
      onPick: pick, onClose: () => this.state.set({ place: null }),
    });
    this._table = new PlaceTable(part(root, "rows"), {
      ...context, ids: this._timeline.places.keys(), urlOf: this._placeUrl, onPick: pick, first: this._timeline.first,
    });
    this._announcer = new Announcer(part(root, "live"), context);
    drawLegend(part(root, "legend"), page.forces, messages);
  }

  /** A place chosen by hand: the reader is taken to what the reports say. */
  _pick(place) {
    this._wantsPanel = true;
    this.state.set({ place });
  }

  _placeUrl = (id) => fillUrl(this._page.urls.place, { id });

  _buildMap(parent, places) {
    const { _messages: messages, _page: page } = this;
    return new AtlasMap(parent, {
      places,
      focus: page.denominator,
      forces: page.forces,
      lang: page.state.lang,
      tiles: page.tiles,
      words: { zoomIn: messages.text("zoom_in"), zoomOut: messages.text("zoom_out") },
      describe: (id) => tip(id, spellAt(this._timeline, id, this._drawn.day), this._words),
    });
  }

  _onState({ state, before }) {
    if (state.lang !== before.lang) window.location.reload();
    else if (state.known !== before.known) this._learn(state.known);
    else this._schedule();
  }

  /** Draw at most once per frame, however fast the slider moves. */
  _schedule() {
    this._frame ??= requestAnimationFrame(() => {
      this._frame = null;
      this._render();
    });
  }

  async _learn(known) {
    this._timeline = decodeTimeline(await requestJson(fillUrl(this._page.urls.timeline, {}, { known })));
    this._slider.setTimeline(this._timeline);
    this._drawn = null;
    this._render();
  }

  _render() {
    const { first, length } = this._timeline;
    const { date, place } = this.state.current;
    const day = clamp(dayOf(date) - first, 0, length - 1);
    const before = this._drawn;
    this._drawn = { day, place };
    if (before?.day !== day) this._renderDay(before?.day ?? null, day);
    if (before?.place !== place) this._map.choose(place);
    this._renderPanelSoon(before, day);
  }

  _renderDay(from, day) {
    const changes = from === null ? this._everything(day) : differences(this._timeline, from, day);
    this._map.show(changes);
    this._table.show(changes);
    this._slider.show(day);
    this._shares.show(sharesOn(this._timeline, this._areas, day));
    const iso = isoOf(this._timeline.first + day);
    this._shares.showPublished(this._page.percents.filter((percent) => percent.date === iso));
    if (from !== null) this._tell(from, day);
  }

  /** Say and outline what changed since the step before. */
  _tell(from, day) {
    const changes = changesBetween(this._timeline, from, day);
    if (changes.length <= MOST_FLASHED) this._map.flash(changes.map(({ id }) => id));
    this._announcer.say(this._timeline.first + day, changes);
  }

  _everything(day) {
    return [...this._timeline.places.keys()].map((id) => ({ id, before: null, after: spellAt(this._timeline, id, day) }));
  }

  _renderPanelSoon(before, day) {
    clearTimeout(this._panelTimer);
    this._panelTimer = setTimeout(() => this._renderPanel(day), before === null ? 0 : PANEL_REST_MS);
  }

  _renderPanel(day) {
    const { first } = this._timeline;
    const { place, known } = this.state.current;
    const spell = place && spellAt(this._timeline, place, day);
    if (spell) {
      this._panel.showPlace(place, spell, { number: first + day, first, known });
      if (this._wantsPanel) this._panel.focus();
      this._wantsPanel = false;
    } else this._panel.showDay(first + day, day > 0 ? changesBetween(this._timeline, day - 1, day) : []);
  }
}

/** Colours of this theatre's forces, for every part of the page at once. */
function setColours(forces) {
  for (const { id, colour } of forces) document.documentElement.style.setProperty(`--force-${id}`, colour);
}

async function start(root) {
  const page = JSON.parse(document.getElementById("page-data").textContent);
  const ground = requestJson(page.urls.ground);
  try {
    const known = { known: page.state.known };
    const [timeline, places] = await Promise.all([
      requestJson(fillUrl(page.urls.timeline, {}, known)),
      requestJson(page.urls.places),
    ]);
    const app = new App(root, page, decodeTimeline(timeline), places);
    root.dataset.ready = "";
    app.drawGround(await ground);
  } catch (error) {
    fail(root, page, error);
  }
}

/** The server's drawing and table stay; the reader learns what is missing and can try again. */
function fail(root, page, error) {
  const messages = new Messages(page.state.lang, page.messages);
  const notice = part(root, "notice");
  notice.hidden = false;
  notice.replaceChildren(
    `${messages.text("load_failed")} ${error.hint ?? ""} `,
    button("button", messages.text("try_again"), () => window.location.reload()),
  );
  if (error.name !== "NetworkError" && error.name !== "AnswerError") throw error;
}

start(document.getElementById("atlas"));
