"""An explanation shows a person what was taken for what, and which rule made a claim of it."""

from collections.abc import Callable
from datetime import date

import pytest
from click.testing import Result

from mapapp.extraction import Extractor
from mapapp.extraction.explain import explained
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Article
from mapapp.theatre import Theatre

_TEXT = "L'armée a repris lundi Chaar aux rebelles, selon l'OSDH. Il pleuvait."


@pytest.fixture(scope="module")
def extractor(theatre: Theatre) -> Extractor:
    return Extractor(theatre, GazetteerGeocoder(theatre.places.values()))


def test_every_field_of_a_claim_is_shown_with_the_words_it_was_read_from(
    extractor: Extractor,
) -> None:
    article = Article(_TEXT, "fr", date(2016, 12, 6))
    sentence, parts, first, *_ = explained(extractor.extract(article))
    assert sentence == _TEXT.split(" Il ")[0]
    for part in (
        "[government: armée]", "[take asserted: a repris]", "[at 2016-12-05: lundi]",
        "[place shaar: Chaar]", "[opposition, to: rebelles]", "[source sohr: OSDH]",
    ):  # fmt: skip
        assert part in parts
    wanted = "shaar: government, control, gain 2016-12-05, asserted (fr.take.active; sohr;"
    assert wanted in first


def test_sentences_that_say_nothing_are_left_out(extractor: Extractor) -> None:
    lines = list(explained(extractor.extract(Article("Il pleuvait à Chaar.", "fr"))))
    assert lines == []


def test_parts_lie_where_their_words_stand_in_the_article(extractor: Extractor) -> None:
    text = "&laquo; Chaar &raquo; a été repris par l'armée."
    (trace,) = extractor.extract(Article(text, "fr", date(2016, 12, 6))).traces
    words = {text[part.start : part.end] for part in trace.parts}
    assert {"Chaar", "a été repris", "armée"} <= words


def test_the_command_prints_the_explanation(
    runner: Callable[..., Result], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("article") / "article.txt"
    path.write_text(_TEXT, "utf-8")
    result = runner(["extract", str(path), "--published", "2016-12-06", "--explain"])
    assert result.exit_code == 0
    assert "[place shaar: Chaar]" in result.output
