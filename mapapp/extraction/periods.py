"""Periods: those that a phrase names by the day of publication alone ("last month", "the
weekend"), or by the day named last, seasons, and what "so many units ago" can mean.
"""

from collections.abc import Callable
from datetime import date, timedelta

from mapapp.dates import ONE_DAY, DateRange, Precision

__all__ = [
    "ANCHORED",
    "DAYS_IN",
    "PERIODS",
    "PHRASES",
    "ago_range",
    "half_year_more",
    "season_range",
    "third_of",
    "third_of_year",
]

DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365, "hour": 0}
_THIRDS = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_THIRDS_OF_YEAR = {"start": (1, 4), "middle": (5, 8), "end": (9, 12)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}

#: "These last days" reaches up to ten days back (docs/api.md, `approximate`).
_RECENT = timedelta(days=10)

_Period = Callable[[date], DateRange]


def _this_month(published: date) -> DateRange:
    return DateRange(published.replace(day=1), published)


def _last_month(published: date) -> DateRange:
    last = published.replace(day=1) - ONE_DAY
    return DateRange(last.replace(day=1), last)


def _this_year(published: date) -> DateRange:
    return DateRange(published.replace(month=1, day=1), published)


def _last_year(published: date) -> DateRange:
    return DateRange.of_year(published.year - 1)


def _weekend(published: date) -> DateRange:
    """Saturday and Sunday: the last pair that had begun before publication."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return DateRange(saturday, min(saturday + ONE_DAY, published))


#: By the kind of cue: the days and how exact they are.
PERIODS: dict[str, tuple[_Period, Precision]] = {
    "time_this_month": (_this_month, "month"),
    "time_last_month": (_last_month, "month"),
    "time_this_year": (_this_year, "year"),
    "time_last_year": (_last_year, "year"),
    "time_weekend": (_weekend, "day"),
}

#: Days before publication (first, last) and precision of fixed phrases.
PHRASES: dict[str, tuple[int, int, Precision]] = {
    "time_today": (0, 0, "day"),
    "time_yesterday": (1, 1, "day"),
    "time_two_days_ago": (2, 2, "day"),
    "time_recent": (_RECENT.days, 0, "approximate"),
    "time_this_week": (6, 0, "week"),
    "time_last_week": (13, 7, "week"),
    "time_a_week_ago": (8, 6, "day"),
    "time_a_month_ago": (34, 27, "approximate"),
}
#: Phrases that count from the date named last.
ANCHORED = {
    "time_two_days_before": -2,
    "time_day_before": -1,
    "time_same_day": 0,
    "time_next_day": 1,
}


def ago_range(published: date, number: int, unit: str) -> tuple[DateRange, Precision]:
    """What "so many units ago" can mean: the larger the unit, the wider."""
    if unit == "year":
        return DateRange.of_year(published.year - number), "year"
    middle = published - timedelta(days=number * DAYS_IN[unit])
    if unit == "month":
        return DateRange.of_month(middle.year, middle.month), "month"
    slack = timedelta(days=2 if unit == "week" else 0)
    precision: Precision = "week" if unit == "week" else "day"
    return DateRange(middle - slack, middle + slack), precision


def half_year_more(published: date, years: int) -> DateRange:
    """ "A year and a half ago": within a month of that day."""
    middle = published - timedelta(days=365 * years + 182)
    return DateRange(middle - timedelta(days=30), middle + timedelta(days=30))


def season_range(year: int, season: str) -> DateRange:
    """The days of a season by its months; a winter begins in the year that names it."""
    first, last = _SEASONS[season]
    return DateRange(date(year, first, 1), DateRange.of_month(year + (last < first), last).latest)


def third_of(month: date, part: str) -> DateRange:
    """The first, second or last ten days of a day's month."""
    first, last = _THIRDS[part]
    days = DateRange.of_month(month.year, month.month)
    last = min(last, days.latest.day)
    return DateRange(days.earliest.replace(day=first), days.latest.replace(day=last))


def third_of_year(year: int, part: str) -> DateRange:
    """The first, second or last four months of a year."""
    first, last = _THIRDS_OF_YEAR[part]
    return DateRange(date(year, first, 1), DateRange.of_month(year, last).latest)
