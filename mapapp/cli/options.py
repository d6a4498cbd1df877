"""The options that several commands share."""

from datetime import date

import click

from mapapp.dates import parse_day
from mapapp.models import LANGUAGES

__all__ = ["language_option", "published_option"]


def _day(_ctx: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    return parse_day(text) if text is not None else None


published_option = click.option(
    "--published",
    metavar="YYYY-MM-DD",
    callback=_day,
    help="Day of publication; relative dates count from it.",
)
language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; told from the text when left out."
)
