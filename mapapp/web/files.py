"""The files of ``static/``, joined to what they import and compressed as small as can be.

Scripts and styles travel without the comments that stand on lines of their own: they are for
those who read the source, and a fifth of it. Notices of copyright stay.

Files change with a release only, so each is packed once, when the server starts or when it is
first asked for, and served from memory for as long as the files on the disk stay the same.
Pages, which change with every day, get a quicker level.
"""

import hashlib
import re
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple

import brotli
from flask import Flask, Response, current_app, request
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from mapapp.joining import Joined

__all__ = ["init_app", "pack_all"]

#: What is worth packing: scripts, styles and drawings, not pictures.
_PACKED = frozenset({"text/javascript", "text/css", "image/svg+xml", "application/json"})
#: What can import, and has comments.
_SOURCES = frozenset({".js", ".css"})
_COMMENT = re.compile(rb"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
#: The smallest; 0.4 s for the largest file.
_QUALITY = 11
_FILES = 256


class _File(NamedTuple):
    """What a file is served as, and the files and their ages that it was made of."""

    plain: bytes
    packed: bytes
    tag: str
    stamps: tuple[tuple[Path, int], ...]


def init_app(app: Flask) -> None:
    """Serves static files packed, under the addresses that Flask gives them."""
    app.view_functions["static"] = _static_file


def pack_all(app: Flask) -> None:
    """Packs every file beforehand that no other imports, so that no reader waits for it."""
    paths = [path for path in Path(app.static_folder or "").rglob("*.*") if _is_packed(path)]
    sources = [Joined(path) for path in paths if path.suffix in _SOURCES]
    imported = {path for joined in sources for path in joined.files[1:]}
    for path in paths:
        if path not in imported:
            _file(path)


def _static_file(filename: str) -> Response:
    path = Path(safe_join(current_app.static_folder or "", filename) or "")
    if not _is_packed(path):
        return current_app.send_static_file(filename)
    if not path.is_file():
        raise NotFound
    file, packed = _current(path), bool(request.accept_encodings["br"])
    response = Response(file.packed if packed else file.plain, mimetype=guess_type(path)[0])
    if packed:
        response.headers["Content-Encoding"] = "br"
    response.set_etag(file.tag, weak=True)  # the same file, in any encoding
    response.cache_control.no_cache = True
    response.vary.add("Accept-Encoding")
    return response.make_conditional(request)  # type: ignore[return-value]  # werkzeug says less


def _is_packed(path: Path) -> bool:
    return guess_type(path)[0] in _PACKED


def _current(path: Path) -> _File:
    """A file as it lies on the disk now."""
    file = _file(path)
    if any(part.stat().st_mtime_ns != stamp for part, stamp in file.stamps):
        _file.cache_clear()
        file = _file(path)
    return file


@lru_cache(_FILES)
def _file(path: Path) -> _File:
    joined = Joined(path) if path.suffix in _SOURCES else None
    plain = _bare(joined.text.encode()) if joined else path.read_bytes()
    parts = joined.files if joined else (path,)
    return _File(
        plain,
        brotli.compress(plain, quality=_QUALITY),
        hashlib.sha256(plain).hexdigest()[:16],
        tuple((part, part.stat().st_mtime_ns) for part in parts),
    )


def _bare(content: bytes) -> bytes:
    """The content without comments on lines of their own; others may stand inside a text."""
    return _COMMENT.sub(lambda found: found[0] if b"@preserve" in found[0] else b"", content)
