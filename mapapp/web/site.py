"""What every view asks: the settings, the theatre, the data as they are now."""

import hashlib
from pathlib import Path

from flask import current_app

from mapapp.atlas import Atlas, AtlasKeeper
from mapapp.boundaries import theatre_extents
from mapapp.config import Config
from mapapp.corrections import read_corrections
from mapapp.store import Store
from mapapp.theatre import Theatre, load_theatre
from mapapp.web.bodies import Bodies
from mapapp.web.limits import Limits

__all__ = ["Site", "site"]

_MAKE_ANSWERS = {".py", ".toml", ".html", ".svg", ".xml", ".csv", ".geojson"}


class Site:
    """One theatre as it is served.

    Opens no connection and takes no lock while it is made, so that a server may make it
    before it forks its workers.

    Raises:
        SeedError: the theatre cannot be read.
        GeometryError: its places have no ground to draw.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.theatre: Theatre = load_theatre(config.theatre_dir)
        self.corrections = read_corrections(self.theatre)
        self.ground = self.theatre.ground()
        extents = theatre_extents(self.theatre, config.data_dir / "cache")
        self.store = Store(config.store_url)
        self._keeper = AtlasKeeper(self.theatre, self.store, extents)
        self._files = _fingerprint(
            Path(__file__).parents[1], config.template_dir, config.theatre_dir
        )
        self._bodies: Bodies | None = None
        self.limits = Limits(config.snapshots_per_minute)

    @property
    def atlas(self) -> Atlas:
        """The data as they are now.

        Raises:
            StoreError: the database cannot be read.
        """
        return self._keeper.current()

    @property
    def bodies(self) -> Bodies:
        """Ready answers about the data as they are now."""
        atlas = self.atlas
        if self._bodies is None or self._bodies.atlas is not atlas:
            self._bodies = Bodies(atlas)
        return self._bodies

    def prepare(self) -> None:
        """Reads and folds the data ahead of the first request.

        Raises:
            StoreError: the database cannot be read.
        """
        atlas = self.atlas
        self.bodies.control(atlas.theatre.opening, atlas.newest, "br")

    @property
    def version(self) -> str:
        """Names all that an answer depends on beside its address: data, rules, files."""
        return f"{self.atlas.version}-{self._files}"


def site() -> Site:
    """The site that the current request is for."""
    found: Site = current_app.extensions["mapapp"]
    return found


def _fingerprint(*folders: Path) -> str:
    """Hash of the files that make answers, so that neither a new release nor new boundaries
    are taken for the old.
    """
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in _MAKE_ANSWERS:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
