"""Reads what an article says about who holds which place: text in, claims out.

Each module holds one idea, in the order in which a text passes through them:

    text        characters evened out, tokens, sentences
    lexicon     what is known of a language, as data
    clitics     words that a language writes as one, taken apart
    mentions    which spans name a place; surroundings, what around them says they do not
    chunks      places and forces of a sentence; ground, what is told by who had it
    predicates  the verbs, nouns and phrases that say something about them; auxiliaries, what
                surrounds a verb
    clauses     which stretch of the sentence each of these draws on
    polarity    whether: asserted, hypothetical, planned, denied
    roles       who (parties, doers) does what to which place (subjects); verb_first(_places), where
                the verb comes first
    discourse   what "they" and "this quarter" refer back to
    frames      what: gained, lost, held, besieged, fought over; meanings, frame by frame
    time        when; dating, the days of one text
    sources     according to whom
    claims      readings dated, attributed and quoted
    percents    how much, of what (wholes); figures, what a noun counts; restated, figures that
                only another counts
    explain     why: a sentence's parts marked, with the rules that fired
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mapapp.collector import collector_at_rest
from mapapp.extraction.chunks import Marks
from mapapp.extraction.claims import claims_of, denials_of, note_placeless
from mapapp.extraction.clitics import Clitics
from mapapp.extraction.dating import Dating
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.explain import trace_of
from mapapp.extraction.frames import read_frames
from mapapp.extraction.lexicon import Cues, Lexicon, function_words, load_lexicon
from mapapp.extraction.mentions import Gazetteer, MentionFinder
from mapapp.extraction.percents import percents_of
from mapapp.extraction.polarity import QUESTION_MARKS, denies
from mapapp.extraction.roles import Roles, assign_roles
from mapapp.extraction.sources import Attribution
from mapapp.extraction.surroundings import Setting, Span
from mapapp.extraction.text import Sentence, Text
from mapapp.extraction.time import When, find_dates
from mapapp.extraction.verb_first import VerbFirstRoles
from mapapp.extraction.wholes import Whole
from mapapp.models import (
    Article,
    Claim,
    Extraction,
    Force,
    Language,
    Mention,
    Percent,
    PlaceId,
    Quote,
    Trace,
    Unresolved,
)
from mapapp.theatre import Theatre

__all__ = ["Extractor", "function_words"]

#: From then on the lines of 2012 were settled.
_DIVIDED = date(2014, 1, 1)


class Extractor:
    """Reads articles about one theatre.

    Args:
        theatre: its places and sources.
        gazetteer: the geocoder that places names; see ``geocoding``.
    """

    def __init__(self, theatre: Theatre, gazetteer: Gazetteer) -> None:
        self._theatre = theatre
        self._gazetteer = gazetteer
        #: The city and its sides, which no report calls a quarter.
        self.wide = frozenset(place.id for place in theatre.places.values() if place.is_group)
        #: What a percentage without a named place is a percentage of.
        self.whole = Whole(
            city=theatre.city, enclave=theatre.compass["east"], compass=dict(theatre.compass)
        )
        self._languages: dict[Language, _Language] = {}
        east = {place.id for place in theatre.places.values() if place.enclave}
        self._holders: dict[PlaceId, Force] = dict.fromkeys(
            (*east, theatre.compass["east"]), "opposition"
        )

    def extract(self, article: Article) -> Extraction:
        """Reads one article; a pure function of the article and the theatre."""
        with collector_at_rest():
            return _Reader(self, article).read()

    def language(self, language: Language) -> "_Language":
        """What it takes to read a language, with the names of the theatre's sources."""
        if language not in self._languages:
            lexicon = load_lexicon(language)
            sources = [
                (name, source.id)
                for source in self._theatre.sources.values()
                for name in {*source.names.values(), *source.aliases}
            ]
            known = (*self._gazetteer.exact, *(name for name, _ in sources))
            clitics = Clitics(lexicon, known) if lexicon.clitics else None
            named = [(_pattern(name, clitics), "source_name", source) for name, source in sources]
            lexicon = lexicon.extended(named)
            finder = MentionFinder(self._gazetteer, self._theatre.places, lexicon)
            self._languages[language] = _Language(lexicon, finder, clitics)
        return self._languages[language]

    def known_holders(self, published: date | None) -> dict[PlaceId, Force]:
        """Who held the places of the city's east before the battle for it: once it had been
        divided for years, a report need not say from whom a quarter was taken.
        """
        if published and published < _DIVIDED:
            return {}
        return self._holders

    def is_group(self, place: PlaceId) -> bool:
        return self._theatre.places[place].is_group


