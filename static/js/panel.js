/**
 * The panel: what changed on the day, or the chosen place with its evidence.
 */

import { asidesOf, byForce, evidenceOf } from "./claims.js";
import { button, el, forceTag } from "./dom.js";
import { isoOf } from "./days.js";
import { sentence } from "./sentence.js";
import { flagsOf } from "./words.js";

/** Sentences shown at once; the rest lie under a fold. */
const FIRST = 4;

export class Panel {
  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {import("./claims.js").ClaimStore} options.store
   * @param {import("./gazetteer.js").Gazetteer} options.gazetteer
   * @param {function(string): string} options.urlOf address of a place's page
   * @param {function(string): void} options.onPick called with the id of a chosen place
   * @param {function(): void} options.onClose called when the reader is done with a place
   */
  constructor(root, options) {
    this._root = root;
    Object.assign(this, options);
    this._asked = 0;
  }

  /** What changed on a day: [{id, before, after}]. */
  showDay(number, changes) {
    this._asked += 1;
    const { messages } = this;
    this._root.replaceChildren(
      el("h2", {}, messages.text("panel_changes", { date: messages.day(number) })),
      changes.length ? this._changeList(changes) : el("p", { class: "panel__none" }, messages.text("panel_no_changes")),
      el("p", { class: "meta" }, messages.text("panel_invitation")),
    );
  }

  /** Two days, by number, and what changed between them: [{id, before, after}]. */
  showComparison(from, to, changes, known) {
    this._asked += 1;
    const { messages } = this;
    const days = { from: messages.day(from), to: messages.day(to) };
    this._root.replaceChildren(
      el("h2", { tabindex: "-1" }, messages.text("compare_label")),
      el("p", {}, messages.text(changes.length ? "compare_changed" : "compare_same", { ...days, count: changes.length })),
      this._changeList(changes, (change) => this._reports(change, isoOf(to), known)));
  }

  /** A place on a day, first from what the page knows, then with its sentences. */
  async showPlace(id, spell, { number, first, known }) {
    const asked = (this._asked += 1);
    const evidence = el("div", { class: "evidence", "aria-busy": "true" },
      el("p", { class: "meta" }, this.messages.text("loading")));
    this._root.replaceChildren(this._head(id), this._standing(spell, number, first), evidence, this._links(id));
    this._nameAgain(id);
    const content = await this._evidence(id, spell, isoOf(number), known);
    if (asked !== this._asked) return; // The reader has moved on.
    evidence.removeAttribute("aria-busy");
    evidence.replaceChildren(...content);
  }

  /** Take the reader to the name of the place, with room below it for what is said. */
  focus() {
    this._root.scrollIntoView({ block: "start" });
    this._root.querySelector("h2").focus({ preventScroll: true });
  }

  /** The sentences behind a change, fetched when they are asked for. */
  _reports({ id, after }, iso, known) {
    const box = el("details", {}, el("summary", {}, this.messages.text("compare_reports")));
    const fill = async () => box.append(...(await this._evidence(id, after, iso, known)));
    box.addEventListener("toggle", fill, { once: true });
    return box;
  }

  _changeList(changes, detailOf = () => null) {
    const item = ({ id, before, after }) =>
      el("li", {},
        button("link-button", this.words.place(id), () => this.onPick(id)),
        el("span", { class: "change" },
          forceTag(before.force, this.words.state(before)),
          el("span", { class: "change__arrow", "aria-hidden": "true" }, "→"),
          forceTag(after.force, this.words.state(after))),
        detailOf({ id, after }));
    return el("ul", { class: "change-list" }, ...changes.map(item));
  }

  _head(id) {
    const close = button("close-button", "×", this.onClose);
    close.setAttribute("aria-label", this.messages.text("panel_close"));
    this._otherNames = el("p", { class: "other-names" });
    return el("header", { class: "panel__head" },
      el("div", {}, el("h2", { tabindex: "-1" }, this.words.place(id)), this._otherNames),
      close);
  }

  /** The place's names in the other languages, once they are there; without them the head stays as it is. */
  async _nameAgain(id) {
    const line = this._otherNames;
    const names = await this.gazetteer.otherNames(id, this.messages.lang).catch(() => []);
    line.replaceChildren(...names.map(({ lang, name }) => el("bdi", { lang }, name)));
  }

  /** Who holds it, since when, how sure, and how old the evidence is. */
  _standing(spell, number, first) {
    const { messages, words } = this;
    const told = ["since", "until"].filter((key) => spell[key] !== null);
    const times = told.map((key) => messages.text(key, { date: messages.day(first + spell[key]) })).join(", ");
    return el("div", { class: "standing" },
      el("p", { class: "standing__holder" }, forceTag(spell.force, words.holder(spell)), times ? el("span", {}, times) : null),
      ...flagsOf(spell).map((key) => this._flag(key)),
      el("p", { class: "meta" }, this._age(spell, number - first)));
  }

  _flag(key) {
    const { messages } = this;
    return el("p", { class: `flag flag--${key}` }, el("b", {}, messages.text(`flag_${key}`)), " ", messages.text(`explain_${key}`));
  }

  _age(spell, day) {
    if (spell.evidence_on === null) return this.messages.text("no_evidence");
    const count = day - spell.evidence_on;
    return count > 0 ? this.messages.text("evidence_age", { count }) : this.messages.text("evidence_today");
  }

  async _evidence(id, spell, iso, known) {
    try {
      const claims = await this.store.ofPlace(id, known);
      return [...this._carrying(claims, spell, iso), ...this._asides(claims, iso)];
    } catch (error) {
      return [this._failure(error)];
    }
  }

  _carrying(claims, spell, iso) {
    const evidence = evidenceOf(claims, spell, iso);
    if (!evidence.length) return [];
    const groups = byForce(evidence);
    if (!spell.disputed || groups.size < 2) {
      return [el("h3", {}, this.messages.text("panel_evidence")), ...this._sentences(evidence)];
    }
    const columns = [...groups].map(([force, told]) =>
      el("section", {}, el("h4", {}, forceTag(force, this.words.force(force))), ...this._sentences(told)));
    return [
      el("h3", {}, this.messages.text("panel_disagree")),
      el("div", { class: "versus" }, ...columns),
    ];
  }

  _asides(claims, iso) {
    const asides = asidesOf(claims, iso);
    if (!asides.length) return [];
    return [el("h3", {}, this.messages.text("panel_asides")), ...this._sentences(asides)];
  }

  _sentences(claims) {
    const drawn = claims.map((claim) => sentence(claim, this));
    if (drawn.length <= FIRST) return drawn;
    const more = this.messages.text("more_sentences", { count: drawn.length - FIRST });
    return [...drawn.slice(0, FIRST), el("details", {}, el("summary", {}, more), ...drawn.slice(FIRST))];
  }

  _links(id) {
    return el("p", {}, el("a", { class: "more", href: this.urlOf(id) }, this.messages.text("place_history")));
  }

  _failure(error) {
    return el("p", { class: "notice notice--error", role: "alert" },
      this.messages.text("evidence_failed"), " ", error.hint ?? "");
  }
}
