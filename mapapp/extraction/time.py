"""When: the date expressions of a sentence, resolved against the day of publication.

Every expression becomes a ``When``: the earliest and the latest day that it can mean, how
exact it is, and whether it says *at*, *since*, *until* or *by*. Without a publication date,
relative expressions stay unresolved; nothing is guessed.
"""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mapapp.dates import ONE_DAY, DateRange, Precision
from mapapp.extraction.lexicon import Cue, Cues
from mapapp.extraction.periods import (
    ANCHORED,
    DAYS_IN,
    PERIODS,
    PHRASES,
    ago_range,
    half_year_more,
    season_range,
    third_of,
    third_of_year,
)

__all__ = ["Relation", "When", "find_dates"]

#: From when on a date is background, whose year a bare month shares for so many months after.
_BACKGROUND, _GOES_ON = timedelta(days=300), 3
_YEARS = range(1990, 2100)
#: "Since the war began": the fighting reached the city on 19 July 2012
#: (https://en.wikipedia.org/wiki/Battle_of_Aleppo_(2012)).
_WAR_BEGINS = DateRange(date(2012, 7, 1), date(2012, 7, 31))


Relation = Literal["at", "since", "until", "by"]


class When(NamedTuple):
    """A date expression at tokens ``[start, end)``; ``days`` is None where it cannot be resolved.

    ``anchored`` expressions ("the day before") count from the date named last in the text,
    by ``shift`` days; ``of_event`` ones ("au lendemain de la chute de ...") date the event
    that they name, back from what the sentence tells.
    """

    start: int
    end: int
    days: DateRange | None
    precision: Precision
    relation: Relation = "at"
    anchored: bool = False
    shift: int = 0
    of_event: bool = False

    def anchored_to(self, last: DateRange | None) -> "When":
        """The expression resolved against the date named last."""
        if not self.anchored or last is None:
            return self
        day = last.earliest + timedelta(days=self.shift)
        return self._replace(days=DateRange.of_day(day), anchored=False)


def find_dates(
    words: Sequence[str], cues: Cues, published: date | None, named: DateRange | None = None
) -> list[When]:
    """All date expressions of a sentence, in order, none inside another.

    Args:
        words: those of the sentence.
        cues: its cues.
        published: the day from which relative dates count, if it is known.
        named: the date that the text named last.
    """
    return _Scanner(words, cues, published, named).scan()


#: Kinds of cue that stand inside dates and begin none.
_LINKS = frozenset(
    {
        "time_in", "time_year_link", "time_introduces", "time_past", "time_future", "time_units",
        "time_later", "time_earlier", "time_ago_after",
    }
)  # fmt: skip


