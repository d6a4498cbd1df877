"""Reading: plain text, pages, files, and everything that is none of these."""

import io
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from mapapp.errors import ArticleParseError, LanguageUnknown
from mapapp.extraction.lexicon import function_words
from mapapp.reading import detect_language, is_page, read_article, read_bytes, read_text

FRENCH = (
    "Les forces gouvernementales sont entrées dans le quartier de Chaar, selon des habitants. "
    "Les combats ont duré une partie de la nuit."
)
PAGE = f"""<!doctype html>
<html lang="fr"><head><title>Chaar est tombé | Le Journal</title>
<meta property="og:title" content="Chaar est tombé">
<meta property="og:site_name" content="Le Journal">
<meta property="article:published_time" content="2016-12-07T08:00:00+01:00"></head>
<body><nav><a href="/">Accueil</a></nav>
<article><h1>Chaar est tombé</h1><p>{FRENCH}</p><p>Le reste de la ville attend.</p></article>
</body></html>"""
WORDS = function_words()


def read(data, **given):
    return read_article(data, function_words=WORDS, **given)


# --- plain text ---


def test_plain_text_is_kept_character_for_character():
    text = f"Chaar est tombé\n\n  {FRENCH}\r\n"
    assert read(text).text == text
    assert read(text.encode()).text == text


def test_a_byte_order_mark_is_not_part_of_the_text():
    assert read(b"\xef\xbb\xbf" + FRENCH.encode()).text == FRENCH
    assert read(FRENCH.encode("utf-16")).text == FRENCH


def test_what_is_given_is_kept():
    article = read(
        FRENCH, published=date(2016, 12, 7), publisher="P", url="https://example.org", title="T"
    )
    assert (article.published, article.publisher, article.title) == (date(2016, 12, 7), "P", "T")
    assert article.language == "fr"


def test_a_text_without_a_date_has_none():
    assert read(FRENCH).published is None


def test_half_a_surrogate_pair_is_replaced_in_place():
    article = read_text(f"\ud83d {FRENCH}", language="fr")
    assert article.text == f"\ufffd {FRENCH}"
    assert article.id


def test_plain_text_with_tags_in_it_stays_as_it_is_when_read_as_text():
    text = f"<p>{FRENCH}</p>"
    assert read_text(text, language="fr").text == text


# --- pages ---


def test_a_page_gives_title_body_day_publisher_and_language():
    article = read(PAGE)
    assert article.text == f"Chaar est tombé\n\n{FRENCH}\n\nLe reste de la ville attend."
    assert article.title == "Chaar est tombé"
    assert article.published == date(2016, 12, 7)
    assert article.publisher == "Le Journal"
    assert article.language == "fr"


def test_what_is_given_goes_before_what_the_page_says():
    article = read(PAGE, published=date(2016, 12, 8), publisher="Moi", language="en")
    assert (article.published, article.publisher) == (date(2016, 12, 8), "Moi")
    assert article.language == "en"


def test_a_date_in_the_prose_of_a_page_is_not_its_publication_date():
    page = f"<html><body><article><p>{FRENCH} C'était le 2 mai 2014.</p></article></body></html>"
    assert read(page).published is None


def test_a_page_in_an_older_encoding_that_it_declares_is_read():
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">')
    assert "entrées" in read(page.encode("windows-1252")).text


def test_a_short_text_takes_the_language_that_its_page_declares():
    page = '<html lang="fr"><body><p>Chaar, Hanano, Sakhour : trois noms.</p></body></html>'
    assert read(page).language == "fr"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<p>a</p>", "", True),
        ("\n<!DOCTYPE html><html>", "", True),
        ("a", "page.html", True),
        ("a < b", "", False),
        ("<3 is no tag", "", False),
        (FRENCH, "article.txt", False),
    ],
)
def test_a_page_is_known_by_its_first_tag_or_its_name(text, name, expected):
    assert is_page(text, name) is expected


# --- what cannot be read ---


@pytest.mark.parametrize("data", [b"", b" \n", "", "\n"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(ArticleParseError, match="empty"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"text \x00 with a zero byte",
        "Les forces sont entrées".encode("windows-1252"),
        FRENCH.encode("utf-16-le"),
        b"%PDF-1.7\n\xe2\xe3\xcf\xd3",
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ArticleParseError, match="not text"):
        read(data)


@pytest.mark.parametrize("page", ["<html></html>", "<!doctype html><title>a</title>"])
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(ArticleParseError, match="without an article"):
        read(page)


def test_too_long_an_article_is_refused_with_both_sizes():
    with pytest.raises(ArticleParseError, match=r"has 2,000 bytes; articles up to 1,000"):
        read(b"a" * 2_000, max_bytes=1_000)


def test_a_huge_file_is_refused_without_being_read(tmp_path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ArticleParseError, match=r"50,000,000 bytes"):
        read_bytes(str(huge), max_bytes=1_000)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ArticleParseError, match=r"missing\.txt cannot be opened"):
        read_bytes(str(tmp_path / "missing.txt"))
    with pytest.raises(ArticleParseError, match="cannot be opened"):
        read_bytes(str(tmp_path))


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"abc")))
    assert read_bytes("-") == b"abc"


# --- language ---


def test_french_is_told_from_one_sentence():
    assert detect_language("Les soldats ont repris le quartier dans la nuit.", WORDS) == "fr"
    assert detect_language("L’armée s’est emparée de Chaar.", WORDS) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "Die syrische Armee hat am Dienstag nach heftigen Kämpfen einen weiteren Teil der Altstadt "
        "eingenommen. Das teilte die Beobachtungsstelle mit, die ihren Sitz in London hat und von "
        "des Landes Opposition gespeist wird.",
        "El ejército sirio tomó el martes otro barrio de la ciudad después de duros combates en el "
        "sur, según los activistas. Los rebeldes se retiran de la zona y piden una tregua.",
        "Suriye ordusu salı günü kentin doğusundaki bir mahalleyi daha ele geçirdi. Son gelişmeler "
        "üzerine muhalifler ateşkes çağrısı yaptı ve yaralılar için yardım istedi.",
        "L'esercito siriano ha preso martedì un altro quartiere della città dopo duri scontri, "
        "dicono gli attivisti. I ribelli si ritirano verso sud e chiedono una tregua.",
        "ارتش سوریه روز سه‌شنبه محله‌ی دیگری از شهر حلب را پس از درگیری‌های شدید به کنترل خود "
        "درآورد. به گفته‌ی فعالان، شورشیان از این منطقه عقب‌نشینی کرده‌اند و خواهان آتش‌بس هستند.",
        "2016 12 06 80 70",
        "Chaar",
        "...",
    ],
)
def test_what_fits_no_lexicon_is_refused_with_the_way_out(text):
    with pytest.raises(LanguageUnknown) as caught:
        detect_language(text, WORDS)
    assert "--lang" in caught.value.hint


def test_without_any_lexicon_a_language_must_be_given():
    with pytest.raises(LanguageUnknown):
        read_article(FRENCH)
    assert read_article(FRENCH, language="fr").language == "fr"


def shared_passages():
    folder = Path(__file__).parents[2] / "shared" / "dev"
    return sorted(folder.glob("*.jsonl")) if folder.is_dir() else []


@pytest.mark.parametrize("passages", shared_passages(), ids=lambda path: path.stem)
def test_practice_passages_are_told(passages):
    import json

    if passages.stem not in WORDS:
        return
    for line in passages.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        assert detect_language(passage["text"], WORDS) == passage["lang"], passage["id"]
