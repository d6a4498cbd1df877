"""Which spans of a text name a place of the gazetteer.

A name is first proposed by its form (capitals, or Arabic words that begin a name), then
placed by the geocoder, then kept or refused by its surroundings: a colonel Chaar, a Midane
of Damascus and the station named after a quarter are not the quarter.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from mapapp.extraction.lexicon import Cues, Lexicon
from mapapp.extraction.surroundings import Setting, Span, Surroundings, names_of_others
from mapapp.extraction.text import Sentence, Token
from mapapp.models import Candidate, Place, PlaceId
from mapapp.names import fold

__all__ = ["Gazetteer", "MentionFinder"]

_LONGEST_NAME = 6  # words; the longest name of a neighbourhood in three scripts has five
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


class Gazetteer(Protocol):
    """What mentions need of the geocoder."""

    exact: Mapping[str, tuple[PlaceId, ...]]

    def candidates(self, name: str) -> tuple[Candidate, ...]: ...


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
        self._exact = gazetteer.exact
        self._candidates = lru_cache(maxsize=20_000)(gazetteer.candidates)
        self._exactly = lru_cache(maxsize=20_000)(self._exact_candidates)
        self._wide = frozenset(place.id for place in places.values() if place.is_group)
        words = [name.split() for name in gazetteer.exact if name]
        self._firsts = frozenset(name[0] for name in words)
        self._lasts = frozenset(name[-1] for name in words)
        # Asked of every word of a text.
        self._begins = lru_cache(maxsize=20_000)(self._begins_name)
        self._closes = lru_cache(maxsize=20_000)(self._closes_name)

    def find(self, sentence: Sentence, cues: Cues, setting: Setting | None = None) -> list[Span]:
        """The place names of one sentence, left to right, none inside another.

        Args:
            sentence: the sentence.
            cues: its cues.
            setting: what the text has said before, which this sentence adds to.
        """
        setting = setting or Setting()
        setting.survey(cues)
        proposed = list(self._proposed(sentence.tokens, names_of_others(cues)))
        if not proposed:
            return []
        context = Surroundings(sentence.tokens, cues, knows_namesakes=self._knows_namesakes)
        found = context.without_common_words(
            self._unrefused(proposed, context, setting), setting, self._wide
        )
        settled = self._settle(context.without_strangers(found, setting, self._wide), setting)
        setting.known |= {span.place for span in settled if span.place and not span.wide}
        return settled

    def names_several(self, sentences: Iterable[tuple[Sentence, Cues]], setting: Setting) -> bool:
        """Whether a text names more than one place for certain; where other towns are named,
        by names that they do not bear too.
        """
        named: set[PlaceId] = set()
        for sentence, cues in sentences:
            proposed = list(self._proposed(sentence.tokens, names_of_others(cues)))
            if not proposed:
                continue
            context = Surroundings(sentence.tokens, cues, knows_namesakes=self._knows_namesakes)
            for span in self._unrefused(proposed, context, Setting()):
                if context.certain(span) and not (setting.elsewhere and context.is_common(span)):
                    named.add(span.candidates[0].place)
            if len(named - self._wide) > 1:
                return True
        return False

    def _unrefused(
        self, proposed: Iterable[Span], context: Surroundings, setting: Setting
    ) -> list[Span]:
        """The names that no title, street or other town refuses."""
        tokens = context.tokens
        found: list[Span] = []
        for span in proposed:
            span = self._trimmed(span, tokens)
            if context.ends_in_verb(span):
                span = self._look_up(tokens, span.start, span.end - 1) or span
            if not self._refused(span, context, setting):
                span = self._without_quarter_word(span, tokens, context)
                context.note(span)
                found.append(span)
        return found

    def _refused(self, span: Span, context: Surroundings, setting: Setting) -> bool:
        """Whether a name is no place of this city here, or was none just before in the text."""
        places = _places(span)
        wide = not self._wide.isdisjoint(places)
        name = context.name(span)
        known = not setting.known.isdisjoint(places)
        if context.refuses(span, wide=wide, known=known):
            setting.others.add(name)
            return True
        if name in setting.others and not context.vouched_here(span):
            return True
        setting.others.discard(name)
        return False

    def _without_quarter_word(
        self, span: Span, tokens: Sequence[Token], context: Surroundings
    ) -> Span:
        """The name alone, where the gazetteer also has it with "project" or "camp" before it."""
        for start in range(span.end - 1, span.start, -1):
            name = fold(" ".join(token.word for token in tokens[start : span.end]))
            number = tokens[start].word.isdigit()
            if start in context.heads and number:
                return span._replace(start=start)
            if start in context.quarters | context.heads and self._exact.get(name) == _places(span):
                return span._replace(start=start)
        return span

    # --- form -------------------------------------------------------------------------------

    def _proposed(self, tokens: Sequence[Token], blocked: Collection[int]) -> Iterator[Span]:
        """The best name at each token that may begin one, none inside another."""
        end = 0
        for index, token in enumerate(tokens):
            if index < end or not (token.capital or self._begins(token.word)):
                continue
            if self._may_begin(tokens, index, blocked) and (span := self._at(tokens, index)):
                end = span.end
                yield span

    def _may_begin(self, tokens: Sequence[Token], index: int, blocked: Collection[int]) -> bool:
        token = tokens[index]
        if token.capital:
            return index not in blocked
        if token.joined:
            return False  # "nord-est d'Alep" is no "est d'Alep"
        if token.word in _ARTICLES:
            return index + 1 < len(tokens) and tokens[index + 1].capital
        return index not in blocked

    def _at(self, tokens: Sequence[Token], index: int) -> Span | None:
        """The best name that begins at a token."""
        best: Span | None = None
        for end in self._ends(tokens, index):
            span = self._look_up(tokens, index, end)
            if span and (best is None or span.score > best.score):
                best = span
            if best and best.score >= 1:
                break
        return best

    def _ends(self, tokens: Sequence[Token], index: int) -> Iterator[int]:
        """Where a name that begins at ``index`` may end, longest first."""
        ends = []
        for end, token in enumerate(tokens[index : index + _LONGEST_NAME], index + 1):
            word = token.word
            if word in _PARTICLES:
                continue
            if not word[0].isalnum():
                break
            if token.capital or self._closes(word):
                ends.append(end)
        return reversed(ends)

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
        moved = (start, end) != (span.start, span.end)
        return span._replace(start=start, end=end) if moved else span

    def _same(
        self, tokens: Sequence[Token], start: int, end: int, places: Collection[PlaceId]
    ) -> bool:
        name = fold(" ".join(token.word for token in tokens[start:end]))
        return set(self._exact.get(name, ())) == places

    def _begins_name(self, word: str) -> bool:
        """Whether a word without a capital may begin a name."""
        return word in _ARTICLES or fold(_ungrouped(word)).partition(" ")[0] in self._firsts

    def _closes_name(self, word: str) -> bool:
        """Whether a word without a capital may end a name."""
        return fold(_ungrouped(word)).rpartition(" ")[-1] in self._lasts

    def _look_up(self, tokens: Sequence[Token], start: int, end: int) -> Span | None:
        """What these words name; where they have no capitals, only by the exact name."""
        guess = tokens[end - 1].capital and (
            tokens[start].capital or tokens[start].word in _ARTICLES
        )
        find = self._candidates if guess else self._exactly
        candidates = find(" ".join([_ungrouped(token.word) for token in tokens[start:end]]))
        return Span(start, end, candidates, score=candidates[0].score) if candidates else None

    def _exact_candidates(self, name: str) -> tuple[Candidate, ...]:
        return tuple(Candidate(place, 1.0) for place in self._exact.get(fold(name), ()))

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
            settled.append(Span(span.start, span.end, span.candidates, place, span.score, wide))
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


def _ungrouped(word: str) -> str:
    """A number as the gazetteer writes it: "1070" for "1.070", "3000" for "3 000"."""
    return "".join(filter(str.isdigit, word)) if word[0].isdigit() else word


def _places(span: Span) -> tuple[PlaceId, ...]:
    return tuple(candidate.place for candidate in span.candidates)


def _rivals(span: Span) -> tuple[PlaceId, ...]:
    """The candidates that score as well as the first, if there are several."""
    best = [c.place for c in span.candidates if c.score >= span.candidates[0].score - 0.001]
    return tuple(best) if len(best) > 1 else ()
