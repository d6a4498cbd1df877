"""Every setting, once: its name, its default, what it does.

A setting is read from the environment variable ``MAPAPP_<NAME>``; tests pass values to
``Config`` directly. Folders lie beside the package, as absolute paths, so that nothing
depends on the working directory.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from mapapp.errors import ConfigError

__all__ = ["ROOT", "Config"]

ROOT = Path(__file__).resolve().parent.parent


def _help(text: str) -> dict[str, str]:
    return {"help": text}


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. ``Config.from_environment()`` reads them, tests build them."""

    data_dir: Path = field(
        default=ROOT / "instance",
        metadata=_help("Folder for what is computed: the database and the caches."),
    )
    seeds_dir: Path = field(
        default=ROOT / "seeds", metadata=_help("Folder that holds one folder per theatre.")
    )
    theatre: str = field(
        default="aleppo", metadata=_help("Name of the theatre to serve, a folder of seeds/.")
    )
    static_dir: Path = field(
        default=ROOT / "static", metadata=_help("Folder of styles, scripts and fonts.")
    )
    template_dir: Path = field(
        default=ROOT / "templates", metadata=_help("Folder of the page templates.")
    )
    database_url: str = field(
        default="",
        metadata=_help("SQLAlchemy URL of the database; empty means SQLite in data_dir."),
    )
    public_url: str = field(
        default="",
        metadata=_help(
            "Address under which readers reach the site; empty means that of the request."
        ),
    )
    tile_url: str = field(
        default="", metadata=_help("Template of a tile server; empty means the drawn ground.")
    )
    tile_attribution: str = field(
        default="", metadata=_help("Credit that the tile server asks for; needed with it.")
    )
    tile_grounds: str = field(
        default="",
        metadata=_help("Names of xyzservices grounds that readers may choose, parted by commas."),
    )
    nominatim: bool = field(
        default=False, metadata=_help("Whether the geocode command may ask Nominatim.")
    )
    nominatim_url: str = field(
        default="https://nominatim.openstreetmap.org", metadata=_help("Nominatim server to ask.")
    )
    user_agent: str = field(
        default="mapapp/1.0", metadata=_help("How mapapp names itself to other servers.")
    )
    max_article_bytes: int = field(
        default=5_000_000, metadata=_help("Longest article that is read, in bytes.")
    )
    snapshots_per_minute: int = field(
        default=30, metadata=_help("New pictures that one client may ask for in a minute.")
    )
    proxies: int = field(
        default=0,
        metadata=_help("Proxies in front of the server, whose X-Forwarded headers are believed."),
    )
    workers: int = field(default=2, metadata=_help("Processes of the web server."))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Config":
        """Reads ``MAPAPP_*`` variables.

        Raises:
            ConfigError: a variable names no setting, or its value has the wrong form.
        """
        environ = os.environ if environ is None else environ
        known = {f"MAPAPP_{setting.name.upper()}": setting for setting in fields(cls)}
        values: dict[str, Any] = {}
        for name, text in environ.items():
            if not name.startswith("MAPAPP_"):
                continue
            if name not in known:
                raise ConfigError(f"{name} is no setting.", f"Known are {', '.join(known)}.")
            setting = known[name]
            values[setting.name] = _convert(name, text, setting.default)
        return cls(**values)

    @property
    def theatre_dir(self) -> Path:
        return self.seeds_dir / self.theatre

    @property
    def store_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'mapapp.sqlite'}"


def _convert(name: str, text: str, default: object) -> object:
    """The text as the type of the default."""
    if isinstance(default, bool):
        if text.lower() not in {"0", "1", "true", "false"}:
            raise ConfigError(f"{name} is {text!r}.", "Write 1 or 0.")
        return text.lower() in {"1", "true"}
    if isinstance(default, int):
        if not text.isdigit():
            raise ConfigError(f"{name} is {text!r}.", "Write a whole number.")
        return int(text)
    return Path(text).resolve() if isinstance(default, Path) else text
