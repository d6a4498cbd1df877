/**
 * The tooltip of a place: its name and its state in the reader's language.
 */

import { el, forceTag } from "./dom.js";

/** @param {import("./words.js").Words} words */
export function tip(id, spell, words) {
  const flags = words.flags(spell);
  return el("div", { dir: "auto" },
    el("b", { class: "tip__name" }, words.place(id)),
    forceTag(spell.force, words.holder(spell)),
    flags.length ? el("span", { class: "tip__flags" }, flags.join(" · ")) : null);
}
