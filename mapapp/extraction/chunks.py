"""The parts of a sentence that frames are filled from: places, forces and predicates.

A chunk of places is a list of names with one fate ("Chaar, Karam al-Jabal et Marjé"); a
chunk of forces one party. Each knows the preposition that leads it, because that is what
tells the taker from the loser: "pris *par* l'armée *aux* rebelles".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapapp.extraction.lexicon import Cue, Verb
from mapapp.extraction.mentions import Span
from mapapp.extraction.text import Sentence
from mapapp.models import Force

__all__ = ["Forces", "Marks", "Places", "Predicate"]

_AUX_REACH = 6  # tokens between an auxiliary and its participle: "ont, samedi soir, tous pris"
_NEGATION_REACH = 5


@dataclass(frozen=True, slots=True)
class Places:
    """Names that share one fate, at tokens ``[start, end)``; ``lead`` is where what leads
    them begins. ``part``: only a part of each; ``near``: beside them, not in them;
    ``attached``: they belong to some other noun ("l'hôpital de Chaar").
    """

    start: int
    end: int
    lead: int
    role: str
    spans: tuple[Span, ...]
    part: bool = False
    near: bool = False
    attached: bool = False
    anaphora: str = ""


@dataclass(frozen=True, slots=True)
class Forces:
    """One party at tokens ``[start, end)``; ``force`` is None for a pronoun."""

    start: int
    end: int
    lead: int
    role: str
    force: Force | None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, noun or phrase that says something about places, with its auxiliaries.

    ``start`` is that of the auxiliaries, ``head`` that of the word itself. ``voice`` is
    active or passive; ``mood`` the conjugation's, "reported" for the conditional perfect.
    ``negation`` is "", "not", "no_longer" or "only".
    """

    start: int
    head: int
    end: int
    verb: Verb
    voice: str
    mood: str
    negation: str = ""


