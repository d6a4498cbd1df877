"""An article with what was read from it lit up in its text.

The text of a dispatch is this project's own and is shown whole. Of an article that was
added, its publisher owns the text: the page shows the sentences that claims quote, as a
citation may, and leads to the original.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from mapapp.atlas import Atlas
from mapapp.models import Article, Claim, Extraction, Mention, Percent, Quote
from mapapp.telling import Telling
from mapapp.web.figures import percent_words
from mapapp.web.frame import link
from mapapp.web.sentences import said, when
from mapapp.web.traces import readings_of

__all__ = ["Note", "Run", "article_page", "runs_of"]

Said: TypeAlias = Claim | Percent


class Note(NamedTuple):
    """A claim or a percentage of the article, numbered in the order of the text."""

    number: int
    id: str
    polarity: str
    quote: Quote
    place: str
    place_url: str
    force: str
    said: str
    when: str
    in_part: bool
    source: str


class Run(NamedTuple):
    """A stretch of text within which nothing begins or ends."""

    text: str
    anchors: tuple[str, ...]
    polarities: tuple[str, ...]  # of what quotes it; empty where nothing does
    place_url: str  # of the place that it names, or ""
    notes: tuple[Note, ...]  # that end here


def article_page(
    atlas: Atlas,
    article: Article,
    extraction: Extraction,
    telling: Telling,
    known: date | None = None,
) -> dict[str, Any]:
    """The context of article.html; ``known``: a day on which it may not have been published."""
    words = telling.words
    late = known is not None and (article.published is None or article.published > known)
    notes = _notes(atlas, extraction, telling)
    whole = article.kind == "dispatch"
    spans = _paragraphs(article.text) if whole else _excerpts(notes)
    return {
        "article": article,
        "later_than": words.day(known) if known and late else None,
        "whole": whole,
        "published": words.day(article.published) if article.published else None,
        "source": telling.source(article.source) if article.source else "",
        "paragraphs": [
            list(runs_of(article.text, span, notes, extraction.mentions)) for span in spans
        ],
        "notes": notes,
        "numbers": {note.id: note.number for note in notes},
        "readings": readings_of(extraction, telling),
        "map_url": link("pages.map", date=_day_on_map(atlas, article)),
        "places": _places(extraction.mentions, telling),
    }


def runs_of(
    text: str, span: tuple[int, int], notes: Iterable[Note], mentions: Iterable[Mention]
) -> Iterator[Run]:
    """A span of the text cut wherever a quote or a mention begins or ends."""
    start, end = span
    quoting = [note for note in notes if note.quote.start < end and note.quote.end > start]
    naming = [m for m in mentions if start <= m.start and m.end <= end]
    cuts = {start, end} | {cut for m in naming for cut in (m.start, m.end)}
    cuts |= {cut for note in quoting for cut in (note.quote.start, note.quote.end)}
    inside = sorted(cut for cut in cuts if start <= cut <= end)
    for a, b in pairwise(inside):
        over = [note for note in quoting if note.quote.start <= a and b <= note.quote.end]
        named = next((m for m in naming if m.start <= a and b <= m.end), None)
        yield Run(
            text=text[a:b],
            anchors=tuple(f"s-{note.id}" for note in over if max(note.quote.start, start) == a),
            polarities=tuple(dict.fromkeys(note.polarity for note in over)),
            place_url=link("pages.place", place_id=named.place) if named else "",
            notes=tuple(note for note in over if min(note.quote.end, end) == b),
        )


def _notes(atlas: Atlas, extraction: Extraction, telling: Telling) -> list[Note]:
    told: list[Said] = [*extraction.claims, *extraction.percents]
    told.sort(key=lambda item: (item.quote.start, item.quote.end))
    return [_note(number, item, telling) for number, item in enumerate(told, start=1)]


def _note(number: int, item: Said, telling: Telling) -> Note:
    place = item.place if isinstance(item, Claim) else item.of
    shared: dict[str, Any] = {
        "number": number,
        "id": item.id,
        "polarity": item.polarity,
        "quote": item.quote,
        "place": telling.place(place),
        "place_url": link("pages.place", place_id=place),
        "force": item.force,
        "source": telling.source(item.source) if item.source else "",
    }
    if isinstance(item, Claim):
        in_part = item.extent == "part"
        return Note(**shared, said=said(item, telling), when=when(item, telling), in_part=in_part)
    day = telling.words.day(item.day) if item.day else ""
    as_of = telling.words.text("said_as_of", days=day) if day else ""
    return Note(**shared, said=percent_words(item, telling), when=as_of, in_part=False)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs: the lines that hold something."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append((start, start + len(line.rstrip())))
        start += len(line)
    return spans


def _excerpts(notes: Iterable[Note]) -> list[tuple[int, int]]:
    """Spans of the quotes, those that overlap joined."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((note.quote.start, note.quote.end) for note in notes):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _places(mentions: Iterable[Mention], telling: Telling) -> list[tuple[str, str]]:
    """Address and name of each place that the article names, in the order of the text."""
    named = dict.fromkeys(mention.place for mention in mentions)
    return [(link("pages.place", place_id=place), telling.place(place)) for place in named]


def _day_on_map(atlas: Atlas, article: Article) -> str | None:
    """The day of publication, or the nearest one that the map has."""
    if article.published is None:
        return None
    return min(max(article.published, atlas.theatre.first), atlas.theatre.last).isoformat()
