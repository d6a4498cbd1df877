"""``dispatches/*.md`` -> articles.

A dispatch is a Markdown file: between two lines ``+++`` its front matter in TOML, then one
to six sentences in our own words. The file's name is its day of publication, a few words and
its language: ``2016-12-06-qadi-askar.fr.md``.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mapapp.errors import SeedError
from mapapp.models import LANGUAGES, Article, Source
from mapapp.seeds import Report, Table, parse_toml, read_seed

__all__ = ["KEYS", "Dispatch", "read_dispatch", "read_dispatches"]

_FENCE = "+++"
KEYS = (
    "title", "published", "published_assumed", "publisher", "source", "language", "url", "facts",
)  # fmt: skip
_FILE_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[a-z0-9-]+\.(\w+)\.md")
_SENTENCE_END = re.compile(r"[.!?؟…](?=\s|$)")
_MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An article of the theatre, the file it stands in and the facts that it carries."""

    path: Path
    article: Article
    facts: tuple[int, ...]


def read_dispatches(
    folder: Path, sources: Mapping[str, Source], report: Report
) -> Iterator[Dispatch]:
    """All dispatches of a folder, by name, which is by day of publication.

    Args:
        folder: the folder ``dispatches`` of a theatre.
        sources: the sources that they may speak for.
        report: told of every fault; a dispatch with none of its own is read all the same.
    """
    for path in sorted(folder.glob("*.md")):
        faults: list[SeedError] = []
        dispatch = read_dispatch(path, sources, faults.append)
        for fault in faults:
            report(fault)
        if dispatch and not faults:
            yield dispatch


def read_dispatch(path: Path, sources: Collection[str], report: Report) -> Dispatch | None:
    """One dispatch, or None, reported, if the file has no front matter or is not UTF-8."""
    try:
        front, body, line = _split(read_seed(path), path)
        values = parse_toml(front, path, first_line=2)
    except SeedError as fault:
        report(fault)
        return None
    table = Table(values, path, 2, front, report)
    table.only(*KEYS)
    _check_name(path, table)
    _check_body(body, path, line, report)
    return Dispatch(path, _article(table, body, sources), _facts(table))


def _split(text: str, path: Path) -> tuple[str, str, int]:
    """Front matter, body and the line on which the body begins."""
    head, opened, rest = text.partition(f"{_FENCE}\n")
    front, closed, body = rest.partition(f"\n{_FENCE}\n")
    if head or not opened or not closed:
        raise SeedError(
            "There is no front matter.",
            f"Begin with a line {_FENCE}, then TOML, then a line {_FENCE}.",
            path=str(path),
            line=1,
        )
    line = front.count("\n") + 4 + len(body) - len(body.lstrip("\n"))
    return front, body.strip(), line


def _article(table: Table, body: str, sources: Collection[str]) -> Article:
    language = table.choice("language", LANGUAGES)
    source = table.text_of("source")
    if source and source not in sources:
        table.fault("source", f"source is {source!r}.", f"Add [sources.{source}] to theatre.toml.")
    url = table.optional_text("url")
    if url and not re.match(r"https?://\S+$", url):
        table.fault("url", f"url is {url!r}.", "Begin it with https:// or http://.")
    return Article(
        text=body,
        language=next((known for known in LANGUAGES if known == language), LANGUAGES[0]),
        published=table.day("published"),
        title=table.text_of("title"),
        publisher=table.optional_text("publisher"),
        source=source,
        url=url,
        kind="dispatch",
        published_assumed=table.flag("published_assumed"),
    )


def _facts(table: Table) -> tuple[int, ...]:
    facts = table.values.get("facts", [])
    if isinstance(facts, list) and all(type(fact) is int for fact in facts):
        return tuple(facts)
    table.fault("facts", f"facts is {facts!r}.", "Write numbers of facts.csv: facts = [12, 13].")
    return ()


def _check_name(path: Path, table: Table) -> None:
    match = _FILE_NAME.fullmatch(path.name)
    told = (str(table.values.get("published")), table.values.get("language"))
    if not match:
        table.fault(
            "title", f"The file is named {path.name}.", "Name it DAY-few-words.LANGUAGE.md."
        )
    elif match.groups() != told:
        table.fault(
            "published",
            f"The file's name says {match[1]} and {match[2]}, the front matter {told[0]} and "
            f"{told[1]}.",
            "Rename the file or correct its front matter.",
        )


def _check_body(body: str, path: Path, line: int, report: Report) -> None:
    sentences = len(_SENTENCE_END.findall(body))
    if not 1 <= sentences <= _MOST_SENTENCES:
        report(
            SeedError(
                f"The body has {sentences} sentences.",
                f"Write one to {_MOST_SENTENCES}, each with its full stop.",
                path=str(path),
                line=line,
            )
        )
