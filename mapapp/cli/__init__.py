"""The command line: one short command per step, ``-`` for standard input and output.

A command's module is imported when the command runs, so that ``extract`` does not wait for
the database or the web server. Answers go to standard output; progress and errors go to
standard error, an error on one line that says what to do, with exit code 2.
"""

from importlib import import_module
from typing import NoReturn

import click

from mapapp.config import Config
from mapapp.errors import MapappError

__all__ = ["Commands", "Failure", "commands", "main"]

#: Command and the module that holds it, in the order of the help.
_MODULES = {
    "extract": "extract",
    "add": "articles",
    "remove": "articles",
    "list": "articles",
    "load": "data",
    "check": "data",
    "extents": "data",
    "geocode": "data",
    "boundaries": "boundaries",
    "audit": "audit",
    "snapshot": "snapshot",
    "serve": "serve",
}


class Failure(click.ClickException):
    """An error the user can mend: one line, exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """Finds a command in its module, and turns mapapp's errors into failures."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"mapapp.cli.{_MODULES[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except MapappError as error:
            raise Failure(" ".join(str(error).split())) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Who held which neighbourhood of East Aleppo, on which day, and which report says so."""
    ctx.obj = ctx.obj or Config.from_environment()


def main() -> NoReturn:
    """Runs the command that the arguments name."""
    commands(prog_name="mapapp")
    raise SystemExit
