"""The files of ``static/``, compressed once and as small as can be.

Scripts and styles travel without the comments that stand on lines of their own: they are for
those who read the source, and a fifth of it. Notices of copyright stay.

Files change with a release only, so each is packed once, when the server starts or when it is
first asked for, and served from memory from then on. Pages, which change with every day, get a
quicker level.
"""

import re
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

import brotli
from flask import Flask, Response, current_app, request

__all__ = ["init_app", "pack_all"]

#: What is worth packing: scripts, styles and drawings, not pictures.
_PACKED = frozenset({"text/javascript", "text/css", "image/svg+xml", "application/json"})
_COMMENTED = frozenset({"text/javascript", "text/css"})
_COMMENT = re.compile(rb"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
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
        mimetype = guess_type(path)[0]
        if mimetype in _PACKED:
            _pack(path.read_bytes(), mimetype)


def _static_file(filename: str) -> Response:
    response = current_app.send_static_file(filename)
    mimetype = response.mimetype or ""
    if response.status_code != 200 or mimetype not in _PACKED:
        return response
    tag, _ = response.get_etag()
    response.direct_passthrough = False
    response.call_on_close(response.response.close)  # type: ignore[union-attr]  # the file
    body = response.get_data()
    if request.accept_encodings["br"]:
        response.set_data(_pack(body, mimetype))
        response.headers["Content-Encoding"] = "br"
    else:
        response.set_data(_bare(body, mimetype))
    response.set_etag(tag or "", weak=True)  # the same file, in any encoding
    response.vary.add("Accept-Encoding")
    for name in _NEEDLESS:
        response.headers.pop(name, None)
    return response


@lru_cache(_FILES)
def _pack(content: bytes, mimetype: str) -> bytes:
    packed: bytes = brotli.compress(_bare(content, mimetype), quality=_QUALITY)
    return packed


def _bare(content: bytes, mimetype: str) -> bytes:
    """The content without comments on lines of their own; others may stand inside a text."""
    if mimetype not in _COMMENTED:
        return content
    return _COMMENT.sub(lambda found: found[0] if b"@preserve" in found[0] else b"", content)
