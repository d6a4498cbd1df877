"""What a request asks for, read strictly: a value that means nothing is an error."""

from datetime import date

from flask import request

from mapapp.atlas import Atlas
from mapapp.dates import parse_day
from mapapp.errors import DateError, QueryError

__all__ = ["Query"]


class Query:
    """The query of the current request. An empty value counts as left out, as forms send it.

    Args:
        names: the parameters there are.
        strict: whether others are errors; a page lets them pass, as links carry marks of
            where a reader came from.

    Raises:
        QueryError: the request has a parameter of another name, or one twice.
    """

    def __init__(self, *names: str, strict: bool = True) -> None:
        for name in request.args if strict else ():
            if name not in names:
                raise QueryError(
                    f"There is no parameter {name!r}.",
                    f"Parameters here: {', '.join(names) or 'none'}.",
                )
            if len(request.args.getlist(name)) > 1:
                raise QueryError(f"{name!r} is given twice.", "Give it once.")
        self._args = request.args

    def text(self, name: str) -> str | None:
        return self._args[name] or None if name in self._args else None

    def day(self, name: str) -> date | None:
        """Any day.

        Raises:
            DateError: the value is no date.
        """
        text = self.text(name)
        return None if text is None else parse_day(text)

    def day_within(self, name: str, atlas: Atlas) -> date | None:
        """A day of the period.

        Raises:
            DateError: the value is no date.
            OutsidePeriod: the theatre does not cover it.
        """
        day = self.day(name)
        return None if day is None else atlas.check_day(day)

    def window(self, atlas: Atlas) -> tuple[date, date]:
        """``from`` and ``to``, both included; left out, the ends of the period.

        Raises:
            DateError: a value is no date, or ``to`` lies before ``from``.
            OutsidePeriod: the theatre does not cover a day.
        """
        first = self.day_within("from", atlas) or atlas.theatre.first
        last = self.day_within("to", atlas) or atlas.theatre.last
        if last < first:
            raise DateError(f"'to', {last}, lies before 'from', {first}.", "Swap the two days.")
        return first, last

    def known(self, atlas: Atlas) -> date:
        """The known date; left out, that of the newest publication."""
        return self.day("known") or atlas.newest
