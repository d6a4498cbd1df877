"""A theatre far larger than Aleppo: 5,000 places in a square, and claims about them at random."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree, ignore_patterns

from mapapp.config import ROOT, Config
from mapapp.intake import Intake
from mapapp.models import Article, Claim, Extraction
from mapapp.pipeline import open_store
from mapapp.theatre import load_theatre
from tests.bench.data_bench import made_up_claims

__all__ = ["build"]

PLACES, CLAIMS = 5_000, 25_000
_COLUMNS = (
    "id,part,kind,name_fr,name_en,name_ar,aliases,lon,lat,length_m,width_m,bearing_deg,accuracy,"
    "enclave,members"
)
#: Metres between neighbours; with the ellipses below the ground has no gaps.
_APART_M, _AXIS_M = 300, 440
_METRES_PER_DEGREE = 111_195
_WEST, _SOUTH = 37.0, 36.1


def build(folder: Path, places: int = PLACES, claims: int = CLAIMS) -> Config:
    """A site of its own in a folder, its store filled; some ten seconds' work."""
    config = Config(seeds_dir=folder / "seeds", data_dir=folder / "instance")
    seeds = ROOT / "seeds" / config.theatre
    copytree(seeds, config.theatre_dir, ignore=ignore_patterns("dispatches", "*.csv"))
    (config.theatre_dir / "dispatches").mkdir()
    for name in ("facts.csv", "best_reading.csv"):
        header = (seeds / name).read_text(encoding="utf-8").partition("\n")[0]
        (config.theatre_dir / name).write_text(f"{header}\n", encoding="utf-8")
    lines = [_COLUMNS, *_groups(places), *(_place(number, places) for number in range(places))]
    text = "".join(f"{line}\n" for line in lines)
    (config.theatre_dir / "places.csv").write_text(text, encoding="utf-8")
    _fill(config, made_up_claims(claims, places))
    return config


def _groups(places: int) -> list[str]:
    """The city and its halves, which theatre.toml names."""
    ids = [f"place-{number}" for number in range(places)]
    half = places // 2
    members = {
        "aleppo": "",
        "west-aleppo": ";".join(ids[:half]),
        "east-aleppo": ";".join(ids[half:]),
    }
    return [f"{i},1,area,{i},{i},{i},,,,,,,group,,{ids}" for i, ids in members.items()]


def _place(number: int, places: int) -> str:
    across = math.isqrt(places)
    row, column = divmod(number, across)
    lat = _SOUTH + row * _APART_M * math.sqrt(3) / 2 / _METRES_PER_DEGREE
    step = _APART_M / _METRES_PER_DEGREE / math.cos(math.radians(lat))
    lon = _WEST + (column + row % 2 / 2) * step
    name = f"Quartier {number},District {number},حي {number}"
    enclave = "whole" if number >= places // 2 else ""
    return (
        f"place-{number},1,neighbourhood,{name},,{lon:.6f},{lat:.6f},{_AXIS_M},{_AXIS_M},0,"
        f"{'measured' if number % 4 else 'approximate'},{enclave},"
    )


def _fill(config: Config, claims: Iterable[Claim]) -> None:
    """One article a day with what is claimed on it."""
    store, theatre = open_store(config), load_theatre(config.theatre_dir)
    reader, days = Intake(theatre).version, defaultdict(list)
    for claim in claims:
        days[claim.as_of].append(claim)
    for day, told in days.items():
        article = Article("…", "en", day + timedelta(days=1), title=str(day))
        store.add(
            article,
            Extraction("en", claims=tuple(replace(c, article=article.id) for c in told)),
            reader=reader,
        )
