"""Reading reports: articles a second, start-up, memory, and time over the length of a text.

Two peers that do a small part of the work tell what the figures are worth, where they are
installed (``pip install flashtext2 dateparser``): one only finds names, one only dates.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path

from mapapp.config import ROOT
from mapapp.dates import parse_day
from mapapp.extraction import Extractor
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Article
from mapapp.parallel import cores
from mapapp.theatre import Theatre, load_theatre
from tests.bench import Figure

WORDS, ARTICLES, DAY = 350, 2000, "2016-12-06"
PASSAGES = ROOT / "tests" / "passages" / "fr.jsonl"


def measure() -> Iterator[Figure]:
    theatre = load_theatre(ROOT / "seeds" / "aleppo")
    articles = make_articles()
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text("L'armée a repris Chaar.", encoding="utf-8")
        start = min(run(str(short)) for _ in range(3))
        yield Figure("start, read one sentence, end", start, "s", 0.5, most=True)
        lines = Path(folder) / "articles.jsonl"
        lines.write_text("\n".join(map(as_line, islice(cycle(articles), ARTICLES))), "utf-8")
        rate = ARTICLES / run("--jsonl", str(lines))
        what = f"articles of {WORDS} words, {cores()} processes"
        yield Figure(what, rate, "/s", 300 if cores() > 1 else 150, beside=peers(theatre, articles))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        yield Figure("memory of the largest process", memory, "MB", 150, most=True)
    extractor = Extractor(theatre, GazetteerGeocoder(theatre.places.values()))
    for kind, text in long_texts(articles[0]).items():
        article = Article(text, "fr", parse_day(DAY))
        taken = timed(lambda article=article: extractor.extract(article))
        yield Figure(f"1 MB of {kind}", taken, "s", 5, most=True)


def make_articles() -> list[str]:
    """Articles of the passages that the quality is measured with, each of some 350 words."""
    made: list[str] = []
    current: list[str] = []
    for line in PASSAGES.read_text(encoding="utf-8").splitlines():
        current.append(json.loads(line)["text"])
        if sum(len(text.split()) for text in current) >= WORDS:
            made.append("\n\n".join(current))
            current = []
    return made


def long_texts(article: str) -> dict[str, str]:
    """A megabyte of a report, and of what no reader sends but a machine may."""
    return {
        "reports": megabyte(article + "\n\n"),
        "reports without a full stop": megabyte(article.replace(".", ",") + ", "),
        "one name over and over": megabyte("Karam al-Jabal "),
        "a list of names": megabyte("Chaar, Karam al-Jabal et Marjé, "),
        "verbs and pronouns": megabyte("il a repris qui avait pris ce quartier "),
        "numbers": megabyte("5 6/12/2016 1 000 70 % "),
        "one word": "a" * 1_000_000,
        "brackets": "(" * 1_000_000,
    }


def megabyte(piece: str) -> str:
    return (piece * (1_000_000 // len(piece) + 1))[:1_000_000]


def as_line(text: str) -> str:
    return json.dumps({"id": "a", "text": text, "published": DAY, "lang": "fr"})


def run(*arguments: str) -> float:
    """Seconds that the command ``extract`` takes."""
    command = [sys.executable, "-m", "mapapp", "extract", *arguments, "--published", DAY]
    if "--jsonl" in arguments:
        command = command[:-2]
    return timed(lambda: subprocess.run(command, check=True, capture_output=True))


def timed(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def peers(theatre: Theatre, articles: list[str]) -> str:
    """What the peers reach with one process, for the part of the work that they do."""
    found = []
    for name, make in (("flashtext2", find_names), ("dateparser", find_dates)):
        try:
            step = make(import_module(name), theatre)
        except ImportError:
            continue
        some = articles[:10]
        rate = len(some) / timed(lambda step=step, some=some: [step(text) for text in some])
        found.append(f"{name} alone, one process: {rate:,.0f}/s")
    return "; ".join(found)


def find_names(flashtext, theatre: Theatre) -> Callable[[str], object]:
    """Names and nothing else: no inflected forms, no surroundings, nothing said of them."""
    names = flashtext.KeywordProcessor(case_sensitive=False)
    names.add_keywords_from_iter(
        [
            name
            for place in theatre.places.values()
            for name in {*place.names.values(), *place.aliases}
        ]
    )
    return names.extract_keywords


def find_dates(dateparser, _: Theatre) -> Callable[[str], object]:
    """Dates and nothing else: it does not tell what happened on them."""
    search = import_module("dateparser.search").search_dates
    return lambda text: search(text, languages=["fr"])


if __name__ == "__main__":
    for figure in measure():
        print(figure)
