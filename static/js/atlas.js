/**
 * The parts of the map page, built once and kept in step with the one state.
 */

import { Announcer } from "./announcer.js";
import { ShareChart } from "./chart.js";
import { ClaimStore } from "./claims.js";
import { Comparison } from "./compare.js";
import { clamp, dayOf, isoOf } from "./days.js";
import { part } from "./dom.js";
import { Gazetteer } from "./gazetteer.js";
import { drawGround } from "./ground.js";
import { Legend } from "./legend.js";
import { AtlasMap } from "./map.js";
import { Messages } from "./messages.js";
import { News } from "./news.js";
import { Notice } from "./notice.js";
import { Panel } from "./panel.js";
import { fillUrl, requestJson } from "./request.js";
import { Search } from "./search.js";
import { Shares } from "./shares.js";
import { DateSlider } from "./slider.js";
import { startState, State } from "./state.js";
import { PlaceTable } from "./table.js";
import { changesBetween, decodeTimeline, differences, everything, isTold, OLD_DAYS, shareBreaks, shareSeries, sharesOn, shareTeller, spellAt } from "./timeline.js";
import { tip } from "./tip.js";
import { Words } from "./words.js";

/** More changes than these are a jump, not a step: nothing is outlined. */
const MOST_FLASHED = 12;
/** The panel waits for the slider to rest, so that a drag fetches nothing. */
const PANEL_REST_MS = 120;
/** A comparison opens with the day so many days before. */
const COMPARE_DAYS = 7;

export class Atlas {
  /**
   * @param {HTMLElement} root the template's #atlas, with a part for each of the parts
   * @param {object} page the page data of the server
   * @param {Map<string, object>} places by id: {id, name, accuracy, area_km2, geometry}
   * @param {object} timeline decoded timeline
   */
  constructor(root, page, places, timeline) {
    this._root = root;
    this._page = page;
    this._messages = new Messages(page.state.lang, page.messages);
    this._places = places;
    this._words = new Words(this._messages, page.forces, this._places);
    this._areas = new Map(page.denominator.map((id) => [id, this._places.get(id).area_km2]));
    this._learnt(timeline);
    this._notice = new Notice(part(root, "notice"), this._messages);
    this.state = new State(startState(page.state, window.location.search), window);
    this._drawn = { day: null, place: null, compare: null };
  }

  /** Build the parts and show the day, with a breath between the steps for what the reader does. */
  async open() {
    this._buildMap();
    this._map.show(everything(this._timeline, this._day())); // What the reader came for, before all else.
    this._root.dataset.drawn = "";
    const rest = [() => this._buildTime(), () => this._buildReading(), () => this._drawChart(), () => this._render()];
    for (const step of rest) {
      await breath();
      step();
    }
    this.state.addEventListener("change", ({ detail }) => this._onState(detail));
  }

  drawGround(ground) {
    drawGround(this._map, ground, this._page.state.lang);
  }

  _buildMap() {
    const { _messages: messages, _page: page, _root: root } = this;
    this._legend = new Legend(part(root, "legend"), {
      forces: page.forces, messages, oldDays: OLD_DAYS, onHide: (hidden) => this._map.hide(hidden),
    });
    this._map = new AtlasMap(part(root, "map"), {
      places: this._places,
      focus: page.denominator,
      covered: coveredSides(part(root, "map"), part(root, "legend").parentElement),
      forces: page.forces,
      words: { zoomIn: messages.text("zoom_in"), zoomOut: messages.text("zoom_out") },
      describe: (id, compared) => this._tip(id, compared),
    });
    this._map.addEventListener("pick", ({ detail }) => this._pick(detail));
    if (page.grounds.length) this._offerGrounds(page.grounds);
    this._news = new News(part(root, "news"), { words: this._words });
    this._compare = new Comparison(
      {
        field: part(root, "compare"), toggle: part(root, "compare-toggle"), swipe: part(root, "swipe"),
        divider: part(root, "divider"), before: part(root, "side-before"), after: part(root, "side-after"),
      },
      {
        messages, suggest: COMPARE_DAYS,
        onDate: (compare) => this.state.set({ compare }),
        onDivide: (share) => this._map.divide(share),
      });
  }

  _offerGrounds(grounds) {
    const show = (index) => this._map.useGround(grounds[index] ?? null);
    part(this._root, "ground").addEventListener("change", ({ target }) => show(target.value));
    show(0);
  }

