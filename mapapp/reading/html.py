"""A web page to its article: title, body, day and language, found by trafilatura."""

import re
from datetime import date
from typing import NamedTuple

import trafilatura
from trafilatura.settings import Document

from mapapp.dates import parse_day
from mapapp.errors import ArticleParseError

__all__ = ["Page", "read_page"]

_LANGUAGE = re.compile(r"""<html\b[^>]*?\blang\s*=\s*["']?([a-z]{2})\b""", re.I)
#: The day the page states, not one picked from its prose: nothing is guessed.
_STATED_DAY = {"original_date": True, "extensive_search": False}


class Page(NamedTuple):
    """What a page says of its article; ``language`` as its author declared it, or ""."""

    text: str
    title: str
    published: date | None
    publisher: str
    url: str
    language: str


def read_page(html: str, name: str) -> Page:
    """Finds the article of a page.

    Raises:
        ArticleParseError: the page holds no text.
    """
    found = trafilatura.bare_extraction(
        html, with_metadata=True, include_comments=False, date_extraction_params=_STATED_DAY
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ArticleParseError(
            f"{name} is a page without an article in it.",
            "Save the article's text as a plain text file and give that.",
        )
    declared = _LANGUAGE.search(html)
    title = (found.title or "").strip()
    return Page(
        text=_with_headline(found.text or "", title),
        title=title,
        published=parse_day(found.date) if found.date else None,
        publisher=found.sitename or "",
        url=found.url or "",
        language=declared[1].lower() if declared else "",
    )


def _with_headline(body: str, title: str) -> str:
    """The body, a blank line between paragraphs, under its headline: headlines make claims."""
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    if title and paragraphs[0] != title:
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs)
