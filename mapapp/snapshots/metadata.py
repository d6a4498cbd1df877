"""Words inside a PNG: title, description and sources, for who finds the file without its page."""

import struct
import zlib
from collections.abc import Mapping

__all__ = ["described"]

#: Signature and header chunk (PNG, third edition, sections 5.2 and 11.2.1); words come next.
_HEAD = 8 + 25


def described(png: bytes, words: Mapping[str, str], lang: str) -> bytes:
    """The picture with international text chunks (section 11.3.3.4), in order of ``words``.

    Args:
        png: the picture.
        words: texts by keyword; Title, Description, Source and Copyright are the usual ones.
        lang: language of the texts.
    """
    chunks = b"".join(_text_chunk(keyword, text, lang) for keyword, text in words.items())
    return png[:_HEAD] + chunks + png[_HEAD:]


def _text_chunk(keyword: str, text: str, lang: str) -> bytes:
    # Neither compressed nor with a translated keyword: two zeros, and an empty text.
    head = keyword.encode("latin-1") + b"\0\0\0" + lang.encode("ascii") + b"\0\0"
    body = b"iTXt" + head + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
