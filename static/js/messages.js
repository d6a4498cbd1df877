/**
 * Words, numbers and dates in the reader's language.
 *
 * The texts come with the page; nothing here is a sentence. Arabic uses Syrian month
 * names with Latin digits, as the server's pages do.
 */

import { addMonths, dateOf } from "./days.js";

const LOCALES = { fr: "fr", en: "en-GB", ar: "ar-SY-u-nu-latn" };
const PLACEHOLDER = /\{(\w+)\}/g;
/** Marks of direction that some browsers put round an Arabic per cent sign, and others do not. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c]/g;

const FORMATS = {
  day: (locale) => dayFormat(locale, { day: "numeric", month: "long", year: "numeric" }),
  weekday: (locale) => dayFormat(locale, { weekday: "long" }),
  short: (locale) => dayFormat(locale, { day: "numeric", month: "short" }),
  month: (locale) => dayFormat(locale, { month: "short", year: "numeric" }),
  year: () => ({ format: (date) => String(date.getUTCFullYear()) }), // The same in all, and no format to make.
  number: (locale) => numberFormat(locale, { maximumFractionDigits: 1 }),
  percent: (locale) => numberFormat(locale, { style: "percent", maximumFractionDigits: 0 }),
  plural: (locale) => new Intl.PluralRules(locale),
};

function dayFormat(locale, fields) {
  return new Intl.DateTimeFormat(locale, { ...fields, timeZone: "UTC" });
}

/** Halves are rounded to even, as the server rounds them. */
function numberFormat(locale, options) {
  return new Intl.NumberFormat(locale, { ...options, roundingMode: "halfEven" });
}

export class Messages {
  /**
   * @param {"fr"|"en"|"ar"} lang
   * @param {Object<string, string|Object<string, string>>} texts key -> text with
   *   {placeholders}, or a table one/two/few/many/other that `count` chooses from
   */
  constructor(lang, texts) {
    const locale = LOCALES[lang] ?? lang;
    this.lang = lang;
    this._texts = texts;
    this._locale = locale;
    this._formats = new Map();
    this._written = new Map();
  }

  /** Text of a key; an unknown key is a fault of the page and is said so. */
  text(key, values = {}) {
    const entry = this._texts[key];
    if (entry === undefined) throw new Error(`No message "${key}" in ${this.lang}`);
    const text = typeof entry === "string" ? entry : this._form(entry, values.count);
    return text.replace(PLACEHOLDER, (whole, name) => this._value(values[name], whole));
  }

  /** "6 décembre 2016" of a day number; `form` is day, weekday, short, month or year. */
  day(number, form = "day") {
    const key = `${form}${number}`;
    if (!this._written.has(key)) this._written.set(key, this._format(form).format(dateOf(number)));
    return this._written.get(key); // Formatting takes longer than all else that a step writes.
  }

  /** A range of days, both inclusive, as exactly as it is known: a day, a month, a year, or between. */
  days(from, to) {
    if (from === to) return this.day(from);
    const startsMonth = dateOf(from).getUTCDate() === 1;
    if (startsMonth && to === addMonths(from, 1) - 1) return this.day(from, "month");
    const startsYear = startsMonth && dateOf(from).getUTCMonth() === 0;
    if (startsYear && to === addMonths(from, 12) - 1) return this.day(from, "year");
    return this.text("between_days", { from: this.day(from), to: this.day(to) });
  }

  number(value) {
    if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value); // No format to make.
    return this._format("number").format(value);
  }

  /** Per cent of a share between 0 and 1, without decimals. */
  percent(share) {
    return this._format("percent").format(share).replace(DIRECTION_MARKS, "");
  }

  /** Formats are costly to make, so each is made when first needed. */
  _format(name) {
    if (!this._formats.has(name)) this._formats.set(name, FORMATS[name](this._locale));
    return this._formats.get(name);
  }

  _form(table, count) {
    return table[this._format("plural").select(count)] ?? table.other;
  }

  _value(value, whole) {
    if (value === undefined) return whole;
    return typeof value === "number" ? this.number(value) : value;
  }
}
