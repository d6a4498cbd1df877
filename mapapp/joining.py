"""A script or a style and all that it imports, as one file.

The sources are plain modules that a browser can load as they are; but forty files cost forty
ways to the server and back, which is most of what a reader on a phone waits for. An imported
module becomes a function that is called once and gives what the module exports, in the order of
need, so that its names stay its own (ECMA-262, section 16.2.1).
"""

import re
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

__all__ = ["Joined"]

_MODULE_IMPORT = re.compile(r'^import\s+(?:([^";]+?)\s+from\s+)?"(\.[^"]+)";\n', re.MULTILINE)
_STYLE_IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
_DECLARED = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
#: As minifiers write it, at the end of a file.
_LISTED = re.compile(r"\bexport\s*\{([^}]*)\};?\s*$")
#: Syntax of modules that is understood by none of the above.
_STRANGE = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


class Joined:
    """A file with those it imports, each once, before whoever imports it.

    Attributes:
        text: a module with the same exports, or a style, that imports nothing.
        files: the file itself and all that went into it.

    Args:
        path: a script (``.js``) or a style (``.css``).

    Raises:
        OSError: it, or a file that it imports, cannot be read.
        ValueError: a module imports or exports in a way that is not understood here.
    """

    def __init__(self, path: Path) -> None:
        self._names: dict[Path, str] = {}
        self._parts: list[str] = []
        take = self._module if path.suffix == ".js" else self._style
        self._parts.append(take(path))
        self.text = "".join(self._parts)
        self.files = (path, *self._names)

    def _module(self, path: Path) -> str:
        """The text of a module, once those that it imports stand before it."""

        def bind(found: re.Match[str]) -> str:
            names, name = found[1], self._imported(_beside(path, found[2]))
            return f"const {_pattern(names)} = {name};\n" if names else ""

        return _MODULE_IMPORT.sub(bind, path.read_text(encoding="utf-8"))

    def _imported(self, path: Path) -> str:
        """The name by which what a module exports is known to the others."""
        if path not in self._names:
            text = self._module(path)
            self._names[path] = f"module{len(self._names)}"
            self._parts.append(f"const {self._names[path]} = {_function(path, text)};\n")
        return self._names[path]

    def _style(self, path: Path) -> str:
        text = path.read_text(encoding="utf-8")
        for found in _STYLE_IMPORT.finditer(text):
            imported = _beside(path, found[1])
            if imported not in self._names:
                self._names[imported] = ""
                self._parts.append(self._style(imported))
        return _STYLE_IMPORT.sub("", text)


def _beside(path: Path, address: str) -> Path:
    return Path(normpath(path.parent / address))


def _pattern(names: str) -> str:
    """``{ a, b as c }`` or ``* as d`` of an import as the left side of a declaration."""
    return names.replace(" as ", ": ") if names.startswith("{") else names.removeprefix("* as ")


def _function(path: Path, text: str) -> str:
    body = _LISTED.sub("", _DECLARED.sub(r"\1", text))
    if strange := _STRANGE.search(body):
        raise ValueError(
            f"{path.name} cannot be joined to what imports it: {strange[0]!r}. Export functions,"
            " classes and constants by their names, where they are declared."
        )
    return f"(() => {{\n{body}\nreturn {{ {', '.join(_exported(text))} }};\n}})()"


def _exported(text: str) -> Iterator[str]:
    """What a module exports, as the fields of an object."""
    for declared in _DECLARED.finditer(text):
        yield declared[2]
    if listed := _LISTED.search(text):
        for pair in listed[1].split(","):
            inner, _, outer = pair.strip().partition(" as ")
            yield f"{outer}: {inner}" if outer else inner
