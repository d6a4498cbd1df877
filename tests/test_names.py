"""What the comparable forms of a name forget, and what they keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.names import fold, skeleton, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boustane al-Qasr", "BOUSTANE EL QASR"),
        ("ash-Sha'ar", "Sha’ar"),
        ("Ad-Dawla", "dawla"),
        ("Cheikh Saïd", "Cheikh Said"),
        ("l'est d'Alep", "est Alep"),
        ("aš-Šaʿʿār", "Sha'ar"),
        ("Ṣalāḥ ad-Dīn", "Salah al-Din"),
        ("الأنصاري", "الانصارى"),
        ("الحيدريّة", "الحيدريه"),
        ("الشـــعار", "الشعار"),
        ("1070 شقة", "١٠٧٠ شقة"),
    ],
)
def test_print_variants_fold_to_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_the_article_of_arabic_script_stays_because_without_it_names_are_everyday_words() -> None:
    assert fold("الشعار") != fold("شعار")


def test_an_article_is_not_mistaken_for_the_beginning_of_a_name() -> None:
    assert fold("Alarcon") == "alarcon"
    assert fold("et Tall") == "tall"
    assert fold("et Midane") == "et midane"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("haydariye", "haidariya"),
        ("soukkari", "sukkari"),
        ("boustane", "bustan"),
        ("chaar", "shaar"),
        ("jabal", "djabal"),
        ("salhine", "salheen"),
    ],
)
def test_french_and_english_spellings_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_a_quarter_called_after_a_person_does_not_sound_like_the_person() -> None:
    assert sound("jamiliyeh") == sound("jamilie") != sound("jamila")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_name_is_words_one_space_apart(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert len(skeleton(sound(folded)).split()) <= len(folded.split())
