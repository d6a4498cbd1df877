"""Names -> places of the gazetteer, in any spelling.

A name is looked up as it is written, then as it sounds, then by its consonants, then with
one slip of the pen allowed; the first rung that answers decides. A name too short to be told
from everyday words must be written as the gazetteer has it: Chaar is a quarter, "char" is
not. Arabic script leaves nothing to guess, so there only the name itself counts.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from mapapp.errors import PlaceAmbiguous, PlaceNotFound
from mapapp.models import Candidate, Place, PlaceId
from mapapp.names import fold, is_arabic, skeleton, sound

__all__ = ["NameIndex"]

#: How far each rung can be trusted, as the ``score`` of its candidates.
_EXACT, _SOUNDS_ALIKE, _SAME_CONSONANTS, _ONE_SLIP = 1.0, 0.95, 0.9, 0.85
#: Consonants a name needs before sound may decide, and before consonants alone may. With two,
#: Chaar is "char" and "chère"; with three, Midan is the town of Medina.
_MIN_SOUND, _MIN_SKELETON = 3, 4
#: Letters that a name of fewer consonants needs for its sound to decide, the feminine ending
#: counted as one: Aghior, not "char" nor "Marie".
_MIN_HEARD = 5
#: Likeness (0-100) of the vowels that the same consonants still need: Karam and Karim Beik.
_MIN_VOWELS = 70
#: Everyday words that sound like a place: the Siryan are the Syriacs.
_EVERYDAY = frozenset({"syrian"})
#: Letters of a name and of the word in it in which one may be wrong.
_MIN_NAME, _MIN_SLIPPED = 8, 5
_ARTICLE = "ال"
_VOWELS = frozenset("aiu")

_T = TypeVar("_T", bound=str)


class NameIndex:
    """The names of a gazetteer, ready to be asked.

    Args:
        places: the gazetteer.

    Attributes:
        exact: the places that each folded name stands for; more than one for namesakes.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.exact: Mapping[str, tuple[PlaceId, ...]] = _index(
            (form, place.id)
            for place in places
            for name in (*place.names.values(), *place.aliases)
            for form in _written_forms(fold(name))
        )

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that a name may mean, best first; namesakes score alike."""
        folded = fold(name)
        if folded in self.exact:
            return _scored(self.exact[folded], _EXACT)
        if not folded or is_arabic(folded) or folded in _EVERYDAY:
            return ()
        heard = sound(folded)
        consonants = skeleton(heard)
        count = len(consonants) - consonants.count(" ")
        telling = count >= _MIN_SOUND or len(heard) - heard.endswith("ia") >= _MIN_HEARD
        if telling and heard in self._sounds:
            return _scored(self._sounds[heard], _SOUNDS_ALIKE)
        if count >= _MIN_SKELETON and (found := self._same_consonants(heard, consonants)):
            return _scored(found, _SAME_CONSONANTS)
        return _scored(self._one_slip_away(folded), _ONE_SLIP)

    def find(self, name: str) -> Candidate:
        """The one place that a name means.

        Raises:
            PlaceNotFound: no place goes by the name.
            PlaceAmbiguous: several do.
        """
        found = self.candidates(name)
        if not found:
            raise _not_found(name)
        if len(found) > 1:
            ids = [candidate.place for candidate in found]
            raise PlaceAmbiguous(
                f"{name!r} is the name of {len(ids)} places.",
                f"Choose one of {', '.join(ids)}.",
                candidates=ids,
            )
        return found[0]

    @cached_property
    def _romanised(self) -> dict[str, tuple[PlaceId, ...]]:
        return {name: places for name, places in self.exact.items() if not is_arabic(name)}

    @cached_property
    def _sounds(self) -> Mapping[str, tuple[PlaceId, ...]]:
        return _index((sound(name), p) for name, places in self._romanised.items() for p in places)

    @cached_property
    def _skeletons(self) -> Mapping[str, tuple[str, ...]]:
        return _index((skeleton(heard), heard) for heard in self._sounds)

    def _same_consonants(self, heard: str, consonants: str) -> tuple[PlaceId, ...]:
        alike = (
            other
            for other in self._skeletons.get(consonants, ())
            if _begin_and_end_alike(heard, other) and fuzz.ratio(heard, other) >= _MIN_VOWELS
        )
        return _unique(place for other in alike for place in self._sounds[other])

    def _one_slip_away(self, folded: str) -> tuple[PlaceId, ...]:
        if len(folded) < _MIN_NAME:
            return ()
        near = process.extract_iter(
            folded, self._romanised.keys(), scorer=OSA.distance, score_cutoff=1
        )
        return _unique(
            place
            for name, _, _ in near
            if _is_slip(name, folded)
            for place in self._romanised[name]
        )


def _not_found(name: str) -> PlaceNotFound:
    return PlaceNotFound(
        f"No place of the gazetteer goes by {name!r}.",
        "Add the spelling to the aliases of its place in places.csv.",
    )


def _written_forms(folded: str) -> Iterator[str]:
    """A folded name as it may be written: inside an Arabic name of several words each word
    may have the article or lack it ("شيخ سعيد", "الشيخ سعيد").
    """
    words = folded.split()
    if len(words) < 2 or not is_arabic(folded):
        yield folded
        return
    for chosen in itertools.product(*(_with_and_without_article(word) for word in words)):
        yield " ".join(chosen)


def _with_and_without_article(word: str) -> tuple[str, ...]:
    bare = word.removeprefix(_ARTICLE)
    return (word,) if not is_arabic(word) or len(bare) < 3 else (bare, _ARTICLE + bare)


def _begin_and_end_alike(heard: str, other: str) -> bool:
    """Whether both begin with the same consonant or with a vowel, and end in the same sound:
    Nazareth is no Inzarat, Suleimani no Suleimaniyeh.
    """
    begins = heard[0] == other[0] or {heard[0], other[0]} <= _VOWELS
    return begins and heard[-1] == other[-1]


def _is_slip(name: str, folded: str) -> bool:
    """Whether two names one edit apart differ inside one long word, after its first letter."""
    words, others = name.split(), folded.split()
    if len(words) != len(others):
        return False
    pair = next((a, b) for a, b in zip(words, others, strict=True) if a != b)
    return min(map(len, pair)) >= _MIN_SLIPPED and pair[0][0] == pair[1][0]


def _scored(places: Iterable[PlaceId], score: float) -> tuple[Candidate, ...]:
    return tuple(Candidate(place, score) for place in places)


def _unique(items: Iterable[PlaceId]) -> tuple[PlaceId, ...]:
    return tuple(dict.fromkeys(items))


def _index(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    index: defaultdict[str, dict[_T, None]] = defaultdict(dict)
    for key, value in pairs:
        index[key][value] = None
    return {key: tuple(values) for key, values in index.items()}
