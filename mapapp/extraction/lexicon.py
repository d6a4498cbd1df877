"""Lexicons: what mapapp knows of a language, read from ``lexicons/<language>.toml``.

Every phrase of a lexicon becomes a cue: a kind ("force", "verb", "planned" ...) and a value.
A sentence is looked up once, token by token, and the engine works on the cues it found.
docs/lexicons.md explains the keys, and CONTRIBUTING how to add a language.
"""

import itertools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mapapp.extraction.text import Sentence, even_out
from mapapp.models import LANGUAGES, Language

__all__ = ["Cue", "Cues", "Lexicon", "Verb", "function_words", "load_lexicon", "phrases"]

_FOLDER = Path(__file__).parent / "lexicons"
_TELLING = 200  # characters: so many without an accent, and the writer uses none
_ACCENTS = str.maketrans("àâäéèêëîïôöûüç", "aaaeeeeiioouuc")


_Entry = tuple[tuple[str, ...], str, Any]
_Table = dict[str, list[_Entry]]
#: An entry whose first two words are known: its length, its further words, kind and value.
_Following = tuple[int, tuple[str, ...], str, Any]
_Pairs = dict[str, dict[str, list[_Following]]]
#: Before a word of a lexicon that counts only with a capital.
_CAPITAL = "^"


class Cue(NamedTuple):
    """A phrase found in a sentence: tokens ``[start, end)``, its kind and what it stands for."""

    start: int
    end: int
    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Verb:
    """What a form of a verb, a noun or a fixed phrase says; ``meanings.py`` gives the frames.

    ``mood`` is a key of the conjugation, "noun" or "phrase". ``theme`` says how the place
    is attached: "object" directly, else the role of its preposition, or "any". A ``be``
    verb takes to be and stays active; so does a ``reflexive`` one. A verb that ``yields`` says
    of a place that it falls, of a party that it leaves. ``owner`` tells where the force stands
    that a phrase names, ``tail`` which words must follow, by their first word.
    """

    frame: str
    mood: str
    theme: str = "object"
    reflexive: bool = False
    be: bool = False
    needs_force: bool = False
    yields: bool = False
    owner: str = "after"
    finite: bool = False
    tail: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, hash=False)


#: The cues of a sentence by kind, those of each in order.
Cues = dict[str, list[Cue]]


