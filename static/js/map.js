/**
 * The map, and the only module that knows Leaflet.
 *
 * Coordinates come in as (lon, lat) and are turned round here. Places and outlines draw
 * themselves where a view tells them; a step touches only the places that differ.
 */

import * as L from "../vendor/leaflet/leaflet.js";
import { CanvasPlaces } from "./canvasplaces.js";
import { Borders, boundsOf, labelPoint, worldOf } from "./geometry.js";
import { chooseLabels } from "./labels.js";
import { Outlines } from "./outlines.js";
import { SvgPlaces } from "./svgplaces.js";

const PANES = { compared: 405, lines: 410, siege: 415, outlines: 420, names: 630 };
/** Sieges that are remembered, for a reader who goes to and fro. */
const MOST_SIEGES = 200;
/** More places than these are drawn as pixels: a browser restyles no more paths within a frame. */
const MOST_PATHS = 1000;
/** Milliseconds for which a change stays outlined. */
const FLASH_MS = 1400;
/** Pixels left free around what the first view shows. */
const MARGIN = 12;
/** A name may be a little wider than its place before it is left out. */
const NAME_OVERHANG = 1.15;
const NAME_HEIGHT = 13;
/** How far beyond the window the comparison's halves reach, in pixels: a drag shows no gap. */
const BEYOND = 2000;

/** A drawing that keeps to the map: laid anew where it rests, and scaled while it zooms. */
const Drawn = L.Renderer.extend({
  initialize(drawing, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._drawing = drawing;
  },

  _initContainer() {
    this._container = this._drawing.element;
  },

  _destroyContainer() {
    this._container.remove();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return; // It would be laid twice.
    L.Renderer.prototype._update.call(this);
    const { min } = this._bounds;
    const [{ x: left, y: top }, { x: width, y: height }] = [this._map.getPixelOrigin(), this._bounds.getSize()];
    L.DomUtil.setPosition(this._container, min);
    this._drawing.lay({ scale: 2 ** this._map.getZoom(), left, top, x: min.x, y: min.y, width, height });
  },
});

export class AtlasMap extends EventTarget {
  /**
   * @param {HTMLElement} parent
   * @param {object} options
   * @param {Map<string, {id, name, accuracy, area_km2, geometry}>} options.places
   * @param {string[]} options.focus ids that the first view shows
   * @param {{left: number, right: number}} options.covered pixels at the sides of the first
   *   view that something else lies over
   * @param {Array} options.forces id and pattern name of each force
   * @param {function(string, boolean): HTMLElement} options.describe content of a place's
   *   tooltip, on the day of the map or on the one it is compared with
   * @param {{zoomIn: string, zoomOut: string}} options.words
   */
  constructor(parent, options) {
    super();
    this._options = options;
    this._places = options.places;
    this._spells = new Map();
    this._labels = [];
    this._sieges = new Map();
    this._map = this._createMap(parent);
    this._createPanes();
    this._createPlaces();
    this._createTip();
    this._names = L.DomUtil.create("div", "names leaflet-zoom-hide", this._map.getPane("names"));
    this._map.on("zoomend viewreset resize", () => this._drawNames());
    this._map.on("move zoomend viewreset resize", () => this._clip());
  }

  /** Draw places anew: [{id, after, old}] of the timeline's differences. */
  show(changes) {
    for (const { id, after } of changes) this._spells.set(id, after);
    this._drawing.show(changes);
    if (changes.some(({ before, after }) => before?.besieged !== after.besieged)) this._drawSiege();
    for (const { id, before, after } of changes) {
      if (before?.disputed !== after.disputed) this._markDisputed(id, after.disputed);
    }
  }

  /** Outline places for a moment. */
  flash(ids) {
    clearTimeout(this._flashing);
    this._outlines.set("flash", this._ringsOf(ids));
    if (ids.length) this._flashing = setTimeout(() => this.flash([]), FLASH_MS);
  }

  /** Outline the chosen place, and bring it into view if it is not. */
  choose(id) {
    const place = this._latLngBounds([this._places.get(id)].filter(Boolean));
    this._outlines.set("chosen", this._ringsOf([id]));
    if (!place.isValid()) return;
    if (!this._map.getBounds().contains(place)) this._map.panInsideBounds(place.pad(0.5));
  }

  /** Lay a ground of tiles ({url, attribution, max_zoom}) below the map; null leaves the drawn one alone. */
  useGround(ground) {
    this._tiles?.remove();
    this._credit ??= L.control.attribution({ prefix: false }).addTo(this._map);
    this._tiles = ground && L.tileLayer(ground.url, { attribution: ground.attribution, maxZoom: ground.max_zoom });
    this._tiles?.addTo(this._map);
    this._map.getContainer().classList.toggle("has-tiles", Boolean(ground));
  }

