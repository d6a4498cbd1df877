"""The method as a page: words, rules, measured quality, and figures beside figures."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from mapapp import features
from mapapp.atlas import Atlas
from mapapp.config import ROOT
from mapapp.corrections import Correction
from mapapp.models import Claim, Percent, PlaceId
from mapapp.telling import Telling
from mapapp.web.figures import comparable_percents, percent_words
from mapapp.web.frame import link
from mapapp.words import Words

__all__ = ["Figure", "method_page"]

_QUALITY = ROOT / "docs" / "quality.json"


class Figure(NamedTuple):
    """A published share beside the one that the map computes for the same day and force."""

    day: str
    map_url: str
    published: str
    polarity: str
    publisher: str
    article_url: str
    by_area: str
    by_number: str


def method_page(
    atlas: Atlas,
    corrections: tuple[Correction, ...],
    telling: Telling,
    known: date | None = None,
) -> dict[str, Any]:
    """The context of method.html; its figures are those known on a day."""
    words, inside = telling.words, atlas.theatre.denominator
    area = sum(atlas.areas[place] for place in inside)
    return {
        "counts": words.text(
            "method_counts",
            articles=len(atlas.articles),
            claims=len({_sentence(claim) for claim in atlas.claims.values()}),
            places=len(atlas.extents),
        ),
        "rules_version": str(atlas.rules_version),
        "earlier": list(_earlier(atlas, telling)),
        "data_version": atlas.data_version,
        "ground": words.text("method_ground", places=len(inside), area=area),
        "known_words": words.day(known) if known else None,
        "known_drop_url": link("pages.method", known=None),
        "figures": list(_figures(atlas, telling, known)),
        "sources": _sources(atlas, telling),
        "quality": list(_quality(words)),
        "corrections": [
            (item.id, words.day(item.day), item.words[words.lang], _links(item.places, telling))
            for item in corrections
        ],
    }


def _earlier(atlas: Atlas, telling: Telling) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each earlier version of the rules, with the places that it showed otherwise."""
    for earlier in reversed(atlas.earlier):
        told = telling.words.text(
            "method_earlier",
            version=str(earlier.rules_version),
            date=telling.words.day(earlier.until),
        )
        yield told, _links(features.places_changed(atlas.timeline(), earlier), telling)


def _figures(atlas: Atlas, telling: Telling, known: date | None) -> Iterator[Figure]:
    """Published figures by day; those outside the period have nothing to stand beside."""
    first, last = atlas.theatre.first, atlas.theatre.last
    area, timeline = atlas.theatre.compass["east"], atlas.timeline(known)
    for percent in comparable_percents(atlas, known):
        if percent.day and first <= percent.day <= last:
            day = features.shares_json(atlas, timeline, percent.day, percent.day, area)["days"][0]
            yield _figure(atlas, percent, day, telling)


def _figure(atlas: Atlas, percent: Percent, day: dict[str, Any], telling: Telling) -> Figure:
    words, article = telling.words, atlas.articles[percent.article]
    share, count = day["shares"][percent.force], day["by_number"][percent.force]
    total = sum(day["by_number"].values())
    if percent.relation == "lost":  # what a force lost, the others hold
        share, count = 1 - share, total - count
    return Figure(
        day=words.day(percent.day) if percent.day else "",
        map_url=link("pages.map", date=day["date"]),
        published=percent_words(percent, telling),
        polarity=percent.polarity,
        publisher=article.publisher or words.text("publisher_unknown"),
        article_url=link(
            "pages.article", article_id=percent.article, _anchor=f"claim-{percent.id}"
        ),
        by_area=words.percent(share),
        by_number=words.text("shares_of", count=count, total=total),
    )


def _sentence(claim: Claim) -> tuple[str, int]:
    """What tells one sentence from another, however many claims it makes."""
    return claim.article, claim.quote.start


def _sources(atlas: Atlas, telling: Telling) -> list[tuple[str, str, str]]:
    """Name, leaning and number of sentences of each source that is quoted, most first."""
    read = {(claim.source, _sentence(claim)) for claim in atlas.claims.values() if claim.source}
    told = Counter(source for source, _ in read)
    return [
        (
            telling.source(source),
            telling.words.text(f"leaning_{atlas.theatre.sources[source].leaning}"),
            telling.words.number(count),
        )
        for source, count in told.most_common()
        if source in atlas.theatre.sources
    ]


def _links(places: Iterable[PlaceId], telling: Telling) -> list[tuple[str, str]]:
    """Address and name of each place."""
    return [(link("pages.place", place_id=place), telling.place(place)) for place in places]


def _quality(words: Words) -> Iterator[str]:
    """What ``python -m tests.quality`` measured, in sentences; none where nothing was."""
    if not _QUALITY.exists():
        return
    measured: dict[str, Any] = json.loads(_QUALITY.read_text(encoding="utf-8"))
    for lang, found in measured.get("passages", {}).items():
        precision, recall = words.percent(found["precision"]), words.percent(found["recall"])
        yield words.text(
            "quality_passages",
            language=words.text(f"lang_{lang}"),
            count=found["count"],
            precision=precision,
            recall=recall,
        )
        yield words.text("quality_errors", **found["errors"])
    if read := measured.get("dispatches"):
        yield words.text("quality_dispatches", right=read["right"], total=read["total"])
    if days := measured.get("place_days"):
        share = words.percent(days["right"] / days["total"])
        yield words.text("quality_days", share=share, total=days["total"])
    if borders := measured.get("borders"):
        iou = words.percent(borders["iou"])
        yield words.text("quality_borders", places=borders["places"], iou=iou)
