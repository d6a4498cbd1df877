"""The grounds of tiles that the operator allows; without any, the ground is drawn.

A ground is a server of the operator's own, or one that xyzservices knows by name. Only the
hosts named here may be asked for pictures (``headers``).
"""

from typing import NamedTuple
from urllib.parse import urlsplit

import xyzservices

from mapapp.config import Config
from mapapp.errors import ConfigError

__all__ = ["Ground", "grounds"]

_MAX_ZOOM = 19


class Ground(NamedTuple):
    """Tiles as Leaflet wants them; ``attribution`` is HTML of the operator or the library."""

    name: str
    url: str
    attribution: str
    max_zoom: int = _MAX_ZOOM

    @property
    def origin(self) -> str:
        """Scheme and host; ``{s}`` stands for any of its names."""
        parts = urlsplit(self.url.replace("{s}", "*"))
        return f"{parts.scheme}://{parts.netloc}"


def grounds(config: Config) -> tuple[Ground, ...]:
    """The grounds that a reader may choose from, the first of them shown.

    Raises:
        ConfigError: an address is none, or xyzservices knows no such ground without a key.
    """
    named = [name.strip() for name in config.tile_grounds.split(",") if name.strip()]
    return (*_own(config), *map(_known, named))


def _own(config: Config) -> tuple[Ground, ...]:
    if not config.tile_url:
        return ()
    parts = urlsplit(config.tile_url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ConfigError(
            f"MAPAPP_TILE_URL is {config.tile_url!r}.", "Write https://host/{z}/{x}/{y}.png."
        )
    return (Ground(parts.netloc.replace("{s}.", ""), config.tile_url, config.tile_attribution),)


def _known(name: str) -> Ground:
    try:
        provider = xyzservices.providers.query_name(name)
    except ValueError as error:
        raise ConfigError(
            f"MAPAPP_TILE_GROUNDS names {name!r}, which xyzservices does not know.",
            "Write names such as OpenStreetMap.Mapnik, parted by commas.",
        ) from error
    if provider.requires_token():
        raise ConfigError(
            f"The ground {name!r} asks for a key.",
            "Give its whole address, key included, as MAPAPP_TILE_URL.",
        )
    return Ground(
        name=str(provider.name).replace(".", " "),
        url=provider.build_url(),
        attribution=str(provider.get("html_attribution", provider.attribution)),
        max_zoom=int(provider.get("max_zoom", _MAX_ZOOM)),
    )
