"""The rules of the method, each by what it does to a real case."""

from datetime import date

from tests.control.claims import claim, gain, hold, loss, on

SINCE_2012 = claim(
    "shaar", "opposition", start="2012-01-01..2012-12-31", as_of="2016-11-14", source="sohr"
)


def test_before_its_first_claim_a_place_is_unknown():
    spell = on([hold("shaar", "opposition", "2016-11-14")], "shaar", "2016-11-13")
    assert (spell.force, spell.since, spell.claims) == ("unknown", None, ())


def test_a_hold_lasts_until_a_claim_ends_it():
    told = [SINCE_2012, gain("shaar", "government", "2016-12-06", source="sohr")]
    assert on(told, "shaar", "2016-12-05").force == "opposition"
    assert on(told, "shaar", "2016-12-06").force == "government"
    assert on(told, "shaar", "2016-12-22").since == date(2016, 12, 6)
    assert on(told, "shaar", "2016-12-05").until == date(2016, 12, 6)


def test_the_evidence_of_a_hold_ages_until_a_newer_claim_supports_it():
    told = [SINCE_2012, hold("shaar", "opposition", "2016-12-01", source="afp")]
    assert on(told, "shaar", "2016-11-30").evidence_on == date(2016, 11, 14)
    assert on(told, "shaar", "2016-12-03").evidence_on == date(2016, 12, 1)


def test_hypothetical_planned_and_denied_claims_colour_nothing():
    for polarity in ("hypothetical", "planned", "denied"):
        supposed = gain("shaar", "government", "2016-12-06", polarity=polarity)
        assert on([SINCE_2012, supposed], "shaar", "2016-12-10") == on(
            [SINCE_2012], "shaar", "2016-12-10"
        )


# --- rule 3: weight follows the source ---


def test_a_gain_in_ones_own_favour_is_claimed_until_confirmed():
    told = [
        SINCE_2012,
        gain("shaar", "government", "2016-12-06", source="army"),
        hold("shaar", "government", "2016-12-08", source="sohr"),
    ]
    first, confirmed = on(told, "shaar", "2016-12-07"), on(told, "shaar", "2016-12-08")
    assert (first.force, first.claimed) == ("government", True)
    assert (confirmed.force, confirmed.claimed) == ("government", False)


def test_a_gain_that_the_other_side_reports_counts_in_full():
    told = [SINCE_2012, gain("shaar", "government", "2016-12-06", source="rebels")]
    assert on(told, "shaar", "2016-12-06").claimed is False


def test_a_side_that_reports_of_two_others_makes_a_claim():
    told = [
        SINCE_2012,
        gain("shaar", "isil", "2014-02-27", source="army", article="daily"),
        loss("shaar", "opposition", "2014-02-27", source="army", article="daily"),
    ]
    assert on(told, "shaar", "2014-03-01").claimed
    told.append(hold("shaar", "opposition", "2016-02-16", source="sohr"))
    assert on(told, "shaar", "2016-02-15").force == "isil"
    assert on(told, "shaar", "2016-02-16").force == "opposition"


def test_a_loss_that_a_side_reports_of_itself_ends_its_hold():
    told = [SINCE_2012, loss("shaar", "opposition", "2016-12-05", source="rebels")]
    assert on(told, "shaar", "2016-12-05").force == "unknown"


def test_a_loss_that_only_the_enemy_reports_ends_nothing():
    told = [SINCE_2012, loss("shaar", "opposition", "2016-12-05", source="army")]
    assert on(told, "shaar", "2016-12-05").force == "opposition"


def test_a_neutral_report_of_the_old_holder_takes_a_claimed_gain_back():
    told = [
        SINCE_2012,
        gain("shaar", "government", "2016-12-03", source="army"),
        hold("shaar", "opposition", "2016-12-05", source="sohr"),
    ]
    assert on(told, "shaar", "2016-12-04").claimed
    assert on(told, "shaar", "2016-12-05").force == "opposition"


# --- rule 4: contradiction ---


def test_taken_says_one_report_encircled_another():
    """Shaar on 6 December 2016."""
    told = [
        SINCE_2012,
        hold("shaar", "opposition", "2016-12-06", status="besieged", source="sohr"),
        gain("shaar", "government", "2016-12-06", source="sohr"),
    ]
    spell = on(told, "shaar", "2016-12-06")
    assert (spell.force, spell.disputed) == ("government", True)
    assert {told[1].id, told[2].id} <= set(spell.claims)
    assert on(told, "shaar", "2016-12-07").disputed is False


def test_a_later_still_holds_disputes_its_own_day_only():
    told = [
        SINCE_2012,
        gain("shaar", "government", "2016-12-06", source="sohr"),
        hold("shaar", "opposition", "2016-12-08", source="afp"),
    ]
    assert [on(told, "shaar", f"2016-12-0{day}").disputed for day in (7, 8, 9)] == [
        False,
        True,
        False,
    ]
    assert on(told, "shaar", "2016-12-08").force == "government"


