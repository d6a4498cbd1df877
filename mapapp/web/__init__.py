"""The site: thin views over the atlas; parse, ask, answer.

site        what every view asks
query       what a request asks for
answers     validators, lifetimes, encodings; bodies keeps what is asked for most
frame       languages, links and what else all pages share
headers     what a browser is told about this site
errors      the one way from an error to an answer
files       scripts and styles, packed
pages, api, downloads, feeds, snapshots, embeds, discovery    the views
"""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from mapapp.config import Config
from mapapp.web import compression, errors, files, frame, headers
from mapapp.web.api import api
from mapapp.web.discovery import discovery
from mapapp.web.downloads import downloads
from mapapp.web.embeds import embeds
from mapapp.web.feeds import feeds
from mapapp.web.pages import pages
from mapapp.web.site import Site
from mapapp.web.snapshots import snapshots

__all__ = ["init_app"]


def init_app(app: Flask, config: Config) -> None:
    """Gives an application its settings, views and habits.

    Raises:
        ConfigError: a setting cannot be used.
        SeedError: the theatre cannot be read.
    """
    # One article is the most that anyone sends; nothing here takes more.
    app.config["MAX_CONTENT_LENGTH"] = config.max_article_bytes
    app.extensions["mapapp"] = Site(config)
    for part in (compression, files, frame, headers, errors):
        part.init_app(app)
    for blueprint in (pages, api, downloads, feeds, snapshots, embeds, discovery):
        app.register_blueprint(blueprint)
    if config.proxies:
        count = config.proxies
        proxied = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = proxied  # type: ignore[method-assign]
