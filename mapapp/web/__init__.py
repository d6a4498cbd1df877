"""The site: thin views over the atlas; parse, ask, answer.

site        what every view asks
query       what a request asks for
answers     validators, lifetimes, encodings; bodies keeps what is asked for most
frame       languages, links and what else all pages share
headers     what a browser is told about this site
errors      the one way from an error to an answer
files       scripts and styles, packed
pages, api, downloads, feeds    the views
"""

from flask import Flask
from flask_compress import Compress

from mapapp.config import Config
from mapapp.web import errors, files, frame, headers
from mapapp.web.api import api
from mapapp.web.downloads import downloads
from mapapp.web.feeds import feeds
from mapapp.web.pages import pages
from mapapp.web.site import Site

__all__ = ["init_app"]


def init_app(app: Flask, config: Config) -> None:
    """Gives an application its settings, views and habits.

    Raises:
        ConfigError: a setting cannot be used.
        SeedError: the theatre cannot be read.
    """
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.config.from_mapping(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        # Our own validators hold for every encoding; files get theirs from Flask.
        COMPRESS_MIMETYPES=_COMPRESSED,
        # One article is the most that anyone sends; nothing here takes more.
        MAX_CONTENT_LENGTH=config.max_article_bytes,
    )
    app.extensions["mapapp"] = Site(config)
    Compress(app)
    for part in (files, frame, headers, errors):
        part.init_app(app)
    for blueprint in (pages, api, downloads, feeds):
        app.register_blueprint(blueprint)


_COMPRESSED = [
    "application/atom+xml",
    "application/feed+json",
    "application/geo+json",
    "application/json",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
]
