/**
 * Two dates at once: their field and button, and the line between the two maps.
 */

import { dayOf, isoOf } from "./days.js";

export class Comparison {
  /**
   * @param {{field, toggle, swipe, divider, before, after}} parts elements of the template
   * @param {object} options
   * @param {function(string|null): void} options.onDate called with the other ISO day, or null
   * @param {function(number): void} options.onDivide called with the share of the width, 0 to 1
   */
  constructor(parts, options) {
    this._parts = parts;
    Object.assign(this, options);
    parts.field.addEventListener("change", () => this._ask());
    parts.toggle.addEventListener("click", () => this._toggle());
    parts.divider.addEventListener("input", () => this._divide());
  }

  /** Show both days, or that nothing is compared; day numbers. */
  show(other, day) {
    const { field, toggle, swipe, divider, before, after } = this._parts;
    const open = other !== null;
    this._suggestion = isoOf(day - this.suggest);
    if (!open && swipe.hidden) return;
    swipe.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = this.messages.text(open ? "compare_close" : "compare_open");
    if (document.activeElement !== field) field.value = open ? isoOf(other) : "";
    if (!open) return;
    before.textContent = this.messages.day(other);
    after.textContent = this.messages.day(day);
    divider.setAttribute("aria-valuetext", `${this.messages.percent(divider.value / 100)} ${before.textContent}`);
    this._divide();
  }

  _divide() {
    const share = Number(this._parts.divider.value) / 100;
    this._parts.swipe.style.setProperty("--share", share);
    this.onDivide(share);
  }

  _ask() {
    if (dayOf(this._parts.field.value) !== null) this.onDate(this._parts.field.value);
  }

  _toggle() {
    const open = this._parts.toggle.getAttribute("aria-expanded") === "true";
    this.onDate(open ? null : this._parts.field.value || this._suggestion);
  }
}
