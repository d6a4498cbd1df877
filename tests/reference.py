"""Writes the pages of commands and settings from the code: ``python -m tests.reference``."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from mapapp.cli import commands
from mapapp.config import ROOT, Config

_COMMANDS = """\
# Commands

`python -m mapapp COMMAND` runs a step; where the package is installed, `mapapp COMMAND` does.
`-` stands for standard input or output, so that steps can be piped. Answers go to standard
output, progress and errors to standard error. Exit code 2 means that something has to be
mended, and the line printed says what.
"""
_SETTINGS = """\
# Settings

Each is read from the environment. One that is misspelt or has the wrong form stops the start
with a line that says so.

| variable | default | what it is |
|---|---|---|
"""
_WIDTH = 100


def pages() -> dict[Path, str]:
    """Each generated page, by its path."""
    docs = ROOT / "docs"
    return {
        docs / "cli.md": _COMMANDS + "".join(_command_sections()),
        docs / "settings.md": _SETTINGS + "".join(_setting_rows()),
    }


def _command_sections() -> Iterator[str]:
    settings = {"terminal_width": _WIDTH, **commands.context_settings}
    top = click.Context(commands, info_name="mapapp", **settings)
    for name in commands.list_commands(top):
        command = commands.get_command(top, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=top, **settings)
        yield f"\n## {name}\n\n```text\n{command.get_help(context)}\n```\n"


def _setting_rows() -> Iterator[str]:
    for setting in fields(Config):
        variable = f"MAPAPP_{setting.name.upper()}"
        yield f"| `{variable}` | {_shown(setting.default)} | {setting.metadata['help']} |\n"


def _shown(value: object) -> str:
    if isinstance(value, Path):
        return f"`{value.relative_to(ROOT)}`"
    if isinstance(value, bool):
        return f"`{int(value)}`"
    return f"`{value}`" if value != "" else "empty"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