class Marks:
    """A sentence with its cues, places and forces, ready to be asked what stands where."""

    def __init__(self, sentence: Sentence, cues: Sequence[Cue], spans: Sequence[Span]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._starting: dict[int, list[Cue]] = defaultdict(list)
        self._ending: dict[int, list[Cue]] = defaultdict(list)
        named = {index for span in spans for index in range(span.start, span.end)}
        for cue in cues:
            if cue.kind in _NEVER_IN_NAMES and any(i in named for i in range(cue.start, cue.end)):
                continue
            self._starting[cue.start].append(cue)
            self._ending[cue.end].append(cue)
        self.harmless = self._covered("harmless")
        self._named = named
        self.forces = tuple(self._forces())
        self.places = tuple(self._places(spans))
        self.predicates = tuple(self._predicates())

    # --- looking up ---------------------------------------------------------------------------

    def at(self, index: int, *kinds: str) -> Cue | None:
        """A cue of one of the kinds that starts at a token; the longest."""
        found = [cue for cue in self._starting.get(index, ()) if cue.kind in kinds]
        return max(found, key=lambda cue: cue.end) if found else None

    def before(self, index: int, *kinds: str) -> Cue | None:
        """A cue of one of the kinds that ends where the token starts; the longest."""
        found = [cue for cue in self._ending.get(index, ()) if cue.kind in kinds]
        return min(found, key=lambda cue: cue.start) if found else None

    def between(self, start: int, end: int, *kinds: str) -> list[Cue]:
        """The cues of some kinds that lie within tokens ``[start, end)``, in order."""
        return [
            cue
            for index in range(max(start, 0), end)
            for cue in self._starting.get(index, ())
            if cue.kind in kinds and cue.end <= end
        ]

    def _covered(self, kind: str) -> frozenset[int]:
        return frozenset(
            index
            for cues in self._starting.values()
            for cue in cues
            if cue.kind == kind
            for index in range(cue.start, cue.end)
        )

    # --- places and forces ------------------------------------------------------------------------

    def _forces(self) -> Iterator[Forces]:
        taken = 0
        for index in range(len(self.tokens)):
            cue = self.at(index, "force", "pronoun")
            if cue is None or index < taken or index in self._named:
                continue
            taken = cue.end
            lead, role, _, _ = self._lead(index)
            force = cue.value if cue.kind == "force" else None
            yield Forces(index, cue.end, lead, role, force)

    def _places(self, spans: Sequence[Span]) -> Iterator[Places]:
        """Names joined by commas and "and" into lists, then anaphora ("ce quartier")."""
        run: list[Span] = []
        for span in [span for span in spans if span.place]:
            if run and not self._joined(run[-1].end, span.start):
                yield self._chunk(run)
                run = []
            run.append(span)
        if run:
            yield self._chunk(run)
        for index in range(len(self.tokens)):
            cue = self.at(index, "anaphora", "there")
            if cue and index not in self._named and cue.end not in self._heads_of_names(spans):
                lead, role, part, near = self._lead(index)
                yield Places(index, cue.end, lead, role, (), part, near, False, cue.kind)

    def _heads_of_names(self, spans: Sequence[Span]) -> set[int]:
        """Where "le quartier" is followed by its name and so refers back to nothing."""
        heads = set()
        for span in spans:
            index = span.start
            heads.add(index)
            while cue := self.before(index, "determiner", "quarter"):
                heads.update((cue.start, cue.end))
                index = cue.start
            if cue := self.before(index, "preposition"):
                heads.update((cue.start, cue.end))
        return heads

    def _joined(self, start: int, end: int) -> bool:
        """Whether only list words stand between two names."""
        index, joins = start, 0
        while index < end:
            cue = self.at(index, "join", "determiner", "quarter", "preposition")
            if cue is None or (
                cue.kind == "preposition" and cue.value not in {"of", "in", "to", "on"}
            ):
                return False
            joins += cue.kind == "join"
            index = cue.end
        return joins > 0

    def _chunk(self, run: Sequence[Span]) -> Places:
        lead, role, part, near = self._lead(run[0].start)
        attached = role == "of" and self._is_noun(lead - 1)
        after = self.at(run[-1].end, "part_after")
        return Places(
            run[0].start, run[-1].end, lead, role, tuple(run), part or bool(after), near, attached
        )

    def _lead(self, start: int) -> tuple[int, str, bool, bool]:
        """What leads a chunk: where it begins, its preposition, whether it says "a part of"
        or "near".
        """
        index, role, part, near = start, "", False, False
        while cue := self.before(
            index, "part", "near", "preposition", "determiner", "quarter", "whole", "control"
        ):
            part |= cue.kind == "part"
            near |= cue.kind == "near"
            if cue.kind == "preposition":
                # "du quartier de Chaar": the outer preposition counts, "de" only alone.
                role = cue.value
            elif cue.kind == "control" and role == "of":
                role = ""
            index = cue.start
        return index, role, part, near

    def _is_noun(self, index: int) -> bool:
        """Whether a token is a word no cue explains: then it is taken for a noun."""
        if index < 0 or not self.tokens[index].word[0].isalpha() or index in self._named:
            return False
        explained = any(
            cue.end > index and cue.kind not in _UNEXPLAINING
            for start in range(max(index - 5, 0), index + 1)
            for cue in self._starting.get(start, ())
        )
        return not explained

    # --- predicates -------------------------------------------------------------------------------

    def _predicates(self) -> Iterator[Predicate]:
        taken = 0
        for index in range(len(self.tokens)):
            cue = self.at(index, "verb")
            if cue is None or index < taken or index in self.harmless or index in self._named:
                continue
            for candidate in self._starting[index]:
                if candidate.kind == "verb" and (predicate := self._predicate(candidate)):
                    taken = predicate.end
                    yield predicate
                    break

    def _predicate(self, cue: Cue) -> Predicate | None:
        verb: Verb = cue.value
        end = self._tail_end(verb, cue.end)
        if end is None:
            return None
        if verb.mood in {"noun", "phrase"}:
            return Predicate(
                cue.start, cue.start, end, verb, "active", verb.mood, self._negation(cue.start, end)
            )
        start, voices, mood = self._auxiliaries(cue.start)
        if not voices and verb.mood == "perfect":
            voice = "active" if verb.be and not verb.reflexive else "passive"
        elif "be" in voices and verb.mood == "perfect" and not (verb.be or verb.reflexive):
            voice = "passive"
        else:
            voice = "active"
        if mood == "conditional" and verb.mood == "perfect":
            mood = "reported"
        return Predicate(
            start, cue.start, end, verb, voice, mood or verb.mood, self._negation(start, end)
        )

    def _tail_end(self, verb: Verb, end: int) -> int | None:
        """Where the verb ends with the words it needs ("mis *la main sur*"); None without."""
        if not verb.tail:
            return end
        for index in range(end, min(end + 4, len(self.tokens))):
            for tail in verb.tail:
                if tuple(t.word for t in self.tokens[index : index + len(tail)]) == tail:
                    return index + len(tail)
        return None

    def _auxiliaries(self, head: int) -> tuple[int, set[str], str]:
        """The auxiliaries before a participle: where they begin, have or be, their mood."""
        start, voices, mood = head, set(), ""
        index = head - 1
        while index >= 0 and head - index <= _AUX_REACH:
            cue = self.at(index, "aux")
            if cue:
                voices.add(cue.value[0])
                start, mood = index, cue.value[1]
            elif (
                self.at(index, "relative", "break", "verb")
                or self.tokens[index].word in {";", ":"}
                or (voices and not self.at(index, "negation", "negation_end", "adverb"))
            ):
                break
            index -= 1
        return start, voices, mood

    def _negation(self, start: int, end: int) -> str:
        """Which negation surrounds a predicate."""
        for index in range(start - 1, max(start - _NEGATION_REACH, -1), -1):
            if self.at(index, "negation"):
                break
            if self.at(index, "relative", "break", "verb"):
                return ""
        else:
            return ""
        for cue in self.between(index, end + 3, "no_longer"):
            only = self.between(cue.end, end + 4, "only")
            return "only" if only else "no_longer"
        if self.between(index, end + 3, "negation_end"):
            return "not"
        return (
            "only"
            if self.between(end, end + 3, "only")
            else "not"
            if not self.between(index, end, "negation_end") and self.at(index, "negation_full")
            else ""
        )


#: Kinds that a place name cannot contain: "Boustane al-Qasr" is no fight, "al-Bab" no gate.
_NEVER_IN_NAMES = frozenset(
    {"verb", "force", "pronoun", "aux", "relative", "break", "part", "near", "compass", "quarter"}
)
#: Kinds that tell nothing about what a word is.
_UNEXPLAINING = frozenset({"guard_before", "guard_here", "transparent"})