def test_two_gains_of_equal_weight_on_one_day_favour_nobody():
    told = [
        gain("shaar", "government", "2016-12-06", source="sohr"),
        gain("shaar", "sdf", "2016-12-06", source="afp"),
    ]
    spell = on(told, "shaar", "2016-12-06")
    assert (spell.force, spell.disputed) == ("unknown", True)
    assert set(spell.contested_by) == {"government", "sdf"}


def test_where_only_one_of_two_gains_has_a_neutral_source_the_colour_follows_it_in_dispute():
    """Ayn al-Tal on 27 November 2016: the army, said the monitor; the SDF, said rebel media."""
    told = [
        SINCE_2012,
        gain("shaar", "government", "2016-11-27", source="sohr"),
        gain("shaar", "sdf", "2016-11-27", source="rebels"),
    ]
    spell = on(told, "shaar", "2016-11-27")
    assert (spell.force, spell.disputed) == ("government", True)
    assert {told[1].id, told[2].id} <= set(spell.claims)


def test_within_one_article_the_last_turn_of_the_day_counts():
    told = [
        SINCE_2012,
        gain("shaar", "government", "2016-12-06", source="sohr", article="a", at=10),
        gain("shaar", "opposition", "2016-12-06", source="sohr", article="a", at=90),
    ]
    assert on(told, "shaar", "2016-12-06").force == "opposition"


def test_an_article_that_names_the_former_holder_does_not_dispute_its_own_news():
    """ "The rebel quarter of Shaar fell to the army on Tuesday." """
    told = [
        SINCE_2012,
        hold("shaar", "opposition", "2016-12-06", source="sohr", article="a", at=4),
        gain("shaar", "government", "2016-12-06", source="sohr", article="a", at=4),
    ]
    spell = on(told, "shaar", "2016-12-06")
    assert (spell.force, spell.disputed) == ("government", False)


def test_a_claimed_gain_that_is_contradicted_does_not_move_the_map():
    """Sheikh Saeed on 30 November 2016: the army claims all, the monitor sees a third left."""
    told = [
        gain("sheikh-saeed", "opposition", "2013-02-02", source="sohr"),
        gain("sheikh-saeed", "government", "2016-11-30", source="army"),
        claim(
            "sheikh-saeed",
            "opposition",
            start="2016-11-30",
            status="contested",
            extent="part",
            source="sohr",
        ),
        claim(
            "sheikh-saeed",
            "government",
            start="2016-11-30",
            status="contested",
            extent="part",
            source="sohr",
        ),
    ]
    spell = on(told, "sheikh-saeed", "2016-12-01")
    assert (spell.force, spell.status) == ("opposition", "contested")
    assert set(spell.contested_by) == {"opposition", "government"}


# --- rule 5: groups ---


def test_a_group_fills_what_is_unknown_and_yields_to_what_is_specific():
    told = [
        gain("east-aleppo", "opposition", "2012-07-21..2012-08-31", source="sohr"),
        gain("shaar", "government", "2012-08-20", source="sohr"),
    ]
    assert on(told, "qadi-askar", "2012-09-01").force == "opposition"
    assert on(told, "shaar", "2012-09-01").force == "government"
    assert on(told, "sheikh-maqsoud", "2012-09-01").force == "unknown"


def test_a_group_fills_what_a_withdrawal_of_the_same_day_leaves_open():
    """Almaji on 7 December 2016: the rebels withdrew, the army held all of the old city."""
    told = [
        SINCE_2012,
        loss("shaar", "opposition", "2016-12-07", source="sohr"),
        hold("east-aleppo", "government", "2016-12-07", source="sohr"),
    ]
    assert on(told, "shaar", "2016-12-07").force == "government"


def test_a_group_ends_only_the_holds_that_it_names():
    article = {"article": "a", "source": "sohr"}
    told = [
        SINCE_2012,
        gain("qadi-askar", "sdf", "2016-11-28", source="sohr"),
        gain("east-aleppo", "government", "2016-12-22", **article),
        loss("east-aleppo", "opposition", "2016-12-22", **article),
    ]
    assert on(told, "shaar", "2016-12-22").force == "government"
    assert on(told, "qadi-askar", "2016-12-22").force == "sdf"
    assert on(told[:3], "shaar", "2016-12-22").force == "opposition"


def test_fighting_and_evacuation_of_a_group_change_no_holder():
    told = [
        SINCE_2012,
        hold("east-aleppo", "government", "2016-12-13", status="contested"),
        loss("east-aleppo", "opposition", "2016-12-15", source="sohr"),
    ]
    assert on(told, "shaar", "2016-12-20").force == "opposition"
    assert on(told, "shaar", "2016-12-20").status == "control"


