"""The words of a snapshot in one language: its finding, its date, its sources, its alt text.

Written from the content alone, so that the words say what the picture shows and stay as
fixed as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mapapp.models import Language
from mapapp.telling import rival_of
from mapapp.words import Words

__all__ = ["Tongue"]

Content = Mapping[str, Any]
#: Changes that are named; more are counted.
_NAMED = 6
_SOURCES = 6
#: A title names the two forces that hold most, if they hold a twentieth or more.
_LEADING = 2
_TOLD_SHARE = 0.05


class Tongue:
    """Writes about contents in one language."""

    def __init__(self, lang: Language) -> None:
        self.lang: Language = lang
        self.words = Words(lang)
        self.rtl = self.words.direction == "rtl"

    def isolated(self, text: str) -> str:
        """The text as a run of its own direction, for renderers that know none (UAX 9, 2.7)."""
        return f"\u2067{text}\u2069" if self.rtl and text else text

    def place(self, feature: Mapping[str, Any]) -> str:
        name: str = feature["properties"]["name"][self.lang]
        return name

    def title(self, content: Content) -> str:
        """The editor's title, or the finding: who holds most of the ground on the last date."""
        given: str = content["spec"]["title"]
        if given:
            return given
        shares = content["views"][-1]["shares"]
        leading = sorted(shares.items(), key=lambda item: -item[1])[:_LEADING]
        told = [
            f"{self._force(content, force)} {self.words.percent(share)}"
            for force, share in leading
            if force != "unknown" and share >= _TOLD_SHARE
        ]
        if not told:
            return self.words.text("snapshot_title_unknown", area=self._area(content))
        shares_told = self._listed(told)
        return self.words.text("snapshot_title", area=self._area(content), shares=shares_told)

    def subtitle(self, content: Content) -> str:
        """The date or dates, and what was known."""
        days = [self._day(view["date"]) for view in content["views"]]
        shown = days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"
        known = self.words.text("snapshot_known", date=self._day(content["spec"]["known"]))
        return f"{shown} · {known}"

    def sources(self, content: Content) -> str:
        """The sources, each with the newest day that it is cited for."""
        told = [f"{s['name']} ({self._short(s['as_of'])})" for s in content["sources"]]
        rest = len(told) - _SOURCES
        if rest > 0:
            told = [*told[:_SOURCES], self.words.text("snapshot_more", count=rest)]
        return self.words.text("snapshot_sources", sources=self._listed(told)) if told else ""

    def footer(self, content: Content) -> list[str]:
        """Small print: sources, limits, and what names this picture for good."""
        stamp = self.words.text(
            "snapshot_stamp", rules=str(content["rules_version"]), id=content["id"]
        )
        limits = self.words.text("snapshot_limits")
        return [text for text in (self.sources(content), f"{limits} {stamp}") if text]

    def alt(self, content: Content) -> str:
        """What the picture shows, for people who do not see it."""
        views = [self._view(content, view) for view in content["views"]]
        return " ".join((self.title(content) + ".", *views))

    def caption(self, content: Content) -> str:
        """A caption to print under the picture."""
        return f"{self.title(content)}. {self.subtitle(content)}. {self.sources(content)}"

    def told(self, content: Content) -> dict[str, str]:
        """All the words that go with a picture: its title, its alt text, its caption."""
        return {
            "title": self.title(content),
            "alt": self.alt(content),
            "caption": self.caption(content),
        }

    def rows(self, content: Content) -> list[dict[str, Any]]:
        """The picture as a table: place, force and flags, for each date."""
        return [
            {
                "date": view["date"],
                "id": feature["id"],
                "place": self.place(feature),
                "state": self.state(content, feature["properties"]),
            }
            for view in content["views"]
            for feature in view["features"]
            if feature["id"] in set(content["focus"])
        ]

    def state(self, content: Content, state: Mapping[str, Any]) -> str:
        """Holder and flags in one line."""
        force = self._force(content, state["force"])
        if state["status"] == "contested":
            rival = self._force(content, rival_of(state) or "unknown")
            force = self.words.text("state_contested", forces=f"{force} / {rival}")
        flags = [flag for flag in ("claimed", "disputed", "besieged", "uncertain") if state[flag]]
        return " · ".join((force, *(self.words.text(f"flag_{flag}") for flag in flags)))

    def _view(self, content: Content, view: Mapping[str, Any]) -> str:
        shares = [
            f"{self._force(content, force)} {self.words.percent(share)}"
            for force, share in view["shares"].items()
            if share >= 0.005
        ]
        told = self.words.text(
            "snapshot_alt",
            date=self._day(view["date"]),
            area=self._area(content),
            shares=self._listed(shares),
        )
        return " ".join(part for part in (told, self._changes(content, view)) if part)

    def _changes(self, content: Content, view: Mapping[str, Any]) -> str:
        changes = view["changes"]
        if not changes:
            return ""
        named = [
            f"{change['name'][self.lang]} ({self._force(content, change['after']['force'])})"
            for change in changes[:_NAMED]
        ]
        rest = len(changes) - len(named)
        if rest:
            named.append(self.words.text("snapshot_more", count=rest))
        return self.words.text("snapshot_changes", changes=self._listed(named))

    def _listed(self, parts: Sequence[str]) -> str:
        return f"{self.words.text('comma')} ".join(parts)

    def _force(self, content: Content, force: str) -> str:
        names = {f["id"]: f["name"] for f in content["forces"]}
        return names.get(force) or self.words.text("force_unknown")

    def _area(self, content: Content) -> str:
        area: str = content["area"]
        return area

    def _day(self, iso: str) -> str:
        return self.words.day(date.fromisoformat(iso))

    def _short(self, iso: str) -> str:
        return self.words.day(date.fromisoformat(iso), "short")
