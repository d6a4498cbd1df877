"""Which language a text is in, told by its small words, or not at all.

Names travel between languages, small words do not. A text must hold enough of one
language's, and clearly more than of any other's; what fits no lexicon is refused.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from mapapp.errors import LanguageUnknown
from mapapp.models import Language

__all__ = ["detect_language"]

# Measured on news prose: of a text's words 0.10 (Arabic) to 0.37 (English) are small words
# of its own language; of German, Spanish, Italian, Turkish and Persian prose 0.04 at most are
# small words of one of the three.
_ENOUGH = 0.08
_CLEARLY_MORE = 1.5
_LOOKED_AT = 20_000  # characters; more of a long text tells no more
_WORD = re.compile(r"[^\W\d_]+'?")
# Forms of one Arabic letter that print interchanges, and the ends of words likewise.
_ONE_LETTER = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "’": "'", "ʼ": "'"})


def detect_language(text: str, function_words: Mapping[Language, frozenset[str]]) -> Language:
    """The language whose small words fill the text.

    Args:
        text: of any length; a sentence or two are enough.
        function_words: small words of each language that can be told; an elided word ends
            in its apostrophe.

    Raises:
        LanguageUnknown: none fits, or two fit alike.
    """
    words = _WORD.findall(_folded(text[:_LOOKED_AT]))
    shares = sorted(
        (
            (_share(words, _all_folded(known)), language)
            for language, known in function_words.items()
        ),
        reverse=True,
    )
    if not shares or shares[0][0] < _ENOUGH:
        raise _unknown("No known language fits the text.")
    if len(shares) > 1 and shares[0][0] < _CLEARLY_MORE * shares[1][0]:
        raise _unknown(f"The text may be {shares[0][1]} or {shares[1][1]}.")
    return shares[0][1]


def _folded(text: str) -> str:
    """Lower case without marks, so that "Où" and "ou", "إلى" and "الى" are one."""
    plain = unicodedata.normalize("NFKD", text.translate(_ONE_LETTER)).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def _all_folded(known: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_folded, known))


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0


def _unknown(message: str) -> LanguageUnknown:
    return LanguageUnknown(message, "Say which it is: --lang fr, --lang en or --lang ar.")
