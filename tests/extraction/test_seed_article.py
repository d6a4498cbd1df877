"""The article that the project was asked to start from: read whole, no more and no less.

Its text is not ours and is read where a checkout has it beside it.
"""

from datetime import date
from pathlib import Path

import pytest

from mapapp.config import ROOT
from mapapp.extraction import Extractor
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Article, Extraction
from mapapp.theatre import Theatre

_ARTICLES = sorted((ROOT.parent / "shared" / "seeds").glob("alep-est.fr.txt"))
_PUBLISHED = date(2016, 12, 6)


@pytest.fixture(params=_ARTICLES, ids=lambda path: path.name)
def read(request: pytest.FixtureRequest, theatre: Theatre) -> Extraction:
    path: Path = request.param
    extractor = Extractor(theatre, GazetteerGeocoder(theatre.places.values()))
    return extractor.extract(Article(path.read_text("utf-8"), "fr", _PUBLISHED))


def test_the_seed_article_gives_its_claims_and_no_other(read: Extraction) -> None:
    found = {
        (c.place, c.force, c.status, c.polarity, str(c.start and c.start.latest), str(c.source))
        for c in read.claims
        if c.place != "aleppo"
    }
    assert found == {
        ("qadi-askar", "government", "control", "asserted", "2016-12-06", "sohr"),
        ("qadi-askar", "opposition", "control", "asserted", "2012-12-31", "sohr"),
        ("karm-al-myassar", "government", "control", "asserted", "2016-12-06", "None"),
        ("karm-al-tahhan", "government", "control", "asserted", "2016-12-06", "None"),
        ("karm-al-qaterji", "government", "control", "asserted", "2016-12-06", "None"),
        ("shaar", "opposition", "besieged", "asserted", "None", "sohr"),
        ("shaar", "government", "control", "hypothetical", "None", "None"),
        ("west-aleppo", "government", "control", "asserted", "2012-12-31", "None"),
        ("east-aleppo", "opposition", "control", "asserted", "2012-12-31", "None"),
    }


def test_the_former_holder_of_qadi_askar_holds_it_until_the_night_of_its_capture(
    read: Extraction,
) -> None:
    former = [c for c in read.claims if (c.place, c.force) == ("qadi-askar", "opposition")]
    assert [(c.end.earliest, c.end.latest) for c in former if c.end] == [
        (date(2016, 12, 5), _PUBLISHED)
    ]


def test_its_two_shares_of_the_east_contradict_each_other_as_printed(read: Extraction) -> None:
    shares = [(p.value, p.of, p.force, p.relation, p.polarity, p.source) for p in read.percents]
    assert shares == [
        (80, "east-aleppo", "government", "held", "asserted", None),
        (70, "east-aleppo", "government", "held", "hypothetical", None),
    ]
