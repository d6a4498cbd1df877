"""Who held which neighbourhood, on which day, and which report says so."""

from typing import TYPE_CHECKING

from mapapp.config import Config

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(config: Config | None = None) -> "Flask":
    """The web application, complete and independent of any other.

    Args:
        config: all settings; left out, those of the environment.

    Raises:
        ConfigError: a setting cannot be used.
        SeedError: the theatre cannot be read.
    """
    # Imported here so that a command which serves nothing does not wait for the web.
    from flask import Flask

    from mapapp import web

    config = config or Config.from_environment()
    app = Flask(
        __name__,
        static_folder=str(config.static_dir),
        template_folder=str(config.template_dir),
    )
    web.init_app(app, config)
    return app
