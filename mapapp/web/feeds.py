"""What a program follows or looks for: feeds, the list of pages, the site's health."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request, send_from_directory, url_for

from mapapp import features
from mapapp.atlas import Atlas
from mapapp.models import LANGUAGES
from mapapp.snapshots import Tongue
from mapapp.telling import Telling
from mapapp.web.answers import json_answer, validated
from mapapp.web.corrected import corrected_lately
from mapapp.web.frame import absolute, check_language, link, reader_words
from mapapp.web.query import Query
from mapapp.web.site import site

__all__ = ["Entry", "feeds"]

feeds = Blueprint("feeds", __name__)

#: Days of change that a feed tells; older ones are on the map and in the downloads.
_ENTRIES = 60


class Entry(NamedTuple):
    """One entry of a feed: a day on which the map changes, or a correction."""

    url: str
    title: str
    lines: tuple[str, ...]
    updated: date


@feeds.get("/feed.atom")
def atom() -> Response:
    """Changes and corrections as Atom (RFC 4287)."""
    check_language()
    words = reader_words()
    response = validated(
        lambda: Response(
            render_template("feed.atom.xml", **_feed()), mimetype="application/atom+xml"
        ),
        words.lang,
    )
    return _by_language(response)


@feeds.get("/feed.json")
def json_feed() -> Response:
    """The same as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    check_language()
    return _by_language(json_answer(_json_feed, "application/feed+json", reader_words().lang))


def _by_language(response: Response) -> Response:
    """Tells caches that an address without a language has an answer for each."""
    if not request.args.get("lang"):
        response.vary.add("Accept-Language")
    return response


@feeds.get("/healthz")
def health() -> Response:
    """Whether the site answers, and from which data and rules."""
    atlas = site().atlas
    return json_answer(
        lambda: {
            "status": "ok",
            "data_version": atlas.data_version,
            "rules_version": atlas.rules_version,
            "known": atlas.newest.isoformat(),
            "articles": len(atlas.articles),
            "claims": len(atlas.claims),
        }
    )


@feeds.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page in every language (https://www.sitemaps.org/protocol.html)."""
    paths = list(_paths(site().atlas))
    return validated(
        lambda: Response(
            render_template("sitemap.xml", paths=paths, langs=LANGUAGES, absolute=absolute),
            mimetype="application/xml",
        )
    )


@feeds.get("/robots.txt")
def robots() -> Response:
    """Everything may be read; the list of pages helps."""
    text = f"User-agent: *\nAllow: /\nSitemap: {absolute(url_for('feeds.sitemap'))}\n"
    return Response(text, mimetype="text/plain")


@feeds.get("/favicon.ico")
def favicon() -> Response:
    """The icon, for those who ask without having read the page."""
    return send_from_directory(site().config.static_dir, "icon.svg", max_age=86400)


def _paths(atlas: Atlas) -> Iterator[str]:
    for endpoint in ("pages.map", "pages.method", "pages.data"):
        yield url_for(endpoint)
    for place in atlas.theatre.places:
        yield url_for("pages.place", place_id=place)
    for article in atlas.articles:
        yield url_for("pages.article", article_id=article)


def _feed() -> dict[str, Any]:
    atlas, telling = site().atlas, Telling(reader_words(), site().theatre)
    entries = [*_corrections(telling), *_pictures(atlas, telling), *_changes(atlas, telling)]
    words = telling.words
    return {
        "title": words.text("feed_title", title=words.text("site_title")),
        "entries": entries,
        "updated": max((entry.updated for entry in entries), default=atlas.newest),
        "home": absolute(link("pages.map")),
        "self_url": absolute(link("feeds.atom")),
    }


def _json_feed() -> dict[str, Any]:
    feed = _feed()
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed["title"],
        "home_page_url": feed["home"],
        "feed_url": absolute(link("feeds.json_feed")),
        "language": reader_words().lang,
        "items": [
            {
                "id": entry.url,
                "url": entry.url,
                "title": entry.title,
                "content_text": "\n".join(entry.lines),
                "date_published": f"{entry.updated}T00:00:00Z",
            }
            for entry in feed["entries"]
        ],
    }


def _corrections(telling: Telling) -> Iterator[Entry]:
    for item in site().corrections:
        url = absolute(link("pages.method", _anchor=item.id))
        title = telling.words.text("feed_correction", date=telling.words.day(item.day))
        yield Entry(url, title, (item.words[telling.words.lang],), item.day)


def _pictures(atlas: Atlas, telling: Telling) -> Iterator[Entry]:
    """Snapshots that show something else by now; each leads to its page, and on from there."""
    for snapshot, lines in corrected_lately():
        url = absolute(url_for("snapshots.about", snapshot_id=snapshot.id))
        told = Tongue(snapshot.content["spec"]["lang"]).title(snapshot.content)
        title = telling.words.text("feed_picture", title=told)
        changes = tuple(
            telling.words.text(
                "feed_change", place=line.place, before=line.before, after=line.after
            )
            for line in lines
        )
        yield Entry(url, title, changes, atlas.newest)


def _changes(atlas: Atlas, telling: Telling) -> Iterator[Entry]:
    """The newest days of change; each dated by the newest report that it rests on."""
    period = atlas.theatre.first, atlas.theatre.last
    timeline = atlas.timeline(Query(strict=False).day("known"))
    changes = features.changes_json(atlas, timeline, *period)["changes"]
    days = [(day, list(of)) for day, of in groupby(changes, key=lambda change: change["date"])]
    for day, told in reversed(days[-_ENTRIES:]):
        lines = tuple(_line(change, telling) for change in told)
        count = telling.words.text("changes_on_day", count=len(told))
        title = f"{telling.words.day(date.fromisoformat(day))} – {count}"
        yield Entry(absolute(link("pages.map", date=day)), title, lines, _reported(atlas, told))


def _line(change: dict[str, Any], telling: Telling) -> str:
    before, after = telling.state(change["before"]), telling.state(change["after"])
    place = telling.place(change["place"])
    return telling.words.text("feed_change", place=place, before=before, after=after)


def _reported(atlas: Atlas, changes: list[dict[str, Any]]) -> date:
    claims = (atlas.claims[claim] for change in changes for claim in change["claims"])
    published = [claim.published for claim in claims if claim.published]
    return max(published, default=date.fromisoformat(changes[0]["date"]))
