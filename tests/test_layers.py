"""Imports go one way: a step knows the records and what stands to its left, nothing else."""

import ast
import re

import pytest

from mapapp.config import ROOT

PACKAGE = ROOT / "mapapp"

#: Layers from left to right; a module may import from those before its own, and from its own.
LAYERS = [
    ["errors"],
    ["dates"],
    ["models", "config"],
    ["words"],
    ["names", "parallel", "collector"],
    ["seeds"],
    ["gazetteer", "dispatches", "extents", "reading"],
    ["theatre"],
    ["name_index"],
    ["geocoding", "nominatim", "boundaries", "facts", "corrections"],
    ["layers"],
    ["extraction"],
    ["extraction_json"],
    ["intake", "checking"],
    ["store"],
    ["control"],
    ["pipeline"],
    ["atlas"],
    ["features", "selection"],
    ["audit", "tables", "telling"],
    ["drawing", "joining"],
    ["snapshots"],
    ["web"],
    ["cli"],
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
#: Only these may know the web server's library, the map libraries, or the database's.
AT_THE_EDGE = {
    "flask": {"web", "__init__", "cli"},
    "folium": {"snapshots"},
    "geopy": {"geocoding", "nominatim", "cli"},
    "sqlalchemy": {"store", "migrations"},
    "click": {"cli"},
    "shapely": {"extents", "layers", "boundaries", "features", "drawing", "snapshots", "cli"},
}

VIEW = re.compile(r"\w+\.(get|post|route|app_errorhandler)\(")
CONSTANT = re.compile(r"[A-Z][A-Z0-9_]+")


def unit(path):
    """The module or package right below mapapp that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where things come from"
            if node.module == "mapapp":
                yield from (f"mapapp.{alias.name}" for alias in node.names)
            else:
                yield node.module


FILES = sorted(PACKAGE.rglob("*.py"))


def test_every_module_has_its_layer():
    assert {unit(path) for path in FILES} == {*RANK, "__init__", "__main__", "migrations"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_from_the_left_only(path):
    own = unit(path)
    if own in {"__init__", "__main__", "migrations"}:
        return
    for name in imports(path):
        if name.startswith("mapapp."):
            other = name.split(".")[1]
            allowed = other == own or other == "create_app" or RANK[other] < RANK[own]
            assert allowed, f"{own} may not import {other}"


def told(tree):
    """The names that a module lists in ``__all__``, or None if it has no list."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return None


def names(tree, *kinds):
    """The public names that statements of some kinds define; a view is known by its address."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and type(node) in kinds:
            if not any(VIEW.match(ast.unparse(decorator)) for decorator in node.decorator_list):
                yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign) and type(node) in kinds:
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.ImportFrom) and type(node) in kinds:
            yield from (alias.asname or alias.name for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_lists_what_others_may_use(path):
    if unit(path) in {"__main__", "migrations"}:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    listed = told(tree)
    assert listed is not None
    own = {name for name in names(tree, ast.FunctionDef, ast.ClassDef) if not name.startswith("_")}
    assigned = set(names(tree, ast.Assign, ast.AnnAssign))
    # A package hands on what its modules define.
    handed_on = set(names(tree, ast.ImportFrom)) if path.name == "__init__.py" else set()
    assert own | {name for name in assigned if CONSTANT.fullmatch(name)} <= set(listed)
    assert set(listed) <= own | assigned | handed_on


@pytest.mark.parametrize("library", AT_THE_EDGE)
def test_a_library_is_known_at_its_edge_only(library):
    users = {unit(path) for path in FILES if library in {n.split(".")[0] for n in imports(path)}}
    assert users <= AT_THE_EDGE[library]
