"""What many tests need: the theatre that ships, loaded once."""

import pytest

from mapapp.config import ROOT
from mapapp.theatre import Theatre, load_theatre


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    """Aleppo, as shipped."""
    return load_theatre(ROOT / "seeds" / "aleppo")
