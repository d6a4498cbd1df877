/**
 * The map, and the only module that knows Leaflet.
 *
 * Coordinates come in as (lon, lat) and are turned round here. Looks live in map.css;
 * this module sets classes and pattern fills. A step touches only the places that differ.
 */

import * as L from "../vendor/leaflet/leaflet.js";
import { boundsOf, labelPoint, outlineOf, ringsOf } from "./geometry.js";
import { chooseLabels } from "./labels.js";
import { PatternSheet } from "./patterns.js";

const PANES = { compared: 405, lines: 410, siege: 415, outlines: 420, names: 630 };
/** Milliseconds for which a change stays outlined. */
const FLASH_MS = 1400;
/** Pixels left free around what the first view shows. */
const MARGIN = 12;
/** A name may be a little wider than its place before it is left out. */
const NAME_OVERHANG = 1.15;
const FLAGS = ["besieged", "disputed", "claimed", "uncertain"];
/** How far beyond the window the comparison's halves reach, in pixels: a drag shows no gap. */
const BEYOND = 2000;

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
    this._layers = new Map();
    this._labels = [];
    this._looks = new WeakMap();
    this._sieges = new Map();
    this._map = this._createMap(parent);
    this._createPanes();
    this._createPlaces();
    this._outlines = {
      siege: this._outline("siege", "siege"), chosen: this._outline("chosen"), flash: this._outline("flash"),
    };
    this._names = L.DomUtil.create("div", "names leaflet-zoom-hide", this._map.getPane("names"));
    this._map.on("zoomend viewreset resize", () => this._drawNames());
    this._map.on("move zoomend viewreset resize", () => this._clip());
  }

  /** Draw places anew: [{id, after, old}] of the timeline's differences. */
  show(changes) {
    for (const { id, after, old } of changes) {
      this._spells.set(id, after);
      this._paint(this._layers.get(id), id, after, old);
    }
    if (changes.some(({ before, after }) => before?.besieged !== after.besieged)) this._drawSiege();
    for (const { id, after } of changes) this._markDisputed(id, after.disputed);
  }

  /** Outline places for a moment. */
  flash(ids) {
    clearTimeout(this._flashing);
    if (!ids.length && !this._flashed) return;
    this._flashed = ids.length > 0;
    this._outlines.flash.setLatLngs(this._ringsOf(ids));
    this._flashing = setTimeout(() => this.flash([]), FLASH_MS);
  }

  /** Outline the chosen place, and bring it into view if it is not. */
  choose(id) {
    this._outlines.chosen.setLatLngs(id ? this._ringsOf([id]) : []);
    if (!id || !this._places.has(id)) return;
    const place = this._layers.get(id).getBounds();
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
  }

  /** Lay another day over the map, as everything that it shows; null takes it off. */
  compare(places) {
    this._compared ??= this._createCompared();
    for (const { id, after, old } of places ?? []) this._paint(this._compared.get(id), id, after, old);
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
    map.setMaxBounds(all.pad(0.35)).setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(all)) - 0.25);
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
    this._placeRenderer = L.svg({ padding: 0.5 });
    this._comparedRenderer = L.svg({ pane: "compared", padding: 0.5 });
    this._lineRenderer = L.svg({ pane: "lines", padding: 0.5 });
  }

  _createPlaces() {
    for (const place of this._places.values()) {
      if (!place.geometry) continue;
      this._layers.set(place.id, this._polygon(place, this._placeRenderer, false));
      this._labels.push(this._placeLabel(place));
    }
    const drawing = this._placeRenderer.getPane().querySelector("svg");
    this._patterns = new PatternSheet(drawing, this._options.forces, "map");
  }

  _createCompared() {
    const drawn = [...this._layers.keys()].map((id) => this._places.get(id));
    return new Map(drawn.map((place) => [place.id, this._polygon(place, this._comparedRenderer, true)]));
  }

  _polygon({ id, geometry }, renderer, compared) {
    const layer = L.polygon(polygonsOf(geometry), {
      renderer, pane: renderer.options.pane, weight: 1, fillOpacity: 1, className: "place", smoothFactor: 0.5,
    }).addTo(this._map);
    layer.once("mouseover", (event) => this._bindTip(layer, event, () => this._options.describe(id, compared)));
    layer.on("click", () => this.dispatchEvent(new CustomEvent("pick", { detail: id })));
    const path = layer.getElement();
    path.dataset.place = id;
    // Search and table lead to places by keyboard; 150 stops on the way to the slider help nobody.
    path.setAttribute("tabindex", "-1");
    return layer;
  }

  /** A tooltip is made when the pointer first comes: few are ever seen, and 150 delay the first map. */
  _bindTip(layer, event, describe) {
    layer.bindTooltip(describe, { sticky: true, className: "tip", opacity: 1 }).openTooltip(event.latlng);
  }

  /** Attributes are set directly: Leaflet's setStyle writes ten of them at each call. */
  _paint(layer, id, spell, old) {
    const path = layer?.getElement();
    if (!path) return;
    if (!this._looks.has(spell)) this._looks.set(spell, this._look(id, spell));
    const { fill, className } = this._looks.get(spell);
    path.setAttribute("fill", fill);
    path.setAttribute("class", old ? `${className} place--old` : className);
  }

  _look(id, spell) {
    const { accuracy } = this._places.get(id);
    const signs = [spell.force, spell.status, accuracy, ...FLAGS.filter((flag) => spell[flag])];
    const className = `place leaflet-interactive ${signs.map((sign) => `place--${sign}`).join(" ")}`;
    return { fill: this._patterns.fill(spell), className };
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
    const ids = [...this._spells].filter(([, spell]) => spell.besieged).map(([id]) => id);
    const key = ids.join();
    if (!this._sieges.has(key)) {
      this._sieges.set(key, outlineOf(this._geometriesOf(ids)).map((line) => line.map(turn)));
    }
    this._outlines.siege.setLatLngs(this._sieges.get(key));
  }

  _outline(name, pane = "outlines") {
    return L.polyline([], {
      pane, renderer: L.svg({ pane, padding: 0.5 }), interactive: false, className: `outline outline--${name}`,
    }).addTo(this._map);
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
    const measured = this._labels.map((label) => this._measure(label));
    const drawn = chooseLabels(measured).map((label) => [label.id, nameElement(label)]);
    this._nameElements = new Map(drawn);
    this._names.replaceChildren(...drawn.map(([, element]) => element));
    for (const [id, { disputed }] of this._spells) this._markDisputed(id, disputed);
  }

  /** The sign of disagreement stands after the name; map.css writes it. */
  _markDisputed(id, disputed) {
    this._nameElements?.get(id)?.classList.toggle("label--disputed", disputed);
  }

  /** Where a label would stand and how large it would be, in pixels of the layer. */
  _measure(label) {
    const { x, y } = this._map.latLngToLayerPoint(label.spot);
    const width = (label.width ??= textWidth(label.text, label.id ? 11.5 : 11));
    const room = label.id ? this._pixelWidth(label) * NAME_OVERHANG : Infinity;
    return { ...label, x, y: label.below ? y + 11 : y, width, height: 13, room };
  }

  _pixelWidth({ west, east, spot }) {
    const [left, right] = [west, east].map((lon) => this._map.latLngToLayerPoint([spot[0], lon]).x);
    return right - left;
  }

  _geometriesOf(ids) {
    return ids.map((id) => this._places.get(id)?.geometry).filter(Boolean);
  }

  _ringsOf(ids) {
    return this._geometriesOf(ids).flatMap(ringsOf).map((ring) => ring.map(turn));
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

function polygonsOf({ type, coordinates }) {
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(turn)));
}

const measuring = document.createElement("canvas").getContext("2d");

function textWidth(text, size) {
  measuring.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return measuring.measureText(text).width + 4;
}

function nameElement({ text, className, x, y }) {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  made.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
  return made;
}
