"""What a browser is told about this site: what it may load, and who may look into it."""

from functools import partial

from flask import Flask, Response, request

from mapapp.config import Config
from mapapp.web.grounds import grounds

__all__ = ["init_app", "policy"]

#: Nothing but what is named; no script, style or picture of another host (CSP level 3).
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_FOR_PAGES = (
    ("X-Content-Type-Options", "nosniff"),
    # An article that a reader follows learns which site sent her, not what she looked at.
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
#: Data load nothing and may be read by any site; nobody has a secret here.
_FOR_DATA = (
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Access-Control-Allow-Origin", "*"),
)
#: A script or style loads nothing of its own; forty of them would carry 20 kB of rules.
_FOR_FILES = (
    ("X-Content-Type-Options", "nosniff"),
    # An embed in a sandbox has no origin: to it, even our own modules are another's.
    ("Access-Control-Allow-Origin", "*"),
)


#: Where data begin.
_DATA = ("/api/", "/download/", "/feed.", "/healthz", "/oembed")


def init_app(app: Flask) -> None:
    """Adds the headers to every page and answer."""
    own = policy(app.extensions["mapapp"].config)
    app.after_request(partial(_add_headers, own))


def policy(config: Config, **changed: str) -> str:
    """The Content-Security-Policy of a page.

    Args:
        config: names the grounds, the only other hosts that pictures may come from.
        changed: directives that differ, such as ``frame_ancestors="*"`` of an embed.
    """
    directives = {**_POLICY, **{name.replace("_", "-"): value for name, value in changed.items()}}
    for origin in dict.fromkeys(ground.origin for ground in grounds(config)):
        directives["img-src"] += f" {origin}"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _add_headers(own: str, response: Response) -> Response:
    """Adds what belongs to the kind of answer; a page that sets a policy keeps it."""
    headers = response.headers
    if request.endpoint == "static":
        headers.extend(_FOR_FILES)
    elif request.path.startswith(_DATA):
        headers.extend(_FOR_DATA)
    else:
        headers.extend(_FOR_PAGES)
        headers.setdefault("Content-Security-Policy", own)
    return response
