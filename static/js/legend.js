/**
 * The legend: each force with colour and pattern, then what the other signs mean. A line
 * explains itself when opened, and takes its sign off the map when unticked.
 *
 * Swatches are drawn with the map's own patterns, so that they cannot differ from it.
 */

import { el } from "./dom.js";
import { PatternSheet } from "./patterns.js";
import { shape } from "./scale.js";

const PLAIN = { status: "control", contested_by: [], claimed: false };

/** Lines below the forces: a made-up spell to draw, and a class for the frame. */
function signsOf(forces) {
  const [first, second] = forces.map(({ id }) => id);
  return [
    { key: "claimed", spell: { ...PLAIN, force: first, claimed: true } },
    { key: "contested", spell: { force: second, status: "contested", contested_by: [first, second] } },
    { key: "besieged", spell: { ...PLAIN, force: second } },
    { key: "disputed", spell: { ...PLAIN, force: first }, mark: "≠" },
    { key: "uncertain", spell: { ...PLAIN, force: first } },
    { key: "old", spell: { ...PLAIN, force: first } },
    { key: "unknown", spell: { ...PLAIN, force: "unknown" } },
    { key: "approximate", spell: { ...PLAIN, force: "unknown" } },
  ];
}

export class Legend {
  /**
   * @param {HTMLElement} list a <ul>
   * @param {object} options
   * @param {Array} options.forces id, name and pattern of each
   * @param {number} options.oldDays age at which a colour fades
   * @param {function(string[]): void} options.onHide called with the keys that are unticked
   */
  constructor(list, options) {
    Object.assign(this, options);
    this._hidden = new Set();
    const sheet = drawing("legend__defs");
    this._patterns = new PatternSheet(sheet, this.forces, "legend");
    list.replaceChildren(sheet, ...this._lines().map((line) => this._element(line)));
  }

  _lines() {
    const explainForce = this.messages.text("legend_force");
    return [
      ...this.forces.map(({ id, name }) => ({ key: id, text: name, explain: explainForce, spell: { ...PLAIN, force: id } })),
      ...signsOf(this.forces).map((sign) => ({
        ...sign,
        text: this.messages.text(`legend_${sign.key}`),
        explain: this.messages.text(`explain_${sign.key}`, { count: this.oldDays }),
      })),
    ];
  }

  _element({ key, text, explain, spell, mark = "" }) {
    const swatch = drawing(`swatch swatch--${key}`);
    swatch.append(shape("rect", { fill: this._patterns.fill(spell) }));
    const box = el("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => this._toggle(key, box.checked));
    return el("li", {},
      el("label", {}, box, el("span", { class: "legend__sign", "data-mark": mark }, swatch), el("span", {}, text)),
      el("details", {}, el("summary", { "aria-label": `${text}: ?` }, "?"), el("p", {}, explain)));
  }

  _toggle(key, shown) {
    if (shown) this._hidden.delete(key);
    else this._hidden.add(key);
    this.onHide([...this._hidden]);
  }
}

function drawing(className) {
  return shape("svg", { class: className, "aria-hidden": "true" });
}
