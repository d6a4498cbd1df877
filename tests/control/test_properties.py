"""What holds for any claims whatever."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.control import fold
from mapapp.dates import DateRange
from mapapp.models import Claim, Quote
from tests.control.claims import FIRST, LAST, PLACES, SOURCES, THEATRE

DAYS = st.dates(date(2012, 7, 1), date(2016, 12, 31))
RANGES = st.builds(
    lambda day, length: DateRange(day, day + timedelta(days=length)), DAYS, st.integers(0, 40)
)
CLAIMS = st.builds(
    Claim,
    place=st.sampled_from(sorted(PLACES)),
    force=st.sampled_from(["government", "opposition", "sdf", "unknown"]),
    status=st.sampled_from(["control", "contested", "besieged"]),
    quote=st.builds(Quote, st.integers(0, 99), st.just(100), st.just("")),
    polarity=st.sampled_from(["asserted"] * 5 + ["hypothetical", "planned", "denied"]),
    extent=st.sampled_from(["whole", "whole", "part"]),
    event=st.sampled_from(["gain", "loss", "hold"]),
    start=st.none() | RANGES,
    end=st.none() | RANGES,
    as_of=st.none() | DAYS,
    source=st.none() | st.sampled_from(sorted(SOURCES)),
    article=st.sampled_from("abcdef"),
    published=DAYS,
)
TOLD = st.lists(CLAIMS, max_size=14)


@given(TOLD)
def test_spells_leave_no_gap_and_never_overlap(claims):
    for spells in fold(claims, THEATRE).values():
        assert spells[0].start == FIRST
        assert spells[-1].end == LAST + timedelta(days=1)
        assert all(spell.start < spell.end for spell in spells)
        assert all(a.end == b.start for a, b in pairwise(spells))


@given(TOLD, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, chance: random.Random):
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert fold(claims, THEATRE) == fold(shuffled, THEATRE)


@given(TOLD, CLAIMS, DAYS)
def test_a_later_publication_never_changes_the_map_as_known_earlier(claims, late, known):
    late = replace(late, published=known + timedelta(days=1))
    assert fold([*claims, late], THEATRE, known=known) == fold(claims, THEATRE, known=known)


@given(TOLD, CLAIMS, st.sampled_from(["hypothetical", "planned", "denied"]))
def test_what_is_not_asserted_changes_nothing(claims, other, polarity):
    assert fold([*claims, replace(other, polarity=polarity)], THEATRE) == fold(claims, THEATRE)


@given(TOLD)
def test_every_coloured_day_leads_to_a_claim(claims):
    known = {claim.id for claim in claims}
    for spells in fold(claims, THEATRE).values():
        for spell in spells:
            assert set(spell.claims) <= known
            if spell.force != "unknown" or spell.status == "contested":
                assert spell.claims
            if spell.disputed or spell.besieged or spell.uncertain:
                assert spell.claims


@given(TOLD)
def test_a_claim_told_twice_counts_once(claims):
    assert fold([*claims, *claims], THEATRE) == fold(claims, THEATRE)


@given(TOLD)
@settings(max_examples=50)
def test_since_and_until_frame_the_spell(claims):
    for spells in fold(claims, THEATRE).values():
        for spell in spells:
            assert spell.since is None or spell.since <= spell.start
            assert spell.until is None or spell.until >= spell.end
