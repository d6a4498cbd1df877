"""What several tests of the site need."""

import shutil
import sqlite3
from dataclasses import replace

import pytest

from mapapp.config import Config


@pytest.fixture
def own(config: Config, tmp_path) -> Config:
    """Settings of a site whose database a test may change; it holds no snapshots yet."""
    folder = shutil.copytree(config.data_dir, tmp_path / "instance")
    with sqlite3.connect(folder / "mapapp.sqlite") as connection:
        for table in ("snapshot_files", "snapshots"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    return replace(config, data_dir=folder)