def _pattern(name: str, clitics: Clitics | None) -> str:
    """A name as the tokens of a text have it: "Al-Manar" is two words there."""
    sentences = Text.of(name).sentences(clitics.split if clitics else None)
    return " ".join(token.word for sentence in sentences for token in sentence.tokens)


class _Language(NamedTuple):
    """A language's lexicon, finder of names and, where it has clitics, what takes them off."""

    lexicon: Lexicon
    finder: MentionFinder
    clitics: Clitics | None


#: Kinds of cue without which a sentence that names no place says nothing of any.
_TELLING = frozenset({"verb", "force", "percent", "fraction", "denial", "source_name"})


#: Kinds of cue by which a name may be none.
_UNSURE = frozenset({"guard_common", "guard_doubtful", "guard_namesakes", "guard_shared"})

#: Dates that need no noun behind them: "la veille" beside "deux jours après Chaar".
_ADVERBIAL = (
    "time_two_days_before", "time_day_before", "time_same_day", "time_next_day",
    "time_before_that", "time_after_that",
)  # fmt: skip


class _Reader:
    """Reads one article, sentence by sentence."""

    def __init__(self, extractor: Extractor, article: Article) -> None:
        self.extractor = extractor
        self.article = article
        self.article_id = article.id  # a hash of the whole text: worked out once
        self.lexicon, self.finder, self.clitics = extractor.language(article.language)
        self.text = Text.of(article.text)
        self.setting = Setting()
        self.discourse = Discourse(
            extractor.known_holders(article.published),
            extractor.wide,
            extractor.whole.compass,
        )
        self.dating = Dating(article.published)
        self.attribution = Attribution()
        self.mentions: list[Mention] = []
        self.unresolved: list[Unresolved] = []
        self.told: list[Claim] = []
        self.traces: list[Trace] = []
        self.claims: dict[str, Claim] = {}
        self.percents: dict[str, Percent] = {}

    def read(self) -> Extraction:
        split = self.clitics.split if self.clitics else None
        given = self.text.sentences(split)
        spelled = [self.lexicon.spelled(sentence, self.article.text) for sentence in given]
        sentences = [(sentence, self.lexicon.cues(sentence)) for sentence in spelled]
        for _, cues in sentences:
            self.setting.survey(cues)
        if not self.setting.here:
            self.setting.several = self.finder.names_several(sentences, self.setting)
        for sentence, cues, spans in self._placed(sentences):
            self._read_sentence(sentence, cues, spans)
        return Extraction(
            self.article.language,
            tuple(self.mentions),
            tuple(self.claims.values()),
            tuple(self.percents.values()),
            tuple(self.unresolved),
            tuple(self.traces),
        )

    def _placed(
        self, sentences: Sequence[tuple[Sentence, Cues]]
    ) -> Iterator[tuple[Sentence, Cues, list[Span]]]:
        """Every sentence with its names. In a script without capitals those before the first
        that is beyond doubt are looked over again, knowing the places named further on.
        """
        found, early = [], set()
        for index, (sentence, cues) in enumerate(sentences):
            found.append(self.finder.find(sentence, cues, self.setting))
            # In a script without capitals a name is easily a word, or another town's.
            self.setting.follow(cues, lasting=not self.lexicon.agent_first)
            if not (self.setting.known or self.setting.away or _UNSURE.isdisjoint(cues)):
                early.add(index)
        for index, (sentence, cues) in enumerate(sentences):
            if index in early and self.setting.known and not self.lexicon.agent_first:
                found[index] = self.finder.find(sentence, cues, Setting(set(self.setting.known)))
            yield sentence, cues, found[index]

    def _read_sentence(self, sentence: Sentence, cues: Cues, spans: list[Span]) -> None:
        self._note_mentions(sentence, spans)
        if spans or not _TELLING.isdisjoint(cues):
            self._understand(sentence, cues, spans)
        else:
            self.dating.next_sentence()
            self.dating.settle(self._find_dates(sentence.words, cues))

    def _understand(self, sentence: Sentence, cues: Cues, spans: list[Span]) -> None:
        marks = Marks(sentence, cues, spans, agent_first=self.lexicon.agent_first)
        grammar = Roles if self.lexicon.agent_first else VerbFirstRoles
        assigned = assign_roles(marks, self.discourse, grammar)
        self.dating.next_sentence()
        whens = self.dating.settle(self._dates(marks, cues, assigned))
        sources = self.attribution.sources_of(marks)
        quote = self._quote(sentence)
        asks = sentence.tokens[-1].word in QUESTION_MARKS
        claims = claims_of(
            [] if asks else list(read_frames(assigned, self.discourse, marks)),
            whens,
            self.dating,
            article=self.article_id,
            sources=sources,
            quote=quote,
            language=self.article.language,
        )
        note_placeless(assigned, whens, self.dating)
        self._claim(claims)
        denials: list[Claim] = []
        if denies(marks):
            denials = list(denials_of(claims, quote, sources.nearest))
            apart = not any(claim.polarity == "denied" for claim in claims)
            if not denials and (not claims or (apart and not self.lexicon.agent_first)):
                # Where the denying verb comes first, what stands beside it is said after it.
                denials = list(denials_of(self.told, quote, sources.nearest))
            self._claim(denials)
            self.discourse.contradict({denial.place for denial in denials})
            self.told = []
        facts = [c for c in claims if c.polarity == "asserted" and c.event != "hold"]
        self.told = facts or self.told
        percents = list(
            percents_of(
                marks,
                assigned,
                whens,
                self.discourse,
                whole=self.extractor.whole,
                published=self.article.published,
                article=self.article_id,
                source=sources.nearest,
                quote=quote,
            )
        )
        self.discourse.shares.leave_sentence()
        for percent in percents:
            self.percents.setdefault(percent.id, percent)
        if claims or denials or percents:
            self.traces.append(trace_of(quote, marks, assigned, whens))
        inserted = [(r.clause.left, r.clause.right) for r in assigned if r.clause.inserted]
        victims = [r.victim for r in assigned if r.victim is not None]
        self.discourse.remember(marks, inserted, victims)

    def _dates(self, marks: Marks, cues: Cues, assigned: list[Roles]) -> list[When]:
        """The dates of a sentence; those that name an event belong to its noun alone. After a
        verb of saying they count the other way: "avait annoncé *la veille* la prise de Chaar".
        """
        nouns = [r.predicate.head for r in assigned if r.predicate.verb.mood == "noun"]
        names = {chunk.lead for chunk in marks.places if chunk.spans}
        whens = self._find_dates(marks.words, cues)
        return [
            when._replace(
                of_event=True,
                shift=-when.shift if marks.before(when.start, "source_verbs") else when.shift,
            )
            if when.shift
            and (
                (when.end in names and not marks.at(when.start, *_ADVERBIAL))
                or any(0 <= head - when.end <= 3 for head in nouns)
            )
            else when
            for when in whens
        ]

    def _find_dates(self, words: Sequence[str], cues: Cues) -> list[When]:
        return find_dates(words, cues, self.article.published, self.dating.named)

    def _claim(self, claims: list[Claim]) -> None:
        for claim in claims:
            if not (claim.extent == "part" and self.extractor.is_group(claim.place)):
                self.claims.setdefault(claim.id, claim)

    def _note_mentions(self, sentence: Sentence, spans: list[Span]) -> None:
        for span in spans:
            start, end = sentence.tokens[span.start].start, sentence.tokens[span.end - 1].end
            text = self.article.text[start:end]
            if span.place:
                self.mentions.append(Mention(text, start, end, span.place, round(span.score, 2)))
            else:
                candidates = tuple(candidate.place for candidate in span.candidates)
                self.unresolved.append(Unresolved(text, start, end, candidates))

    def _quote(self, sentence: Sentence) -> Quote:
        return Quote(sentence.start, sentence.end, self.article.text[sentence.start : sentence.end])
