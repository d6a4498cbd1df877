"""Which spans of a text name a place of the gazetteer.

A name is first proposed by its form (capitals, or Arabic words that begin a name), then
placed by the geocoder, then kept or refused by its surroundings: a colonel Chaar, a Midane
of Damascus and the station named after a quarter are not the quarter.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol

from mapapp.extraction.lexicon import Cue, Lexicon
from mapapp.extraction.text import Sentence, Token
from mapapp.models import Candidate, Place, PlaceId
from mapapp.names import fold

__all__ = ["Gazetteer", "MentionFinder", "Setting", "Span"]

_LONGEST_NAME = 6  # words; the longest name of a neighbourhood in three scripts has five
_LIST_REACH = 4  # tokens between the names of a list, or from "quarters" to the first
#: Kinds of cue after which a doubtful name may be a place.
_VOUCHING = frozenset(
    {"preposition", "verb", "near", "part", "whole", "only", "control", "force", "pronoun"}
)
_NEAR = 6  # tokens; a town so near after a name says where it is
_FAR = 14  # tokens; a town named further back no longer says where we are
#: Small words inside a romanised name. They come from Arabic, not from a report's language.
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "as",
        "ash",
        "ad",
        "an",
        "at",
        "az",
        "ar",
        "aj",
        "es",
        "ech",
        "ed",
        "en",
        "et",
        "ez",
        "er",
        "l'",
        "d'",
        "de",
        "du",
        "des",
    ]
)
_ARTICLES = _PARTICLES - {"et", "en", "es", "de", "du", "des", "d'", "an", "as", "at"}


_KEPT_HEADS = frozenset({"route"})
_OF = frozenset({"de", "d'", "du", "of"})
_STOPS = frozenset({";", ":", "(", ")", "."})
_LOCATIVE = frozenset({"of", "in", "to"})
#: Kinds of cue that are no first names, capital or not: "Et Maadi ?"
_FUNCTION = frozenset(
    {"join", "break", "relative", "preposition", "determiner", "adverb", "quarter", "whole"}
)


class Gazetteer(Protocol):
    """What mentions need of the geocoder."""

    exact: Mapping[str, tuple[PlaceId, ...]]

    def candidates(self, name: str) -> tuple[Candidate, ...]: ...


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``[start, end)`` of a sentence that name a place; without ``place`` where the
    candidates cannot be told apart. ``wide``: the city or a side of it, not a quarter.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    place: PlaceId | None = None
    score: float = 0.0
    wide: bool = False


@dataclass(slots=True)
class Setting:
    """What a text has said so far about where it plays.

    ``known`` are the places it has named beyond doubt, ``others`` the names that it has used
    of something else; ``here`` and ``elsewhere``, whether it has named the city, and other
    towns.
    """

    known: set[PlaceId] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    here: bool = False
    elsewhere: bool = False

    def survey(self, cues: Iterable[Cue]) -> None:
        """Looks over a whole text before it is read: a report may name its town last."""
        for cue in cues:
            self.here |= cue.kind == "guard_here"
            self.elsewhere |= cue.kind == "guard_elsewhere"


class MentionFinder:
    """Finds the places that sentences name.

    Args:
        gazetteer: the geocoder over the theatre's places.
        places: the places by id, whose centres decide between namesakes.
        lexicon: the language's cues (guards, quarter words, other towns).
    """

    def __init__(
        self, gazetteer: Gazetteer, places: Mapping[PlaceId, Place], lexicon: Lexicon
    ) -> None:
        self._places = places
        # A language that lists the names borne elsewhere too leaves no doubt about the others.
        self._knows_namesakes = "namesakes" in lexicon.tables.get("guard", {})
        self._candidates = lru_cache(maxsize=20_000)(gazetteer.candidates)
        self._exact = gazetteer.exact
        self._beginnings = frozenset(name.split()[0] for name in gazetteer.exact if name)

    def find(
        self, sentence: Sentence, cues: Sequence[Cue], setting: Setting | None = None
    ) -> list[Span]:
        """The place names of one sentence, left to right, none inside another.

        Args:
            sentence: the sentence.
            cues: its cues.
            setting: what the text has said before, which this sentence adds to.
        """
        tokens = sentence.tokens
        setting = setting or Setting()
        context = _Context(tokens, cues, knows_namesakes=self._knows_namesakes)
        setting.here |= bool(context.here)
        setting.elsewhere |= bool(context.elsewhere)
        found: list[Span] = []
        index = 0
        while index < len(tokens):
            span = self._at(tokens, index, context)
            if span is None:
                index += 1
                continue
            index = span.end
            span = self._trimmed(span, tokens)
            if not self._refused(span, context, setting):
                span = self._without_quarter_word(span, tokens, context)
                context.note(span)
                found.append(span)
        settled = self._settle(context.without_common_words(found, setting), setting)
        setting.known |= {span.place for span in settled if span.place}
        return settled

    def _refused(self, span: Span, context: "_Context", setting: Setting) -> bool:
        """Whether a name is no place of this city here, or was none just before in the text."""
        wide = any(self._places[c.place].is_group for c in span.candidates)
        name = context.name(span)
        known = any(c.place in setting.known for c in span.candidates)
        if context.refuses(span, wide=wide, known=known):
            setting.others.add(name)
            return True
        if name in setting.others and not context.vouched_here(span):
            return True
        setting.others.discard(name)
        return False

    def _without_quarter_word(
        self, span: Span, tokens: Sequence[Token], context: "_Context"
    ) -> Span:
        """The name alone, where the gazetteer also has it with "project" or "camp" before it."""
        for start in range(span.end - 1, span.start, -1):
            name = fold(" ".join(token.word for token in tokens[start : span.end]))
            if start in context.quarters and self._exact.get(name) == _places(span):
                return replace(span, start=start)
        return span

    # --- form -------------------------------------------------------------------------------

    def _at(self, tokens: Sequence[Token], index: int, context: "_Context") -> Span | None:
        """The best name that begins at a token."""
        if not self._may_begin(tokens, index, context):
            return None
        best: Span | None = None
        for end in self._ends(tokens, index):
            span = self._look_up(tokens, index, end)
            if span and (best is None or span.score > best.score):
                best = span
            if best and best.score >= 1:
                break
        return best

    def _trimmed(self, span: Span, tokens: Sequence[Token]) -> Span:
        """The name without what the gazetteer has around it: "camp de *Handarat*", "*vieille
        ville* d'Alep".
        """
        places = {candidate.place for candidate in span.candidates}
        start, end = span.start, span.end
        if tokens[start].word in _KEPT_HEADS:
            return span
        for index in range(end - 1, start, -1):
            if tokens[index - 1].word in _OF and self._same(tokens, index, end, places):
                start = index
                break
        for index in range(start + 1, end):
            lower = tokens[start].capital and not tokens[index].capital
            shorter = tokens[index].word in _OF or lower
            if shorter and self._same(tokens, start, index, places):
                end = index
                break
        return replace(span, start=start, end=end)

    def _same(
        self, tokens: Sequence[Token], start: int, end: int, places: Collection[PlaceId]
    ) -> bool:
        name = fold(" ".join(token.word for token in tokens[start:end]))
        return set(self._exact.get(name, ())) == places

    def _may_begin(self, tokens: Sequence[Token], index: int, context: "_Context") -> bool:
        token = tokens[index]
        if token.joined and not token.capital:
            return False  # "nord-est d'Alep" is no "est d'Alep"
        if token.capital:
            return not context.blocked(index)
        if token.word in _ARTICLES:
            return index + 1 < len(tokens) and tokens[index + 1].capital
        return self._begins_name(token.word) and not context.blocked(index)

    def _begins_name(self, word: str) -> bool:
        return fold(word).split(" ", 1)[0] in self._beginnings

    def _ends(self, tokens: Sequence[Token], index: int) -> Iterator[int]:
        """Where a name that begins at ``index`` may end, longest first."""
        end = index
        ends = []
        while end < len(tokens) and end - index < _LONGEST_NAME:
            token = tokens[end]
            if not (token.word[0].isalnum() or token.word in _PARTICLES):
                break
            end += 1
            if token.word not in _PARTICLES:
                ends.append(end)
        return reversed(ends)

    def _look_up(self, tokens: Sequence[Token], start: int, end: int) -> Span | None:
        words = [token.word for token in tokens[start:end]]
        if tokens[start].capital or tokens[start].word in _ARTICLES:
            if not tokens[end - 1].capital and fold(" ".join(words)) not in self._exact:
                return None
            candidates = self._candidates(" ".join(words))
            return Span(start, end, candidates, score=candidates[0].score) if candidates else None
        places = self._exact.get(fold(" ".join(words)))
        if not places:
            return None
        return Span(start, end, tuple(Candidate(p, 1.0) for p in places), score=1.0)

    # --- namesakes -----------------------------------------------------------------------------

    def _settle(self, spans: Sequence[Span], setting: Setting) -> list[Span]:
        """Chooses between candidates of equal score by what else the sentence names, else by
        what the text has named.
        """
        alone = [span.candidates[0].place for span in spans if not _rivals(span)]
        sure = [name for name in alone if not self._places[name].is_group]
        sure = sure or sorted(setting.known)
        settled = []
        for span in spans:
            rivals = _rivals(span)
            place: PlaceId | None = span.candidates[0].place
            if rivals:
                place = self._nearest(rivals, sure)
            wide = place is not None and self._places[place].is_group
            settled.append(replace(span, place=place, wide=wide))
        return settled

    def _nearest(self, rivals: Sequence[PlaceId], sure: Iterable[PlaceId]) -> PlaceId | None:
        """The rival that lies by far the nearest to a place named beside it, if one does."""
        anchors = [self._places[place].pieces for place in sure]
        points = [(piece.lon, piece.lat) for pieces in anchors for piece in pieces]
        if not points:
            return None
        ranked = sorted((self._distance(rival, points), rival) for rival in rivals)
        # Half the distance: nearer by any doubt about where "beside" ends.
        if ranked[0][0] < ranked[1][0] / 2:
            return ranked[0][1]
        return self._on_the_side_of(rivals, sure)

    def _on_the_side_of(self, rivals: Sequence[PlaceId], sure: Iterable[PlaceId]) -> PlaceId | None:
        """The one rival that lies on the side of the front of the places beside it."""
        sides = [bool(self._places[place].enclave) for place in sure]
        if not sides or sides.count(sides[0]) != len(sides):
            return None
        same = [rival for rival in rivals if bool(self._places[rival].enclave) == sides[0]]
        return same[0] if len(same) == 1 else None

    def _distance(self, place: PlaceId, points: Sequence[tuple[float, float]]) -> float:
        return min(
            math.hypot((piece.lon - lon) * math.cos(math.radians(lat)), piece.lat - lat)
            for piece in self._places[place].pieces
            for lon, lat in points
        )


def _places(span: Span) -> tuple[PlaceId, ...]:
    return tuple(candidate.place for candidate in span.candidates)


def _rivals(span: Span) -> tuple[PlaceId, ...]:
    """The candidates that score as well as the first, if there are several."""
    best = [c.place for c in span.candidates if c.score >= span.candidates[0].score - 0.001]
    return tuple(best) if len(best) > 1 else ()


class _Context:
    """The surroundings that make a name a quarter, or not."""

    def __init__(
        self, tokens: Sequence[Token], cues: Sequence[Cue], *, knows_namesakes: bool
    ) -> None:
        self.tokens = tokens
        self._knows_namesakes = knows_namesakes
        self.guards = {cue.end: cue for cue in cues if cue.kind == "guard_before"}
        self.direct = {cue.end for cue in cues if cue.kind == "guard_direct"}
        self._function = {
            i for cue in cues if cue.kind in _FUNCTION for i in range(cue.start, cue.end)
        }
        self._prepositions = {
            cue.end for cue in cues if cue.kind == "preposition" and cue.value in _LOCATIVE
        }
        self.elsewhere = [cue for cue in cues if cue.kind == "guard_elsewhere"]
        self.here = [cue for cue in cues if cue.kind == "guard_here"]
        self.common = {cue.start: cue.end for cue in cues if cue.kind == "guard_common"}
        self.shared = {cue.start: cue.end for cue in cues if cue.kind == "guard_shared"}
        self.doubtful = {cue.start: cue.end for cue in cues if cue.kind == "guard_doubtful"}
        self.namesakes = {cue.start: cue.end for cue in cues if cue.kind == "guard_namesakes"}
        self.quarters = {cue.end for cue in cues if cue.kind == "quarter"}
        self._others = {cue.start for cue in cues if cue.kind == "guard_after"}
        self._many = [cue.end for cue in cues if cue.kind == "quarters"]
        self._vouching = {cue.end for cue in cues if cue.kind in _VOUCHING}
        self._tells_of_forces = any(cue.kind == "force" for cue in cues)
        self._explained = {index for cue in cues for index in range(cue.start, cue.end)}
        self._between_names = {
            index
            for cue in cues
            if cue.kind in {"join", "determiner", "quarter", "preposition", "part"}
            for index in range(cue.start, cue.end)
        }
        self.links = {
            index
            for cue in cues
            if cue.kind in {"preposition", "join"} and cue.value in {"of", "join"}
            for index in range(cue.start, cue.end)
        }
        self._covered = {
            index
            for cue in cues
            if cue.kind in {"force", "source_name", "guard_elsewhere", "guard_never", "time_month"}
            for index in range(cue.start, cue.end)
        }

    def note(self, span: Span) -> None:
        """Takes note of a name: the words in it guard nothing and name no other town."""
        self.guards = {
            end: cue for end, cue in self.guards.items() if not span.start < end <= span.end
        }
        self.elsewhere = [cue for cue in self.elsewhere if not span.start <= cue.start < span.end]

    def blocked(self, index: int) -> bool:
        """Whether the token belongs to the name of a force, a source or another town."""
        return index in self._covered

    def refuses(self, span: Span, *, wide: bool = False, known: bool = False) -> bool:
        return self._titled(span) or self._surname(span) or self._elsewhere(span, wide, known)

    def name(self, span: Span) -> str:
        return " ".join(token.word for token in self.tokens[span.start : span.end])

    def vouched_here(self, span: Span) -> bool:
        """Whether a quarter word or the city's name beside it makes it a quarter again."""
        near = any(0 <= cue.start - span.end <= _NEAR for cue in self.here)
        return near or span.start in self.quarters or span.end - span.start > 2

    def without_common_words(self, spans: Sequence[Span], setting: Setting) -> list[Span]:
        """The spans without those whose names are common words here, not quarters."""
        sure = [not self._is_common(span) or self._vouched(span, setting) for span in spans]
        abroad = setting.elsewhere and not setting.here and not setting.known
        at_home = setting.here or bool(setting.known)
        among_places = any(sure) and not abroad
        for index, span in enumerate(spans):
            if sure[index]:
                continue
            if self.shared.get(span.start) == span.end:
                sure[index] = not abroad
            elif self.doubtful.get(span.start) == span.end:
                sure[index] = among_places or (self._in_report(span, setting) and not abroad)
            elif self.namesakes.get(span.start) == span.end:
                in_report = self._in_report(span, setting) and not abroad
                placed = at_home or among_places or in_report
                sure[index] = placed and not self._qualifies(span)
        # A list of places vouches for its members, from either side.
        for order in (range(1, len(spans)), range(len(spans) - 2, -1, -1)):
            for index in order:
                other = index - 1 if order.step > 0 else index + 1
                if sure[other] and self._listed(spans[min(index, other)], spans[max(index, other)]):
                    sure[index] = True
        return [span for span, kept in zip(spans, sure, strict=True) if kept]

    def _is_common(self, span: Span) -> bool:
        tables = (self.common, self.shared, self.doubtful, self.namesakes)
        return span.end in {table.get(span.start) for table in tables}

    def _vouched(self, span: Span, setting: Setting) -> bool:
        """Whether a quarter word stands before it, or the text has named it as a quarter."""
        if span.start in self.quarters or any(c.place in setting.known for c in span.candidates):
            return True
        return any(0 <= span.start - end <= _LIST_REACH for end in self._many)

    def _qualifies(self, span: Span) -> bool:
        """Whether it is an adjective of the noun before it: "المملكة الحمدانية"."""
        index = span.start - 1
        if index < 0 or span.end - span.start > 1:
            return False
        return index not in self._explained and self.tokens[index].word.startswith("ال")

    def _in_report(self, span: Span, setting: Setting) -> bool:
        """Whether it stands as a place does, in a text about places or forces."""
        told = self._tells_of_forces or bool(setting.known)
        return told and span.start in self._vouching

    def _listed(self, first: Span, second: Span) -> bool:
        between = range(first.end, second.start)
        return 0 < len(between) <= _LIST_REACH and set(between) <= self._between_names

    def _titled(self, span: Span) -> bool:
        """A title, a street or a building stands before it: "colonel Chaar"."""
        index = span.start
        if index in self.direct:
            return True
        for _ in range(3):
            guard = self.guards.get(index)
            if guard:
                return True
            if index - 1 not in self.links:
                return False
            index -= 1
        return False

    def _surname(self, span: Span) -> bool:
        """A first name stands before a single word: "Rami Chaar"."""
        index = span.start - 1
        if span.end - span.start > 2 or index < 1 or span.start in self.quarters:
            return False
        previous = self.tokens[index]
        return (
            previous.capital
            and index not in self._covered
            and index not in self._function
            and previous.word.isalpha()
            and (not any(cue.start <= index < cue.end for cue in self.here))
        )

    def _elsewhere(self, span: Span, wide: bool, known: bool) -> bool:
        """Another town or country is nearer than Aleppo: "à Homs, … Zahra", "Midane, à Damas".

        A name of several words is seldom one of another town's.
        """
        if span.end in self._others or any(self._placed_in(span, cue) for cue in self.elsewhere):
            return True
        several = span.end - span.start > 1 and self.tokens[span.start].capital
        if known or (several and not wide):
            return False
        towns = [cue for cue in self.elsewhere if 0 <= span.start - cue.end <= _FAR]
        if not towns or (self._knows_namesakes and not self._is_common(span)):
            return False
        town = max(towns, key=lambda cue: cue.end)
        return not any(
            cue.start > town.end - 1 or 0 <= cue.start - span.end <= _NEAR for cue in self.here
        )

    def _placed_in(self, span: Span, town: Cue) -> bool:
        """Whether a town that follows says where a name is: "Zahra de Homs", "Maadi, la
        banlieue du Caire".
        """
        gap = range(span.end, town.start)
        if len(gap) > _NEAR or town.start < span.end:
            return False
        if any(self.tokens[i].word in _STOPS or self.tokens[i].capital for i in gap):
            return False
        return len(gap) <= 1 or town.start in self._prepositions
