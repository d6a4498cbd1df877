"""The three languages say the same things, and everything that is asked for is there."""

import json
import re
import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from mapapp.config import ROOT
from mapapp.dates import DateRange
from mapapp.extraction.time import Relation
from mapapp.models import LANGUAGES
from mapapp.words import Words

PLURALS = {
    "fr": {"one", "other"},
    "en": {"one", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
LEXICONS = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "mapapp/extraction/lexicons").glob("*.toml"))
]


def entries(lexicon):
    """All that evokes a frame."""
    return (entry for kind in ("verb", "noun", "phrase") for entry in lexicon[kind])


#: Roles of a party that no preposition gives.
ROLES_IN_CODE = set(
    re.findall(
        r"""\brole = "(\w+)\"""",
        (ROOT / "mapapp/extraction/chunks.py").read_text(encoding="utf-8"),
    )
)


# Words whose last part is chosen at run time, such as t("polarity_" ~ polarity).
FAMILIES = {
    "polarity": ("asserted", "hypothetical", "planned", "denied"),
    "leaning": ("neutral", "government", "opposition", "sdf", "isil"),
    "flag": ("claimed", "disputed", "besieged", "uncertain"),
    "explain": ("claimed", "disputed", "besieged", "uncertain"),
    "percent": ("held", "lost"),
    "part": ("predicate", "force", "place", "date", "source", "named_before"),
    "relation": [relation for relation in get_args(Relation) if relation != "at"],
    "frame": {entry["frame"] for words in LEXICONS for entry in entries(words)},
    "role": {role for words in LEXICONS for role in words["preposition"]} | ROLES_IN_CODE,
}
CALLS = {
    "*.js": re.compile(r"""\.text\(\s*["'`]([a-z0-9_]+)["'`]"""),
    "*.html": re.compile(r"""\bt\(\s*["']([a-z0-9_]+)["']\s*[,)]"""),
    "*.py": re.compile(r"""\b(?:words|self)\.text\(\s*["']([a-z0-9_]+)["']"""),
}


def sections(lang):
    with (ROOT / f"mapapp/words/{lang}.toml").open("rb") as file:
        return tomllib.load(file)


def flat(lang):
    return {key: text for texts in sections(lang).values() for key, text in texts.items()}


def placeholders(text):
    forms = [text] if isinstance(text, str) else text.values()
    return set().union(*(re.findall(r"\{(\w+)\}", form) for form in forms))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sections_and_keys_are_those_of_french(lang):
    french = {name: sorted(texts) for name, texts in sections("fr").items()}
    assert {name: sorted(texts) for name, texts in sections(lang).items()} == french


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_key_is_used_in_one_section_only(lang):
    keys = [key for texts in sections(lang).values() for key in texts]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_are_those_of_french(lang):
    french = {key: placeholders(text) for key, text in flat("fr").items()}
    assert {key: placeholders(text) for key, text in flat(lang).items()} == french


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_written_and_plurals_have_the_forms_of_the_language(lang):
    french = flat("fr")
    for key, text in flat(lang).items():
        forms = [text] if isinstance(text, str) else text.values()
        assert all(form.strip() == form and form for form in forms), key
        if "count" in placeholders(french[key]) and isinstance(french[key], dict):
            assert isinstance(text, dict), key
            assert set(text) == PLURALS[lang], key


def test_arabic_texts_are_in_arabic_script():
    own_names = {"lang_fr", "lang_en"}
    for key, text in flat("ar").items():
        forms = [text] if isinstance(text, str) else text.values()
        assert key in own_names or all(
            re.search(r"[\u060c\u0621-\u064a]", form) for form in forms
        ), key


def used_keys():
    for folder in ("static/js", "templates", "mapapp"):
        for pattern, call in CALLS.items():
            for path in sorted((ROOT / folder).rglob(pattern)):
                for key in call.findall(path.read_text(encoding="utf-8")):
                    yield path.relative_to(ROOT).as_posix(), key


def test_every_key_that_code_and_templates_use_exists():
    missing = [(path, key) for path, key in used_keys() if key not in flat("fr")]
    assert not missing
    assert len(list(used_keys())) > 40


