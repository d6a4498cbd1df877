"""A claim as readers meet it: its sentence, who says so, where and when it was published."""

from typing import NamedTuple

from mapapp.atlas import Atlas
from mapapp.dates import DateRange
from mapapp.models import Claim
from mapapp.telling import Telling
from mapapp.web.frame import link

__all__ = ["Sentence", "said", "sentence", "when"]


class Sentence(NamedTuple):
    """One claim with all that tells what it is worth; templates/_sentence.html writes it."""

    id: str
    quote: str
    language: str
    said: str
    when: str
    polarity: str
    in_part: bool
    force: str
    source: str
    leaning: str
    publisher: str
    published: str
    published_iso: str | None
    published_assumed: bool
    article_url: str
    report_url: str


def sentence(atlas: Atlas, claim: Claim, telling: Telling) -> Sentence:
    """A claim of the atlas, told in the reader's language; the quote stays as it was written."""
    article, words = atlas.articles[claim.article], telling.words
    source = atlas.theatre.sources.get(claim.source) if claim.source else None
    return Sentence(
        id=claim.id,
        quote=claim.quote.text,
        language=article.language,
        said=said(claim, telling),
        when=when(claim, telling),
        polarity=claim.polarity,
        in_part=claim.extent == "part",
        force=claim.force,
        source=telling.source(claim.source),
        leaning=source.leaning if source else "",
        publisher=article.publisher or words.text("publisher_unknown"),
        published=words.day(article.published) if article.published else words.text("date_unknown"),
        published_iso=article.published.isoformat() if article.published else None,
        published_assumed=article.published_assumed,
        article_url=link("pages.article", article_id=article.id, _anchor=f"claim-{claim.id}"),
        report_url=article.url,
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
