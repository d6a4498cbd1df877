"""What many tests need: the theatre that ships and the atlas of its dispatches, made once."""

import pytest

from mapapp.atlas import Atlas
from mapapp.config import ROOT
from mapapp.extents import load_or_compute
from mapapp.pipeline import load
from mapapp.store import Store
from mapapp.theatre import Theatre, load_theatre


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    """Aleppo, as shipped."""
    return load_theatre(ROOT / "seeds" / "aleppo")


@pytest.fixture(scope="session")
def loaded_url(theatre, tmp_path_factory) -> str:
    """Address of a database with all dispatches; for reading only, since all tests share it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'loaded.sqlite'}"
    store = Store(url)
    store.migrate()
    load(theatre, store)
    return url


@pytest.fixture(scope="session")
def extents(theatre, tmp_path_factory):
    """The ground of every place, computed once."""
    return load_or_compute(theatre.places.values(), tmp_path_factory.mktemp("extents"))


@pytest.fixture(scope="session")
def atlas(theatre, loaded_url, extents) -> Atlas:
    """The shipped data, ready to be asked."""
    return Atlas(theatre, Store(loaded_url), extents)
