/**
 * The legend: each force with colour and pattern, then what the other signs mean.
 * Swatches are drawn with the map's own patterns, so that they cannot differ from it.
 */

import { el } from "./dom.js";
import { PatternSheet } from "./patterns.js";

const SVG = "http://www.w3.org/2000/svg";
const PLAIN = { status: "control", contested_by: [], claimed: false };

/** Entries below the forces: a made-up spell to draw, and a class for the frame. */
function signsOf(forces) {
  const [first, second] = forces.map(({ id }) => id);
  return [
    { key: "legend_claimed", spell: { ...PLAIN, force: first, claimed: true } },
    { key: "legend_contested", spell: { force: second, status: "contested", contested_by: [first, second] } },
    { key: "legend_besieged", spell: { ...PLAIN, force: second }, frame: "besieged" },
    { key: "legend_disputed", spell: { ...PLAIN, force: first }, mark: "≠" },
    { key: "legend_uncertain", spell: { ...PLAIN, force: first }, frame: "uncertain" },
    { key: "legend_unknown", spell: { ...PLAIN, force: "unknown" }, frame: "unknown" },
    { key: "legend_approximate", spell: { ...PLAIN, force: "unknown" }, frame: "approximate" },
  ];
}

/** Fill `list` (a <ul>) with the legend. */
export function drawLegend(list, forces, messages) {
  const sheet = list.appendChild(drawing("legend__defs"));
  const patterns = new PatternSheet(sheet, forces, "legend");
  const entries = [
    ...forces.map(({ id, name }) => ({ text: name, spell: { ...PLAIN, force: id } })),
    ...signsOf(forces).map((sign) => ({ ...sign, text: messages.text(sign.key) })),
  ];
  list.replaceChildren(sheet, ...entries.map((entry) => entryElement(entry, patterns)));
}

function entryElement({ text, spell, frame = "plain", mark = "" }, patterns) {
  const swatch = drawing(`swatch swatch--${frame}`);
  const box = document.createElementNS(SVG, "rect");
  box.setAttribute("fill", patterns.fill(spell));
  swatch.append(box);
  return el("li", {}, el("span", { class: "legend__sign", "data-mark": mark }, swatch), text);
}

function drawing(className) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", className);
  made.setAttribute("aria-hidden", "true");
  return made;
}
