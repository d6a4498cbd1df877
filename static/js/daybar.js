/**
 * The small date control of embeds and portable files: a slider, a step of a change to
 * either side, playback, and the way back to the day that the article speaks of.
 *
 * Emits "day" with the offset of the day asked for; shows only what `show` is told.
 */

import { part } from "./dom.js";
import { Playback } from "./playback.js";
import { nextChange, previousChange } from "./timeline.js";

export class DayBar extends EventTarget {
  /**
   * @param {HTMLElement} root holds the parts range, date, previous, next, play and home
   * @param {object} options
   * @param {object} options.timeline
   * @param {number} options.home offset of the article's day
   * @param {import("./messages.js").Messages} options.messages
   */
  constructor(root, options) {
    super();
    Object.assign(this, options);
    const names = ["range", "date", "previous", "next", "play", "home"];
    this._parts = Object.fromEntries(names.map((name) => [name, part(root, name)]));
    this._playback = new Playback(() => this._step(nextChange));
    this._listen();
    root.hidden = false;
  }

  /** Show a day offset. */
  show(day) {
    this._day = day;
    const { range, date, home, previous, next } = this._parts;
    const words = this.messages.day(this.timeline.first + day);
    date.textContent = words;
    range.value = day;
    range.setAttribute("aria-valuetext", words);
    home.hidden = day === this.home;
    previous.setAttribute("aria-disabled", String(previousChange(this.timeline, day) === null));
    next.setAttribute("aria-disabled", String(nextChange(this.timeline, day) === null));
  }

  _listen() {
    const { range, previous, next, play, home } = this._parts;
    range.max = this.timeline.length - 1;
    range.addEventListener("input", () => this._byHand(Number(range.value)));
    previous.addEventListener("click", () => this._stepByHand(previousChange));
    next.addEventListener("click", () => this._stepByHand(nextChange));
    play.addEventListener("click", () => this._playback.toggle());
    home.addEventListener("click", () => {
      this._byHand(this.home);
      range.focus(); // The button goes; the focus must not go with it.
    });
    this._playback.addEventListener("state", ({ detail }) => this._showPlaying(detail));
  }

  _showPlaying(playing) {
    const words = this.messages.text(playing ? "pause" : "play");
    this._parts.play.dataset.playing = playing;
    this._parts.play.setAttribute("aria-label", words);
    this._parts.play.title = words;
  }

  /** Moved by the reader, who thereby takes over from the playback. */
  _byHand(day) {
    this._playback.stop();
    this._ask(day);
  }

  _stepByHand(target) {
    this._playback.stop();
    this._step(target);
  }

  /** Go to another change; false when there is none. */
  _step(target) {
    const day = target(this.timeline, this._day);
    if (day === null) return false;
    this._ask(day);
    return true;
  }

  _ask(detail) {
    this.dispatchEvent(new CustomEvent("day", { detail }));
  }
}
