"""The way from an article to the map, step by step. Start reading here.

    seeds/aleppo ─► theatre ─────────┐  places, forces, sources, period
                                     ▼
    text, page, ─► reading ─► extraction ─► store ─► control ─► features ─► page, API,
    dispatch       Article    mentions,     SQL      spells     GeoJSON     downloads
                   └── intake ──┘ claims

Left of the store the work is done once for each article, by the command line; right of it
in a request. Every article that goes in is counted on its way out: read, unchanged,
withdrawn, or rejected with its reason.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from mapapp import control
from mapapp.config import Config
from mapapp.errors import MapappError
from mapapp.intake import Intake
from mapapp.models import Article, Extraction, PlaceId, Spell
from mapapp.parallel import cores, ordered_map
from mapapp.store import Fold, Store, Stored
from mapapp.theatre import Theatre

__all__ = ["Reject", "RunReport", "keep_fold", "load", "open_store", "timeline"]

#: Below so many articles starting further processes takes longer than reading them here.
_WORTH_PROCESSES = 200
_LEFT_SEEDS = "left the seeds"


@dataclass(frozen=True, slots=True)
class Reject:
    """An article that could not be read, and why."""

    article: Article
    error: MapappError


@dataclass(frozen=True, slots=True)
class RunReport:
    """What became of the articles of one run; the counts add up to all that went in."""

    read: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    claims: int = 0
    rejects: tuple[Reject, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.read} articles read ({self.claims} claims), {self.unchanged} unchanged, "
            f"{self.withdrawn} withdrawn, {len(self.rejects)} rejected"
        )


def open_store(config: Config) -> Store:
    """The store of the settings, brought up to date.

    Raises:
        StoreError: the database cannot be used.
    """
    store = Store(config.store_url)
    store.migrate()
    return store


def load(
    theatre: Theatre, store: Store, *, progress: Callable[[int, int], None] | None = None
) -> RunReport:
    """Brings the store up to the theatre's dispatches, and everything in it to this reader.

    Repeatable: what is stored and read the same way is left alone, what was taken off by
    hand stays off, and a dispatch that left the seeds leaves the map.

    Args:
        theatre: where the dispatches come from.
        store: where they go.
        progress: told after each article how many are done, and of how many.

    Raises:
        SeedError: a dispatch cannot be read; nothing is changed then.
        StoreError: the database cannot be used.
    """
    dispatches = {article.id: article for article in theatre.dispatches()}
    stored, intake = store.stored(), Intake(theatre)
    wanted = {**dict(_added_by_hand(stored)), **dispatches}
    pending = [
        article
        for article_id, article in wanted.items()
        if not _is_settled(stored.get(article_id), article, intake.version)
    ]
    claims, rejects = 0, []
    for done, (article, outcome) in enumerate(_extract_all(theatre, intake, pending), start=1):
        if isinstance(outcome, MapappError):
            rejects.append(Reject(article, outcome))
        else:
            store.add(article, outcome, reader=intake.version)
            claims += len(outcome.claims)
        if progress:
            progress(done, len(pending))
    withdrawn = _withdraw_departed(store, stored, dispatches)
    keep_fold(theatre, store)
    return RunReport(
        read=len(pending) - len(rejects),
        unchanged=len(wanted) - len(pending),
        withdrawn=withdrawn,
        claims=claims,
        rejects=tuple(rejects),
    )


def keep_fold(theatre: Theatre, store: Store) -> None:
    """Keeps the map as these rules have it, to be shown beside that of the rules to come.

    Raises:
        StoreError: the database cannot be used.
    """
    version = store.data_version()
    if not store.folds.has(control.RULES_VERSION, version):
        spells = timeline(theatre, store)
        store.folds.keep(Fold(control.RULES_VERSION, datetime.now(UTC).date(), version, spells))


def timeline(
    theatre: Theatre, store: Store, known: date | None = None
) -> dict[PlaceId, tuple[Spell, ...]]:
    """The spells of every place, as far as reports published by ``known`` tell.

    Args:
        theatre: the places and the period.
        store: the claims.
        known: the known date; left out, that of the newest report, never the clock's.
    """
    return control.fold(store.claims(published_until=known), theatre, known=known)


def _added_by_hand(stored: Mapping[str, Stored]) -> Iterator[tuple[str, Article]]:
    for article_id, record in stored.items():
        if record.article.kind == "article" and not record.withdrawn_because:
            yield article_id, record.article


def _is_settled(record: Stored | None, article: Article, version: str) -> bool:
    """Whether there is nothing to do: stored as it is now, or taken off by hand."""
    if record is None or record.withdrawn_because == _LEFT_SEEDS:
        return False
    return bool(record.withdrawn_because) or (
        record.reader == version and record.article == article
    )


def _extract_all(
    theatre: Theatre, intake: Intake, articles: list[Article]
) -> Iterable[tuple[Article, Extraction | MapappError]]:
    """Each article with what was read from it, in order, on all cores if they are many."""
    if len(articles) < _WORTH_PROCESSES:
        return ((article, _attempt(intake, article)) for article in articles)
    outcomes = ordered_map(partial(_attempter, theatre), articles, workers=cores())
    return zip(articles, outcomes, strict=True)


def _attempter(theatre: Theatre) -> Callable[[Article], Extraction | MapappError]:
    return partial(_attempt, Intake(theatre))


def _attempt(intake: Intake, article: Article) -> Extraction | MapappError:
    try:
        return intake.extract(article)
    except MapappError as error:
        return error


def _withdraw_departed(
    store: Store, stored: Mapping[str, Stored], dispatches: Mapping[str, Article]
) -> int:
    departed = [
        article_id
        for article_id, record in stored.items()
        if record.article.kind == "dispatch"
        and not record.withdrawn_because
        and article_id not in dispatches
    ]
    for article_id in departed:
        store.remove(article_id, because=_LEFT_SEEDS)
    return len(departed)
