"""Sentences in tables, one construction a case, and what must be read from each.

A table ``<language>_cases.toml`` lists cases: ``text``, the sentence or sentences; ``says``,
everything that is read from them, no more; perhaps ``published``, else Tuesday 6 December 2016.
An entry of ``says`` is "place force kind [day]": took (gained control), holds, lost, contests,
besieged (in it), maybe, plans, denied (a gain supposed, planned, denied); "part" after the kind
means a part of the place; the day is the latest on which it began, ended or is attested.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from mapapp.extraction import Extractor
from mapapp.models import Article, Claim, Language

__all__ = ["Case", "check", "name_of", "read_cases"]

Case = dict[str, Any]

_KINDS = {"gain": "took", "hold": "holds", "loss": "lost"}
_POLARITIES = {"hypothetical": "maybe", "planned": "plans", "denied": "denied"}


def read_cases(language: str) -> list[Case]:
    """The cases of a language's table."""
    table = Path(__file__).with_name(f"{language}_cases.toml")
    cases: list[Case] = tomllib.loads(table.read_text("utf-8"))["case"]
    return cases


def name_of(case: Case) -> str:
    """How a failing test names its case."""
    return f"{case['group']}: {case['text']}"


def check(extractor: Extractor, case: Case, language: Language) -> None:
    """Asserts that a text says what its case lists and no more."""
    published = date.fromisoformat(case.get("published", "2016-12-06"))
    found = extractor.extract(Article(case["text"], language, published))
    left = [said(claim) for claim in found.claims]
    for what, day in map(wanted, case["says"]):
        match = next((one for one in left if one[0] == what and day in ("", one[1])), None)
        assert match, f"{what} {day} is missing among {left}"
        left.remove(match)
    assert not left, "more was read than is said"


def said(claim: Claim) -> tuple[str, str]:
    """A claim as a table writes it: who has what how, and the day."""
    kind = _POLARITIES.get(claim.polarity) or (
        {"besieged": "besieged", "contested": "contests"}.get(claim.status) or _KINDS[claim.event]
    )
    part = " part" if claim.extent == "part" else ""
    days = claim.end if claim.event == "loss" else claim.start
    day = days.latest if days else claim.as_of
    return f"{claim.place} {claim.force} {kind}{part}", str(day or "")


def wanted(entry: str) -> tuple[str, str]:
    words = entry.split()
    day = words.pop() if words[-1][0].isdigit() else ""
    return " ".join(words), day
