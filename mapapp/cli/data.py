"""``load``, ``check``, ``extents``, ``geocode``: the theatre's data."""

import json
import sys
from typing import Any

import click
from geopy.location import Location

from mapapp.boundaries import theatre_extents
from mapapp.checking import find_faults
from mapapp.config import Config
from mapapp.errors import ConfigError, PlaceNotFound
from mapapp.extents import Shape
from mapapp.features import geometry_json
from mapapp.geocoding import GazetteerGeocoder
from mapapp.models import Place
from mapapp.nominatim import NominatimGeocoder
from mapapp.pipeline import load, open_store
from mapapp.theatre import Theatre, load_theatre

__all__ = ["check_command", "extents_command", "geocode_command", "load_command"]

_DECIMALS = 6  # about 0.1 m; RFC 7946 section 11.2


@click.command("load", epilog="Example: mapapp load")
@click.pass_obj
def load_command(config: Config) -> None:
    """Bring the database up to the theatre's dispatches; repeating it changes nothing."""
    theatre = load_theatre(config.theatre_dir)
    with click.progressbar(length=1, label="Reading", file=sys.stderr) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        report = load(theatre, open_store(config), progress=progress)
    for reject in report.rejects:
        click.echo(f"{reject.article.title or reject.article.id}: {reject.error}", err=True)
    click.echo(report)


@click.command("check", epilog="Example: mapapp check")
@click.pass_context
def check_command(context: click.Context) -> None:
    """Look for faults in the theatre's files; name file, line and remedy of each."""
    config: Config = context.obj
    faults = find_faults(config.theatre_dir)
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        click.echo(f"{config.theatre}: {len(faults)} faults", err=True)
        context.exit(2)
    click.echo(f"{config.theatre}: no faults")


@click.command("extents", epilog="Example: mapapp extents --output extents.geojson")
@click.option("--output", default="-", help="File to write; standard output if left out.")
@click.pass_obj
def extents_command(config: Config, output: str) -> None:
    """Write the ground of every place as GeoJSON; it is computed once for a gazetteer."""
    theatre = load_theatre(config.theatre_dir)
    extents = theatre_extents(theatre, config.data_dir / "cache")
    features = [_feature(theatre.places[place], shape) for place, shape in extents.items()]
    collection = {"type": "FeatureCollection", "features": features}
    with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as file:
        file.write(json.dumps(collection, ensure_ascii=False) + "\n")


@click.command("geocode", epilog='Example: mapapp geocode "Boustane al-Qasr"')
@click.argument("name")
@click.option("--nominatim", is_flag=True, help="Ask Nominatim where the gazetteer has no answer.")
@click.pass_obj
def geocode_command(config: Config, name: str, nominatim: bool) -> None:
    """Say which place NAME means: one line of JSON, or an error that lists the candidates."""
    theatre = load_theatre(config.theatre_dir)
    try:
        found: Location = GazetteerGeocoder(theatre.places.values()).geocode(name)
    except PlaceNotFound:
        if not nominatim:
            raise
        found = _nominatim(config, theatre).geocode(name)
    answer = {
        **found.raw,
        "name": found.address,
        "lon": round(found.longitude, _DECIMALS),
        "lat": round(found.latitude, _DECIMALS),
    }
    click.echo(json.dumps(answer, ensure_ascii=False))


def _nominatim(config: Config, theatre: Theatre) -> NominatimGeocoder:
    if not config.nominatim:
        raise ConfigError("Nominatim is switched off.", "Set MAPAPP_NOMINATIM=1 to allow it.")
    return NominatimGeocoder(
        config.nominatim_url,
        config.user_agent,
        theatre.places.values(),
        config.data_dir / "nominatim.json",
    )


def _feature(place: Place, shape: Shape) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place.id,
        "properties": {"name": place.names, "accuracy": place.accuracy},
        "geometry": geometry_json(shape),
    }
