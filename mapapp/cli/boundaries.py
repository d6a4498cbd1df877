"""``boundaries``: a layer of surveyed boundaries for the theatre."""

from collections import Counter
from pathlib import Path

import click

from mapapp.boundaries import write_boundaries
from mapapp.config import Config
from mapapp.errors import GeometryError
from mapapp.layers import Drawn, LayerReport, has_crs_member, match_layer, read_layer
from mapapp.theatre import load_theatre

__all__ = ["boundaries_command"]


@click.command(
    "boundaries",
    epilog='Example: mapapp boundaries quarters.gpkg --name-field NAME --credit "City survey"',
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--name-field", "name_fields", multiple=True, required=True,
    help="Field that holds names; give several, the one to trust most first.",
)  # fmt: skip
@click.option("--credit", help="Whom the map credits for the layer; its file name if left out.")
@click.option("--dry-run", is_flag=True, help="Report only; write nothing.")
@click.pass_obj
def boundaries_command(
    config: Config, file: Path, name_fields: tuple[str, ...], credit: str | None, dry_run: bool
) -> None:
    """Bring the boundaries in FILE, GeoJSON or GeoPackage, into the theatre.

    Features are matched to places by name; the map then draws them in place of computed
    ground. Running it again replaces the boundaries; deleting boundaries.geojson takes them out.
    """
    theatre = load_theatre(config.theatre_dir)
    drawn = read_layer(file, name_fields)
    report = match_layer(drawn, theatre)
    for line in _report_lines(report, drawn):
        click.echo(line)
    if has_crs_member(file):
        click.echo("repaired: the obsolete crs member is left out")
    if not report.matched:
        raise GeometryError(
            f"No feature of {file} is a place of {theatre.id}.", "Name another --name-field."
        )
    if not dry_run:
        write_boundaries(theatre, report.boundaries(credit or file.name))
        click.echo(f"{theatre.boundaries_path} written; a running server has to be restarted")


def _report_lines(report: LayerReport, drawn: list[Drawn]) -> list[str]:
    repaired = Counter(repair for feature in drawn for repair in feature.repairs)
    merged = sum(len(features) - 1 for features in report.matched.values())
    return [
        f"{len(drawn)} features, {len(drawn) - len(report.unmatched)} matched to "
        f"{len(report.matched)} places ({merged} merged with another of the same place)",
        *(f"repaired: {repair} in {count} features" for repair, count in repaired.items()),
        *(
            f"not matched: feature {feature.number} "
            f"({' / '.join(feature.names) or 'without a name'}): {reason}"
            f"{'; it lies at ' + ', '.join(candidates) if candidates else ''}"
            for feature, reason, candidates in report.unmatched
        ),
        f"not in the layer, so still computed: {', '.join(report.undrawn) or 'none'}",
    ]
