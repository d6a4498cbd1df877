/**
 * Shares of East Aleppo by force: one bar computed from the map, and beside it the
 * figures that reports of that day published, which may well disagree.
 */

import { el, forceTag } from "./dom.js";

export class Shares {
  /**
   * @param {{bar: HTMLElement, list: HTMLElement, remarks: HTMLElement, published: HTMLElement,
   *   publishedBox: HTMLElement}} parts elements of the template
   * @param {object} options
   * @param {string[]} options.order ids of forces as the bar stacks them
   */
  constructor(parts, { order, words, messages, articleUrl }) {
    this._parts = parts;
    this._messages = messages;
    this._words = words;
    this._articleUrl = articleUrl;
    this._shown = new Map();
    this._rows = new Map([...order, "unknown"].map((force) => [force, this._row(force)]));
    parts.bar.replaceChildren(...[...this._rows.values()].map(({ segment }) => segment));
    parts.list.replaceChildren(...[...this._rows.values()].map(({ item }) => item));
  }

  /** @param {{forces: Object<string, number>, contested: number, claimed: number}} shares of the day */
  show({ forces, contested, claimed }) {
    const remarks = [["shares_contested", contested], ["shares_claimed", claimed]].filter(([, share]) => share > 0);
    const words = remarks.map(([key, share]) => this._messages.text(key, { value: this._messages.percent(share) }));
    this._parts.remarks.textContent = words.join(", ");
    for (const [force, { segment, item, value }] of this._rows) {
      const share = forces[force] ?? 0;
      if (this._shown.get(force) === share) continue;
      this._shown.set(force, share);
      segment.style.flexGrow = share;
      segment.hidden = item.hidden = share === 0;
      value.textContent = this._messages.percent(share);
    }
  }

  /** @param {Array} percents published figures of the day, as the server gives them */
  showPublished(percents) {
    if (!percents.length && this._parts.publishedBox.hidden) return;
    this._parts.published.replaceChildren(...percents.map((percent) => this._figure(percent)));
    this._parts.publishedBox.hidden = percents.length === 0;
  }

  _row(force) {
    const value = el("b", {});
    return {
      value,
      segment: el("span", { class: `share share--${force}` }),
      item: el("li", {}, forceTag(force, this._words.force(force)), " ", value),
    };
  }

  _figure(percent) {
    const { value, force, relation, polarity, publisher, article } = percent;
    const claim = this._messages.text(`percent_${relation}`, {
      value: this._messages.percent(value / 100),
      force: this._words.force(force),
    });
    return el("li", { class: `claim claim--${polarity}` },
      el("p", {}, el("b", {}, claim), " ", el("span", { class: "badge" }, this._messages.text(`polarity_${polarity}`))),
      el("p", { class: "meta" }, el("a", { href: this._articleUrl(article) }, this._messages.text("published_by", { publisher: publisher || this._messages.text("publisher_unknown") }))));
  }
}
