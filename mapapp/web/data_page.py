"""The page of the data: what can be downloaded, asked for, followed and cited."""

from datetime import date
from typing import Any

from flask import url_for

from mapapp.atlas import Atlas
from mapapp.tables import TABLES
from mapapp.telling import Telling
from mapapp.web.frame import absolute, link

__all__ = ["data_page"]

#: Examples of every address of the API, in the order of use.
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("control", {"date": "2016-12-06"}),
    ("timeline", {}),
    ("changes", {"from": "2016-11-26", "to": "2016-11-30"}),
    ("shares", {"from": "2016-11-14", "to": "2016-12-22"}),
    ("places", {}),
    ("claims", {"place": "shaar"}),
    ("articles", {}),
)


def data_page(atlas: Atlas, telling: Telling, known: date | None = None) -> dict[str, Any]:
    """The context of data.html; what it leads to is as known on a day."""
    words, kept = telling.words, known.isoformat() if known else None
    return {
        "known_words": words.day(known) if known else None,
        "known_drop_url": link("pages.data", known=None),
        "tables": [
            {
                "text": words.text(f"data_{name}"),
                "csv": url_for("downloads.as_csv", name=name, known=kept),
                "geojson": url_for("downloads.as_geojson", name=name, known=kept),
            }
            for name in TABLES
        ],
        "package_url": url_for("downloads.package", known=kept),
        "examples": [
            (words.text(f"api_{name}"), url_for(f"api.{name}", **query, known=kept))
            for name, query in _EXAMPLES
        ],
        "feeds": [("Atom", link("feeds.atom")), ("JSON Feed", link("feeds.json_feed"))],
        "citation": words.text(
            "data_cite",
            title=words.text("site_title"),
            data=atlas.data_version,
            rules=str(atlas.rules_version),
        ),
        "citation_url": absolute(url_for("pages.map")),
    }
