"""Every dependency has its reason, and is pinned."""

import re
import tomllib
from importlib.metadata import metadata

import pytest
from packaging.specifiers import SpecifierSet

from mapapp.config import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DEPENDENCIES = [
    ("dependencies", PROJECT["dependencies"], "requirements.txt"),
    ("dev", PROJECT["optional-dependencies"]["dev"], "requirements-dev.txt"),
]


@pytest.mark.parametrize(("_", "names", "pins"), DEPENDENCIES, ids=["run", "dev"])
def test_every_dependency_is_pinned(_: str, names: list[str], pins: str) -> None:
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / pins).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(names) <= set(pinned)


def test_every_pin_works_with_the_oldest_python_that_is_promised() -> None:
    oldest = PROJECT["requires-python"].removeprefix(">=") + ".0"
    pins = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)
    needs = {name: metadata(name).get("Requires-Python") or "" for name in names}
    assert [name for name in names if not SpecifierSet(needs[name]).contains(oldest)] == []


def test_every_dependency_is_there_with_its_reason_and_no_other() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z][\w-]*) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    told = [name for name, _, _ in rows if name != "library"]
    assert told == [name for _, names, _ in DEPENDENCIES for name in sorted(names)]
