"""``extract``: what a text says, as JSON."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mapapp.cli.options import language_option, published_option
from mapapp.config import Config
from mapapp.errors import ArticleParseError
from mapapp.extraction_json import extraction_json
from mapapp.intake import Intake, extract_lines
from mapapp.models import Language
from mapapp.reading import is_page, read_bytes
from mapapp.theatre import load_theatre

__all__ = ["extract_command"]


@click.command("extract", epilog="Example: mapapp extract article.txt --published 2016-12-06")
@click.argument("file", default="-")
@published_option
@language_option
@click.option("--jsonl", is_flag=True, help="Read and write one JSON object per line.")
@click.option("--explain", is_flag=True, help="Print sentences, their parts and rules instead.")
@click.pass_obj
def extract_command(
    config: Config,
    file: str,
    published: date | None,
    lang: Language | None,
    jsonl: bool,
    explain: bool,
) -> None:
    """Print who holds what where, as FILE says it, in JSON; - reads standard input.

    With --jsonl each line is {"id", "text", "published"?, "lang"?}, and a line that cannot
    be read is answered with its error. With --explain each sentence that says something is
    printed with its parts marked and the rules that fired.
    """
    if not jsonl:
        read = _explain_file if explain else _extract_file
        _print(read(config, file, published, lang))
        return
    if published or lang or explain:
        raise click.UsageError(
            "With --jsonl each line carries its own published and lang, and none is explained."
        )
    limit = config.max_article_bytes
    for answer in extract_lines(config.theatre_dir, _lines(file), max_bytes=limit):
        _print(answer)


def _explain_file(config: Config, file: str, published: date | None, lang: Language | None) -> str:
    limit = config.max_article_bytes
    intake = Intake(load_theatre(config.theatre_dir), max_bytes=limit)
    name = "Standard input" if file == "-" else file
    data = read_bytes(file, limit)
    article, _ = intake.read(data, name=name, published=published, language=lang)
    return "\n".join(intake.explain(article)).rstrip()


def _extract_file(config: Config, file: str, published: date | None, lang: Language | None) -> str:
    limit = config.max_article_bytes
    data = read_bytes(file, limit)
    intake = Intake(load_theatre(config.theatre_dir), max_bytes=limit)
    name = "Standard input" if file == "-" else file
    article, extraction = intake.read(data, name=name, published=published, language=lang)
    answer = extraction_json(article, extraction, item_id=article.id, with_text=is_page(data, name))
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _lines(file: str) -> Iterator[bytes]:
    # Not sys.stdin: the thread that reads the lines must not hold its lock at the end.
    try:
        with open(0, "rb", closefd=False) if file == "-" else Path(file).open("rb") as lines:
            yield from lines
    except OSError as error:
        raise ArticleParseError(
            f"{file} cannot be opened: {error.strerror}.", "Check the path."
        ) from error


def _print(text: str) -> None:
    """Writes a line of UTF-8 at once; half a surrogate pair in an id leaves as it came."""
    click.echo(text.encode("utf-8", "backslashreplace"))
