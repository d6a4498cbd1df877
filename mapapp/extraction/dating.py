"""The days of one text as it is read: what "the day before" counts from, and which event
was told last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mapapp.dates import DateRange
from mapapp.extraction.time import When
from mapapp.models import Event, Polarity

__all__ = ["Dating"]

_FADES_AFTER = 2  # sentences: further on, an undated event no longer shares the day told last
_CURRENT = timedelta(days=10)  # events further back are background


@dataclass(slots=True)
class Dating:
    """The dates of a text, sentence by sentence.

    ``last`` is the last day named, ``named`` the last date, be it a year; ``event`` the date of
    the event told last, while it is still near.
    """

    published: date | None
    last: DateRange | None = None
    named: DateRange | None = None
    event: When | None = None
    _age: int = 0

    def next_sentence(self) -> None:
        """One sentence on: the event told last is a sentence further away."""
        self._age += 1
        if self._age > _FADES_AFTER:
            self.event = None

    def settle(self, whens: Sequence[When]) -> list[When]:
        """Resolves a sentence's anchored dates in order and remembers the last day named."""
        settled = []
        for when in whens:
            if not when.of_event:
                when = when.anchored_to(self.last)
                if when.days and when.relation == "at" and when.precision == "day":
                    self.last = when.days
                self.named = when.days or self.named
            settled.append(when)
        return [self._beside_event(when) for when in settled]

    def _beside_event(self, when: When) -> When:
        """ "Au lendemain de la chute de A, B est tombé *dimanche*": A fell the day before."""
        if not when.of_event or self.last is None:
            return when
        day = self.last.latest - timedelta(days=when.shift)
        return when._replace(days=DateRange.of_day(day))

    def note_event(self, event: Event, polarity: Polarity, when: When | None) -> None:
        """Remembers the date of an event that was told as a fact."""
        if when is None or when.days is None or event == "hold" or polarity != "asserted":
            return
        if self.published is None or self.published - when.days.latest <= _CURRENT:
            self.event, self._age = when, 0
