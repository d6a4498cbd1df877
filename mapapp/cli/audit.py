"""``audit``: how right the map is, measured against the facts."""

import click

from mapapp.atlas import Atlas
from mapapp.audit import (
    BATTLE,
    Comparison,
    PlaceDays,
    Published,
    compare,
    place_days,
    published_shares,
    read_best_reading,
)
from mapapp.boundaries import theatre_extents
from mapapp.config import Config
from mapapp.dates import DateRange
from mapapp.facts import read_facts
from mapapp.models import Claim
from mapapp.pipeline import load, open_store
from mapapp.seeds import raise_fault
from mapapp.theatre import Theatre, load_theatre

__all__ = ["audit_command"]


@click.command("audit", epilog="Example: mapapp audit --all")
@click.option("--all", "show_all", is_flag=True, help="List each place and each dispatch.")
@click.pass_context
def audit_command(context: click.Context, show_all: bool) -> None:
    """Compare every dispatch with its facts, and the map with their best reading.

    Exits with 1 if a dispatch is read otherwise than its facts say.
    """
    config: Config = context.obj
    theatre = load_theatre(config.theatre_dir)
    differing = _print_comparisons(theatre, show_all)
    atlas = _atlas(config, theatre)
    reading = read_best_reading(theatre.folder / "best_reading.csv")
    _print_place_days(place_days(atlas.timeline(), reading), show_all)
    for row in published_shares(atlas, atlas.timeline()):
        click.echo(_share_line(row))
    context.exit(1 if differing else 0)


def _atlas(config: Config, theatre: Theatre) -> Atlas:
    store = open_store(config)
    load(theatre, store)
    return Atlas(theatre, store, theatre_extents(theatre, config.data_dir / "cache"))


def _print_comparisons(theatre: Theatre, show_all: bool) -> int:
    facts = {fact.number: fact for fact in read_facts(theatre.facts_path, raise_fault)}
    dispatches = list(theatre.read_dispatches())
    compared = list(compare(dispatches, facts, theatre))
    differing = [comparison for comparison in compared if comparison]
    for comparison in differing if show_all else differing[:20]:
        for line in _difference_lines(comparison):
            click.echo(line)
    carried = sum(len(dispatch.facts) for dispatch in dispatches)
    click.echo(
        f"Dispatches: {len(compared) - len(differing)} of {len(compared)} read as their "
        f"{carried} facts say"
    )
    return len(differing)


def _difference_lines(comparison: Comparison) -> list[str]:
    name = comparison.dispatch.path.name
    missing = [
        f"{name}: fact {fact.number} is not read: {place} {fact.event} "
        f"{fact.force_after} {fact.day}"
        for fact, place in comparison.missing
    ]
    return missing + [
        f"{name}: no fact says {_claim_text(claim)}: {claim.quote.text}"
        for claim in comparison.surplus
    ]


def _claim_text(claim: Claim) -> str:
    return (
        f"{claim.place} {claim.force} {claim.status} {claim.event} {claim.extent} "
        f"start={_range(claim.start)} end={_range(claim.end)} as_of={claim.as_of}"
    )


def _range(days: DateRange | None) -> str:
    return "..".join(days.to_json()) if days else "-"


def _print_place_days(found: PlaceDays, show_all: bool) -> None:
    if show_all:
        for place, days in sorted(found.wrong.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"{place}: {days} days otherwise than the facts")
    click.echo(
        f"Place-days {BATTLE[0]} to {BATTLE[1]}: {found.right} of {found.total} right, "
        f"{100 * found.right / found.total:.1f} %"
    )


def _share_line(row: Published) -> str:
    return (
        f"{row.day} {row.area} {row.relation} by {row.force}: published {row.published:g} % "
        f"({row.source or 'unnamed'}), computed {row.computed:.1f} %"
    )
