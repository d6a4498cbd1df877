"""Answers that caches understand: validators, lifetimes, encodings."""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from mapapp.web.bodies import ENCODINGS, Encoding, dumps
from mapapp.web.site import site

__all__ = ["GEOJSON", "JSON", "accepted_encoding", "json_answer", "packed_answer", "validated"]

JSON = "application/json"
#: RFC 7946 section 12.
GEOJSON = "application/geo+json"

#: A browser asks each time whether its copy still holds, and is answered in 200 bytes; a
#: cache in front of the site may answer for half a minute without asking.
_LIFETIME = "public, max-age=0, must-revalidate, s-maxage=30"


def json_answer(make: Callable[[], Any], mimetype: str = JSON, *facets: str) -> Response:
    """An answer in JSON; ``make`` is called only if the client lacks it."""
    return validated(lambda: Response(dumps(make()), mimetype=mimetype), *facets)


def packed_answer(
    make: Callable[[Encoding], bytes], mimetype: str = JSON, *facets: str
) -> Response:
    """An answer whose body exists in each encoding."""
    return validated(lambda: _packed(make, mimetype), *facets)


def validated(make: Callable[[], Response], *facets: str) -> Response:
    """The response, or 304 if the client has it already.

    Args:
        make: makes the response.
        facets: what the answer depends on beside its address and the version of the site,
            such as the language.
    """
    # Weak: it is the same answer in every encoding.
    tag = "-".join((site().version, *facets))
    response = Response(status=304) if request.if_none_match.contains_weak(tag) else make()
    # All at once: each header that is set alone looks through all the others.
    response.headers.extend(
        [("ETag", f'W/"{tag}"'), ("Cache-Control", _LIFETIME), ("Vary", "Accept-Encoding")]
    )
    return response


def accepted_encoding() -> Encoding:
    """The best encoding that the client takes."""
    accepted = request.accept_encodings
    return next((encoding for encoding in ENCODINGS if accepted[encoding]), "identity")


def _packed(make: Callable[[Encoding], bytes], mimetype: str) -> Response:
    encoding = accepted_encoding()
    named = [] if encoding == "identity" else [("Content-Encoding", encoding)]
    return Response(make(encoding), headers=named, mimetype=mimetype)
