"""Loading the theatre, and folding far more claims than it has."""

import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from mapapp import control
from mapapp.config import ROOT, Config
from mapapp.dates import DateRange
from mapapp.models import FORCES, Claim, Place, PlaceId, Quote
from mapapp.theatre import Theatre, load_theatre
from tests.bench import Figure

CLAIMS, PLACES = 100_000, 500
FIRST, DAYS = date(2012, 7, 19), 1618


def measure() -> Iterator[Figure]:
    theatre = load_theatre(ROOT / "seeds" / "aleppo")
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data_dir=Path(folder))
        yield Figure("load the theatre from nothing", run_load(config), "s", 20, most=True)
        loaded = database_hash(config)
        yield Figure("load it again", run_load(config), "s", 2, most=True)
        assert database_hash(config) == loaded, "loading again changed the database"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Figure("memory that loading takes at most", peak, "MB")
    claims, large = list(made_up_claims()), enlarged(theatre)
    grouped = timed(by_place_and_day, claims)
    beside = f"grouping them by place and day: {grouped:.2f} s"
    folding = timed(control.fold, claims, large)
    yield Figure("fold 100,000 claims over 500 places", folding, "s", 2, most=True, beside=beside)
    yield Figure("memory that folding keeps", kept(claims, large), "MB")


def run_load(config: Config) -> float:
    """Seconds that a user waits for the command: the start of Python is part of them."""
    environ = {**os.environ, "MAPAPP_DATA_DIR": str(config.data_dir)}
    command = [sys.executable, "-m", "mapapp", "load"]
    start = time.perf_counter()
    subprocess.run(command, env=environ, check=True, capture_output=True)
    return time.perf_counter() - start


def database_hash(config: Config) -> str:
    return hashlib.sha256((config.data_dir / "mapapp.sqlite").read_bytes()).hexdigest()


def timed(step, *arguments) -> float:
    """Seconds of this process: what else the machine does is no fault of the step."""
    start = time.process_time()
    step(*arguments)
    return time.process_time() - start


def kept(claims: list[Claim], theatre: Theatre) -> float:
    """MB that the spells of one fold take, after a first has filled what is cached."""
    control.fold(claims, theatre)
    tracemalloc.start()
    spells = control.fold(claims, theatre)
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    assert len(spells) == PLACES
    return size


def made_up_claims(count: int = CLAIMS, places: int = PLACES) -> Iterator[Claim]:
    """Gains, losses, fights and sieges on random days, as sources of all leanings tell them."""
    chance = random.Random(2016)
    for number in range(count):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        status, event = chance.choice(
            [("control", "gain")] * 4
            + [
                ("control", "hold"),
                ("control", "loss"),
                ("contested", "hold"),
                ("besieged", "hold"),
            ]
        )
        on_day = DateRange.of_day(day)
        yield Claim(
            PlaceId(f"place-{chance.randrange(places)}"),
            chance.choice(FORCES),
            status,
            Quote(0, 1, "…"),
            event=event,
            start=on_day if event == "gain" else None,
            end=on_day if event == "loss" else None,
            as_of=day,
            source=chance.choice(["sohr", "sana", None]),
            article=f"{number:012x}",
            published=day + timedelta(days=1),
        )


def enlarged(theatre: Theatre) -> Theatre:
    names = {"fr": "Lieu", "en": "Place", "ar": "مكان"}
    ids = [PlaceId(f"place-{number}") for number in range(PLACES)]
    return replace(theatre, places={i: Place(i, "neighbourhood", names) for i in ids})


def by_place_and_day(claims: list[Claim]) -> str:
    """What any fold has to do at least: bring the claims of a place into their order."""
    ordered = sorted((c.place, c.as_of.isoformat() if c.as_of else "", c.force) for c in claims)
    return json.dumps(ordered)