def test_at_equal_onset_the_specific_beats_the_general():
    told = [
        gain("east-aleppo", "opposition", "2012-08-31", source="sohr"),
        gain("shaar", "government", "2012-08-31", source="sohr"),
    ]
    for order in (told, told[::-1]):
        assert on(order, "shaar", "2012-08-31").force == "government"


# --- rule 6: parts and fights ---


def test_a_part_does_not_colour_the_whole():
    part = claim(
        "shaar", "government", start="2016-12-05", status="contested", extent="part", source="sohr"
    )
    spell = on([SINCE_2012, part], "shaar", "2016-12-05")
    assert (spell.force, spell.status) == ("opposition", "contested")
    assert spell.contested_by == ("opposition", "government")


def test_a_part_that_its_winner_alone_reports_is_a_note_where_others_confirm_the_holder():
    """Karm al-Myassar on 6 December 2016, of which a rebel group claimed most back."""
    told = [
        gain("shaar", "government", "2016-12-04", source="sohr"),
        gain("shaar", "government", "2016-11-26..2016-12-06", source="afp"),
        claim(
            "shaar",
            "opposition",
            start="2016-12-06",
            event="gain",
            status="contested",
            extent="part",
            source="rebels",
        ),
    ]
    assert on(told, "shaar", "2016-12-06").status == "control"


def test_the_capture_of_the_whole_ends_the_fight():
    told = [
        SINCE_2012,
        hold("shaar", "government", "2016-12-05", status="contested", source="sohr"),
        gain("shaar", "government", "2016-12-06", source="sohr"),
    ]
    assert on(told, "shaar", "2016-12-05").status == "contested"
    assert on(told, "shaar", "2016-12-06").status == "control"


def test_the_capture_of_the_whole_group_ends_a_fight_with_its_loser():
    article = {"article": "a", "source": "sohr"}
    told = [
        gain("shaar", "government", "2016-12-06", source="sohr"),
        hold("shaar", "opposition", "2016-12-08", status="contested", source="sohr"),
        gain("east-aleppo", "government", "2016-12-22", **article),
        loss("east-aleppo", "opposition", "2016-12-22", **article),
    ]
    assert on(told, "shaar", "2016-12-21").status == "contested"
    assert on(told, "shaar", "2016-12-22").status == "control"


# --- rule 7: sieges ---


def test_a_siege_of_the_east_besieges_its_members_and_leaves_them_to_their_holder():
    siege = claim(
        "east-aleppo",
        "opposition",
        start="2016-07-17",
        as_of="2016-07-17",
        status="besieged",
        source="sohr",
    )
    told = [SINCE_2012, siege, gain("shaar", "government", "2016-12-06", source="sohr")]
    assert on(told, "shaar", "2016-07-16").besieged is False
    spell = on(told, "shaar", "2016-12-05")
    assert (spell.force, spell.besieged) == ("opposition", True)
    assert siege.id in spell.claims
    assert on(told, "shaar", "2016-12-06").besieged is False


def test_a_siege_ends_where_a_claim_says_that_it_was_broken():
    told = [
        SINCE_2012,
        hold("shaar", "opposition", "2016-07-17", status="besieged", source="sohr"),
        loss("shaar", "opposition", "2016-08-06", status="besieged", source="sohr"),
    ]
    assert on(told, "shaar", "2016-08-05").besieged
    assert not on(told, "shaar", "2016-08-06").besieged
    assert on(told, "shaar", "2016-08-06").force == "opposition"


# --- rule 8: ranges ---


def test_an_uncertain_onset_starts_on_the_latest_day_and_marks_the_earlier_ones():
    told = [SINCE_2012, gain("shaar", "government", "2016-12-03..2016-12-06", source="sohr")]
    before, during, after = (on(told, "shaar", f"2016-12-0{day}") for day in (2, 4, 6))
    assert (before.force, before.uncertain) == ("opposition", False)
    assert (during.force, during.uncertain) == ("opposition", True)
    assert told[1].id in during.claims
    assert (after.force, after.uncertain) == ("government", False)


def test_an_exact_report_settles_an_uncertain_onset():
    told = [
        SINCE_2012,
        gain("shaar", "government", "2016-12-03..2016-12-06", source="sohr"),
        gain("shaar", "government", "2016-12-04", source="afp"),
    ]
    assert on(told, "shaar", "2016-12-04").force == "government"
    assert on(told, "shaar", "2016-12-03").uncertain is False


# --- two times ---


def test_the_map_as_known_earlier_does_not_know_what_came_later():
    told = [
        SINCE_2012,
        gain("shaar", "government", "2016-12-06", source="sohr", published="2016-12-07"),
    ]
    assert on(told, "shaar", "2016-12-06", known="2016-12-06").force == "unknown"
    assert on(told, "shaar", "2016-12-06", known="2016-12-07").force == "government"
