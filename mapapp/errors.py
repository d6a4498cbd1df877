"""Every error mapapp raises on purpose.

    MapappError                       status 500, exit code 2
    ├── ConfigError                   a setting that cannot be used
    ├── SeedError                     a fault in a theatre's files (path, line, remedy)
    ├── ArticleError                  an article that cannot be read            400
    │   ├── ArticleParseError         unreadable, empty, binary, too long
    │   └── LanguageUnknown           no lexicon fits the text
    ├── DateError                     a date that is not a date, or not allowed 400
    │   └── OutsidePeriod             a day the theatre does not cover          400
    ├── QueryError                    a query that asks for what there is not   400
    ├── UnknownItem                   an id nothing goes by                     404
    ├── SnapshotError                 a picture that cannot be made so          400
    ├── TooManyRequests               one client asks too much (retry_after)    429
    ├── GeocodeError
    │   ├── PlaceNotFound             no place goes by that name                404
    │   ├── PlaceAmbiguous            several do (candidates)
    │   └── GeocoderUnavailable       the network service did not answer
    ├── GeometryError                 shapes that cannot be computed or used
    └── StoreError                    the database cannot be used

A message says what failed, with the value; ``hint`` says what to do next. Each class
carries the HTTP status it becomes, so that one table, this one, serves page, API and
command line.
"""

from collections.abc import Sequence

__all__ = [
    "ArticleError",
    "ArticleParseError",
    "ConfigError",
    "DateError",
    "GeocodeError",
    "GeocoderUnavailable",
    "GeometryError",
    "LanguageUnknown",
    "MapappError",
    "OutsidePeriod",
    "PlaceAmbiguous",
    "PlaceNotFound",
    "QueryError",
    "SeedError",
    "SnapshotError",
    "StoreError",
    "TooManyRequests",
    "UnknownItem",
]


class MapappError(Exception):
    """Base of all errors raised on purpose.

    Args:
        message: what failed, with the offending value.
        hint: what the user can do next; may be empty.
    """

    status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigError(MapappError, ValueError):
    """A setting has a value that cannot be used."""


class SeedError(MapappError, ValueError):
    """A fault in a theatre's files.

    Args:
        path: file, relative to the theatre's folder where possible.
        line: 1-based line in it, or None when the fault has no single line.
    """

    def __init__(
        self, message: str, hint: str = "", *, path: str = "", line: int | None = None
    ) -> None:
        super().__init__(message, hint)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return where + super().__str__()


class ArticleError(MapappError, ValueError):
    """An article cannot be taken in."""

    status = 400


class ArticleParseError(ArticleError):
    """The input holds no text that can be read."""


class LanguageUnknown(ArticleError):
    """No lexicon fits the text well enough to say which language it is in."""


class DateError(MapappError, ValueError):
    """A text is not a date in ISO 8601 form."""

    status = 400


class OutsidePeriod(DateError):
    """A day lies outside the period that the theatre covers."""


class QueryError(MapappError, ValueError):
    """A request has a parameter, or a value of one, that means nothing."""

    status = 400


class UnknownItem(MapappError, LookupError):
    """Nothing goes by the id that was asked for."""

    status = 404


class SnapshotError(MapappError, ValueError):
    """A snapshot cannot be made as it was asked for."""

    status = 400


class TooManyRequests(MapappError):
    """A client asks for more than its share.

    Args:
        retry_after: seconds until it may ask again.
    """

    status = 429

    def __init__(self, message: str, hint: str = "", *, retry_after: int) -> None:
        super().__init__(message, hint)
        self.retry_after = retry_after


class GeocodeError(MapappError):
    """A name could not be placed."""


class PlaceNotFound(GeocodeError, LookupError):
    """No place of the gazetteer goes by the name."""

    status = 404


class PlaceAmbiguous(GeocodeError, LookupError):
    """Several places go by the name and the context does not decide.

    Args:
        candidates: place ids, best first.
    """

    status = 404

    def __init__(self, message: str, hint: str = "", *, candidates: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = tuple(candidates)


class GeocoderUnavailable(GeocodeError, OSError):
    """The geocoding service did not answer, or refused."""

    status = 503


class GeometryError(MapappError, ValueError):
    """Shapes that cannot be computed, or that break the rules of a coverage."""


class StoreError(MapappError, OSError):
    """The database cannot be reached, is read-only, or is of another version."""

    status = 503
