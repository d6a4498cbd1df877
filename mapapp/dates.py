"""Days, partial dates and half-open intervals.

A day is a ``datetime.date``. What a text says about a day is a ``DateRange``: the earliest
and the latest day it can mean, both inclusive, so that "2012" stays a year and is never
1 January. Intervals of spells are half-open, ``[start, end)``, here and in the browser.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mapapp.errors import DateError

__all__ = ["ONE_DAY", "DateRange", "Precision", "days_between", "parse_day"]

#: How exactly a text dates something; docs/api.md lists the words.
Precision = Literal["day", "approximate", "week", "month", "season", "year", "unknown"]
ONE_DAY = timedelta(days=1)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_day(text: str) -> date:
    """Reads a day in the one form mapapp takes, ``YYYY-MM-DD``.

    Raises:
        DateError: the text is in another form, or names a day the calendar lacks.
    """
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass  # right form, but no such day: the same error tells the user
    raise DateError(f"{text!r} is not a date.", "Write it as YYYY-MM-DD, for example 2016-12-06.")


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from ``first`` to ``last``, both included; none if ``last`` comes first."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """The earliest and the latest day that a text can mean, both inclusive.

    Raises:
        DateError: the latest day lies before the earliest.
    """

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise DateError(f"{self.latest} lies before {self.earliest}.", "Swap the two days.")

    def __str__(self) -> str:
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"

    @classmethod
    def of_day(cls, day: date) -> "DateRange":
        return cls(day, day)

    @classmethod
    def of_month(cls, year: int, month: int) -> "DateRange":
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last))

    @classmethod
    def of_year(cls, year: int) -> "DateRange":
        return cls(date(year, 1, 1), date(year, 12, 31))

    def to_json(self) -> list[str]:
        """``[earliest, latest]`` as ISO 8601 texts."""
        return [self.earliest.isoformat(), self.latest.isoformat()]
