"""Text, pages and files to articles.

    decoding    bytes to text
    html        a page to its article
    language    which language a text is in

Offsets count code points: of the text as given where it is plain, of the text found in a
page otherwise. An article without a date has none; relative dates in it then stay null.
"""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypedDict, Unpack

from mapapp.errors import ArticleParseError, LanguageUnknown
from mapapp.models import LANGUAGES, Article, Language
from mapapp.reading.decoding import decode, is_html, without_surrogates
from mapapp.reading.language import detect_language

if TYPE_CHECKING:
    from mapapp.reading.html import Page

__all__ = [
    "MAX_BYTES",
    "FunctionWords",
    "Given",
    "detect_language",
    "is_page",
    "read_article",
    "read_bytes",
    "read_text",
]

FunctionWords = Mapping[Language, frozenset[str]]
#: Five million bytes: some 800,000 words, a hundred times the longest report.
MAX_BYTES = 5_000_000


class Given(TypedDict, total=False):
    """What the caller knows of an article; it goes before what a page says of itself."""

    published: date | None
    language: Language | None
    title: str
    publisher: str
    url: str


def read_bytes(path: str, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file, or of standard input for "-".

    Raises:
        ArticleParseError: the file cannot be opened, or is longer than ``max_bytes``.
    """
    try:
        if path == "-":
            return _limited(sys.stdin.buffer, "standard input", max_bytes)
        with Path(path).open("rb") as file:
            return _limited(file, path, max_bytes)
    except OSError as error:
        raise ArticleParseError(
            f"{path} cannot be opened: {error.strerror}.", "Check the path, or give - for stdin."
        ) from error


def read_article(
    data: bytes | str,
    *,
    name: str = "The text",
    function_words: FunctionWords | None = None,
    max_bytes: int = MAX_BYTES,
    **given: Unpack[Given],
) -> Article:
    """Reads plain text or HTML, whichever it is.

    Args:
        data: the content of a file.
        name: what messages call it; a name that ends in ``.html`` makes it a page.
        function_words: the languages that can be told; not needed with a language given.
        max_bytes: longer input is refused before it is read.
        **given: what the caller knows of the article.

    Raises:
        ArticleParseError: empty, binary, too long, or a page without text.
        LanguageUnknown: no language is given and none can be told.
    """
    _check_size(len(data), name, max_bytes)
    text = data if isinstance(data, str) else decode(data, name)
    if is_html(text, name):
        return _read_html(text, name, function_words or {}, given)
    return read_text(text, name=name, function_words=function_words, max_bytes=max_bytes, **given)


def read_text(
    text: str,
    *,
    name: str = "The text",
    function_words: FunctionWords | None = None,
    max_bytes: int = MAX_BYTES,
    **given: Unpack[Given],
) -> Article:
    """Reads plain text as it stands, headline and all, tags and all.

    Raises:
        ArticleParseError: the text is empty or too long.
        LanguageUnknown: no language is given and none can be told.
    """
    _check_size(len(text), name, max_bytes)
    if not text.strip():
        raise ArticleParseError(f"{name} is empty.", "Give a text with at least one sentence.")
    language = given.get("language") or detect_language(text, function_words or {})
    return Article(
        text=without_surrogates(text),
        language=language,
        published=given.get("published"),
        title=given.get("title", ""),
        publisher=given.get("publisher", ""),
        url=given.get("url", ""),
    )


def is_page(data: bytes | str, name: str = "") -> bool:
    """Whether ``read_article`` takes the input for a page, and offsets count in its own text."""
    return is_html(data if isinstance(data, str) else decode(data, name), name)


def _read_html(html: str, name: str, function_words: FunctionWords, given: Given) -> Article:
    # Imported here: it takes longer to load than a plain text takes to read.
    from mapapp.reading.html import read_page

    page = read_page(without_surrogates(html), name)
    return Article(
        text=page.text,
        language=given.get("language") or _language_of(page, function_words),
        published=given.get("published") or page.published,
        title=given.get("title") or page.title,
        publisher=given.get("publisher") or page.publisher,
        url=given.get("url") or page.url,
    )


def _language_of(page: "Page", function_words: FunctionWords) -> Language:
    """What the text shows goes before what the page declares: templates are copied."""
    try:
        return detect_language(page.text, function_words)
    except LanguageUnknown:
        for language in LANGUAGES:
            if language == page.language:
                return language
        raise


def _limited(stream: IO[bytes], name: str, max_bytes: int) -> bytes:
    """Reads one byte more than is allowed, so that too much is known without reading it."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        rest = stream.seek(0, 2) if stream.seekable() else len(data)
        _check_size(rest, name, max_bytes)
    return data


def _check_size(size: int, name: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise ArticleParseError(
            f"{name} has {size:,} bytes; articles up to {max_bytes:,} are read.",
            "Give the article alone, or raise MAPAPP_MAX_ARTICLE_BYTES.",
        )