  _buildTime() {
    const { _messages: messages, _page: page, _root: root, _timeline: timeline } = this;
    this._slider = new DateSlider(part(root, "time"), { timeline, day: this._day(), presets: page.presets, messages });
    this._slider.addEventListener("day", ({ detail }) => this._goTo(detail));
    this._slider.addEventListener("window", ({ detail }) => this._chart.frame(detail));
    this._chart = new ShareChart(
      { chart: part(root, "chart"), marks: part(root, "chart-marks") },
      { order: this._order(), onOpen: (day) => this._openPublished(day) });
    this._announcer = new Announcer(part(root, "live"), { messages, words: this._words });
    part(root, "known").addEventListener("change", ({ target }) => this.state.set({ known: target.value || null }));
    part(root, "known-form").addEventListener("submit", (event) => event.preventDefault());
    part(root, "known-drop").addEventListener("click", (event) => {
      event.preventDefault();
      this.state.set({ known: null });
    });
  }

  _buildReading() {
    const { _messages: messages, _words: words, _page: page, _root: root } = this;
    const urlOf = (id) => fillUrl(page.urls.place, { id }, this._known());
    const context = { messages, words, urlOf, articleUrl: (id) => fillUrl(page.urls.article, { id }, this._known()) };
    const onPick = (place) => this._pick(place);
    const gazetteer = new Gazetteer(page.urls.places);
    this._shares = new Shares(
      {
        bar: part(root, "share-bar"), list: part(root, "share-list"), remarks: part(root, "share-remarks"),
        earlier: part(root, "share-earlier"),
        published: part(root, "published"), publishedBox: part(root, "published-box"),
      },
      { ...context, order: page.forces.map(({ id }) => id) });
    this._shares.show(this._sharesOn(this._day())); // In the place of the server's, which say the same.
    this._panel = new Panel(part(root, "panel"), {
      ...context, onPick, gazetteer, sources: page.sources, store: new ClaimStore(page.urls.claims),
      onClose: () => this._leave(),
    });
    this._table = new PlaceTable(part(root, "rows"), {
      ...context, onPick, first: this._timeline.first,
    });
    const parts = { field: part(root, "search"), list: part(root, "search-list"), count: part(root, "search-count") };
    this._search = new Search(parts, { ...context, gazetteer, onPick });
  }

  /** Forces as the chart stacks them: what is unknown lies on top. */
  _order() {
    return [...this._page.forces.map(({ id }) => id), "unknown"];
  }

  _drawChart() {
    const { first, length } = this._timeline;
    const published = this._page.percents.filter(({ date }) => date !== null).map((percent) => ({
      day: dayOf(percent.date) - first,
      value: percent.value / 100,
      text: this._messages.text("published_jump", {
        value: this._messages.percent(percent.value / 100),
        force: this._words.force(percent.force),
        date: this._messages.day(dayOf(percent.date)),
      }),
    }));
    this._breaks = shareBreaks(this._timeline, this._areas);
    this._chart.draw(shareSeries(this._timeline, this._areas), length, published, this._breaks);
    this._chart.frame(this._slider.window);
  }

  /** What an address says of the known date. */
  _known() {
    return { known: this.state.current.known };
  }

  _tip(id, compared) {
    const day = compared && this._drawn.compare !== null ? this._drawn.compare : this._drawn.day;
    return tip(id, spellAt(this._timeline, id, day), this._words);
  }

  _goTo(day) {
    this.state.set({ date: isoOf(this._timeline.first + day) });
  }

  /** A published figure opened on the chart: its day, and the reports of that day. */
  _openPublished(day) {
    this._goTo(day);
    requestAnimationFrame(() => part(this._root, "published-title").focus());
  }

  /** A place chosen by hand: the reader is taken to what the reports say. */
  _pick(place) {
    this._wantsPanel = true;
    if (place === this.state.current.place) this._panel.focus();
    else this.state.set({ place });
  }

  /** Done with a place: back to the map, wherever the page was scrolled to. */
  _leave() {
    this.state.set({ place: null });
    part(this._root, "map").focus();
  }

  _onState({ state, before }) {
    if (state.lang !== before.lang) window.location.reload();
    else if (state.known !== before.known) this._learn(state.known, before.known);
    else this._schedule();
  }

  /** Draw at most once per frame, however fast the slider moves. */
  _schedule() {
    this._frame ??= requestAnimationFrame(() => {
      this._frame = null;
      this._render();
    });
  }

  /** Show the map as known on another day; where that fails, stay with the one before. */
  async _learn(known, before) {
    const asked = (this._asked = Symbol("request"));
    try {
      const json = await requestJson(fillUrl(this._page.urls.timeline, {}, { known }));
      if (asked !== this._asked) return; // The reader has asked for another day since.
      this._notice.clear();
      this._takeTimeline(decodeTimeline(json));
    } catch (error) {
      if (asked === this._asked) this._notice.failed("known_failed", error, () => this._learn(known, before));
    }
  }

