"""``add``, ``remove``, ``list``: the articles on the map."""

from datetime import date

import click

from mapapp.cli.options import language_option, published_option
from mapapp.config import Config
from mapapp.errors import ArticleParseError
from mapapp.intake import Intake
from mapapp.models import Language
from mapapp.pipeline import keep_fold, open_store
from mapapp.reading import read_bytes
from mapapp.theatre import load_theatre

__all__ = ["add_command", "list_command", "remove_command"]


@click.command(
    "add", epilog='Example: mapapp add article.txt --published 2016-12-06 --publisher "Le Monde"'
)
@click.argument("file")
@published_option
@language_option
@click.option("--publisher", default="", help="Who printed it.")
@click.option("--url", default="", help="Where it can be read.")
@click.option("--title", default="", help="Its headline.")
@click.pass_obj
def add_command(
    config: Config,
    file: str,
    published: date | None,
    lang: Language | None,
    publisher: str,
    url: str,
    title: str,
) -> None:
    """Put the article in FILE on the map; - reads standard input.

    The same article twice is one article. A page may bring its own date, publisher and
    title; what the options say goes first.
    """
    theatre, store = load_theatre(config.theatre_dir), open_store(config)
    intake = Intake(theatre, max_bytes=config.max_article_bytes)
    article, extraction = intake.read(
        read_bytes(file, config.max_article_bytes),
        name="Standard input" if file == "-" else file,
        published=published,
        language=lang,
        publisher=publisher,
        url=url,
        title=title,
    )
    if article.published is None:
        raise ArticleParseError(
            f"{file} does not say when it was published.", "Add --published YYYY-MM-DD."
        )
    added = store.add(article, extraction, reader=intake.version)
    keep_fold(theatre, store)
    click.echo(
        f"{article.id} {'added' if added else 'was already there'}: "
        f"{len(extraction.claims)} claims, {len(extraction.percents)} percentages, "
        f"{len(extraction.unresolved)} names unresolved"
    )


@click.command("remove", epilog="Example: mapapp remove 0d5a41c3be92")
@click.argument("article_id", metavar="ID")
@click.pass_obj
def remove_command(config: Config, article_id: str) -> None:
    """Take the article ID off the map; adding it again brings it back."""
    store = open_store(config)
    store.remove(article_id)
    keep_fold(load_theatre(config.theatre_dir), store)
    click.echo(f"{article_id} removed")


@click.command("list", epilog="Example: mapapp list | grep Reuters")
@click.pass_obj
def list_command(config: Config) -> None:
    """List the articles on the map, oldest first: id, day, language, publisher, title."""
    for article in open_store(config).articles():
        title = article.title or " ".join(article.text.split())[:60]
        columns = (article.id, article.published, article.language, article.publisher, title)
        click.echo("\t".join(str(column) for column in columns))
