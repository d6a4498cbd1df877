"""The records that flow from an article to the map; docs/method.md gives the words.

All are frozen: a step returns new records and never changes those it was given.
Coordinates are (lon, lat) in degrees, WGS 84. Offsets count Unicode code points.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, NewType

from mapapp.dates import DateRange, Precision

__all__ = [
    "FORCES",
    "LANGUAGES",
    "LEANINGS",
    "Accuracy",
    "Article",
    "Candidate",
    "Claim",
    "Ellipse",
    "Event",
    "Extent",
    "Extraction",
    "Force",
    "Language",
    "Leaning",
    "Mention",
    "Part",
    "Percent",
    "Place",
    "PlaceId",
    "Polarity",
    "Quote",
    "Source",
    "Spell",
    "Status",
    "Trace",
    "Unresolved",
]

PlaceId = NewType("PlaceId", str)
Language = Literal["fr", "en", "ar"]
Force = Literal["government", "opposition", "sdf", "isil", "unknown"]
Status = Literal["control", "contested", "besieged"]
Polarity = Literal["asserted", "hypothetical", "planned", "denied"]
Extent = Literal["whole", "part"]
Event = Literal["gain", "loss", "hold"]
Leaning = Literal["neutral", "government", "opposition", "sdf", "isil"]
Accuracy = Literal["measured", "approximate", "group"]

LANGUAGES: tuple[Language, ...] = ("fr", "en", "ar")
LEANINGS: tuple[Leaning, ...] = ("neutral", "government", "opposition", "sdf", "isil")
#: The forces that can hold ground, in the order of legends and tables.
FORCES: tuple[Force, ...] = ("government", "opposition", "sdf", "isil")


@dataclass(frozen=True, slots=True)
class Ellipse:
    """One piece of a place: centre (lon, lat), full axes in metres, bearing of the long
    axis in degrees clockwise from north.
    """

    lon: float
    lat: float
    length_m: float
    width_m: float
    bearing_deg: float


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbourhood, site or area of the gazetteer.

    ``names`` has one name per language; ``aliases`` further spellings in any script.
    A group (``accuracy == "group"``) has ``members`` and no pieces. ``enclave`` tells
    whether opposition forces held it on 14 November 2016: whole, part, assumed, or "".
    """

    id: PlaceId
    kind: Literal["area", "neighbourhood", "site"]
    names: dict[Language, str]
    aliases: tuple[str, ...] = ()
    pieces: tuple[Ellipse, ...] = ()
    accuracy: Accuracy = "approximate"
    enclave: Literal["", "whole", "part", "assumed"] = ""
    members: tuple[PlaceId, ...] = ()

    @property
    def is_group(self) -> bool:
        return bool(self.members) or self.accuracy == "group"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: a monitor, an agency, an army, a newspaper.

    ``leaning`` is the force in whose favour its word alone is not enough (rule 3), or
    "neutral". ``reliability`` runs from 0 to 1 and breaks ties of display only.
    """

    id: str
    names: dict[Language, str]
    leaning: Leaning = "neutral"
    reliability: float = 0.5
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. ``source`` is the source it speaks for where its sentences name
    none (a dispatch names it in its front matter); ``publisher`` is whoever printed it.
    """

    text: str
    language: Language
    published: date | None = None
    title: str = ""
    publisher: str = ""
    source: str | None = None
    url: str = ""
    kind: Literal["article", "dispatch"] = "article"
    published_assumed: bool = False

    @property
    def id(self) -> str:
        """Hash of what makes it this article, so that adding it twice adds it once."""
        return _digest(self.publisher, self.url, str(self.published), self.title, self.text.strip())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with a likeness from 0 to 1."""

    place: PlaceId
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A span ``[start, end)`` of an article's text that names a place."""

    text: str
    start: int
    end: int
    place: PlaceId
    score: float


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A span that seems to name a place which the gazetteer cannot tell, with its candidates."""

    text: str
    start: int
    end: int
    candidates: tuple[PlaceId, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the article that something was read from, at ``[start, end)``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one source in one article about who holds, contests or besieges a place.

    ``force`` of a siege is the holder's; of a fight, the force named as holding or
    attacking; of a part, the force that holds the part. ``start`` is when this hold began
    and ``end`` when it ended, as far as the text says; ``as_of`` is a day on which the
    state stands. ``rule`` names the lexicon rule that read it.
    """

    place: PlaceId
    force: Force
    status: Status
    quote: Quote
    polarity: Polarity = "asserted"
    extent: Extent = "whole"
    event: Event = "hold"
    start: DateRange | None = None
    end: DateRange | None = None
    as_of: date | None = None
    date_precision: Precision = "unknown"
    source: str | None = None
    rule: str = ""
    confidence: float = 0.5
    article: str = ""
    published: date | None = None

    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Hash of the identifying fields, so that re-runs and re-orders agree."""
        if not self._id:
            # Worked out once: a fold asks for it many times, and nothing here changes.
            identity = _digest(
                self.article, self.place, self.force, self.status, self.polarity, self.extent,
                self.event, str(self.start), str(self.end), str(self.as_of), str(self.source),
                str(self.quote.start),
            )  # fmt: skip
            object.__setattr__(self, "_id", identity)
        return self._id


@dataclass(frozen=True, slots=True)
class Percent:
    """A statement that a force holds or lost, on ``day``, so many per cent ``of`` a place."""

    value: float
    of: PlaceId
    force: Force
    relation: Literal["held", "lost"]
    polarity: Polarity
    quote: Quote
    day: date | None = None
    source: str | None = None
    article: str = ""

    @property
    def id(self) -> str:
        return _digest(
            self.article, str(self.value), self.of, self.force, self.relation, self.polarity,
            str(self.quote.start),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ``[start, end)`` of an article's text and what it was taken for.

    ``values`` by ``kind``: the frame of a predicate; a force, or none for a pronoun; places, or
    none for a word that stands for some named before; the earliest and the latest day, or none
    where they cannot be told; a source. ``detail``: the polarity of a predicate, the preposition
    of a force, "part" of a place, the relation of a date, or "".
    """

    start: int
    end: int
    kind: Literal["predicate", "force", "place", "date", "source"]
    values: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A sentence that claims or percentages were read from, with its parts in their order."""

    quote: Quote
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one article, and why: ``traces``."""

    language: Language
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    percents: tuple[Percent, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    traces: tuple[Trace, ...] = ()


class Spell(NamedTuple):
    """One state of one place over one half-open interval ``[start, end)``.

    ``force`` is the last holder by the rules or "unknown"; ``since`` the first day of that
    force's hold, which may lie before ``start``, and ``until`` the day on which another
    force follows, or None. ``claims`` are the ids that carry it, newest last;
    ``evidence_on`` is the day of the newest of them. ``besieged`` is the overlay of rule 7.
    A tuple, because a fold makes very many of them, and a dataclass is nearly twice as slow.
    """

    place: PlaceId
    start: date
    end: date
    force: Force = "unknown"
    status: Literal["control", "contested"] = "control"
    contested_by: tuple[Force, ...] = ()
    claimed: bool = False
    besieged: bool = False
    disputed: bool = False
    uncertain: bool = False
    since: date | None = None
    until: date | None = None
    evidence_on: date | None = None
    claims: tuple[str, ...] = ()


def _digest(*parts: str) -> str:
    """A short, stable id: 12 hex digits hold 48 bits, ample for millions of records."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
