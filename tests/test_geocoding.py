"""Names find their place in any spelling, and nothing else finds one."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.config import ROOT
from mapapp.errors import PlaceAmbiguous, PlaceNotFound
from mapapp.geocoding import GazetteerGeocoder
from mapapp.theatre import load_theatre

THEATRE = load_theatre(ROOT / "seeds" / "aleppo")
GEOCODER = GazetteerGeocoder(THEATRE.places.values())
#: Names that stand for one place only, with that place.
OWN_NAMES = [
    (name, place.id)
    for place in THEATRE.places.values()
    for name in (*place.names.values(), *place.aliases)
    if len(GEOCODER.candidates(name)) == 1
]
ROMANISED = [(name, place) for name, place in OWN_NAMES if name.isascii()]


def found(name: str) -> list[str]:
    return [candidate.place for candidate in GEOCODER.candidates(name)]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Chaar", "shaar"),
        ("Karam al-Myessar", "karm-al-myassar"),
        ("Karam al-Qatarji", "karm-al-qaterji"),
        ("Cheikh Saïd", "sheikh-saeed"),
        ("Boustane el-Kasr", "bustan-al-qasr"),
        ("Haydariyé", "haydariyeh"),
        ("Massakene Hananou", "masaken-hanano"),
        ("Salah ed-Din", "salaheddine"),
        ("Seif ad-Daoula", "seif-al-dawla"),
        ("Tareek El Bab", "tariq-al-bab"),
        ("Kermeterrab", "karm-al-trab"),
        ("aš-Šaʿʿār", "shaar"),
        ("Scheich Maqsud", "sheikh-maqsoud"),
        ("Bustān al-Qaṣr", "bustan-al-qasr"),
        ("جبل بدرو", "jabal-badro"),
        ("شيخ مقصود", "sheikh-maqsoud"),
        ("كرم ميسر", "karm-al-myassar"),
    ],
)
def test_spellings_of_the_press_find_their_place(name: str, place: str) -> None:
    assert found(name) == [place]


@pytest.mark.parametrize(
    "word",
    [
        "Bachar", "char", "Char", "Charte", "Hambourg", "Kerry", "Karim", "Lavrov", "Rami",
        "Abdel Rahmane", "Soleimani", "Hamadan", "Syrian", "Syrie", "Marie", "Charlie", "Sarah",
        "Mardi", "Samedi", "Karam", "Cheikh", "Bab", "Moscou", "Washington", "Hezbollah",
        "Africaine", "Jamila", "Hamida", "Ellerman", "Ibn Ziyad", "شعار", "كرم", "بشار", "حلبي", "",
    ],
)  # fmt: skip
def test_everyday_words_and_people_are_no_places(word: str) -> None:
    assert found(word) == []


@pytest.mark.parametrize("name", ["السكن الشبابي", "الأنصاري", "جبرين", "Sakan al-Chababi"])
def test_a_name_of_several_places_gives_them_all_and_chooses_none(name: str) -> None:
    with pytest.raises(PlaceAmbiguous) as error:
        GEOCODER.find(name)
    assert len(error.value.candidates) > 1
    assert len({candidate.score for candidate in GEOCODER.candidates(name)}) == 1


def test_a_place_that_is_not_there_is_refused_with_its_name() -> None:
    with pytest.raises(PlaceNotFound, match="Karm al-Nowhere"):
        GEOCODER.geocode("Karm al-Nowhere")
    with pytest.raises(PlaceNotFound):
        GEOCODER.geocode("Karm al-Nowhere", exactly_one=False)


def test_geopy_gets_latitude_first_and_the_place_in_raw() -> None:
    location = GEOCODER.geocode("Chaar")
    piece = THEATRE.places["shaar"].pieces[0]
    assert (location.latitude, location.longitude) == pytest.approx((piece.lat, piece.lon))
    assert location.raw == {"id": "shaar", "score": 1.0}


def test_the_city_lies_amid_its_places() -> None:
    location = GEOCODER.geocode("Alep")
    assert 36.1 < location.latitude < 36.3
    assert 37.0 < location.longitude < 37.3


@given(st.sampled_from(OWN_NAMES), st.data())
def test_case_accents_and_hyphens_never_matter(own: tuple[str, str], data: st.DataObject) -> None:
    name, place = own
    change = data.draw(
        st.sampled_from(
            [str.upper, str.lower, lambda n: n.replace("-", " "), lambda n: n.replace("'", "’")]
        )
    )
    assert found(change(name)) == [place]


@given(
    st.sampled_from([pair for pair in ROMANISED if re.search("[A-Za-z]{8}", pair[0])]),
    st.data(),
)
def test_one_doubled_letter_in_a_long_word_is_forgiven(
    own: tuple[str, str], data: st.DataObject
) -> None:
    name, place = own
    word = re.findall("[A-Za-z]{8,}", name)[0]
    index = data.draw(st.integers(3, len(word) - 1))
    doubled = word[: index + 1] + word[index].lower() + word[index + 1 :]
    assert place in found(name.replace(word, doubled))


@given(st.text(string.ascii_lowercase, min_size=3, max_size=6))
def test_short_words_are_taken_by_the_letter_or_by_their_sound(word: str) -> None:
    for candidate in GEOCODER.candidates(word):
        assert candidate.score >= 0.9


@given(st.lists(st.text("bcdfgklmnprst", min_size=2, max_size=4), min_size=3, max_size=6))
def test_random_letters_find_nothing(parts: list[str]) -> None:
    assert found("o".join(parts) + "ox") == []


@given(st.text())
def test_no_text_whatever_breaks_it(text: str) -> None:
    assert all(candidate.place in THEATRE.places for candidate in GEOCODER.candidates(text))
