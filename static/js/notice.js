/**
 * What went wrong, in the reader's language, with a way on.
 */

import { button } from "./dom.js";

export class Notice {
  /**
   * @param {HTMLElement} box an element with role="alert"
   * @param {import("./messages.js").Messages} messages
   */
  constructor(box, messages) {
    this._box = box;
    this._messages = messages;
  }

  /** Say that something failed, with the server's hint, and offer to try again. */
  failed(key, error, retry) {
    const again = button("button", this._messages.text("try_again"), retry);
    this._box.replaceChildren(`${this._messages.text(key)} ${error.hint ?? ""} `, again);
    this._box.hidden = false;
  }

  say(key) {
    this._box.textContent = this._messages.text(key);
    this._box.hidden = false;
  }

  clear() {
    this._box.hidden = true;
  }
}
