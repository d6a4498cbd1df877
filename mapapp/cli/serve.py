"""``serve``: the map, by gunicorn, after bringing the database up to the seeds."""

import socket
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from mapapp import create_app
from mapapp.config import Config
from mapapp.errors import ConfigError
from mapapp.pipeline import load, open_store
from mapapp.theatre import load_theatre
from mapapp.web.files import pack_all

__all__ = ["Server", "serve_command"]

_THREADS = 4  # for each worker, so that a slow reader does not keep others waiting


@click.command("serve", epilog="Example: mapapp serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port of it."
)
@click.option("--workers", type=click.IntRange(1), help="Processes; MAPAPP_WORKERS if left out.")
@click.pass_obj
def serve_command(config: Config, host: str, port: int, workers: int | None) -> None:
    """Serve the map until interrupted; port 0 picks a free one."""
    _check_free(host, port)
    report = load(load_theatre(config.theatre_dir), open_store(config))
    click.echo(report, err=True)
    app = create_app(config)
    app.extensions["mapapp"].prepare()  # the workers share what is read before they part
    pack_all(app)
    Server(app, host, port, workers or config.workers).run()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with mapapp's settings in place of a configuration file."""

    def __init__(self, app: Flask, host: str, port: int, workers: int) -> None:
        self._app = app
        self._settings: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": _THREADS,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,  # mapapp writes nothing outside its data folder
            "when_ready": _say_address,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def _say_address(server: Any) -> None:
    for listener in server.LISTENERS:
        host, port = listener.sock.getsockname()[:2]
        click.echo(
            f"mapapp serves the map at http://{f'[{host}]' if ':' in host else host}:{port}/"
        )


def _check_free(host: str, port: int) -> None:
    """Asks for the address once; gunicorn would try it five times and log each."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise ConfigError(
            f"Port {port} of {host} cannot be used: {error.strerror}.",
            "Name another with --port, or 0 for any free one.",
        ) from error
