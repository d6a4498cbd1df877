"""The left half of the pipeline: a text goes in, what was read from it comes out.

It composes reading and extraction for one theatre and needs no database, so that
``extract`` starts quickly.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Unpack

from mapapp.dates import parse_day
from mapapp.errors import ArticleParseError, LanguageUnknown, MapappError
from mapapp.extraction import Extractor
from mapapp.extraction.explain import explained
from mapapp.extraction.lexicon import function_words
from mapapp.extraction_json import error_json, extraction_json
from mapapp.models import LANGUAGES, Article, Extraction, Language
from mapapp.name_index import NameIndex
from mapapp.parallel import cores, ordered_map
from mapapp.reading import MAX_BYTES, Given, read_article, read_text
from mapapp.theatre import Theatre, load_theatre

__all__ = ["Intake", "Taken", "extract_lines"]


#: The packages whose text decides how an article is read.
_READERS = ("extraction/**/*", "reading/**/*", "name*.py")


class Taken(NamedTuple):
    """An article and what was read from it."""

    article: Article
    extraction: Extraction


class Intake:
    """Reads articles about one theatre.

    Args:
        theatre: its places and sources.
        max_bytes: longer articles are refused.
    """

    def __init__(self, theatre: Theatre, *, max_bytes: int = MAX_BYTES) -> None:
        self._extractor = Extractor(theatre, NameIndex(theatre.places.values()))
        self._max_bytes = max_bytes
        self.version = _version(theatre)

    def read(self, data: bytes | str, *, name: str, **given: Unpack[Given]) -> Taken:
        """Reads a file's content, text or page.

        Raises:
            ArticleError: it cannot be read, or its language cannot be told.
        """
        words, limit = function_words(), self._max_bytes
        article = read_article(data, name=name, function_words=words, max_bytes=limit, **given)
        return Taken(article, self.extract(article))

    def extract(self, article: Article) -> Extraction:
        """What an article says; where its sentences name no source, its own is meant."""
        found = self._extractor.extract(article)
        if article.source is None:
            return found
        claims = (replace(claim, source=claim.source or article.source) for claim in found.claims)
        percents = (replace(p, source=p.source or article.source) for p in found.percents)
        return replace(found, claims=tuple(claims), percents=tuple(percents))

    def explain(self, article: Article) -> Iterator[str]:
        """The lines that tell a person how an article was understood."""
        return explained(self.extract(article))

    def answer_line(self, line: bytes) -> str:
        """The JSON answer to a line ``{"id", "text", "published"?, "lang"?}``.

        A line that cannot be read is answered with its error, never with an exception.
        """
        item: dict[str, Any] = {}
        try:
            item = _parse_line(line)
            article = read_text(
                _text_of(item),
                name="The text",
                function_words=function_words(),
                max_bytes=self._max_bytes,
                published=_published_of(item),
                language=_language_of(item),
            )
            answer = extraction_json(article, self.extract(article), item_id=item.get("id"))
        except MapappError as error:
            answer = {"id": item.get("id"), **error_json(error)}
        return json.dumps(answer, ensure_ascii=False)


def extract_lines(
    theatre_dir: Path, lines: Iterable[bytes], *, max_bytes: int = MAX_BYTES, workers: int = 0
) -> Iterator[str]:
    """Answers lines of JSON in their order, one by one, on all cores.

    Args:
        theatre_dir: folder of the theatre; each process loads it for itself.
        lines: blank ones are passed over.
        max_bytes: longer articles are refused.
        workers: processes; 0 means one for each core.
    """
    make = partial(_answerer, theatre_dir, max_bytes)
    filled = (line for line in lines if line.strip())
    return ordered_map(make, filled, workers=workers or cores())


def _answerer(theatre_dir: Path, max_bytes: int) -> Callable[[bytes], str]:
    return Intake(load_theatre(theatre_dir), max_bytes=max_bytes).answer_line


def _version(theatre: Theatre) -> str:
    """What a reading depends on: the extractor with its lexicons, and the theatre's names.

    Hashed rather than counted, so that no change can be forgotten: stored articles are read
    anew whenever they may be read otherwise.
    """
    digest = hashlib.sha256(repr((theatre.places, theatre.sources)).encode())
    for pattern in _READERS:
        for path in sorted(Path(__file__).parent.glob(pattern)):
            if path.suffix in {".py", ".toml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _parse_line(line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ArticleParseError(
            f"The line is not JSON: {error}.", 'Write {"id": ..., "text": ...} on one line.'
        ) from error
    if not isinstance(item, dict):
        raise ArticleParseError(
            f"The line holds a {type(item).__name__}, not an object.",
            'Write {"id": ..., "text": ...} on one line.',
        )
    return item


def _text_of(item: dict[str, Any]) -> str:
    text = item.get("text")
    if not isinstance(text, str):
        raise ArticleParseError("The line has no text.", 'Give the article as "text", a string.')
    return text


def _published_of(item: dict[str, Any]) -> date | None:
    published = item.get("published")
    return None if published is None else parse_day(str(published))


def _language_of(item: dict[str, Any]) -> Language | None:
    wanted = item.get("lang")
    for language in LANGUAGES:
        if wanted == language:
            return language
    if wanted is None:
        return None
    raise LanguageUnknown(f"{wanted!r} is no language known here.", f"Known are {_KNOWN}.")


_KNOWN = ", ".join(LANGUAGES)
