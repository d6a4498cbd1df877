"""Imports go one way: a step knows the records and what stands to its left, nothing else."""

import ast

import pytest

from mapapp.config import ROOT

PACKAGE = ROOT / "mapapp"

#: Layers from left to right; a module may import from those before its own, and from its own.
LAYERS = [
    ["errors"],
    ["dates"],
    ["models", "config"],
    ["words"],
    ["names", "parallel"],
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
    ["drawing"],
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


@pytest.mark.parametrize("library", AT_THE_EDGE)
def test_a_library_is_known_at_its_edge_only(library):
    users = {unit(path) for path in FILES if library in {n.split(".")[0] for n in imports(path)}}
    assert users <= AT_THE_EDGE[library]
