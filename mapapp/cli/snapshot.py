"""``snapshot``: a day as a picture, in a file."""

from pathlib import Path
from typing import Any

import click

from mapapp.atlas import Atlas
from mapapp.config import Config
from mapapp.errors import SnapshotError
from mapapp.extents import load_or_compute
from mapapp.models import LANGUAGES
from mapapp.pipeline import open_store
from mapapp.snapshots import FORMATS, SIZES, make_snapshot, parse_spec, to_file
from mapapp.theatre import load_theatre

__all__ = ["snapshot_command"]


@click.command(
    "snapshot", epilog="Example: mapapp snapshot --date 2016-12-06 --lang fr -o alep.png"
)
@click.option(
    "--date",
    "dates",
    required=True,
    multiple=True,
    metavar="YYYY-MM-DD",
    help="Day of the map; several give small maps side by side, up to nine.",
)
@click.option("--known", metavar="YYYY-MM-DD", help="Keep only what was published by that day.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the picture; French.")
@click.option("--size", type=click.Choice(list(SIZES)), help="Format; 1200x630 if left out.")
@click.option("--window", type=click.Choice(["east", "city"]), help="What is shown; east.")
@click.option("--title", help="Title in place of the finding.")
@click.option("--chart", is_flag=True, help="Add the shares over the whole period.")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    help=f"File to write; its ending says which format: {', '.join(FORMATS)}.",
)
@click.pass_obj
def snapshot_command(
    config: Config, /, dates: tuple[str, ...], output: str, chart: bool, **wish: Any
) -> None:
    """Draw the map of a day; the same wish from the same data gives the same bytes."""
    name = Path(output).suffix.removeprefix(".").lower()
    if name not in FORMATS:
        raise SnapshotError(
            f"{output} has no known ending.", f"End it with one of: {', '.join(FORMATS)}."
        )
    atlas = _atlas(config)
    spec = parse_spec({"date": list(dates), "chart": chart, **wish}, atlas)
    snapshot = make_snapshot(spec, atlas)
    body = to_file(snapshot, name)
    try:
        with click.open_file(output, "wb", atomic=True) as file:
            file.write(body)
    except OSError as error:
        raise SnapshotError(
            f"{output} cannot be written: {error.strerror}.", "Check the folder and its rights."
        ) from error
    click.echo(f"{output}: snapshot {snapshot.id}, {len(body):,} bytes", err=True)


def _atlas(config: Config) -> Atlas:
    theatre = load_theatre(config.theatre_dir)
    extents = load_or_compute(theatre.places.values(), config.data_dir / "cache")
    return Atlas(theatre, open_store(config), extents)
