/**
 * Shares of East Aleppo by force, by ground and by number of neighbourhoods, as the map has
 * them, and the figures that reports of that day published, which may well disagree.
 */

import { el, forceTag, write } from "./dom.js";
import { sum } from "./timeline.js";

export class Shares {
  /**
   * @param {{bar: HTMLElement, list: HTMLElement, remarks: HTMLElement, earlier: HTMLElement,
   *   published: HTMLElement, publishedBox: HTMLElement}} parts elements of the template
   * @param {object} options
   * @param {string[]} options.order ids of forces as the bar stacks them
   */
  constructor(parts, { order, words, messages, articleUrl }) {
    this._parts = parts;
    this._messages = messages;
    this._words = words;
    this._articleUrl = articleUrl;
    this._rows = new Map([...order, "unknown"].map((force) => [force, this._row(force)]));
    parts.bar.replaceChildren(...[...this._rows.values()].map(({ segment }) => segment));
    parts.list.replaceChildren(...[...this._rows.values()].map(({ item }) => item));
  }

  /** @param {object} shares of the day, as `sharesOn` gives them; days between two changes share theirs */
  show(shares) {
    if (shares === this._shown) return;
    this._shown = shares;
    const { forces, contested, claimed, numbers } = shares;
    write(this._parts.remarks, this._remarks({ shares_contested: contested, shares_claimed: claimed }));
    const total = sum(Object.values(numbers));
    for (const [force, row] of this._rows) {
      const [share, count] = [forces[force] ?? 0, numbers[force] ?? 0];
      if (row.share === share && row.count === count) continue;
      Object.assign(row, { share, count });
      row.segment.style.flexGrow = share;
      row.segment.hidden = row.item.hidden = count === 0;
      write(row.value, this._messages.percent(share));
      write(row.number, this._messages.text("shares_of", { count, total }));
    }
  }

  _remarks(parts) {
    const shares = Object.entries(parts).map(([key, byForce]) => [key, sum(Object.values(byForce))]);
    const told = shares.filter(([, share]) => share > 0);
    const words = told.map(([key, share]) => this._messages.text(key, { value: this._messages.percent(share) }));
    return words.join(`${this._messages.text("comma")} `);
  }

  /** @param {Array<{rules: number, until: number, forces: object}>} earlier what earlier rules gave for the day */
  showEarlier(earlier) {
    if (!earlier.length && this._parts.earlier.hidden) return;
    this._parts.earlier.replaceChildren(...earlier.map((told) => el("li", {}, this._earlier(told))));
    this._parts.earlier.hidden = earlier.length === 0;
  }

  _earlier({ rules, until, forces }) {
    const held = [...this._rows.keys()].filter((force) => forces[force]);
    const shares = held.map((force) => `${this._words.force(force)} ${this._messages.percent(forces[force])}`);
    return this._messages.text("earlier_shares", {
      date: this._messages.day(until), version: rules, shares: shares.join(`${this._messages.text("comma")} `),
    });
  }

  /** @param {Array} percents published figures of the day, as the server gives them */
  showPublished(percents) {
    if (!percents.length && this._parts.publishedBox.hidden) return;
    this._parts.published.replaceChildren(...percents.map((percent) => this._figure(percent)));
    this._parts.publishedBox.hidden = percents.length === 0;
  }

  _row(force) {
    const [value, number] = [el("b", {}), el("small", {})];
    return {
      value,
      number,
      segment: el("span", { class: `share share--${force}` }),
      item: el("li", {}, forceTag(force, this._words.force(force)), " ", value, " ", number),
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
