"""The peer of the benchmark: the same answer, built with shapely for each request.

It is what such an API looks like without any preparation, and holds the same data.
"""

import json

import brotli
import shapely
from flask import Flask, Response, request

from mapapp.atlas import Atlas
from mapapp.cli.serve import Server
from mapapp.config import Config
from mapapp.dates import parse_day
from mapapp.extents import load_or_compute
from mapapp.features import control_json
from mapapp.pipeline import open_store
from mapapp.theatre import load_theatre


def create_peer(config: Config) -> Flask:
    theatre = load_theatre(config.theatre_dir)
    extents = load_or_compute(theatre.places.values(), config.data_dir / "cache")
    atlas = Atlas(theatre, open_store(config), extents)
    app = Flask(__name__)

    @app.get("/api/v1/control")
    def control() -> Response:
        collection = control_json(atlas, atlas.timeline(), parse_day(request.args["date"]))
        for feature in collection["features"]:
            shape = atlas.extents[feature["id"]]
            feature["geometry"] = shapely.geometry.mapping(shapely.set_precision(shape, 1e-6))
        body = brotli.compress(json.dumps(collection).encode(), quality=4)
        return Response(body, headers={"Content-Encoding": "br"}, mimetype="application/geo+json")

    return app


if __name__ == "__main__":
    Server(create_peer(Config.from_environment()), "127.0.0.1", 0, 2).run()
