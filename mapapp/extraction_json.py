"""What was read from an article, as the JSON that other programs rely on.

The order of the keys is part of the contract, so that two runs compare line by line.
"""

from datetime import date
from typing import Any

from mapapp.dates import DateRange
from mapapp.errors import MapappError
from mapapp.models import Article, Claim, Extraction, Mention, Percent, Quote, Unresolved

__all__ = ["claim_json", "error_json", "extraction_json", "percent_json"]


def extraction_json(
    article: Article, extraction: Extraction, *, item_id: object, with_text: bool = False
) -> dict[str, Any]:
    """One document per article.

    Args:
        article: the article.
        extraction: what was read from it.
        item_id: the caller's own id of it, given back as it came.
        with_text: whether to carry the text that offsets count in, which the caller of a
            page does not have.
    """
    return {
        "id": item_id,
        "language": extraction.language,
        "published": _day(article.published),
        **({"text": article.text} if with_text else {}),
        "mentions": [_mention_json(mention) for mention in extraction.mentions],
        "claims": [claim_json(claim) for claim in extraction.claims],
        "percents": [percent_json(percent) for percent in extraction.percents],
        "unresolved": [_unresolved_json(name) for name in extraction.unresolved],
    }


def claim_json(claim: Claim) -> dict[str, Any]:
    """A claim; days in ISO 8601, ranges as [earliest, latest]."""
    return {
        "place": claim.place,
        "force": claim.force,
        "status": claim.status,
        "polarity": claim.polarity,
        "extent": claim.extent,
        "event": claim.event,
        "start": _range(claim.start),
        "end": _range(claim.end),
        "as_of": _day(claim.as_of),
        "date_precision": claim.date_precision,
        "source": claim.source,
        "quote": _quote_json(claim.quote),
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def percent_json(percent: Percent) -> dict[str, Any]:
    """A statement of a share; a whole number is printed as one."""
    whole = percent.value.is_integer()
    return {
        "value": int(percent.value) if whole else percent.value,
        "of": percent.of,
        "force": percent.force,
        "relation": percent.relation,
        "polarity": percent.polarity,
        "date": _day(percent.day),
        "quote": _quote_json(percent.quote),
    }


def error_json(error: MapappError) -> dict[str, Any]:
    """The one shape of an error, in answers of the web and of the command line."""
    body = {"status": error.status, "message": error.message, "hint": error.hint}
    return {"error": body}


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "place": mention.place,
        "score": mention.score,
    }


def _unresolved_json(name: Unresolved) -> dict[str, Any]:
    return {
        "text": name.text,
        "start": name.start,
        "end": name.end,
        "candidates": list(name.candidates),
    }


def _quote_json(quote: Quote) -> dict[str, Any]:
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _range(days: DateRange | None) -> list[str] | None:
    return days.to_json() if days else None
