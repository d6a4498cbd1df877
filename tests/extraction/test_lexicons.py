"""The lexicons: each key of theirs stands in the documentation of the schema."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from mapapp.config import ROOT
from mapapp.extraction import Extractor
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import LANGUAGES, Article
from mapapp.theatre import load_theatre

#: Sections whose keys are names of the language's own.
_FREE = {"force", "conjugation"}

QUIET = {
    "fr": [
        "Le chantier du métro a pris du retard, et les syndicats tiennent bon.",
        "Le poète Ahmed Chaar, tombé dans l'oubli, est repris par les manuels.",
        "Midan, en Italie, a battu Zahra de Homs deux à zéro.",
        "Le colonel Chaar a été promu. Rami Marjé tient un café à Lyon.",
        "Paris est tombé en août, Londres a tenu.",
    ],
    "en": [
        "The committee took control of the budget and held it.",
        "Rami Shaar captured the mood of the city of Damascus.",
        "The old city of Jerusalem was surrounded by tourists.",
        "Zahra of Homs beat the hosts by two goals.",
    ],
    "ar": [
        "سيطر الخوف على الناس بعد ارتفاع الأسعار.",
        "رفع المتظاهرون الشعار في شوارع القاهرة.",
        "احتفل سكان دمشق بقدوم الربيع.",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_documented(language: str) -> None:
    path = ROOT / "mapapp" / "extraction" / "lexicons" / f"{language}.toml"
    documented = (ROOT / "docs" / "lexicons.md").read_text(encoding="utf-8")
    told = {
        word for code in re.findall(r"`([^`]+)`", documented) for word in re.findall(r"\w+", code)
    }
    keys = set()
    for name, section in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for table in [section] if isinstance(section, dict) else section:
            keys |= set(table) if name not in _FREE else set()
    assert keys - told == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_says_a_phrase_twice(language: str) -> None:
    path = ROOT / "mapapp" / "extraction" / "lexicons" / f"{language}.toml"
    for phrases in phrase_lists(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert sorted(set(phrases)) == sorted(phrases)


def phrase_lists(node: object) -> Iterator[list[str]]:
    """All lists of phrases in a lexicon, however deep."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, list) and all(isinstance(item, str) for item in node):
        yield node
    for child in children:
        yield from phrase_lists(child)


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in QUIET for text in QUIET[language]]
)
def test_a_text_about_something_else_names_no_place(extractor, language, text) -> None:
    read = extractor.extract(Article(text, language))
    assert [mention.text for mention in read.mentions] == []
    assert read.claims == read.percents == ()


def test_a_text_without_sentences_is_cut_into_pieces(extractor) -> None:
    """What no writer sends, a machine may: each piece is read for itself, none grows."""
    for piece in (
        "Chaar, ",
        "il a repris qui avait pris ce quartier ",
        "(" * 50,
        "5/12/2016 70 % ",
    ):
        extractor.extract(Article(piece * 3000, "fr"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    theatre = load_theatre(ROOT / "seeds" / "aleppo")
    return Extractor(theatre, GazetteerGeocoder(theatre.places.values()))