def test_every_text_is_used_by_code_or_templates():
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("static/js", "templates", "mapapp")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".js", ".html", ".py", ".svg", ".xml"}
    )
    # "polarity_" ~ polarity, f"rule_{number}", `legend_${key}`: the rest is known at run time.
    prefixes = tuple(set(re.findall(r"""["'`]([a-z]+_)(?:["']\s*~|\$?\{)""", sources)))
    words = set(re.findall(r"\w+", sources))
    assert not [key for key in flat("fr") if key not in words and not key.startswith(prefixes)]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_of_keys_exists(family):
    assert {f"{family}_{member}" for member in FAMILIES[family]} <= set(flat("fr"))


def test_a_text_is_filled_in_and_its_number_chooses_the_form():
    assert Words("fr").text("changes_on_day", count=0) == "0 changement"
    assert Words("fr").text("changes_on_day", count=1200) == "1\u202f200 changements"
    assert Words("ar").text("changes_on_day", count=2) == "تغيّران"
    assert Words("ar").text("changes_on_day", count=3) == "3 تغيّرات"


def test_an_unknown_key_and_a_missing_value_are_faults():
    with pytest.raises(KeyError):
        Words("en").text("no_such_key")
    with pytest.raises(KeyError):
        Words("en").text("since")


def test_dates_are_written_as_exactly_as_they_are_known():
    words = Words("fr")
    assert words.days(DateRange.of_day(date(2016, 12, 6))) == "6 décembre 2016"
    assert words.days(DateRange.of_month(2016, 12)) == "déc. 2016"
    assert words.days(DateRange.of_year(2012)) == "2012"
    between = DateRange(date(2016, 12, 3), date(2016, 12, 6))
    assert words.days(between) == "entre le 3 décembre 2016 et le 6 décembre 2016"


def test_arabic_uses_the_months_of_the_levant_and_latin_digits():
    assert Words("ar").day(date(2016, 12, 6)) == "6 كانون الأول 2016"
    assert Words("ar").direction == "rtl"


def test_a_force_without_names_is_unknown():
    assert Words("en").force(None) == "Unknown"
    assert Words("en").force({"fr": "Rebelles", "en": "Rebels", "ar": "المعارضة"}) == "Rebels"


NODE = shutil.which("node") or next(
    str(path)
    for path in Path(ROOT).glob(".venv/lib/python3.*/site-packages/playwright/driver/node")
)
SCRIPT = """
import { Messages } from "MODULE";
const { lang, texts, days, spans, shares, numbers, counts } = JSON.parse(process.argv[1]);
const messages = new Messages(lang, texts);
const forms = ["day", "weekday", "short", "month", "year"];
process.stdout.write(JSON.stringify({
  days: days.map((day) => forms.map((form) => messages.day(day, form))),
  spans: spans.map(([from, to]) => messages.days(from, to)),
  shares: shares.map((share) => messages.percent(share)),
  numbers: numbers.map((number) => messages.number(number)),
  counts: counts.map((count) => messages.text("changes_on_day", { count })),
}));
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_writes_dates_and_numbers_as_the_server_does(lang):
    words = Words(lang)
    days = [date(2012, 7, 19), date(2013, 9, 1), date(2016, 5, 31), date(2016, 12, 6)]
    spans = [
        DateRange.of_day(days[0]), DateRange.of_month(2016, 2), DateRange.of_year(2012),
        DateRange(days[1], days[2]),
    ]  # fmt: skip
    shares, numbers, counts = [0, 0.004, 0.333, 0.8, 1], [0, 0.25, 7.5, 1618], [0, 1, 2, 5, 11, 100]
    epoch = date(1970, 1, 1)
    asked = {
        "lang": lang,
        "texts": words.for_scripts(),
        "days": [(day - epoch).days for day in days],
        "spans": [[(end - epoch).days for end in (s.earliest, s.latest)] for s in spans],
        "shares": shares,
        "numbers": numbers,
        "counts": counts,
    }
    script = SCRIPT.replace("MODULE", (ROOT / "static/js/messages.js").as_uri())
    command = [NODE, "--input-type=module", "--eval", script, json.dumps(asked)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    forms = ("day", "weekday", "short", "month", "year")
    assert told == {
        "days": [[words.day(day, form) for form in forms] for day in days],
        "spans": [words.days(span) for span in spans],
        "shares": [words.percent(share) for share in shares],
        "numbers": [words.number(number) for number in numbers],
        "counts": [words.text("changes_on_day", count=count) for count in counts],
    }
