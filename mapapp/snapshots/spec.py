"""What a snapshot shows: parsed once, validated at the door, and hashed into its id."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from mapapp.atlas import Atlas
from mapapp.dates import parse_day
from mapapp.errors import SnapshotError
from mapapp.models import LANGUAGES, Language

__all__ = [
    "DRAWING_VERSION",
    "LONGEST_TITLE",
    "MOST_DATES",
    "SIZES",
    "WINDOWS",
    "WISHES",
    "Size",
    "Spec",
    "parse_spec",
    "snapshot_id",
]

#: What can be wished for.
WISHES = ("date", "known", "lang", "size", "window", "title", "chart")
#: Small multiples: three rows of three are the most that can be read side by side.
MOST_DATES = 9
#: A finding of two lines; a longer text belongs into the article around the picture.
LONGEST_TITLE = 160
#: Raised when the drawing changes: an old id then never names a new picture.
DRAWING_VERSION = 2

Window = Literal["east", "city"]
#: East Aleppo as its readers know it, or everything that the gazetteer holds.
WINDOWS: tuple[Window, ...] = ("east", "city")


@dataclass(frozen=True, slots=True)
class Size:
    """A format: width and height of the drawing in px, and in mm where it is printed."""

    width: int
    height: int
    print_mm: tuple[float, float] | None = None


#: Cards of social networks, squares and portraits of phones, columns of a page.
SIZES: Mapping[str, Size] = {
    "1200x630": Size(1200, 630),
    "1200x675": Size(1200, 675),
    "1080x1080": Size(1080, 1080),
    "1080x1350": Size(1080, 1350),
    "640": Size(640, 640),
    "320": Size(320, 480),
    "print-1": Size(320, 560, (62.0, 108.5)),
    "print-2": Size(640, 560, (130.0, 113.75)),
}


@dataclass(frozen=True, slots=True)
class Spec:
    """The wish, complete: every default filled in, so that equal wishes are equal."""

    dates: tuple[date, ...]
    known: date
    lang: Language = "fr"
    size: str = "1200x630"
    window: Window = "east"
    title: str = ""
    chart: bool = False

    def to_json(self) -> dict[str, Any]:
        """The wish as JSON; days in ISO 8601."""
        told = {**asdict(self), "known": self.known.isoformat()}
        return {**told, "dates": [day.isoformat() for day in self.dates]}


def snapshot_id(spec: Spec, atlas: Atlas) -> str:
    """Hash of all that fixes the picture: the wish, the data, the rules, the drawing.

    Sixteen hex digits hold 64 bits: a hundred million snapshots meet by chance once in
    three thousand.
    """
    content = {"spec": spec.to_json(), "version": atlas.version, "drawing": DRAWING_VERSION}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def parse_spec(wish: Mapping[str, Any], atlas: Atlas) -> Spec:
    """Reads a wish, as a form, a query, JSON or a command line bring it.

    Args:
        wish: ``date`` (one, several with commas, or a list) and perhaps others of ``WISHES``;
            other keys are refused.
        atlas: the data; it covers the period and gives the default of ``known``, which is its
            newest publication date and never the clock's.

    Raises:
        SnapshotError: a value cannot be used.
        DateError: a date is none, or lies outside the period.
    """
    unknown = wish.keys() - set(WISHES)
    if unknown:
        raise SnapshotError(
            f"A snapshot has no {', '.join(sorted(unknown))!r}.",
            f"It has {', '.join(WISHES)}.",
        )
    known = str(wish.get("known") or "")
    return Spec(
        dates=_dates(wish.get("date"), atlas),
        known=parse_day(known) if known else atlas.newest,
        lang=_one_of(LANGUAGES, wish, "lang"),
        size=_one_of(tuple(SIZES), wish, "size"),
        window=_one_of(WINDOWS, wish, "window"),
        title=_title(wish.get("title")),
        chart=_flag(wish.get("chart")),
    )


def _dates(given: object, atlas: Atlas) -> tuple[date, ...]:
    parts = given if isinstance(given, list) else str(given or "").split(",")
    days = [atlas.check_day(parse_day(str(part).strip())) for part in parts if str(part).strip()]
    if not days:
        raise SnapshotError("A snapshot needs a date.", "Give date=YYYY-MM-DD, up to nine of them.")
    if len(days) > MOST_DATES:
        raise SnapshotError(
            f"{len(days)} dates do not fit one picture.", f"Give {MOST_DATES} at the most."
        )
    return tuple(sorted(dict.fromkeys(days)))


def _one_of(choices: Sequence[Any], wish: Mapping[str, Any], key: str) -> Any:
    value = wish.get(key) or choices[0]
    if value not in choices:
        raise SnapshotError(f"{value!r} is no {key}.", f"Choose from {', '.join(choices)}.")
    return value


def _title(given: object) -> str:
    """The title on one line, without the characters that SVG and PDF cannot hold, and without
    those that would turn round what stands after it.
    """
    if given is not None and not isinstance(given, str):
        raise SnapshotError(f"The title is a {type(given).__name__}.", "Give it as text.")
    text = " ".join(_CONTROL.sub(" ", _TURNING.sub("", given or "")).split())
    if len(text) > LONGEST_TITLE:
        raise SnapshotError(
            f"The title has {len(text):,} characters.", f"{LONGEST_TITLE} fit a picture."
        )
    return text


# XML 1.0, section 2.2: what is no character of a document.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# UAX 9, sections 2.1 to 2.5: embeddings, overrides and isolates.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _flag(given: object) -> bool:
    if given in (None, "", "0", "false", False):
        return False
    if given in ("1", "true", "on", True):
        return True
    raise SnapshotError(f"{given!r} is neither yes nor no.", "Write chart=1 or leave it out.")
