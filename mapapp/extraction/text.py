"""An article's text made comparable, with every offset leading back to the text as given.

Reports arrive with curly quotes, no-break spaces, HTML entities, Arabic vowel signs and, on
bad days, a question mark where an apostrophe was. All of that is evened out here, once, so
that lexicons and names are compared in one form and no other module knows about it.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Sentence", "Splitter", "Text", "Token", "even_out"]

# One character for one character, so that offsets stay.
_SAME_LENGTH = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "ʻ": "'",
        "“": '"', "”": '"', "«": '"', "»": '"', "„": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": " ", "\u200e": " ", "\u200f": " ",
        "\t": " ", "\r": " ",
        "–": "-", "\u2010": "-", "\u2011": "-", "−": "-",
        # Arabic: forms of alif, final ya and ta marbuta are interchanged in print.
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip
# Vowel signs, superscript alif and the stretching mark carry no letter of their own.
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]\w{1,30});")
# A wrongly decoded apostrophe stands between letters, as in "l?armée": no real question does.
_BROKEN_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")

_TOKEN = re.compile(
    r"""
      [^\W\d_][^\W_]*+(?!['.])                            # most words, told at a glance
    | \d+(?:[., ]\d{3}(?!\d))*(?:[.,]\d+)?                # a number, with groups and decimals
    | (?i:qu|jusqu|lorsqu|puisqu|quoiqu|[ldjmtsnc])'(?=\w)  # an elided French word
    | \b[A-Za-z]\.                                        # an initial: "M.", "p.m."
    | [^\W_]+(?:'(?![sS]\b)[^\W_]+)*                      # a word, with apostrophes inside
    | '[sS]\b
    | \n[ ]*\n\s* | \n
    | [^\w\s-] | -(?!\w) | (?<!\w)- | _
    """,
    re.VERBOSE,
)
#: Takes a word apart: the word, the one before and its last letter as given -> (start, end,
#: comparable form) of its parts.
Splitter = Callable[[str, str, str], Iterable[tuple[int, int, str]]]
_ENDS = frozenset(".!?…؟")
_CLOSERS = frozenset("\"')]")
_MAY_CLOSE = _ENDS | _CLOSERS
#: Words that a full stop shortens: it ends no sentence before a name or, for months and
#: "No.", before a number. French and English; Arabic print shortens nothing so.
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "gen", "lt", "col", "maj", "capt", "sgt", "brig", "mm", "mme"}
)
_BEFORE_NUMBERS = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no"}
)
#: What a name may begin with, though the sentence begins with it: "al-Chaar".
_ARTICLES_OF_NAMES = frozenset({"al", "el"})
#: Characters; the end of a line longer than any that is wrapped by hand ends a paragraph.
_LONGEST_WRAPPED = 130
#: Where a report begins under its headline: "BEIRUT, Nov 27 -", "ALEPPO (Reuters) —".
_DATELINE = re.compile(r"[A-Z][A-Z'-]{2,}(?: [A-Z'-]{2,})*(?:[,/ ][^\n—-]{0,40})? ?[—-] ")
_SCARE_QUOTED = 8  # words: more between quotation marks are a statement of their own
_LONGEST_SENTENCE = 160  # tokens; beyond it a list or a table is being read, not a sentence


class Token(NamedTuple):
    """A word or mark: its comparable form, its span in the text as given, its capital.
    ``joined``: a hyphen ties it to the word before ("rebel-held").
    """

    word: str
    start: int
    end: int
    capital: bool
    joined: bool = False


class Sentence(NamedTuple):
    """The tokens of one sentence, or of a line that no full stop closes, and their words."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> "Sentence":
        tokens = tuple(tokens)
        return cls(tokens, tuple([token.word for token in tokens]))

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def even_out(text: str) -> str:
    """The comparable form of a word or phrase of a lexicon."""
    return _ARABIC_MARKS.sub("", text.translate(_SAME_LENGTH)).casefold()


@dataclass(frozen=True, slots=True)
class Text:
    """A text as given (``raw``) and evened out (``even``).

    ``_cuts`` and ``_shifts`` tell, for offsets of ``even`` from each cut on, how far the
    text as given runs ahead; both are empty where no length changed.
    """

    raw: str
    even: str
    _cuts: tuple[int, ...]
    _shifts: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> "Text":
        """Evens out a text; linear in its length."""
        mended = _BROKEN_APOSTROPHE.sub("'", raw) if "?" in raw else raw
        even = mended.translate(_SAME_LENGTH)
        cuts: list[int] = []
        shifts: list[int] = []
        pieces: list[str] = []
        done = length = shift = 0
        for match in _changes(even):
            new = html.unescape(match[0]).translate(_SAME_LENGTH) if match[0][0] == "&" else ""
            if new == match[0]:
                continue
            pieces += even[done : match.start()], new
            length += match.start() - done + len(new)
            shift += len(match[0]) - len(new)
            done = match.end()
            cuts.append(length)
            shifts.append(shift)
        return cls(raw, "".join((*pieces, even[done:])), tuple(cuts), tuple(shifts))

    def to_raw(self, offset: int) -> int:
        """The offset in the text as given of an offset in the evened-out one."""
        index = bisect_right(self._cuts, offset)
        return offset + (self._shifts[index - 1] if index else 0)

    def sentences(self, split: Splitter | None = None) -> Iterator[Sentence]:
        """Cuts the text into sentences of tokens.

        Args:
            split: takes words apart, in a language that writes several as one.
        """
        tokens: list[Token] = []
        line = 0
        for token in self._split_tokens(split) if split else self._tokens():
            if token.word[0] == "\n":
                ended = len(token.word) > 1 or token.start - line > _LONGEST_WRAPPED
                line = token.end
                if tokens and (ended or tokens[-1].word in _ENDS):
                    yield _sentence(tokens)
                    tokens = []
                continue
            if tokens and (
                len(tokens) >= _LONGEST_SENTENCE
                or (tokens[-1].word in _MAY_CLOSE and _ends_before(tokens, token))
            ):
                yield _sentence(tokens)
                tokens = []
            tokens.append(token)
        if tokens:
            yield _sentence(tokens)

    def _split_tokens(self, split: Splitter) -> Iterator[Token]:
        raw, to_raw = self.raw, self.to_raw if self._cuts else int
        previous = ""
        for match in _TOKEN.finditer(self.even):
            word = match[0].casefold()
            begin, end = match.span()
            if not word[0].isalpha():
                yield Token(word, to_raw(begin), to_raw(end), False)
                previous = word
                continue
            capital, last = match[0][0].isupper(), raw[to_raw(end) - 1]
            for start, stop, part in split(word, previous, last):
                yield Token(part, to_raw(begin + start), to_raw(begin + stop), capital)
                previous = part

    def _tokens(self) -> Iterator[Token]:
        even, to_raw = self.even, self.to_raw if self._cuts else None
        for match in _TOKEN.finditer(even):
            word = match[0]
            start, end = match.span()
            joined = start > 1 and even[start - 1] == "-" and word[0].isalnum()
            if word == "\n" and _DATELINE.match(even, end):
                word = "\n\n"
            if to_raw:
                start, end = to_raw(start), to_raw(end)
            yield Token(word.casefold(), start, end, word[0].isupper(), joined)


def _changes(even: str) -> Iterator[re.Match[str]]:
    """Entities and Arabic marks in order; most texts have neither, so look before leaping."""
    if "&" in even or _ARABIC_MARKS.search(even):
        yield from re.compile(f"{_ENTITY.pattern}|{_ARABIC_MARKS.pattern}").finditer(even)


def _sentence(tokens: Iterable[Token]) -> Sentence:
    sentence = Sentence.of(tokens)
    if sentence.words.count('"') < 2:
        return sentence
    return Sentence.of(_without_scare_quotes(sentence.tokens))


def _without_scare_quotes(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the marks around a few words of another's: "la « libération totale »
    de Chaar" is said of Chaar like any other.
    """
    plain: list[Token] = []
    opened: int | None = None  # where in ``plain`` the last quotation mark stands
    for token in tokens:
        if token.word != '"':
            plain.append(token)
        elif opened is not None and 1 < len(plain) - opened <= _SCARE_QUOTED + 1:
            del plain[opened]
            opened = None
        else:
            opened = len(plain)
            plain.append(token)
    return plain or list(tokens)


def _ends_before(tokens: list[Token], token: Token) -> bool:
    """Whether a sentence ended before ``token``: a full stop, perhaps a closing quote, then a
    capital, a digit, an opening quote or a script without capitals.
    """
    last = tokens[-1]
    if last.word in _CLOSERS and len(tokens) > 1:
        last = tokens[-2]
    if last.word not in _ENDS or token.word in _CLOSERS or token.word in _ENDS:
        return False
    if last.word == "." and len(tokens) > 1 and _shortened(tokens[-2], token):
        return False
    if token.word in _ARTICLES_OF_NAMES:
        return True
    return token.capital or not token.word[0].isascii() or not token.word[0].islower()


def _shortened(word: Token, following: Token) -> bool:
    """Whether the full stop after a word only shortens it: "Gen.", "Nov. 26"."""
    if word.word in _TITLES:
        return word.capital
    return word.word in _BEFORE_NUMBERS and following.word[0].isdigit()