  _learnt(timeline) {
    this._timeline = timeline;
    this._sharesOn = shareTeller(timeline, this._areas);
  }

  _takeTimeline(timeline) {
    this._learnt(timeline);
    this._slider.setTimeline(timeline);
    this._table.link();
    this._drawChart();
    this._drawn = { day: null, place: this._drawn.place, compare: null };
    this._render();
  }

  _day(iso = this.state.current.date) {
    const { first, length } = this._timeline;
    return clamp(dayOf(iso) - first, 0, length - 1);
  }

  _render() {
    const { place, compare, known } = this.state.current;
    const before = this._drawn;
    const day = this._day();
    this._drawn = { day, place, compare: dayOf(compare) === null ? null : this._day(compare) };
    if (before.day !== day) this._renderDay(before.day, day);
    if (before.place !== place) this._map.choose(place);
    if (before.compare !== this._drawn.compare || before.day !== day) this._renderComparison(before.compare);
    if (before.day === null) this._renderKnown(known);
    this._renderPanelSoon(before.day === null);
  }

  _renderDay(from, day) {
    const changes = from === null ? everything(this._timeline, day) : differences(this._timeline, from, day);
    this._map.show(changes);
    this._table.show(changes);
    this._slider.show(day);
    this._chart.show(day);
    this._shares.show(this._sharesOn(day));
    this._shares.showEarlier(this._earlierShares(day));
    const iso = isoOf(this._timeline.first + day);
    this._shares.showPublished(this._page.percents.filter((percent) => percent.date === iso));
    if (from !== null) this._tell(day, changes.filter(isTold));
  }

  _earlierShares(day) {
    const broken = this._breaks.filter(({ start, end }) => start <= day && day < end);
    return broken.map(({ earlier }) => ({ ...earlier, ...sharesOn(earlier, this._areas, day) }));
  }

  /** Say and outline what changed since the step before. */
  _tell(day, changes) {
    const few = changes.length <= MOST_FLASHED;
    this._map.flash(few ? changes.map(({ id }) => id) : []);
    this._news.show(few ? changes : []);
    this._announcer.say(this._timeline.first + day, changes);
  }

  _renderComparison(before) {
    const { compare, day } = this._drawn;
    const { first } = this._timeline;
    if (compare !== before) this._map.compare(compare === null ? null : everything(this._timeline, compare));
    this._compare.show(compare === null ? null : first + compare, first + day);
  }

  _renderKnown(known) {
    const number = dayOf(known);
    part(this._root, "known-notice").hidden = number === null;
    if (number !== null) {
      part(this._root, "known-words").textContent = this._messages.text("known_notice", { date: this._messages.day(number) });
    }
    part(this._root, "known").value = known ?? "";
    this._setField("picture-known", known ?? "");
  }

  /** Fills a field of the form for pictures, as if the reader had. */
  _setField(name, value) {
    const field = part(this._root, name);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  _renderPanelSoon(now) {
    clearTimeout(this._panelTimer);
    if (now) this._renderPanel();
    else this._panelTimer = setTimeout(() => this._renderPanel(), PANEL_REST_MS);
  }

  _renderPanel() {
    const { _timeline: timeline, _panel: panel } = this;
    const { day, place, compare } = this._drawn;
    const number = timeline.first + day;
    this._setField("picture-date", isoOf(number));
    const spell = place && spellAt(timeline, place, day);
    if (spell) panel.showPlace(place, spell, { number, first: timeline.first, known: this.state.current.known });
    else if (compare !== null) this._renderDifferences(compare, day);
    else panel.showDay(number, day > 0 ? changesBetween(timeline, day - 1, day) : []);
    if (spell && this._wantsPanel) panel.focus();
    this._wantsPanel = false;
  }

  _renderDifferences(one, other) {
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    const { first } = this._timeline;
    const changes = changesBetween(this._timeline, from, to);
    this._panel.showComparison(first + from, first + to, changes, this.state.current.known);
  }
}

/** How much of the map's left and right side a box lies over, in pixels. */
function coveredSides(map, box) {
  const [under, over] = [map, box].map((element) => element.getBoundingClientRect());
  const apart = over.top >= under.bottom || over.width > under.width / 2;
  const atLeft = over.left - under.left < under.right - over.right;
  if (apart) return { left: 0, right: 0 };
  return atLeft ? { left: over.right - under.left, right: 0 } : { left: 0, right: under.right - over.left };
}

/** Let the browser answer the reader before the next step. */
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}
