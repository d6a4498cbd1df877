"""The cues of a sentence, to be asked what stands where."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from mapapp.extraction.lexicon import Cue, Cues
from mapapp.extraction.surroundings import Span
from mapapp.extraction.text import Sentence

__all__ = ["OWNS", "CueIndex", "begun"]

Begun = TypeVar("Begun", bound=tuple[Any, ...])


def begun(parts: Sequence[Begun], start: int, end: int) -> Sequence[Begun]:
    """Those of some cues or chunks, in order, that begin within tokens ``[start, end)``."""
    return parts[bisect_left(parts, (start,)) : bisect_left(parts, (end,))]


class CueIndex:
    """The cues of a sentence by where they start and end, without those that cannot stand
    within the names of places or within longer phrases; ``named`` are the tokens of names.
    """

    def __init__(self, sentence: Sentence, cues: Cues, spans: Sequence[Span]) -> None:
        self.sentence = sentence
        self.tokens, self.words = sentence
        self.named = {index for span in spans for index in range(span.start, span.end)}
        self._of_kind: Cues = {}
        self._starting: dict[int, dict[str, Cue]] = defaultdict(dict)
        self._ending: dict[int, dict[str, Cue]] = defaultdict(dict)
        self._index(cues)

    def _index(self, cues: Cues) -> None:
        fixed = {
            index
            for kind, of_kind in cues.items()
            if kind in _FIXED or kind.startswith("time_")
            for cue in of_kind
            if cue.end - cue.start > 1
            for index in range(cue.start, cue.end)
        }
        prepositions = {cue.start for cue in cues.get("preposition", ())}
        for kind, of_kind in cues.items():
            if self.named and kind in _NEVER_IN_NAMES:
                of_kind = [c for c in of_kind if self.named.isdisjoint(range(c.start, c.end))]
            if fixed and kind in _NEVER_IN_PHRASES:
                # "l'est" is a side of the city, "après-midi" a time of day
                of_kind = [c for c in of_kind if c.start not in fixed or c.end - c.start > 1]
            if kind == "aux":
                of_kind = [c for c in of_kind if c.start not in prepositions]  # "A Chaar": a place
            self._of_kind[kind] = of_kind
            for cue in reversed(of_kind):  # of several verbs the first stays, which is the longest
                self._starting[cue.start][kind] = cue
                self._ending[cue.end][kind] = cue

    def add(self, kind: str, cues: Iterable[Cue]) -> None:
        """Adds cues of a kind, which stand instead of those that lie within them."""
        if found := list(cues):
            known = [
                cue
                for cue in self._of_kind.get(kind, ())
                if not any(new.start <= cue.start < new.end for new in found)
            ]
            self._index({kind: sorted([*known, *found])})

    @cached_property
    def openings(self) -> set[int]:
        """Where a relative pronoun or a conjunction may open a clause."""
        return set(self.starts("relative", "break"))

    @cached_property
    def full_verbs(self) -> set[int]:
        """Where a verb or its noun stands: no auxiliary and no negation reaches over it."""
        verbs = {c.start for c in self._of_kind.get("verb", ()) if c.value.mood != "phrase"}
        return verbs.difference(self.starts("aux"))

    @cached_property
    def _verbs(self) -> dict[int, list[Cue]]:
        """The verbs by where they start, the longest first."""
        verbs: dict[int, list[Cue]] = defaultdict(list)
        for cue in self._of_kind.get("verb", ()):
            verbs[cue.start].append(cue)
        return verbs

    @cached_property
    def _explained(self) -> set[int]:
        """The tokens that some cue or name tells something about."""
        explained = set(self.named)
        for kind, cues in self._of_kind.items():
            if kind not in _UNEXPLAINING:
                for cue in cues:
                    explained.update(range(cue.start, cue.end))
        return explained

    def after_time(self, index: int) -> int:
        """Past the dates that begin at a token: "la chute *mardi soir* de Chaar"."""
        while index < len(self.tokens):
            here = self._starting.get(index, _NONE)
            ends = [cue.end for kind, cue in here.items() if kind.startswith("time_")]
            ends += [index + 1] if self.tokens[index].word == "," else []
            if not ends:
                break
            index = max(ends)
        return index

    def names_time(self, start: int, end: int) -> bool:
        """Whether a date stands within tokens ``[start, end)``."""
        return any(
            kind.startswith("time_") and kind not in _BESIDE_DATES
            for index in range(start, end)
            for kind in self._starting.get(index, ())
        )

    def form_of(self, start: int, end: int) -> frozenset[str]:
        """The number and gender that the tokens ``[start, end)`` show."""
        kinds = (kind for i in range(start, end) for kind in self._starting.get(i, ()))
        return _FORMS.intersection(kinds)

    def is_comma(self, index: int) -> bool:
        return index >= 0 and self.tokens[index].word == ","

    def is_colon(self, index: int) -> bool:
        """Whether a colon stands before a token."""
        return index > 0 and self.tokens[index - 1].word == ":"

    def is_bracketed(self, index: int) -> bool:
        """Whether an opening bracket stands before a token."""
        return index > 0 and self.tokens[index - 1].word == "("

    def at(self, index: int, *kinds: str) -> Cue | None:
        """A cue of one of the kinds that starts at a token: the longest, of equals the
        kind named first.
        """
        best: Cue | None = None
        if here := self._starting.get(index):
            for kind in kinds:
                if kind in here and (best is None or here[kind].end > best.end):
                    best = here[kind]
        return best

    def verbs_at(self, index: int) -> Sequence[Cue]:
        """All verbs that start at a token: which of them is meant, the sentence decides."""
        return self._verbs.get(index, ())

    def before(self, index: int, *kinds: str) -> Cue | None:
        """A cue of one of the kinds that ends where the token starts: the longest, of
        equals the kind named first.
        """
        best: Cue | None = None
        if here := self._ending.get(index):
            for kind in kinds:
                if kind in here and (best is None or here[kind].start < best.start):
                    best = here[kind]
        return best

    def beginning(self, start: int, end: int, kind: str) -> Sequence[Cue]:
        """The cues of a kind that begin within tokens ``[start, end)``, in order."""
        return begun(self._of_kind.get(kind, ()), start, end)

    def between(self, start: int, end: int, *kinds: str) -> list[Cue]:
        """The cues of some kinds that lie within tokens ``[start, end)``, in order."""
        found: list[Cue] = []
        for kind in kinds:
            if of_kind := self._of_kind.get(kind):
                found += [cue for cue in begun(of_kind, start, end) if cue.end <= end]
        return sorted(found, key=_by_start) if len(kinds) > 1 and len(found) > 1 else found

    def starts(self, *kinds: str) -> list[int]:
        """Where cues of some kinds start, in order."""
        return sorted({cue.start for kind in kinds for cue in self._of_kind.get(kind, ())})

    def measures(self, figure: Cue) -> bool:
        """Whether a figure tells how far something is so: "Chaar est contrôlé *à 70 %*"."""
        to = self.before(figure.start - (figure.kind == "percent"), "preposition")
        return to is not None and to.value == "to" and not self.names_share(figure)

    def names_share(self, figure: Cue) -> bool:
        """Whether the share that a figure tells of follows it: "porte à 75 % *la part de*"."""
        determiner = self.at(figure.end, "determiner")
        return bool(determiner and self.at(determiner.end, "ground"))

    def is_word(self, index: int) -> bool:
        """Whether a token is a word that no cue explains: then it may be any noun or verb."""
        if not 0 <= index < len(self.tokens) or index in self._explained:
            return False
        return self.tokens[index].word[0].isalpha()

    def _covered(self, kind: str, length: int = 1) -> frozenset[int]:
        if kind not in self._of_kind:
            return frozenset()
        return frozenset(
            index
            for cue in self._of_kind[kind]
            if cue.end - cue.start >= length
            for index in range(cue.start, cue.end)
        )


#: What makes an owner of the word before: "the army's road", "the rebels' road".
OWNS = frozenset({"'s", "'"})
_by_start = attrgetter("start")
_NONE: dict[str, Cue] = {}
_FORMS = frozenset({"agrees_one", "agrees_many", "agrees_m", "agrees_f"})
#: Kinds of cue that stand beside dates and are none by themselves.
_BESIDE_DATES = frozenset(
    {"time_year_link", "time_in", "time_introduces", "time_past", "time_future", "time_units"}
)
#: Kinds of cue whose longer phrases hide what single words in them might be.
_FIXED = frozenset({"compass", "near", "part", "whole", "harmless", "adverb"})
_NEVER_IN_PHRASES = frozenset(
    {
        "aux", "break", "relative", "pronoun", "there", "have", "verb", "planned", "asserting",
        "source_before", "if",
    }
)  # fmt: skip
#: Kinds that a place name cannot contain: "Boustane al-Qasr" is no fight, "al-Bab" no gate.
_NEVER_IN_NAMES = frozenset(
    {
        "verb",
        "force",
        "pronoun",
        "aux",
        "relative",
        "break",
        "part",
        "near",
        "compass",
        "quarter",
        "city",
        "strike",
    }
)
#: Kinds that tell nothing about what a word is.
_UNEXPLAINING = frozenset({"guard_before", "guard_here", "transparent", "clitic"})
