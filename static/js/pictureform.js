/**
 * The form that makes pictures: shows what the picture would be while it is being described,
 * with the words that go with it. Comes when the form is opened; without it the form works.
 */

import { offerCopies } from "./copying.js";
import { el, part } from "./dom.js";
import { requestJson } from "./request.js";

/** A new picture is drawn once the fields rest. */
const REST_MS = 600;
/** Fields that describe the picture; the others say what is done with it. */
const WISHES = ["known", "lang", "size", "window", "title", "chart"];

/** Query of the picture that a form describes; its dates are one value, as the address has it. */
export function wishOf(fields) {
  const wish = new URLSearchParams({ date: fields.getAll("date").filter(Boolean).join(",") });
  for (const name of WISHES) {
    const value = fields.get(name);
    if (value) wish.set(name, value);
  }
  return wish.toString();
}

export class PictureForm {
  /** @param {HTMLFormElement} form with the addresses of picture and words in its data */
  constructor(form) {
    this._form = form;
    this._image = el("img", { hidden: true, "data-part": "picture-image" });
    part(form, "picture-preview").prepend(this._image);
    this._shown = null;
    this._timer = null;
    offerCopies(form);
    form.addEventListener("input", () => this._rest());
    this._image.addEventListener("error", () => this._fail());
    this._show();
  }

  _rest() {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._show(), REST_MS);
  }

  async _show() {
    const wish = wishOf(new FormData(this._form));
    if (wish === this._shown || !this._form.checkValidity()) return;
    this._shown = wish;
    const { picture, words } = this._form.dataset;
    try {
      const { title, alt } = await requestJson(`${words}?${wish}`);
      if (wish !== this._shown) return; // The fields have moved on.
      part(this._form, "picture-told").textContent = title;
      part(this._form, "picture-alt").value = alt;
      this._image.alt = alt;
      this._image.src = `${picture}?${wish}`;
      this._image.hidden = false;
    } catch (error) {
      if (error.name !== "NetworkError" && error.name !== "AnswerError") throw error;
      this._fail();
    }
  }

  _fail() {
    this._shown = null; // So that the next move tries again.
    this._image.hidden = true;
    part(this._form, "picture-told").textContent = this._form.dataset.failed;
  }
}
