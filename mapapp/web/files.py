"""The files of ``static/``, compressed once and as small as can be.

They change with a release only, so each is packed once, when the server starts or when it is
first asked for, and served from memory from then on. Pages, which change with every day, get a
quicker level.
"""

from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

import brotli
from flask import Flask, Response, current_app, request

__all__ = ["init_app", "pack_all"]

#: What is worth packing: scripts, styles and drawings, not pictures.
_PACKED = frozenset({"text/javascript", "text/css", "image/svg+xml", "application/json"})
#: The smallest; 0.4 s for the largest file.
_QUALITY = 11
_FILES = 256
#: Headers that say nothing about a packed file; forty files would carry 5 kB of them.
_NEEDLESS = ("Content-Disposition", "Last-Modified", "Accept-Ranges")


def init_app(app: Flask) -> None:
    """Serves static files packed, under the addresses that Flask gives them."""
    app.view_functions["static"] = _static_file


def pack_all(app: Flask) -> None:
    """Packs every file beforehand, so that no reader waits for it; takes a second or two."""
    for path in Path(app.static_folder or "").rglob("*.*"):
        if guess_type(path)[0] in _PACKED:
            _pack(path.read_bytes())


def _static_file(filename: str) -> Response:
    response = current_app.send_static_file(filename)
    wanted = response.mimetype in _PACKED and request.accept_encodings["br"]
    if response.status_code != 200 or not wanted:
        return response
    tag, _ = response.get_etag()
    response.direct_passthrough = False
    response.call_on_close(response.response.close)  # type: ignore[union-attr]  # the file
    response.set_data(_pack(response.get_data()))
    response.headers["Content-Encoding"] = "br"
    response.set_etag(tag or "", weak=True)  # the same file, in another encoding
    response.vary.add("Accept-Encoding")
    for name in _NEEDLESS:
        response.headers.pop(name, None)
    return response


@lru_cache(_FILES)
def _pack(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, quality=_QUALITY)
    return packed
