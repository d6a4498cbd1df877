"""What Arabic sentences say: one construction a case, listed in ``arabic_cases.toml``."""

import pytest

from mapapp.extraction import Extractor
from mapapp.geocoding import GazetteerGeocoder
from mapapp.theatre import Theatre
from tests.extraction.cases import Case, check, name_of, read_cases


@pytest.fixture(scope="module")
def extractor(theatre: Theatre) -> Extractor:
    return Extractor(theatre, GazetteerGeocoder(theatre.places.values()))


@pytest.mark.parametrize("case", read_cases("arabic"), ids=name_of)
def test_an_arabic_sentence_says_what_it_says_and_no_more(extractor: Extractor, case: Case) -> None:
    check(extractor, case, "ar")
