"""What many tests need: the theatre that ships, its atlas, and the site that serves it."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from mapapp import create_app
from mapapp.atlas import Atlas
from mapapp.boundaries import theatre_extents
from mapapp.cli import commands
from mapapp.config import ROOT, Config
from mapapp.extents import load_or_compute
from mapapp.pipeline import load, open_store
from mapapp.theatre import Theatre, load_theatre

# How long an example takes says more of the machine than of the code.
settings.register_profile("mapapp", deadline=None)
settings.load_profile("mapapp")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests over files beside the project: where none lies there, there is no such test."""
    without = [item for item in items if _has_no_parameters(item)]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


def _has_no_parameters(item: pytest.Item) -> bool:
    reasons = (mark.kwargs.get("reason", "") for mark in item.iter_markers("skip"))
    return any(reason.startswith("got empty parameter set") for reason in reasons)


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    """Aleppo, as shipped."""
    return load_theatre(ROOT / "seeds" / "aleppo")


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory, theatre: Theatre) -> Config:
    """Settings of a site with every dispatch loaded; tests only read it."""
    made = Config(data_dir=tmp_path_factory.mktemp("instance"))
    load(theatre, open_store(made))
    theatre_extents(theatre, made.data_dir / "cache")
    return made


@pytest.fixture(scope="session")
def atlas(theatre: Theatre, config: Config) -> Atlas:
    """The shipped data, ready to be asked."""
    extents = load_or_compute(theatre.places.values(), config.data_dir)
    return Atlas(theatre, open_store(config), extents)


@pytest.fixture
def empty_config(tmp_path: Path, config: Config) -> Config:
    """Settings of a site of its own with nothing on the map, for tests that add to it."""
    shutil.copytree(config.data_dir / "cache", tmp_path / "cache")  # the ground is the same
    made = Config(data_dir=tmp_path)
    open_store(made)
    return made


class _Client(FlaskClient):
    """Takes an answer to its end and closes it, as a web server does."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture(scope="session")
def app(config: Config) -> Flask:
    made = create_app(config)
    made.test_client_class = _Client
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(config: Config) -> Callable[..., Result]:
    """Runs a command: ``runner(["list"])``."""
    return partial(CliRunner().invoke, commands, obj=config)
