"""Every dependency has its reason, and is pinned."""

import re
import tomllib

import pytest

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


def test_every_dependency_is_there_with_its_reason_and_no_other() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z][\w-]*) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    told = [name for name, _, _ in rows if name != "library"]
    assert told == [name for _, names, _ in DEPENDENCIES for name in sorted(names)]
