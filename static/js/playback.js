/**
 * Playing through the changes, one after the other, at one of three speeds.
 *
 * Emits "state" whenever it starts or stops. Timers are handed in under test.
 */

/** Milliseconds for which each change stays: time to read a name, to glance, to see the drift. */
export const PACE = { slow: 2400, normal: 1200, fast: 450 };

export class Playback extends EventTarget {
  /**
   * @param {function(): boolean} step goes to the next change; false when there is none
   * @param {{setTimeout: function, clearTimeout: function}} timers
   */
  constructor(step, timers = globalThis) {
    super();
    this._step = step;
    this._timers = timers;
    this._timer = null;
    this.speed = "normal";
  }

  get playing() {
    return this._timer !== null;
  }

  /** Start at once with the next change, or stop. */
  toggle() {
    if (this.playing) this.stop();
    else this._advance();
  }

  stop() {
    if (!this.playing) return;
    this._timers.clearTimeout(this._timer);
    this._timer = null;
    this._tell();
  }

  _advance() {
    const was = this.playing;
    const went = this._step();
    this._timer = went ? this._timers.setTimeout(() => this._advance(), PACE[this.speed]) : null;
    if (was !== this.playing) this._tell();
  }

  _tell() {
    this.dispatchEvent(new CustomEvent("state", { detail: this.playing }));
  }
}
