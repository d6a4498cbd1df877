/**
 * Finding a place by any of its names, in three scripts and in the reader's spelling.
 *
 * Pure. Latin names are compared by their letters first and by their consonants after, since
 * romanisations of one Arabic name differ in vowels, doubled letters and the article.
 */

const ARTICLES = new Set(["al", "el", "as", "ash", "ach", "an", "at", "ar", "az", "ad", "le", "la", "les", "l", "de", "du", "d"]);
const ARABIC_ARTICLE = /^ال(?=.{3})/;
/** Arabic letters that print interchanges, as one of them. */
const ARABIC_LETTERS = [[/[ىئ]/g, "ي"], [/ة/g, "ه"], [/ؤ/g, "و"], [/[ـء]/g, ""]];
/** Spellings of one consonant, as one sign each; vowels and half-vowels go. */
const CONSONANTS = [
  [/ch|sh/g, "$"], [/kh/g, "x"], [/gh/g, "g"], [/dj/g, "j"], [/th/g, "t"], [/dh/g, "d"],
  [/[qc]/g, "k"], [/z/g, "s"], [/p/g, "b"], [/[^a-z$]/g, ""], [/[aeiouywh]/g, ""], [/(.)\1+/g, "$1"],
];
/** Fewer consonants than these fit too many names. */
const LEAST_CONSONANTS = 2;

/** A name without case, accents, articles and signs: "Karm al-Myassar" is "karm myassar". */
export function fold(name) {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const letters = ARABIC_LETTERS.reduce((text, [from, to]) => text.replace(from, to), plain);
  const words = letters.replace(/['’ʿʾ`]/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const named = words.filter((word) => !ARTICLES.has(word)).map((word) => word.replace(ARABIC_ARTICLE, ""));
  return (named.length ? named : words).join(" ");
}

/** The consonants of a folded Latin name; empty for Arabic script. */
export function skeleton(folded) {
  return CONSONANTS.reduce((text, [from, to]) => text.replace(from, to), folded);
}

export class NameIndex {
  /** @param {Iterable<{id: string, names: string[]}>} places */
  constructor(places) {
    this._entries = [...places].flatMap(({ id, names }) =>
      names.map((name) => ({ id, folded: fold(name), bones: skeleton(fold(name)), length: name.length })));
  }

  /** Ids of the places that a query may mean, the likeliest first. */
  find(query, most = 8) {
    const folded = fold(query);
    if (!folded) return [];
    const bones = skeleton(folded);
    const scores = new Map();
    for (const entry of this._entries) {
      const score = likeness(entry, folded, bones) - entry.length / 1000;
      if (score > 0 && score > (scores.get(entry.id) ?? 0)) scores.set(entry.id, score);
    }
    return [...scores].sort((a, b) => b[1] - a[1]).slice(0, most).map(([id]) => id);
  }
}

function likeness(entry, folded, bones) {
  if (entry.folded === folded) return 6;
  if (entry.folded.startsWith(folded)) return 5;
  if (entry.folded.includes(` ${folded}`)) return 4;
  if (bones.length >= LEAST_CONSONANTS && entry.bones === bones) return 3;
  if (entry.folded.includes(folded)) return 2;
  return bones.length > LEAST_CONSONANTS && entry.bones.startsWith(bones) ? 1 : 0;
}
