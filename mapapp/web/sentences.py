"""Claims as readers meet them: the sentence, what it states, who says so, and when."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from mapapp.atlas import Atlas
from mapapp.dates import DateRange
from mapapp.models import Claim, PlaceId
from mapapp.telling import Telling
from mapapp.web.frame import link

__all__ = ["Sentence", "Statement", "said", "sentence_key", "sentences_of", "when"]


class Statement(NamedTuple):
    """What a sentence states of one place; ``about`` names it where it is not the page's own."""

    id: str
    about: str
    said: str
    when: str
    polarity: str
    in_part: bool
    force: str


class Sentence(NamedTuple):
    """A quote with all that tells what it is worth; templates/_sentence.html writes it."""

    quote: str
    language: str
    statements: tuple[Statement, ...]
    source: str
    leaning: str
    publisher: str
    published: str
    published_iso: str | None
    published_assumed: bool
    article_url: str
    report_url: str

    @property
    def polarity(self) -> str:
        return self.statements[0].polarity

    @property
    def force(self) -> str:
        return self.statements[0].force


def sentences_of(
    atlas: Atlas, claims: Iterable[Claim], telling: Telling, here: PlaceId
) -> list[Sentence]:
    """The sentences that claims were read from, each once, in the order of the first claims.

    Args:
        atlas: the data.
        claims: about a place or its groups.
        telling: words of the reader's language; quotes stay as they were written.
        here: the place that the page is about.
    """
    found: dict[tuple[str, int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[sentence_key(claim)].append(claim)
    return [_sentence(atlas, told, telling, here) for told in found.values()]


def sentence_key(claim: Claim) -> tuple[str, int, int]:
    """The same for all claims that were read from one sentence."""
    return claim.article, claim.quote.start, claim.quote.end


def _sentence(atlas: Atlas, claims: list[Claim], telling: Telling, here: PlaceId) -> Sentence:
    claim, words = claims[0], telling.words
    article = atlas.articles[claim.article]
    source = atlas.theatre.sources.get(claim.source) if claim.source else None
    return Sentence(
        quote=claim.quote.text,
        language=article.language,
        statements=tuple(_statement(told, telling, here) for told in claims),
        source=telling.source(claim.source),
        leaning=source.leaning if source else "",
        publisher=article.publisher or words.text("publisher_unknown"),
        published=words.day(article.published) if article.published else words.text("date_unknown"),
        published_iso=article.published.isoformat() if article.published else None,
        published_assumed=article.published_assumed,
        article_url=link("pages.article", article_id=article.id, _anchor=f"claim-{claim.id}"),
        report_url=article.url,
    )


def _statement(claim: Claim, telling: Telling, here: PlaceId) -> Statement:
    return Statement(
        id=claim.id,
        about="" if claim.place == here else telling.place(claim.place),
        said=said(claim, telling),
        when=when(claim, telling),
        polarity=claim.polarity,
        in_part=claim.extent == "part",
        force=claim.force,
    )


def said(claim: Claim, telling: Telling) -> str:
    """What a claim states, in a few words: "taken by: Government"."""
    key: str = claim.event if claim.status == "control" else claim.status
    if claim.status == "besieged" and claim.event == "loss":
        key = "relieved"
    return telling.words.text(f"said_{key}", force=telling.force(claim.force))


def when(claim: Claim, telling: Telling) -> str:
    """The days that a claim names, as exactly as it names them."""
    words, parts = telling.words, []
    if claim.start:
        parts.append(words.text("said_began", days=words.days(claim.start)))
    if claim.end:
        parts.append(words.text("said_ended", days=words.days(claim.end)))
    if claim.as_of and not parts:
        parts.append(words.text("said_as_of", days=words.days(DateRange.of_day(claim.as_of))))
    return ", ".join(parts)