  /** Take signs off the map, by their keys in the legend. */
  hide(keys) {
    this._map.getContainer().dataset.hidden = keys.join(" ");
    for (const drawing of [this._drawing, this._compared]) drawing?.hide?.(keys); // Of SVG, map.css takes them.
  }

  /** Lay another day over the map, as everything that it shows; null takes it off. */
  compare(places) {
    this._compared ??= this._draw("compared");
    this._compared.show(places ?? []);
    this._comparing = places !== null;
    this._map.getPane("compared").hidden = !this._comparing;
    this._clip();
  }

  /** Show the other day up to `share` of the map's width from the left, the day itself beyond. */
  divide(share) {
    this._share = share;
    this._clip();
  }

  addLine(line, className) {
    const options = { pane: "lines", renderer: this._lineRenderer, interactive: false };
    L.polyline(line.map(turn), { ...options, className: `${className} ground-casing` }).addTo(this._map);
    L.polyline(line.map(turn), { ...options, className }).addTo(this._map);
  }

  addDot(point, className) {
    L.circleMarker(turn(point), {
      pane: "lines", renderer: this._lineRenderer, interactive: false, radius: 2.5, className,
    }).addTo(this._map);
  }

  /** @param {Array<{text, className, point, weight, below}>} labels names beside those of places */
  addLabels(labels) {
    this._labels.push(...labels.map((label) => ({ ...label, spot: turn(label.point) })));
    this._drawNames();
  }

  /** Fit the map to its box after the page around it has changed. */
  refresh() {
    this._map.invalidateSize({ animate: false });
  }

