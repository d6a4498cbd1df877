"""Arabic writes "and in it" as one word: this module takes such words apart.

A conjunction or a preposition of one letter stands before a word, a pronoun behind it. Each
becomes a token of its own, so that lexicons and names need to know nothing of clitics. A word
is taken apart only where what is left is a word that the lexicon or the gazetteer knows:
"والد" (father) stays whole, because "الد" is no word.

A pronoun that stands for the object of a verb or a preposition is written "-ها", one that
owns a noun "+ها" (see ``lexicons/ar.toml``).
"""

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import Any

from mapapp.extraction.lexicon import Lexicon, Verb
from mapapp.names import fold

__all__ = ["Clitics"]

_ARTICLE = "ال"
_AND = "و"
_CONJUNCTIONS = frozenset("وف")
_SHORTEST = 4  # letters of an unknown word that "and" may stand before
_TWO_LAMS = "لل"  # "for the" drops the alif of the article
_FEMININE, _JOINED_FEMININE = "ه", "ت"  # the ta marbuta, evened out, and what it becomes
_HAMZA, _JOINED_HAMZA = "ء", ("ائ", "اؤ")  # its seat changes: أجزاء، أجزائه
_PLURAL, _JOINED_PLURAL = "وا", "و"
#: Kinds of cue to which a pronoun is attached as object.
_GOVERNING = frozenset({"preposition", "part", "near"})

Parts = tuple[tuple[int, int, str], ...]


class Clitics:
    """Takes words apart.

    Args:
        lexicon: its language's clitics, suffixes and known words.
        names: all names of places, folded, and of sources.
    """

    def __init__(self, lexicon: Lexicon, names: Iterable[str]) -> None:
        self._before = lexicon.clitics
        self._behind = lexicon.suffixes
        words = (fold(word) for name in names for word in name.split())
        self._names = frozenset(word for word in words if not word.startswith(_TWO_LAMS))
        self._kinds = lexicon.kinds()
        self._words = lexicon.vocabulary()
        self._before_nouns = frozenset(
            word
            for word, rows in self._kinds.items()
            if any(kind in _NOUN_FOLLOWS for kind, _ in rows)
        )
        self._split = lru_cache(maxsize=50_000)(self._parts)

    def split(self, word: str, previous: str, last: str) -> Parts:
        """The parts of a word, as (start, end, comparable form), in order.

        Args:
            word: evened out.
            previous: the word before it, which tells a verb from a noun.
            last: its last letter as given, which tells "استعاده" (took it) from "استعادة"
                (the taking), where print keeps them apart.
        """
        return self._split(word, previous in self._before_nouns, last == _FEMININE)

    def _parts(self, word: str, noun_expected: bool, in_ha: bool) -> Parts:
        if in_ha and not noun_expected and self._is_transitive(word[:-1]):
            return (0, len(word) - 1, word[:-1]), (len(word) - 1, len(word), "-" + word[-1])
        if self._knows(word):
            return ((0, len(word), word),)
        if word.startswith(_ARTICLE) and word[len(_ARTICLE) :].isdigit():
            return ((0, len(word), word[len(_ARTICLE) :]),)  # "منذ الـ15 من الشهر"
        ways = (way for way in self._prefixed(word) if self._can_stand(way[1], noun_expected))
        clitic, rest = next(ways, (_AND, word[1:]) if self._is_and(word) else ("", word))
        parts: list[tuple[int, int, str]] = []
        for letter in clitic:
            parts.append((len(parts), len(parts) + 1, letter))
        parts += self._suffixed(rest, clitic, len(word), noun_expected)
        return tuple(parts)

    def _is_transitive(self, word: str) -> bool:
        return any(
            isinstance(value, Verb) and value.mood == "told" and _sign(kind, value)
            for kind, value in self._kinds.get(word, ())
        )

    def _knows(self, word: str) -> bool:
        return word in self._words or fold(word) in self._names

    def _prefixed(self, word: str) -> Iterator[tuple[str, str]]:
        """Each way to take one clitic, or a conjunction and a preposition, off a word."""
        for first in self._before:
            if not word.startswith(first):
                continue
            rest = word[1:]
            yield first, rest
            if first == "ل" and rest.startswith("ل"):
                yield first, _ARTICLE + rest[1:]
            if first in _CONJUNCTIONS:
                for second in self._before:
                    if rest.startswith(second) and second not in _CONJUNCTIONS:
                        yield first + second, rest[1:]
                        if rest.startswith(_TWO_LAMS):
                            yield first + second, _ARTICLE + rest[2:]

    def _is_and(self, word: str) -> bool:
        """Whether a word that is not known begins with "and"."""
        rest = word[1:]
        long = len(rest) >= _SHORTEST and not rest.startswith(_AND)
        return word.startswith(_AND) and (long or rest.isdigit())

    def _can_stand(self, rest: str, noun_expected: bool) -> bool:
        return (
            rest in self._behind
            or self._knows(rest)
            or self._attachment(rest, noun_expected) is not None
        )

    def _suffixed(
        self, rest: str, clitic: str, end: int, noun_expected: bool
    ) -> Iterator[tuple[int, int, str]]:
        start = len(clitic)
        if clitic and rest in self._behind:
            # "به" is "in it", "وهم" "and they".
            yield start, end, rest if clitic[-1] in _CONJUNCTIONS else "-" + rest
            return
        found = None if self._knows(rest) else self._attachment(rest, noun_expected)
        if found is None:
            yield start, end, rest
            return
        base, sign, suffix = found
        yield start, end - len(suffix), base
        yield end - len(suffix), end, sign + suffix

    def _attachment(self, word: str, noun_expected: bool) -> tuple[str, str, str] | None:
        """The base of a word with a pronoun behind it, how the pronoun is attached, and it."""
        for suffix in self._behind:
            stem = word.removesuffix(suffix)
            if stem == word:
                continue
            readings = {sign: base for base, sign in self._bases(stem)}
            for sign in "+-" if noun_expected else "-+":
                if sign in readings:
                    return readings[sign], sign, suffix
        return None

    def _bases(self, stem: str) -> Iterator[tuple[str, str]]:
        """The words that a stem can be without its pronoun, each with the pronoun's sign."""
        forms = [stem]
        if stem.endswith(_JOINED_FEMININE):
            forms.append(stem[:-1] + _FEMININE)
        if stem.endswith(_JOINED_HAMZA):
            forms.append(stem[:-1] + _HAMZA)
        if stem.endswith(_JOINED_PLURAL):
            forms.append(stem[:-1] + _PLURAL)
        for form in forms:
            for kind, value in self._kinds.get(form, ()):
                if sign := _sign(kind, value):
                    yield form, sign


def _sign(kind: str, value: Any) -> str:
    """How a pronoun is attached to a word with such a cue, if one can be."""
    if kind in _GOVERNING:
        return "-"
    if kind == "owned" or (isinstance(value, Verb) and value.mood in {"noun", "phrase"}):
        return "+"
    transitive = isinstance(value, Verb) and value.theme in {"object", "in"} and not value.tail
    return "-" if transitive else ""


_NOUN_FOLLOWS: Set[str] = frozenset(
    {"preposition", "planned", "failed", "asserting", "denying", "hypothetical", "aftermath"}
)
