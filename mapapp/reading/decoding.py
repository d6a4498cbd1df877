"""Bytes to text, or a refusal that says why: no byte is guessed at.

Plain text is UTF-8, or UTF-16 that says so; a page may declare an older encoding.
"""

import codecs
import re

from mapapp.errors import ArticleParseError

__all__ = ["decode", "is_html", "without_surrogates"]

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta|title)\b", re.I
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_LOOKED_AT = 2048  # a page declares its encoding in the first kilobyte (HTML, section 4.2.5.4)
#: What browsers read under these names (WHATWG Encoding, "names and labels").
_AS_BROWSERS = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")


def decode(data: bytes, name: str) -> str:
    """The text of a file.

    Raises:
        ArticleParseError: the bytes are no text, or in an encoding that nothing declares.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", *_declared(data)]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROL.search(text):
            return text
    raise ArticleParseError(f"{name} is not text.", "Give a text or HTML file saved as UTF-8.")


def is_html(text: str, name: str = "") -> bool:
    """Whether a text is a page or a piece of one: it begins with a tag, or its name says so."""
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return True
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    return start.startswith("<") and bool(_HTML.search(start))


def without_surrogates(text: str) -> str:
    r"""The text with halves of a broken ``\ud83d``-style pair replaced, one for one.

    JSON can carry them; no encoding, hash or database can.
    """
    return _SURROGATE.sub("\ufffd", text)


def _declared(data: bytes) -> list[str]:
    found = _DECLARED.search(data[:_LOOKED_AT])
    if not found:
        return []
    name = found[1].decode("ascii").lower()
    return [_AS_BROWSERS.get(name, name)]