class _Scanner:
    """Reads date expressions left to right over the time cues of one sentence."""

    def __init__(
        self,
        words: Sequence[str],
        cues: Cues,
        published: date | None,
        named: DateRange | None,
    ) -> None:
        self.words = words
        self.published = published
        self.named = named
        self.year: int | None = None  # named last, for the days that follow
        self.month: date | None = named.latest if named else None  # a day in that named last
        self.bare_year: int | None = None  # named last without a day, which only "that year" means
        self.at: dict[int, dict[str, Cue]] = {}
        counted = (*cues.get("time_before_that", ()), *cues.get("time_after_that", ()))
        self.beside = {cue.start: cue for cue in counted}  # "before that by *two days*"
        # Where a date can begin: at few words.
        self.starts = {index for index, word in enumerate(words) if word[0].isdecimal()}
        for kind, of_kind in cues.items():
            if kind.startswith("time_") or kind in {"number", "single"}:
                for cue in of_kind:
                    self.at.setdefault(cue.start, {})[kind] = cue
                if kind not in _LINKS and kind != "single":
                    self.starts.update([cue.start for cue in of_kind])

    def scan(self) -> list[When]:
        found: list[When] = []
        end = 0
        for index in sorted(self.starts):
            when = self._read(index) if index >= end else None
            if when is None:
                continue
            if "time_unlike" in self.at.get(when.start, {}):
                end = when.end  # "for the first time since 2013" dates nothing that is told
            else:
                when = self._into_night(when)
                if when.days and when.precision in {"day", "month"}:
                    self.month = when.days.latest
                found.append(self._with_relation(when))
                end = when.end
        return found

    def _read(self, index: int) -> When | None:
        unlike = self.at.get(index, {}).get("time_unlike")
        if unlike and unlike.end < len(self.words):
            when = self._read(unlike.end)
            return when and when._replace(start=index)
        return (
            self._ago(index)
            or self._night(index)
            or self._numeric(index)
            or self._phrase(index)
            or self._calendar_day(index)
            or self._weekday(index)
            or self._ordinal(index)
            or self._day_of_month_meant(index)
            or self._month(index)
            or self._season(index)
            or self._year(index)
        )

    # --- fixed phrases -------------------------------------------------------------------

    def _phrase(self, index: int) -> When | None:
        here = self.at.get(index, {})
        if here.keys().isdisjoint(_FIXED):
            return None
        for kind, (first, last, precision) in PHRASES.items():
            cue = here.get(kind)
            if cue:
                return When(index, cue.end, self._back(first, last), precision)
        since = here.get("time_since")
        if since and since.end < len(self.words) and self.words[since.end] in _STOPS:
            return When(index, since.end, None, "day", anchored=True)
        for kind, shift in ANCHORED.items():
            cue = here.get(kind)
            if cue:
                back = max(-shift, 0)  # nothing told lies after the day of publication
                days = self._back(back, back)
                return When(index, cue.end, days, "day", anchored=True, shift=shift)
        cue = here.get("time_war")
        if cue:
            return When(index, cue.end, _WAR_BEGINS, "month")
        for kind, (days_of, precision) in PERIODS.items():
            cue = here.get(kind)
            if cue:
                days = days_of(self.published) if self.published else None
                return When(index, cue.end, days, precision)
        return None

    def _back(self, first: int, last: int) -> DateRange | None:
        """From ``first`` to ``last`` days before publication."""
        if self.published is None:
            return None
        return DateRange(
            self.published - timedelta(days=first), self.published - timedelta(days=last)
        )

    def _ago(self, index: int) -> When | None:
        """ "two days ago", "depuis quatre ans", "over the past two days": a number and a unit
        after or before a cue.
        """
        here = self.at.get(index, {})
        within = here.get("time_within")
        beside = self.beside.get(index)
        cue = within or beside or here.get("time_ago") or here.get("time_since")
        cue = cue or here.get("time_for")
        number_at = cue.end if cue else index
        number, unit = self._amount(number_at, bool(beside) or "time_ago" in here)
        if number is None or unit is None:
            return None
        closing = self.at.get(unit.end, {}).get("time_ago_after")
        later = self.at.get(unit.end, {}).get("time_later")
        earlier = self.at.get(unit.end, {}).get("time_earlier")
        end = (closing or later or earlier or unit).end
        if later or earlier or beside:
            forward = later or (beside and beside.kind == "time_after_that")
            shift = (1 if forward else -1) * number * DAYS_IN[unit.value]
            return When(index, end, None, "day", anchored=True, shift=shift)
        if not (cue or closing) or self.published is None:
            return None
        days, precision = ago_range(self.published, number, unit.value)
        half = self.at.get(unit.end, {}).get("time_half")
        if half and unit.value == "year":
            days, precision, end = half_year_more(self.published, number), "month", half.end
        if within:
            first = (
                self.published - timedelta(hours=number) if unit.value == "hour" else days.earliest
            )
            return When(index, end, DateRange(first, self.published), "approximate")
        relation: Relation = "since" if "time_for" in here else "at"
        return When(index, end, days, precision, relation)

    def _amount(self, index: int, alone: bool) -> tuple[int | None, Cue | None]:
        """A number and its unit: two words, or the dual of Arabic ("يومين"), or, where the
        unit may stand ``alone``, one of it ("قبل عام").
        """
        number = self._number(index)
        one_word = self.at.get(index, {}).get("time_units")
        if one_word:
            # "خلال الأيام الثلاثة الماضية": an adjective, where it stands behind.
            number = number or self._number(one_word.end)
            return (number or 1) if number or alone else None, one_word
        return number, self.at.get(index + 1, {}).get("time_units")

    def _number(self, index: int) -> int | None:
        cue = self.at.get(index, {}).get("number")
        if cue:
            return int(cue.value)
        word = self.words[index] if index < len(self.words) else ""
        return int(word) if word.isdecimal() and len(word) <= 3 else None

    def _night(self, index: int) -> When | None:
        """A night runs from one day into the next; it counts for either, up to the second."""
        here = self.at.get(index, {})
        start = here.get("time_night_from")
        if start:
            first = self._day_at(start.end)
            second = self._next_day(first.end) if first else None
            if first and first.days:
                end = second.end if second else first.end
                latest = (
                    second.days.latest if second and second.days else first.days.latest + ONE_DAY
                )
                if latest < first.days.latest or latest - first.days.latest > ONE_DAY:
                    latest = first.days.latest + ONE_DAY
                night = DateRange(first.days.latest, latest)
                return When(index, end, self._past(night), "day")
        cue = here.get("time_last_night")
        if cue and not self._next_day(cue.end):  # "at dawn on Sunday" is Sunday
            return When(index, cue.end, self._back(1, 0), "day")
        return None

    def _past(self, night: DateRange) -> DateRange:
        """A night that would end after publication is that of the week before."""
        if self.published is None or night.latest <= self.published:
            return night
        week = timedelta(days=7)
        return DateRange(night.earliest - week, night.latest - week)

    def _into_night(self, when: When) -> When:
        """ "Monday night" runs into Tuesday."""
        cue = self.at.get(when.end, {}).get("time_night_after")
        if cue is None or when.precision != "day":
            return when
        days = when.days and DateRange(when.days.earliest, when.days.latest + ONE_DAY)
        return when._replace(end=cue.end, days=days)

    def _day_at(self, index: int) -> When | None:
        return self._calendar_day(index) or self._weekday(index) or self._day_number(index)

    def _next_day(self, index: int) -> When | None:
        """The second day of a night: within three tokens of the first."""
        for place in range(index, min(index + 3, len(self.words))):
            when = self._calendar_day(place) or self._weekday(place)
            if when:
                return when
        return None

    def _day_number(self, index: int) -> When | None:
        """ "la nuit du 5 au 6 décembre": a bare number takes the month that follows."""
        number = self._number(index)
        follower = self._next_day(index + 1) if number else None
        if not number or not follower or not follower.days:
            return None
        try:
            day = follower.days.latest.replace(day=number)
        except ValueError:
            return None
        return When(index, index + 1, DateRange.of_day(day), "day")

    # --- the calendar -----------------------------------------------------------------------

    def _calendar_day(self, index: int) -> When | None:
        """ "6 décembre [2016]", "Dec. 6[, 2016]", with a weekday before it or not."""
        here = self.at.get(index, {})
        weekday = here.get("time_weekday")
        start = self._skip_comma(weekday.end) if weekday else index
        number, month = self._number(start), self._month_cue(start)
        start += "time_ordinal" in self.at.get(start + 1, {})
        if month:
            end = month.end
            number = self._number(end)
            end += 1
        else:
            words = self.at.get(start, {}).get("number")
            month = (
                self._month_cue(words.end if words else start + 1)
                or self._month_cue(start + 1)
                or self._month_cue(start + 2, only_after="time_in")
            )
            end = month.end if month else start
        if not number or not month or not 1 <= number <= 31:
            return None
        year, end = self._year_after(end)
        day = self._build_day(year, month.value + 1, number)
        if day is None and year is None and self.published is None:
            return When(index, end, None, "day")
        return When(index, end, DateRange.of_day(day), "day") if day else None

    def _numeric(self, index: int) -> When | None:
        """ "5/12/2016", "2016/12/5", in a language that puts the day before the month."""
        signs = self.at.get(index + 1, {}), self.at.get(index + 3, {})
        if not all("time_numeric" in sign for sign in signs) or index + 4 >= len(self.words):
            return None
        words = [self.words[place] for place in (index, index + 2, index + 4)]
        if self._plain_year(index):
            words.reverse()
        if not all(word.isdecimal() for word in words) or len(words[2]) != 4:
            return None
        day, month, year = map(int, words)
        if not 1 <= month <= 12 or not 1 <= day <= 31 or year not in _YEARS:
            return None
        built = self._build_day(year, month, day)
        return When(index, index + 5, DateRange.of_day(built), "day") if built else None

    def _month_cue(self, index: int, only_after: str | None = None) -> Cue | None:
        if only_after and only_after not in self.at.get(index - 1, {}):
            return None
        return self.at.get(index, {}).get("time_month")

    def _skip_comma(self, index: int) -> int:
        return index + 1 if "time_year_link" in self.at.get(index, {}) else index

    def _build_day(self, year: int | None, month: int, number: int) -> date | None:
        """The day; without a year that of the sentence, else the last not after publication."""
        year = year or self.year
        if year is None:
            if self.published is None:
                return None
            year = self.published.year
            if (month, number) > (self.published.month, self.published.day):
                year -= 1
        if number > calendar.monthrange(year, month)[1]:
            return None
        return date(year, month, number)

    def _year_after(self, index: int) -> tuple[int | None, int]:
        index_of_year = index
        while "time_year_link" in self.at.get(index_of_year, {}):
            index_of_year += 1
        here = self.at.get(index_of_year, {})
        for back, kind in enumerate(("time_this_year", "time_last_year")):
            if self.published and (named := here.get(kind)):
                return self.published.year - back, named.end
        then = here.get("time_that_year")
        if then and (year := self._year_named):
            return year, then.end
        year = self._plain_year(index_of_year)
        self.year = year or self.year
        return (year, index_of_year + 1) if year else (None, index)

    def _ending(self, index: int) -> dict[str, Cue]:
        """The cues that end where a token starts, which only a year asks for."""
        here = (cue for cues in self.at.values() for cue in cues.values() if cue.end == index)
        return {cue.kind: cue for cue in here}

    def _plain_year(self, index: int) -> int | None:
        word = self.words[index] if 0 <= index < len(self.words) else ""
        return int(word) if len(word) == 4 and word.isdecimal() and int(word) in _YEARS else None

    def _weekday(self, index: int) -> When | None:
        cue = self.at.get(index, {}).get("time_weekday")
        if cue is None:
            return None
        if self.published is None:
            return When(index, cue.end, None, "day")
        back = (self.published.weekday() - cue.value) % 7
        beside = self.at.get(cue.end, {}).keys() | self.at.get(index - 1, {}).keys()
        if "time_past" in beside and back == 0:
            back = 7
        day = self.published - timedelta(days=back)
        return When(index, cue.end, DateRange.of_day(day), "day")

    def _ordinal(self, index: int) -> When | None:
        """ "The 26th [of this month]": the last such day not after publication."""
        number, ordinal = self._number(index), self.at.get(index + 1, {}).get("time_ordinal")
        if number is None or ordinal is None or not 1 <= number <= 31:
            return None
        month = self.published and (
            self.published
            if number <= self.published.day
            else self.published.replace(day=1) - ONE_DAY
        )
        if not month or number > calendar.monthrange(month.year, month.month)[1]:
            return None
        return When(index, ordinal.end, DateRange.of_day(month.replace(day=number)), "day")

    def _day_of_month_meant(self, index: int) -> When | None:
        """ "السابع من الشهر الجاري": a day of the month of publication or of the one before; or,
        as "السابع منه", "السابع من الشهر التالي", of the month named last or of the next.
        """
        words = self.at.get(index, {}).get("number")
        number = self._number(index)
        if number is None or not 1 <= number <= 31:
            return None
        start = words.end if words else index + 1
        start += "time_in" in self.at.get(start, {})
        led = words or "time_in" in self.at.get(index - 1, {})
        of_it = "time_in" in self.at.get(start - 1, {}) and "single" in self.at.get(start, {})
        if led and of_it and self.month:  # "في الثاني عشر *منه*"
            return self._day_in(self.month, number, index, start + 1)
        month, end = self._month_meant(start)
        return self._day_in(month, number, index, end) if month else None

    def _day_in(self, month: date, number: int, start: int, end: int) -> When | None:
        """A day, by its number, of the month that another day lies in."""
        if number > calendar.monthrange(month.year, month.month)[1]:
            return None
        return When(start, end, DateRange.of_day(month.replace(day=number)), "day")

    def _month_meant(self, index: int) -> tuple[date | None, int]:
        """A day in the month that "this month" or "last month" means, and where that ends."""
        here = self.at.get(index, {})
        last = here.get("time_last_month")
        following = here.get("time_month_after")
        if following and self.month:
            month = DateRange.of_month(self.month.year, self.month.month)
            return month.latest + ONE_DAY, following.end
        this = here.get("time_this_month") or here.get("time_the_month")
        if self.published and last:
            return self.published.replace(day=1) - ONE_DAY, last.end
        return (self.published, this.end) if this else (None, index)

    def _month(self, index: int) -> When | None:
        third = self.at.get(index, {}).get("time_part_of_month")
        month = self._month_cue(third.end if third else index)
        if third and month is None:
            meant, end = self._month_meant(third.end)
            return When(index, end, third_of(meant, third.value), "month") if meant else None
        if month is None:
            return None
        year, end = self._year_after(month.end)
        if year is None:
            if self.published is None:
                return When(index, end, None, "month")
            year = self._goes_on(month.value + 1)
            year = year or self.published.year - (month.value + 1 > self.published.month)
        days = DateRange.of_month(year, month.value + 1)
        if third:
            days = third_of(days.earliest, third.value)
        return When(index, end, days, "month")

    def _goes_on(self, month: int) -> int | None:
        """The year of a bare month that follows on a date of long ago: "in July 2012 ... By the
        end of August ...".
        """
        if self.named is None or self.published is None:
            return None
        year, last = self.named.latest.year, self.named.latest.month
        background = self.published - self.named.latest > _BACKGROUND
        return year if background and 0 <= month - last <= _GOES_ON else None

    def _season(self, index: int) -> When | None:
        cue = self.at.get(index, {}).get("time_seasons")
        # "été" is also "been": a season follows an article or a preposition of time.
        if cue is None or "time_introduces" not in self.at.get(index - 1, {}):
            return None
        year, end = self._year_after(cue.end)
        if year is None:
            if self.published is None:
                return When(index, end, None, "season")
            year = self.published.year
            if season_range(year, cue.value).earliest > self.published:
                year -= 1
        return When(index, end, season_range(year, cue.value), "season")

    @property
    def _year_named(self) -> int | None:
        """The year that "that year" means."""
        return self.year or self.bare_year or (self.named.latest.year if self.named else None)

    def _year(self, index: int) -> When | None:
        then = self.at.get(index, {}).get("time_that_year")
        year = self._year_named if then else self._plain_year(index)
        if year is None:
            return None
        before = self.at.get(index - 1, {}) | self._ending(index)
        if not (then or before.keys() & {"time_in", "time_since", "time_until", "time_year"}):
            return None
        self.bare_year = year
        third = before.get("time_part_of_month")
        days = DateRange.of_year(year)
        if third:
            days = third_of_year(year, third.value)
        return When(index, then.end if then else index + 1, days, "year")

    def _with_relation(self, when: When) -> When:
        """Notes "since", "until" or "by" before or at the start of the expression."""
        for index in range(when.start, max(when.start - 3, -1), -1):
            here = self.at.get(index, {})
            for relation in _RELATIONS:
                cue = here.get(f"time_{relation}")
                if cue and cue.end >= when.start - 1:
                    return when._replace(start=index, relation=relation)
        return when


_STOPS = frozenset(",.;:")
_RELATIONS: tuple[Relation, ...] = ("since", "until", "by")
#: Kinds of cue that begin a fixed phrase.
_FIXED = frozenset({"time_since", "time_war", *PHRASES, *ANCHORED, *PERIODS})
