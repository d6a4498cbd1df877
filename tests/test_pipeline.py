"""From dispatches to spells: repeatable, complete, and each article counted."""

from datetime import date

import pytest

from mapapp.intake import Intake
from mapapp.models import Article
from mapapp.pipeline import load, timeline
from mapapp.store import Store

TEXT = "L'armée syrienne a pris mardi le quartier de Qadi Askar aux rebelles, selon l'OSDH."


class Seeds:
    """A theatre whose dispatches a test chooses."""

    def __init__(self, theatre, articles):
        self._theatre, self.articles = theatre, list(articles)

    def __getattr__(self, name):
        return getattr(self._theatre, name)

    def dispatches(self):
        return iter(self.articles)


def dispatch(text=TEXT, day=date(2016, 12, 7), **more):
    return Article(text, "fr", published=day, publisher="P", source="sohr", kind="dispatch", **more)


@pytest.fixture
def store(tmp_path):
    made = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.migrate()
    return made


def test_loading_twice_changes_nothing(theatre, store):
    seeds = Seeds(theatre, [dispatch()])
    first = load(seeds, store)
    version = store.data_version()
    second = load(seeds, store)
    assert (first.read, first.unchanged) == (1, 0)
    assert (second.read, second.unchanged, second.claims) == (0, 1, 0)
    assert store.data_version() == version


def test_a_dispatch_that_left_the_seeds_leaves_the_map(theatre, store):
    seeds = Seeds(theatre, [dispatch(), dispatch(day=date(2016, 12, 8))])
    load(seeds, store)
    seeds.articles.pop()
    assert load(seeds, store).withdrawn == 1
    assert len(store.articles()) == 1


def test_an_article_added_by_hand_stays_and_one_taken_off_stays_off(theatre, store):
    taken = Intake(theatre).read(TEXT, name="x", published=date(2016, 12, 7))
    store.add(*taken)
    kept = dispatch()
    load(Seeds(theatre, [kept]), store)
    store.remove(kept.id)
    assert load(Seeds(theatre, [kept]), store).read == 0
    assert [article.id for article in store.articles()] == [taken.article.id]


def test_the_source_of_a_dispatch_speaks_where_its_sentences_name_none(theatre):
    silent = dispatch("L'armée syrienne a pris mardi le quartier de Qadi Askar.")
    claims = Intake(theatre).extract(silent).claims
    assert claims
    assert {claim.source for claim in claims} == {"sohr"}


def test_a_report_colours_its_place(theatre, store):
    load(Seeds(theatre, [dispatch()]), store)
    spells = timeline(theatre, store)["qadi-askar"]
    assert spells[-1].force == "government"
    assert spells[-1].since == date(2016, 12, 6)
    assert timeline(theatre, store, known=date(2016, 12, 6))["qadi-askar"][-1].force == "unknown"
