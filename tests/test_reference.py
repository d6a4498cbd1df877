"""Every command and every setting is described, as the code has it."""

from pathlib import Path

import click
import pytest

from mapapp.cli import commands
from tests.reference import pages


@pytest.mark.parametrize(("path", "text"), pages().items(), ids=[p.stem for p in pages()])
def test_a_page_says_what_the_code_does(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run: make reference"


@pytest.mark.parametrize("name", commands.list_commands(click.Context(commands)))
def test_a_command_has_help_an_example_and_options_that_say_what_they_do(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert command.help
    assert command.epilog
    assert command.epilog.startswith(f"Example: mapapp {name}")
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option.name
