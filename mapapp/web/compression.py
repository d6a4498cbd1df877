"""Compresses what leaves the site, with Flask-Compress."""

from flask import Flask, Response
from flask_compress import Compress

from mapapp.web.answers import accepted_encoding

__all__ = ["init_app"]

_COMPRESSED = [
    "application/atom+xml",
    "application/feed+json",
    "application/geo+json",
    "application/json",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
]


def init_app(app: Flask) -> None:
    """Compresses every answer that is worth it and is not compressed already."""
    app.config.from_mapping(
        COMPRESS_REGISTER=False,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        COMPRESS_MIMETYPES=_COMPRESSED,
    )
    library = Compress(app)

    @app.after_request
    def compress(response: Response) -> Response:
        if "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        # The library takes "br;q=0", which refuses Brotli, for a wish for it.
        if accepted_encoding() == "identity":
            return response
        source = response.response
        packed: Response = library.after_request(response)
        # It reads a file to its end and leaves it open.
        if packed.response is not source and hasattr(source, "close"):
            packed.call_on_close(source.close)
        return packed
