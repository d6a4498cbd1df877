"""What sentences say: one construction a case, listed in a table for each language."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mapapp.extraction import Extractor
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Article, Claim, Extraction, Language
from mapapp.theatre import Theatre

_FOLDER = Path(__file__).parent
_LANGUAGES: dict[str, Language] = {"english": "en", "french": "fr", "arabic": "ar"}
_CASES: list[dict[str, Any]] = [
    {**case, "lang": language}
    for name, language in _LANGUAGES.items()
    if (_FOLDER / f"{name}_cases.toml").exists()
    for case in tomllib.loads((_FOLDER / f"{name}_cases.toml").read_text("utf-8"))["case"]
]
_KINDS = {"gain": "took", "hold": "holds", "loss": "lost"}
_POLARITIES = {"hypothetical": "maybe", "planned": "plans", "denied": "denied"}


@pytest.fixture(scope="module")
def extractor(theatre: Theatre) -> Extractor:
    return Extractor(theatre, GazetteerGeocoder(theatre.places.values()))


def said(claim: Claim) -> tuple[str, str]:
    """A claim as the table writes it: who has what how, and the day."""
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


def named(case: dict[str, Any]) -> str:
    return f"{case['lang']} {case['group']}: {case['text']}"


def read(extractor: Extractor, case: dict[str, Any]) -> Extraction:
    published = date.fromisoformat(case.get("published", "2016-12-06"))
    return extractor.extract(Article(case["text"], case["lang"], published))


@pytest.mark.parametrize("case", [case for case in _CASES if "says" in case], ids=named)
def test_a_sentence_says_what_it_says_and_no_more(
    extractor: Extractor, case: dict[str, Any]
) -> None:
    left = [said(claim) for claim in read(extractor, case).claims]
    for what, day in map(wanted, case["says"]):
        match = next((one for one in left if one[0] == what and day in ("", one[1])), None)
        assert match, f"{what} {day} is missing among {left}"
        left.remove(match)
    assert not left, "more was read than is said"


@pytest.mark.parametrize("case", [case for case in _CASES if "shares" in case], ids=named)
def test_a_sentence_tells_whose_share_of_what_it_states(
    extractor: Extractor, case: dict[str, Any]
) -> None:
    found = [
        f"{share.value:g} {share.of} {share.force} {share.relation} {share.polarity}"
        for share in read(extractor, case).percents
    ]
    assert found == case["shares"]


@pytest.mark.parametrize("case", [case for case in _CASES if "names" in case], ids=named)
def test_a_sentence_names_the_quarters_of_aleppo_and_nothing_else(
    extractor: Extractor, case: dict[str, Any]
) -> None:
    assert [mention.place for mention in read(extractor, case).mentions] == case["names"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("L'armée a pris Chaar, selon l'OSDH. Elle tient Marjé, a-t-il ajouté.", ["sohr", "sohr"]),
        ("Chaar est tombé selon l'OSDH, Marjé est encerclé selon Sana.", ["sohr", "sana"]),
        ("L'OSDH affirme que Chaar est tombé, Sana que Marjé est encerclé.", ["sohr", "sana"]),
        ("« L'armée a pris Chaar », a dit à l'AFP un élu.", [None]),
        ("Chaar a été pris par l'armée selon l'OSDH.", ["sohr"]),
    ],
)
def test_each_claim_is_whose_word_it_is(
    extractor: Extractor, text: str, sources: list[str | None]
) -> None:
    read = extractor.extract(Article(text, "fr", date(2016, 12, 6)))
    assert [claim.source for claim in read.claims] == sources
