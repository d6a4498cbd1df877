"""A real server with the shipped data, loaded once, and a real Chromium."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mapapp.config import ROOT

#: The last keeps Chromium from loading pages of its own beside the first of each context.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-features=WebUIOmniboxPopup",
)  # fmt: skip
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ADDRESS = re.compile(r"http://[\w.:\[\]]+/")
READY = "#atlas[data-ready]"


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[str]:
    """Address of the map, without the last slash."""
    with serving(tmp_path_factory.mktemp("instance")) as address:
        yield address


@contextmanager
def serving(data_dir: Path, **settings: str) -> Iterator[str]:
    """A server with its own data and settings; gives its address without the last slash."""
    environ = {name: text for name, text in os.environ.items() if not name.startswith("MAPAPP_")}
    environ |= {"MAPAPP_DATA_DIR": str(data_dir), **settings}
    command = [sys.executable, "-m", "mapapp", "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline()
            yield ADDRESS.search(line).group().rstrip("/")
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "The browser tests need Chromium: apt install chromium, then run them again."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page, and what went on behind it."""

    page: Page
    server: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/", *, ready: str = READY) -> Page:
        self.page.goto(self.server + path)
        self.page.wait_for_selector(ready, state="attached")
        return self.page

    @property
    def strangers(self) -> list[str]:
        """Requests that left the host."""
        inside = (f"{self.server}/", "data:", "blob:")
        return [url for url in self.requests if not url.startswith(inside)]


@pytest.fixture
def visit(browser, server) -> Iterator[Callable[..., Visit]]:
    """Opens a visit: ``visit(width=360, java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []
    yield partial(_open, browser, server, contexts)
    for context in contexts:
        context.close()


def _open(
    browser: Browser,
    server: str,
    contexts: list[BrowserContext],
    *,
    width: int = 1440,
    height: int = 900,
    at: str = "",
    **options: object,
) -> Visit:
    settings = {"locale": "fr-FR", "service_workers": "block", **options}
    context = browser.new_context(viewport={"width": width, "height": height}, **settings)
    context.set_default_timeout(20_000)
    contexts.append(context)
    opened = Visit(context.new_page(), at or server)
    opened.page.on("request", lambda request: opened.requests.append(request.url))
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.page.on("console", lambda told: _listen(told, opened.complaints))
    return opened


def _listen(told, complaints: list[str]) -> None:
    # Playwright itself warns where it keeps a service worker from being registered.
    if told.type in {"error", "warning"} and "Playwright" not in told.text:
        complaints.append(told.text)