#: Sections whose keys are kinds of cue, with the kind's prefix.
_SECTIONS = {
    "force": ("force", True),
    "preposition": ("preposition", True),
    "pronoun": ("pronoun", True),
    "agreement": ("", False),
    "place": ("", False),
    "guard": ("guard_", False),
    "harmless": ("harmless", True),
    "object": ("", False),
    "clause": ("", False),
    "polarity": ("", False),
    "source": ("source_", False),
    "time": ("time_", False),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's cues, ready to be found in sentences."""

    language: Language
    agent_first: bool
    clitics: tuple[str, ...]
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]
    tables: Mapping[str, Any]
    _phrases: _Table = field(repr=False)
    _by_two: _Pairs = field(repr=False, init=False)
    _spellings: Mapping[str, str] = field(repr=False, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_two", _by_two_words(self._phrases))
        object.__setattr__(self, "_spellings", _spellings(self.vocabulary()))

    def spelled(self, sentence: Sentence, text: str) -> Sentence:
        """The sentence with its accents, where capitals dropped them ("L'ARMEE") or the whole
        ``text`` as given has none.
        """
        tokens, accented = sentence.tokens, self._spellings
        if accented.keys().isdisjoint(sentence.words):
            return sentence
        plain = len(text) >= _TELLING and text.isascii()
        bare = [
            token.word in accented and (plain or text[token.start : token.end].isupper())
            for token in tokens
        ]
        return Sentence.of(
            token._replace(word=accented[token.word]) if drops else token
            for token, drops in zip(tokens, bare, strict=True)
        )

    def cues(self, sentence: Sentence) -> Cues:
        """All cues of a sentence, by kind; of each kind the longest at a token, none inside
        another of its kind.
        """
        found: Cues = {}
        tokens, words = sentence
        for index, (word, follower) in enumerate(pairwise((*words, ""))):
            if (pairs := self._by_two.get(word)) and (entries := pairs.get(follower) or pairs[""]):
                _note(found, index, words, entries)
            if tokens[index].capital:
                # A word that counts only with a capital.
                if pairs := self._by_two.get(_CAPITAL + word):
                    _note(found, index, words, pairs[""])
            elif self.endings and word.endswith(self.endings):
                cue = Cue(index, index + 1, "conditional", None)
                found.setdefault("conditional", []).append(cue)
        return found

    def extended(self, entries: Iterable[tuple[str, str, Any]]) -> "Lexicon":
        """The lexicon with further (pattern, kind, value) entries, such as a theatre's sources."""
        table = {word: list(rows) for word, rows in self._phrases.items()}
        _compile(entries, table)
        return replace(self, _phrases=table)

    def kinds(self) -> dict[str, list[tuple[str, Any]]]:
        """The kinds and values of every cue that is a single word."""
        return {
            word: [(kind, value) for phrase, kind, value in rows if len(phrase) == 1]
            for word, rows in self._phrases.items()
        }

    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a phrase."""
        return frozenset(
            word for rows in self._phrases.values() for phrase, _, _ in rows for word in phrase
        ) | {even_out(word) for word in self.tables["language"].get("whole", ())}


def _spellings(words: Iterable[str]) -> dict[str, str]:
    """Accented words by how capitals or haste spell them, where that is no word itself and
    stands for one word only: "armee" for "armée".
    """
    known = set(words)
    meant: dict[str, set[str]] = {}
    for word in known:
        if (plain := word.translate(_ACCENTS)) not in known:
            meant.setdefault(plain, set()).add(word)
    return {plain: accented.pop() for plain, accented in meant.items() if len(accented) == 1}


def _note(found: Cues, index: int, words: tuple[str, ...], entries: Iterable[_Following]) -> None:
    """Adds the cues of those phrases that stand at a token."""
    for length, rest, kind, value in entries:
        end = index + length
        if rest and words[index + 2 : end] != rest:
            continue
        of_kind = found.get(kind)
        if of_kind is None:
            found[kind] = [Cue(index, end, kind, value)]
        # Verbs may share words; which of them is meant, the sentence decides.
        elif of_kind[-1].end <= index or kind == "verb":
            of_kind.append(Cue(index, end, kind, value))


def _by_two_words(table: _Table) -> _Pairs:
    """The entries by first and second word, longest first; under "" those of a single word.

    Articles begin hundreds of phrases, and the word after them leaves a handful.
    """
    pairs: _Pairs = {}
    for word, rows in table.items():
        following: dict[str, list[_Following]] = {}
        for phrase, kind, value in rows:
            second = phrase[1] if len(phrase) > 1 else ""
            entry = (len(phrase), phrase[2:], kind, value)
            following.setdefault(second, []).append(entry)
        alone = following.pop("", [])
        pairs[word] = {second: [*longer, *alone] for second, longer in following.items()}
        pairs[word][""] = alone
    return pairs


def phrases(pattern: str) -> Iterator[tuple[str, ...]]:
    """The token sequences that a lexicon's pattern stands for.

    >>> list(phrases("[l'] armée|aviation syrienne"))[0]
    ("l'", 'armée', 'syrienne')
    """
    parts = []
    for part in pattern.split():
        optional = part.startswith("[") and part.endswith("]")
        options = [even_out(word) for word in part.strip("[]").split("|")]
        parts.append([*options, ""] if optional else options)
    for choice in itertools.product(*parts):
        words = tuple(word for word in choice if word)
        yield words
        plain = tuple(_plain_initial(word) for word in words)
        if plain != words:
            yield plain


def _plain_initial(word: str) -> str:
    """The word as French capitals are often printed: "Etat" for "État"."""
    return word[0].translate(_ACCENTS) + word[1:] if len(word) > 1 else word


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """(pattern, kind, value) of all sections of a lexicon."""
    for section, (prefix, key_is_value) in _SECTIONS.items():
        for key, patterns in data.get(section, {}).items():
            for pattern in patterns if isinstance(patterns, list) and key != "endings" else ():
                if isinstance(pattern, str):
                    whole = key_is_value and key not in _KINDS_OF_PRONOUN
                    yield (pattern, prefix, key) if whole else (pattern, _kind(prefix, key), key)
    for voice, moods in data.get("aux", {}).items():
        for mood, words in moods.items():
            yield from ((word, "aux", (voice, mood)) for word in words)
    for side, patterns in data.get("place", {}).get("compass", {}).items():
        yield from ((pattern, "compass", side) for pattern in patterns)
    yield from _time_tables(data.get("time", {}))
    yield from _number_tables(data.get("number", {}))


def _kind(prefix: str, key: str) -> str:
    return key if key in _KINDS_OF_PRONOUN else prefix + key


#: Keys of [pronoun] that are kinds of their own: they stand for no party by themselves.
_KINDS_OF_PRONOUN = frozenset({"own", "dative"})


#: Keys of [number] that are kinds of cue without a value.
_SHARES = (
    "percent", "of_enclave", "of_place", "of_it", "shrinks", "ground", "compared", "have",
    "squeezed", "losses", "gains", "same_share", "restates", "allots", "remains",
    "amounts", "of_last", "land", "share", "covers",
)  # fmt: skip


def _number_tables(number: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    yield from ((pattern, "fraction", value) for pattern, value in number.get("fractions", []))
    yield from ((pattern, "number", value) for pattern, value in number.get("words", {}).items())
    for kind in _SHARES:
        yield from ((pattern, kind, None) for pattern in number.get(kind, []))


def _time_tables(time: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for kind, rows in (
        ("time_month", time.get("months", [])),
        ("time_weekday", time.get("weekdays", [])),
    ):
        for index, names in enumerate(rows):
            yield from ((name, kind, index) for name in names)
    for table in ("seasons", "units", "part_of_month"):
        for value, names in time.get(table, {}).items():
            yield from ((name, f"time_{table}", value) for name in names)


def _verbs(data: Mapping[str, Any]) -> Iterator[tuple[str, Verb]]:
    """(form, verb) for every form of every verb, noun and fixed phrase."""
    for entry in data.get("verb", []):
        traits = {
            key: entry[key]
            for key in ("theme", "reflexive", "be", "needs_force", "yields", "finite")
            if key in entry
        }
        traits |= _tail(entry)
        for form, mood in _forms(entry, data.get("conjugation", {})):
            yield form, Verb(entry["frame"], mood, **traits)
    for mood in ("noun", "phrase"):
        for entry in data.get(mood, []):
            traits = {key: entry[key] for key in ("needs_force", "owner") if key in entry}
            traits |= {"theme": entry.get("theme", "of"), **_tail(entry)}
            yield from ((word, Verb(entry["frame"], mood, **traits)) for word in entry["words"])


def _tail(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The words that must follow, as a trait of a verb; none where any may."""
    tails = entry.get("tail", [])
    tails = [tails] if isinstance(tails, str) else tails
    return {"tail": _by_first_word(words for tail in tails for words in phrases(tail))}


def _by_first_word(tails: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in tails:
        table[words[0]] = (*table.get(words[0], ()), words)
    return table


def _forms(entry: Mapping[str, Any], conjugations: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, stems in entry.get("stems", {}).items():
        for stem in stems:
            for mood, endings in conjugations[name].items():
                yield from ((_inflected(stem, ending), mood) for ending in endings)
    for mood, forms in entry.get("forms", {}).items():
        yield from ((form, mood) for form in forms)


def _inflected(stem: str, ending: str) -> str:
    """The form; "~" in an ending is the stem, where something stands before it."""
    return ending.replace("~", stem) if "~" in ending else stem + ending


@cache
def load_lexicon(language: Language) -> Lexicon:
    """Reads and compiles the lexicon of a language, once a process."""
    data = _read(language)
    table: _Table = {}
    _compile((*_entries(data), *((form, "verb", verb) for form, verb in _verbs(data))), table)
    settings = data["language"]
    return Lexicon(
        language=language,
        agent_first=settings.get("order", "svo") == "svo",
        clitics=tuple(settings.get("clitics", ())),
        suffixes=tuple(settings.get("suffixes", ())),
        endings=tuple(data.get("polarity", {}).get("endings", ())),
        tables=data,
        _phrases=table,
    )


def _compile(entries: Iterable[tuple[str, str, Any]], table: "_Table") -> None:
    """Adds entries to a table by the first word of each phrase, longest phrases first."""
    for pattern, kind, value in entries:
        for phrase in phrases(pattern):
            table.setdefault(phrase[0], []).append((phrase, kind, value))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))


@cache
def function_words() -> dict[Language, frozenset[str]]:
    """The small words that tell each language, for ``reading.detect_language``."""
    return {
        language: frozenset(
            even_out(word) for word in _read(language)["language"]["function_words"]
        )
        for language in LANGUAGES
        if (_FOLDER / f"{language}.toml").exists()
    }


@cache
def _read(language: Language) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
