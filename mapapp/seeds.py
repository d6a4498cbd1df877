"""How a theatre's files are read: every fault is told with its file, its line and a remedy.

Readers hand each fault to a ``Report`` and carry on with what is left. A report that raises
stops at the first fault, which is what a server wants; one that collects finds them all,
which is what ``check`` wants.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeAlias, TypeVar

from mapapp.errors import SeedError
from mapapp.models import LANGUAGES, Language

__all__ = ["Report", "Table", "parse_toml", "raise_fault", "read_seed"]

Report: TypeAlias = Callable[[SeedError], None]
_Value = TypeVar("_Value", str, bool, date)
_AT_LINE = re.compile(r"\(at line (\d+)")


def raise_fault(fault: SeedError) -> NoReturn:
    """The report that stops at the first fault."""
    raise fault


def read_seed(path: Path) -> str:
    """The text of a file.

    Raises:
        SeedError: it cannot be opened or is not UTF-8; nothing can be read without it.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SeedError(
            f"The file cannot be opened: {error.strerror}.",
            "Check the folder of the theatre.",
            path=str(path),
        ) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SeedError(
            "The text is not UTF-8.", "Save it as UTF-8.", path=str(path), line=line
        ) from error


def parse_toml(text: str, path: Path, *, first_line: int = 1) -> dict[str, Any]:
    """Parses TOML that begins at ``first_line`` of a file.

    Raises:
        SeedError: the text is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _AT_LINE.search(str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        reason = str(error).partition(" (at ")[0]
        raise SeedError(
            f"This is not TOML: {reason}.",
            "Compare the line with its neighbours; texts stand in quotes.",
            path=str(path),
            line=first_line + line - 1,
        ) from error


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file, whose values are checked as they are taken out.

    Args:
        values: keys and values.
        path: the file it stands in.
        line: the 1-based line on which its keys begin.
        text: the lines from there on, in which the line of a key is looked up.
        report: told of every fault.
    """

    values: Mapping[str, Any]
    path: Path
    line: int
    text: str
    report: Report

    def child(self, *keys: str) -> "Table":
        """A table inside this one; empty, and reported, if there is none."""
        header = f"[{'.'.join(keys)}]"
        values: Any = self.values
        for key in keys:
            values = values.get(key) if isinstance(values, Mapping) else None
        if not isinstance(values, Mapping):
            self.fault(header, f"There is no table {header}.", "Add it.")
            values = {}
        before, found, after = self.text.partition(f"\n{header}")
        if not found:  # its keys, or those of its children, stand under headers of their own
            return Table(values, self.path, self.line, self.text, self.report)
        line, lines = self.line + before.count("\n") + 1, after.partition("\n[")[0]
        return Table(values, self.path, line, lines, self.report)

    def fault(self, key: str, message: str, hint: str) -> None:
        """Reports a fault at the line on which ``key`` stands."""
        match = re.search(rf"^[ \t]*{re.escape(key)}\b", self.text, re.MULTILINE)
        line = self.line + self.text[: match.start()].count("\n") if match else self.line
        self.report(SeedError(message, hint, path=str(self.path), line=line))

    def _take(self, key: str, kind: type[_Value], hint: str, default: _Value) -> _Value:
        """The value of a key, or ``default``, reported, if it is missing or of another kind."""
        value: _Value | None = self.values.get(key)
        if type(value) is kind:  # exactly: true is no number, and a moment is no day
            return value
        self.fault(key, f"{key} is {'missing' if value is None else repr(value)}.", hint)
        return default

    def text_of(self, key: str) -> str:
        """A text that is not empty."""
        if self.values.get(key) == "":
            self.fault(key, f"{key} is empty.", f'Write {key} = "…".')
        return self._take(key, str, f'Write {key} = "…".', "")

    def optional_text(self, key: str) -> str:
        """A text, empty where the key is missing."""
        return self._take(key, str, f'Write {key} = "…".', "") if key in self.values else ""

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        return key in self.values and self._take(key, bool, "Write true or false.", False)

    def day(self, key: str) -> date:
        return self._take(key, date, f"Write {key} = 2016-12-06, without quotes.", date.min)

    def number(self, key: str, low: float, high: float) -> float:
        """A number from ``low`` to ``high``."""
        value: Any = self.values.get(key)
        if type(value) in {int, float} and low <= value <= high:
            return float(value)
        self.fault(key, f"{key} is {value!r}.", f"Write a number from {low:g} to {high:g}.")
        return low

    def choice(self, key: str, options: Collection[str]) -> str:
        """One of ``options``."""
        value = self.text_of(key)
        if value and value not in options:
            self.fault(key, f"{key} is {value!r}.", f"Choose one of {', '.join(options)}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, f"{key} is {value!r}.", f'Write {key} = ["…", "…"].')
            return ()
        return tuple(value)

    def names(self, key: str) -> dict[Language, str]:
        """A name in every language."""
        value = self.values.get(key)
        names = value if isinstance(value, Mapping) else {}
        missing = [language for language in LANGUAGES if not names.get(language)]
        if missing:
            self.fault(
                key,
                f"{key} has no name in {', '.join(missing)}.",
                'Write {fr = "…", en = "…", ar = "…"}.',
            )
        return {language: str(names.get(language, "")) for language in LANGUAGES}

    def only(self, *keys: str) -> None:
        """Reports keys that nobody reads: misspelt, most likely."""
        for key in self.values:
            if key not in keys:
                self.fault(key, f"Nothing reads {key!r}.", f"Known are {', '.join(keys)}.")
