"""Which names are quarters of the city, and which merely look like them.

The sentences are our own. What they have in common with real text that is about other things
was found by reading half a million sentences of it.
"""

import pytest

from mapapp.extraction import Extractor
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Article, Language
from mapapp.theatre import Theatre


@pytest.fixture(scope="module")
def extractor(theatre: Theatre) -> Extractor:
    return Extractor(theatre, GazetteerGeocoder(theatre.places.values()))


def named(extractor: Extractor, language: Language, text: str) -> list[str]:
    extraction = extractor.extract(Article(text, language, None))
    return [mention.place for mention in extraction.mentions] + [
        name.text for name in extraction.unresolved
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Nothing in the text ties the name to the city.
        ("fr", "Le voilier fait escale à Médan."),
        ("fr", "Au Caire, on achète ses épices non loin du souk de Farafra."),
        ("fr", "Jamila a gagné la finale aux tirs au but."),
        ("en", "Sabil is what they call the fountain at the end of our lane."),
        ("en", "Wild dates from Farafra sell for twice the price."),
        ("en", "The minister wants more money for scientific research and for the army."),
        ("ar", "كان البيتان بعيدين عن البحر."),
        ("ar", "لم أغير رأيي في هذا اللاعب."),
        # What only sounds like a name is none because forces are spoken of.
        ("en", "Cindy watched the soldiers board their train."),
        ("fr", "L'armée a défilé devant l'ambassade sud-africaine."),
        # One of many is no place.
        ("en", "An Ansari brought water to the soldiers."),
        # A first name stands before it.
        ("en", "The army promoted Mas'ud al-Ansari."),
        # Another town is named, and the name is borne there too.
        ("fr", "Le quartier de Midane s'est soulevé contre l'armée à Damas."),
        ("en", "Rebels left Khaldiyeh, the last quarter of Homs that they held."),
        ("ar", "أصيب جندي في حي الزهراء بمدينة حمص."),
        ("ar", "انهار سقف مدرسة في حي النزهة بمدينة بغداد."),
    ],
)
def test_a_text_about_other_things_names_no_quarter(
    extractor: Extractor, language: Language, text: str
) -> None:
    assert named(extractor, language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        # Quarters vouch for one another, wherever in the text they stand.
        ("fr", "On joue aux cartes à Sabil. A Fardous, il neige.", ["sabil", "fardous"]),
        ("en", "He bakes in Sukkari. His aunt lives in Jalloum.", ["sukkari", "jalloum"]),
        # The city, a quarter word or a force does so for a name alone.
        ("fr", "A Alep, il neige. On joue aux cartes à Sabil.", ["aleppo", "sabil"]),
        ("fr", "On joue aux cartes dans le quartier de Sabil.", ["sabil"]),
        ("fr", "L'armée a perdu Sabil.", ["sabil"]),
        ("en", "Rebels hold the district of Mashhad.", ["mashhad"]),
        # A likeness in several words is seldom chance.
        ("fr", "L'armée a repris Cheikh Maqsood.", ["sheikh-maqsoud"]),
        ("ar", "سيطر الجيش على حي النزهة في مدينة حلب.", ["nuzha", "aleppo"]),
    ],
)
def test_a_name_that_the_text_ties_to_the_city_is_a_quarter(
    extractor: Extractor, language: Language, text: str, places: list[str]
) -> None:
    assert named(extractor, language, text) == places