  _createMap(parent) {
    const { words, places, focus, covered } = this._options;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(parent, {
      zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.25,
      maxZoom: 17, zoomAnimation: !still, fadeAnimation: !still, inertia: !still,
    });
    const all = this._latLngBounds([...places.values()]);
    const shown = this._latLngBounds(focus.map((id) => this._places.get(id)).filter(Boolean));
    map.fitBounds(shown.isValid() ? shown : all, {
      paddingTopLeft: [MARGIN + covered.left, MARGIN], paddingBottomRight: [MARGIN + covered.right, MARGIN], animate: false,
    });
    map.setMaxBounds(all.pad(0.6)).setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(all)) - 0.25);
    L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    // The wheel belongs to the page until the reader has clicked into the map.
    map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
    // The legend lies over the corner where a line of the page begins.
    const corner = document.dir === "rtl" ? "bottomleft" : "bottomright";
    L.control.scale({ imperial: false, position: corner }).addTo(map);
    return map;
  }

  _createPanes() {
    for (const [name, zIndex] of Object.entries(PANES)) {
      const pane = this._map.createPane(name);
      pane.style.zIndex = zIndex;
      pane.classList.toggle("pane-still", name !== "compared");
    }
    this._lineRenderer = L.svg({ pane: "lines", padding: 0.5 });
  }

  _createPlaces() {
    const drawn = [...this._places.values()].filter(({ geometry }) => geometry);
    this._worlds = new Map(drawn.map(({ id, geometry, accuracy }) => [id, { rings: worldOf(geometry), accuracy }]));
    this._drawing = this._draw("overlayPane");
    this._siege = this._outline("siege", ["siege"]);
    this._outlines = this._outline("outlines", ["hover", "chosen", "flash"]);
    this._labels.push(...drawn.map((place) => this._placeLabel(place)));
  }

  /** The places in a pane, as paths or, where they are many, as pixels. */
  _draw(pane) {
    const many = this._worlds.size > MOST_PATHS;
    const drawing = new (many ? CanvasPlaces : SvgPlaces)(this._worlds, this._options.forces, pane);
    new Drawn(drawing, { pane, padding: many ? 0.1 : 0.5 }).addTo(this._map);
    return drawing;
  }

  _outline(pane, names) {
    const drawing = new Outlines(names);
    new Drawn(drawing, { pane, padding: 0.5 }).addTo(this._map);
    return drawing;
  }

  /** One tooltip for all places; it follows the pointer. */
  _createTip() {
    this._tip = L.tooltip({ className: "tip", opacity: 1 });
    this._map.on("mousemove", (event) => this._point(this._placeAt(event), event.latlng));
    this._map.on("mouseout movestart", () => this._point(null));
    this._map.on("click", (event) => {
      const id = this._placeAt(event);
      if (id) this.dispatchEvent(new CustomEvent("pick", { detail: id }));
    });
  }

  /** The place at a pointer event, or null. */
  _placeAt({ originalEvent, layerPoint, containerPoint }) {
    this._pointsAtCompared = this._comparing && containerPoint.x < this._map.getSize().x * (this._share ?? 0.5);
    const drawing = this._pointsAtCompared ? this._compared : this._drawing;
    return originalEvent.target.closest(".leaflet-control") ? null : drawing.find(originalEvent.target, layerPoint);
  }

  /** Outline the place that the pointer is at, and tell of it. */
  _point(id, latlng) {
    if (id) this._tip.setLatLng(latlng);
    if (id === this._pointed) return;
    this._pointed = id;
    this._outlines.set("hover", this._ringsOf([id]));
    this._map.getContainer().classList.toggle("is-at-place", Boolean(id));
    if (!id) this._tip.close();
    else this._tip.setContent(this._options.describe(id, this._pointsAtCompared)).openOn(this._map);
  }

  /** Keep each of two compared days on its side of the line. */
  _clip() {
    const [left, right] = this._comparing ? this._halves() : ["", ""];
    this._map.getPane("compared").style.clipPath = left;
    this._map.getPane("overlayPane").style.clipPath = right;
    this._map.getPane("siege").style.clipPath = right;
  }

  /** The two sides of the line as CSS shapes in the panes' own coordinates. */
  _halves() {
    const { x: width, y: height } = this._map.getSize();
    const { x, y } = this._map.containerPointToLayerPoint([width * (this._share ?? 0.5), 0]);
    const [top, bottom] = [y - BEYOND, y + height + BEYOND];
    const half = (from, to) => `polygon(${from}px ${top}px, ${to}px ${top}px, ${to}px ${bottom}px, ${from}px ${bottom}px)`;
    return [half(x - width - BEYOND, x), half(x, x + width + BEYOND)];
  }

  /** One thick line round all besieged ground, drawn anew only when that ground changes. */
  _drawSiege() {
    const ids = [];
    for (const [id, { besieged }] of this._spells) if (besieged) ids.push(id);
    const key = ids.join();
    this._borders ??= new Borders(new Map([...this._worlds].map(([id, { rings }]) => [id, rings])));
    if (this._sieges.size > MOST_SIEGES) this._sieges.clear();
    if (!this._sieges.has(key)) this._sieges.set(key, this._borders.outline(ids));
    this._siege.set("siege", this._sieges.get(key));
  }

  _placeLabel({ id, name, area_km2: area, geometry }) {
    const [west, , east] = boundsOf([geometry]);
    return {
      id, west, east,
      text: name,
      className: "label label--place",
      spot: turn(labelPoint(geometry)),
      weight: 10 + area * 10,
    };
  }

  _drawNames() {
    const measured = this._labels.map((label) => this._measure(label)).filter(Boolean);
    const drawn = chooseLabels(measured).map((label) => [label.id, nameElement(label)]);
    this._nameElements = new Map(drawn);
    this._names.replaceChildren(...drawn.map(([, element]) => element));
    for (const [id, { disputed }] of this._spells) this._markDisputed(id, disputed);
  }

  /** The sign of disagreement stands after the name; map.css writes it. */
  _markDisputed(id, disputed) {
    this._nameElements?.get(id)?.classList.toggle("label--disputed", disputed);
  }

  /** Where a label would stand and how large it would be, in pixels of the layer; null without room for it. */
  _measure(label) {
    const room = label.id ? this._pixelWidth(label) * NAME_OVERHANG : Infinity;
    if (room < NAME_HEIGHT) return null;
    const { x, y } = this._map.latLngToLayerPoint(label.spot);
    const width = (label.width ??= textWidth(label.text, label.id ? 11.5 : 11));
    return { ...label, x, y: label.below ? y + 11 : y, width, height: NAME_HEIGHT, room };
  }

  _pixelWidth({ west, east, spot }) {
    const [left, right] = [west, east].map((lon) => this._map.latLngToLayerPoint([spot[0], lon]).x);
    return right - left;
  }

  _ringsOf(ids) {
    return ids.flatMap((id) => this._worlds.get(id)?.rings ?? []);
  }

  _latLngBounds(places) {
    const geometries = places.map((place) => place.geometry).filter(Boolean);
    if (!geometries.length) return L.latLngBounds([]);
    const [west, south, east, north] = boundsOf(geometries);
    return L.latLngBounds([south, west], [north, east]);
  }
}

/** (lon, lat) to Leaflet's (lat, lon): the one place where they are turned. */
function turn([lon, lat]) {
  return [lat, lon];
}

const measuring = document.createElement("canvas").getContext("2d");
let family = null;

function textWidth(text, size) {
  family ??= getComputedStyle(document.body).fontFamily;
  const font = `${size}px ${family}`;
  if (measuring.asked !== font) measuring.font = measuring.asked = font;
  return measuring.measureText(text).width + 4;
}

function nameElement({ text, className, x, y }) {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  made.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
  return made;
}
