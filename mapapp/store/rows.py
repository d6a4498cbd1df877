"""Records to rows and back, column by column."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mapapp.dates import DateRange
from mapapp.models import Article, Claim, Mention, Part, Percent, Quote, Trace, Unresolved

__all__ = [
    "Row",
    "article_of",
    "article_row",
    "claim_of",
    "claim_row",
    "mention_of",
    "mention_row",
    "percent_of",
    "percent_row",
    "trace_of",
    "trace_row",
    "unresolved_of",
    "unresolved_row",
]

Row = Mapping[str, Any]


def article_row(article: Article) -> dict[str, Any]:
    """The columns of an article."""
    return {"id": article.id, **{name: getattr(article, name) for name in _ARTICLE}}


def article_of(row: Row) -> Article:
    """The article of a row."""
    return Article(**{name: row[name] for name in _ARTICLE})


def mention_row(mention: Mention) -> dict[str, Any]:
    """The columns of a mention."""
    return {"place": mention.place, "score": mention.score, **_span(mention)}


def mention_of(row: Row) -> Mention:
    """The mention of a row."""
    start, end = row["span_start"], row["span_end"]
    return Mention(row["span_text"], start, end, row["place"], row["score"])


def claim_row(claim: Claim) -> dict[str, Any]:
    """The columns of a claim; its publication date is that of its article."""
    return {
        "id": claim.id,
        **{name: getattr(claim, name) for name in _CLAIM},
        **dict(_range_row("start", claim.start)),
        **dict(_range_row("end", claim.end)),
        **_span(claim.quote),
    }


def claim_of(row: Row) -> Claim:
    """A claim; the row also carries the ``published`` of its article."""
    return Claim(
        **{name: row[name] for name in _CLAIM},
        start=_range_of("start", row),
        end=_range_of("end", row),
        quote=_quote_of(row),
        article=row["article"],
        published=row["published"],
    )


def percent_row(percent: Percent) -> dict[str, Any]:
    """The columns of a statement of a share."""
    return {
        "id": percent.id,
        "place": percent.of,
        **{name: getattr(percent, name) for name in _PERCENT},
        **_span(percent.quote),
    }


def percent_of(row: Row) -> Percent:
    """The statement of a row."""
    return Percent(
        **{name: row[name] for name in _PERCENT},
        of=row["place"],
        quote=_quote_of(row),
        article=row["article"],
    )


def unresolved_row(unresolved: Unresolved) -> dict[str, Any]:
    """The columns of a name that no place could be told for."""
    return {"candidates": list(unresolved.candidates), **_span(unresolved)}


def unresolved_of(row: Row) -> Unresolved:
    """The unresolved name of a row."""
    start, end = row["span_start"], row["span_end"]
    return Unresolved(row["span_text"], start, end, tuple(row["candidates"]))


def trace_row(trace: Trace) -> dict[str, Any]:
    """The columns of a sentence as it was understood."""
    parts = [[p.start, p.end, p.kind, list(p.values), p.detail] for p in trace.parts]
    return {"parts": parts, **_span(trace.quote)}


def trace_of(row: Row) -> Trace:
    """The sentence of a row."""
    parts = (
        Part(start, end, kind, tuple(values), detail)
        for start, end, kind, values, detail in row["parts"]
    )
    return Trace(_quote_of(row), tuple(parts))


#: Fields that are columns of the same name.
_ARTICLE = (
    "text", "language", "published", "published_assumed", "title", "publisher", "source", "url",
    "kind",
)  # fmt: skip
_CLAIM = (
    "place", "force", "status", "polarity", "extent", "event", "as_of", "date_precision",
    "source", "rule", "confidence",
)  # fmt: skip
_PERCENT = ("value", "force", "relation", "polarity", "day", "source")


def _span(spanned: Mention | Unresolved | Quote) -> dict[str, Any]:
    return {"span_start": spanned.start, "span_end": spanned.end, "span_text": spanned.text}


def _quote_of(row: Row) -> Quote:
    return Quote(row["span_start"], row["span_end"], row["span_text"])


def _range_row(name: str, days: DateRange | None) -> Iterator[tuple[str, date | None]]:
    yield f"{name}_earliest", days.earliest if days else None
    yield f"{name}_latest", days.latest if days else None


def _range_of(name: str, row: Row) -> DateRange | None:
    earliest, latest = row[f"{name}_earliest"], row[f"{name}_latest"]
    return DateRange(earliest, latest) if earliest and latest else None
