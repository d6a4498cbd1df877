"""What all pages share: the reader's language, the links, the site's own address."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, render_template, request, url_for

from mapapp.errors import DateError, QueryError
from mapapp.models import LANGUAGES, Language
from mapapp.web.answers import packed_answer
from mapapp.web.query import Query
from mapapp.web.site import site
from mapapp.words import Words

__all__ = ["absolute", "check_language", "init_app", "link", "page", "reader_words"]

_PAGES = {"nav_map": "pages.map", "nav_method": "pages.method", "nav_data": "pages.data"}


def init_app(app: Flask) -> None:
    """Gives every template what the frame of a page needs."""
    app.context_processor(_frame)


def page(template: str, make: Callable[[], Mapping[str, Any]]) -> Response:
    """A page; ``make`` gives its context, and is called if nobody asked for it lately."""
    words, bodies = reader_words(), site().bodies
    response = packed_answer(
        lambda encoding: bodies.page(
            (request.url, words.lang), encoding, lambda: render_template(template, **make())
        ),
        "text/html",
        words.lang,
    )
    response.headers["Content-Language"] = words.lang
    if not request.args.get("lang"):
        response.vary.add("Accept-Language")
    return response


def reader_words() -> Words:
    """The words of the language that the address names, or else the browser, or French."""
    if "words" not in g:
        g.words = Words(_language())
    words: Words = g.words
    return words


def check_language() -> None:
    """Raises:
    QueryError: the address names a language that the site does not speak.
    """
    wanted = request.args.get("lang")
    if wanted and wanted not in LANGUAGES:
        raise QueryError(f"There is no language {wanted!r}.", f"Known: {', '.join(LANGUAGES)}.")


def link(endpoint: str, **values: Any) -> str:
    """An address of this site that keeps the language and the known date the reader chose;
    a value that is None is left out.
    """
    return url_for(endpoint, **{**_chosen(), **values})


def _chosen() -> dict[str, str]:
    """What the reader chose, as far as it means something: a page about an error asks, too."""
    chosen = {}
    if request.args.get("lang") in LANGUAGES:
        chosen["lang"] = request.args["lang"]
    try:
        known = Query(strict=False).day("known")
    except DateError:
        return chosen
    return {**chosen, "known": known.isoformat()} if known else chosen


def absolute(path: str) -> str:
    """A path of this site as a full address: the configured one, or that of the request."""
    return (site().config.public_url or request.host_url).rstrip("/") + path


def _language() -> Language:
    wishes = (request.args.get("lang"), request.accept_languages.best_match(LANGUAGES))
    wanted = (language for wish in wishes for language in LANGUAGES if language == wish)
    return next(wanted, LANGUAGES[0])


def _frame() -> dict[str, Any]:
    words = reader_words()
    return {
        "words": words,
        "t": words.text,
        "link": link,
        "absolute": absolute,
        "pages": [
            {"key": key, "url": link(endpoint), "current": request.endpoint == endpoint}
            for key, endpoint in _PAGES.items()
        ],
        "languages": [
            {"lang": lang, "url": _in_language(lang), "current": lang == words.lang}
            for lang in LANGUAGES
        ],
        "map_url": link("pages.map"),
        "method_url": link("pages.method"),
        "boundary_credit": site().theatre.boundary_credit,
    }


def _in_language(lang: Language) -> str:
    """This very page in a language."""
    query = urlencode({**request.args, "lang": lang})
    return f"{request.script_root}{request.path}?{query}"
