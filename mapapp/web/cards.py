"""What a page says of itself in its head: canonical address, oEmbed, cards, schema.org."""

from typing import Any, NamedTuple

from flask import request, url_for

from mapapp.snapshots import SIZES, Size
from mapapp.store import Snapshot
from mapapp.web.frame import absolute, reader_words
from mapapp.web.site import site

__all__ = ["Card", "card_of", "claim_reviewed", "dataset", "oembed_of", "snapshot_card"]

_CARD = "1200x630"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Card(NamedTuple):
    """How a page is shown where its address is shared.

    Attributes:
        url: its canonical address.
        picture: address of its picture, of the very day.
        size: of the picture.
        embeddable: whether oEmbed has an answer for it.
    """

    url: str
    picture: str
    size: Size
    embeddable: bool

    @property
    def oembed(self) -> dict[str, str]:
        """Media types and addresses of the oEmbed answers, if there are any."""
        return oembed_of(self.url) if self.embeddable else {}


def oembed_of(url: str) -> dict[str, str]:
    """Media types and addresses of the oEmbed answers about an address of this site."""
    return {
        f"{kind}+oembed": absolute(url_for("discovery.oembed", url=url, format=name))
        for kind, name in (("application/json", "json"), ("text/xml", "xml"))
    }


def card_of(date: str | None = None, known: str | None = None) -> Card:
    """The card of the current page: with the map of a day, or of the day the site opens with."""
    lang = reader_words().lang
    day = date or site().theatre.opening.isoformat()
    picture = url_for("discovery.picture", name="png", date=day, known=known, lang=lang)
    kept = {"date": date, "known": known, "lang": lang} if date else {"lang": lang}
    address = f"{request.script_root}{request.path}"
    query = "&".join(f"{name}={value}" for name, value in kept.items() if value)
    url = absolute(f"{address}?{query}")
    return Card(url, absolute(picture), SIZES[_CARD], embeddable=date is not None)


def snapshot_card(snapshot: Snapshot) -> Card:
    """The card of the page about a snapshot."""
    page = url_for("snapshots.about", snapshot_id=snapshot.id)
    picture = url_for("snapshots.file", snapshot_id=snapshot.id, name="png")
    size = SIZES[snapshot.content["spec"]["size"]]
    return Card(absolute(page), absolute(picture), size, embeddable=True)


def dataset() -> dict[str, Any]:
    """The data as a Dataset of schema.org, for search engines of data."""
    words, atlas = reader_words(), site().atlas
    theatre = atlas.theatre
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": absolute(url_for(endpoint, name="spells")),
        }
        for kind, endpoint in (
            ("text/csv", "downloads.as_csv"),
            ("application/geo+json", "downloads.as_geojson"),
        )
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": words.text("site_title"),
        "description": words.text("page_description"),
        "url": absolute(url_for("pages.data")),
        "license": _LICENCE,
        "inLanguage": ["fr", "en", "ar"],
        "version": atlas.version,
        "dateModified": atlas.newest.isoformat(),
        "temporalCoverage": f"{theatre.first}/{theatre.last}",
        "spatialCoverage": theatre.places[theatre.compass["east"]].names[words.lang],
        "creator": {"@type": "Organization", "name": "mapapp", "url": absolute("/")},
        "distribution": files,
    }


def claim_reviewed(text: str, url: str, sources: list[str]) -> dict[str, Any]:
    """A statement of a page as a Claim of schema.org, with those who make it."""
    return {
        "@context": "https://schema.org",
        "@type": "Claim",
        "text": text,
        "url": url,
        "author": [{"@type": "Organization", "name": name} for name in sources],
        "appearance": {"@type": "CreativeWork", "url": url},
    }
