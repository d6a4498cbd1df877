"""Texts, numbers and dates in the reader's language.

The texts lie in one file per language, with the same keys in all; a section says which
pages use them. ``static/js/messages.js`` does the same sums in the browser, and a test
compares the two, so that a date reads alike wherever it is written.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from mapapp.dates import DateRange
from mapapp.models import Language

__all__ = ["Form", "Text", "Words"]

#: A text, or the forms of one by CLDR plural category.
Text = str | dict[str, str]
Form = Literal["day", "weekday", "short", "month", "year"]

_FOLDER = Path(__file__).parent
#: Arabic as written in Syria: Levantine names of months. Digits stay Latin in all three,
#: as in the dates that reports and addresses carry.
_LOCALES: dict[Language, str] = {"fr": "fr", "en": "en_GB", "ar": "ar_SY"}
_FORMS: dict[Form, str] = {
    "day": "d MMMM y",
    "weekday": "EEEE",
    "short": "d MMM",
    "month": "MMM y",
    "year": "y",
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Sections that the scripts of the map page need.
_FOR_SCRIPTS = ("common", "map")


class Words:
    """The words of one language; ``Words("fr")`` reads its file once per process."""

    def __init__(self, lang: Language) -> None:
        self.lang: Language = lang
        self._locale = Locale.parse(_LOCALES[lang])
        self._sections = _read(lang)
        self._texts = {
            key: text for texts in self._sections.values() for key, text in texts.items()
        }

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self._locale.text_direction == "rtl" else "ltr"

    def text(self, key: str, **values: str | float) -> str:
        """Text of a key with its ``{placeholders}`` filled in; ``count`` chooses the plural.

        Numbers are written as the language writes them.

        Raises:
            KeyError: no text goes by the key, or a placeholder has no value: a fault of the page.
        """
        entry = self._texts[key]
        text = entry if isinstance(entry, str) else self._plural(entry, values["count"])
        return _PLACEHOLDER.sub(lambda found: self._value(values[found[1]]), text)

    def day(self, day: date, form: Form = "day") -> str:
        """A day as "6 décembre 2016", or its weekday, short form, month or year."""
        return format_date(day, _FORMS[form], locale=self._locale)

    def days(self, span: DateRange) -> str:
        """A range as exactly as it is known: a day, a month, a year, or between two days."""
        if span.earliest == span.latest:
            return self.day(span.earliest)
        if span == DateRange.of_month(span.earliest.year, span.earliest.month):
            return self.day(span.earliest, "month")
        if span == DateRange.of_year(span.earliest.year):
            return self.day(span.earliest, "year")
        between = {"from": self.day(span.earliest), "to": self.day(span.latest)}
        return self.text("between_days", **between)

    def number(self, value: float) -> str:
        """A number with at most one decimal."""
        return format_decimal(value, "#,##0.#", locale=self._locale)

    def percent(self, share: float) -> str:
        """Per cent of a share between 0 and 1, without decimals."""
        return format_percent(share, locale=self._locale)

    def force(self, names: Mapping[Language, str] | None) -> str:
        """A force by its names in the theatre; without any it is unknown."""
        return names[self.lang] if names else self.text("force_unknown")

    def for_scripts(self) -> dict[str, Text]:
        """The texts that the map page hands to its scripts."""
        return {key: text for name in _FOR_SCRIPTS for key, text in self._sections[name].items()}

    def _plural(self, forms: dict[str, str], count: str | float) -> str:
        return forms.get(self._locale.plural_form(float(count)), forms["other"])

    def _value(self, value: str | float) -> str:
        return value if isinstance(value, str) else self.number(value)


@cache
def _read(lang: Language) -> dict[str, dict[str, Text]]:
    with (_FOLDER / f"{lang}.toml").open("rb") as file:
        return tomllib.load(file)
