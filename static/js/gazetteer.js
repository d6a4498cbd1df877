/**
 * Names of places in all languages and spellings, fetched when a reader first searches or
 * opens a place: the map itself needs only the names in her own language.
 */

import { NameIndex } from "./names.js";
import { requestJson } from "./request.js";

export class Gazetteer {
  /** @param {string} url address of /api/v1/places, from the page data */
  constructor(url) {
    this._url = url;
    this._asked = null;
  }

  /** The names of a place in the other languages: [{lang, name}]. */
  async otherNames(id, lang) {
    const { features } = await this._load();
    const { name } = features.find((feature) => feature.id === id)?.properties ?? { name: {} };
    return Object.entries(name).filter(([other]) => other !== lang).map(([other, text]) => ({ lang: other, name: text }));
  }

  /** An index of all names and aliases. */
  async index() {
    const { features } = await this._load();
    this._index ??= new NameIndex(features.map(({ id, properties: { name, aliases } }) => ({
      id, names: [...Object.values(name), ...aliases],
    })));
    return this._index;
  }

  _load() {
    if (!this._asked) {
      this._asked = requestJson(this._url);
      this._asked.catch(() => (this._asked = null)); // The next visit tries again.
    }
    return this._asked;
  }
}
