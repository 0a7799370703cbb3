"""What the product tells of its users: where they are, and what failed there. Only what is named here is kept."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from escalation.model import Facet, Fact, Sensitivity, Standing

PAGE_LASTS = timedelta(minutes=30)
FAILURE_LASTS = timedelta(hours=24)
MOST_FAILURES = 20

_FROM_FUTURE = timedelta(minutes=5)
_TOO_OLD = timedelta(hours=24)
_LONGEST = 200
_KINDS = frozenset({"page", "screen", "track", "identify", "group"})
_FAILED = re.compile(r"\b(?:fail\w*|error\w*|crash\w*|denied|declined|timed? ?out|exception)\b", re.I)
_SECRET_SEGMENT = re.compile(r"^(?:[0-9a-f]{16,}|[A-Za-z0-9_-]{24,}|.*@.*)$")


class NotKeptError(ValueError):
    """An event that is not kept; the reason is for whoever sends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEvent:
    """One thing a user did or met. `user` and `org` are ids of the product; `failed` says that it went wrong."""

    id: str
    kind: str
    user: str
    org: str = ""
    email: str = ""
    path: str = ""
    title: str = ""
    name: str = ""
    failed: bool = False
    error: str = ""
    trace: str = ""
    version: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that went wrong for a user in the product, and how often in the last day."""

    name: str
    page: str
    error: str
    count: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesSeen:
    """What a customer was doing in the product: the page they were last on, and what failed, the latest first."""

    page: str = ""
    at: datetime | None = None
    version: str = ""
    failures: tuple[Failure, ...] = field(default=())

    @property
    def trouble(self) -> Failure | None:
        """What failed again and again, or brought the product down."""
        return next((one for one in self.failures if one.count > 1 or "crash" in one.name.lower()), None)

    @property
    def words(self) -> str:
        """What helps to search for an answer, as data."""
        failed = self.failures[0] if self.failures else None
        parts = (self.page, failed.name if failed else "", failed.error if failed else "")
        return " ".join(part for part in parts if part)


def read_event(raw: Mapping[str, Any], now: datetime, kept_query: Iterable[str] = ()) -> PageEvent:
    """An event in Segment's form as what we keep of it. NotKeptError says why it is not kept.

    Addresses lose their query, fragment, and parts that look like tokens; network addresses and devices are not read.
    """
    kind = str(raw.get("type") or "")
    if kind not in _KINDS:
        raise NotKeptError("type is none of page, screen, track, identify, group")
    own_id, user = _text(raw.get("messageId")), _text(raw.get("userId"))
    if not own_id:
        raise NotKeptError("messageId is missing")
    if not user:
        raise NotKeptError("userId is missing")
    at = _moment(raw.get("timestamp") or raw.get("originalTimestamp"), now)
    if at > now + _FROM_FUTURE:
        raise NotKeptError("timestamp is of the future")
    if at < now - _TOO_OLD:
        raise NotKeptError("timestamp is too old")
    said = _mapping(raw.get("properties")) or _mapping(raw.get("traits"))
    context = _mapping(raw.get("context"))
    page = _mapping(context.get("page"))
    name = _text(raw.get("event") or raw.get("name") or said.get("name"))
    error = _text(said.get("error_code") or said.get("code"))
    traits = _mapping(raw.get("traits")) or _mapping(context.get("traits"))
    return PageEvent(
        id=own_id,
        kind=kind,
        user=user,
        org=_text(raw.get("groupId") or context.get("groupId") or traits.get("org")),
        email=_text(traits.get("email")),
        path=path_of(
            _text(page.get("path") or page.get("url") or said.get("path") or said.get("url"), 2000), kept_query
        ),
        title=_text(page.get("title") or said.get("title") or (name if kind in ("page", "screen") else "")),
        name=name if kind == "track" else "",
        failed=kind == "track" and (bool(error) or said.get("success") is False or bool(_FAILED.search(name))),
        error=error,
        trace=_text(said.get("trace_id")),
        version=_text(_mapping(context.get("app")).get("version")),
        at=min(at, now),
    )


def path_of(address: str, kept_query: Iterable[str] = ()) -> str:
    """The path of an address. Reset tokens live in queries (only named keys stay), and in paths as long parts."""
    try:
        split = urlsplit(address)
        query = [(key, value) for key, value in parse_qsl(split.query) if key in set(kept_query)]
    except ValueError:
        return ""
    path = "/".join("…" if _SECRET_SEGMENT.match(part) else part for part in split.path.split("/"))
    kept = "&".join(f"{key}={value}" for key, value in query)
    return (f"{path}?{kept}" if kept else path)[:_LONGEST]


def seen(events: Sequence[PageEvent], now: datetime) -> PagesSeen:
    """What counts of a user's events, in any order: the page for half an hour, what failed for a day."""
    pages = [one for one in events if one.kind in ("page", "screen") and one.at >= now - PAGE_LASTS]
    last = max(pages, key=lambda one: one.at, default=None)
    failed = [one for one in events if one.failed and one.at >= now - FAILURE_LASTS]
    groups: dict[tuple[str, str], list[PageEvent]] = {}
    for event in sorted(failed, key=lambda one: one.at, reverse=True)[:MOST_FAILURES]:
        groups.setdefault((event.name, event.error), []).append(event)
    failures = tuple(
        Failure(name=name, page=_page(same[0]), error=error, count=len(same), at=same[0].at)
        for (name, error), same in groups.items()
    )
    version = next((one.version for one in sorted(events, key=lambda one: one.at, reverse=True) if one.version), "")
    return PagesSeen(page=_page(last) if last else "", at=last.at if last else None, version=version, failures=failures)


def as_facet(seen: PagesSeen, now: datetime) -> tuple[Facet, ...]:
    """What stands of it on a card; nothing where the product told nothing."""
    facts = [
        Fact(
            key="page_failure",
            label="Failed",
            text=f"{one.name}{f' ({one.error})' if one.error else ''}{f', {one.count} times' if one.count > 1 else ''}"
            f"{f', on {one.page}' if one.page else ''}",
            at=one.at,
            is_alarming=one.count > 1,
            sensitivity=Sensitivity.PERSONAL,
        )
        for one in seen.failures[:3]
    ]
    if seen.page:
        page = Fact(key="page", label="Was on", text=seen.page, at=seen.at, sensitivity=Sensitivity.PERSONAL)
        facts.insert(0, page)
    if seen.version:
        facts.append(Fact(key="version", label="Version", text=seen.version, sensitivity=Sensitivity.PLAIN))
    return (Facet(source="Product", standing=Standing.FOUND, facts=tuple(facts), as_of=now),) if facts else ()


def _page(event: PageEvent) -> str:
    return event.title or event.path


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object, longest: int = _LONGEST) -> str:
    """A short text in one line; numbers count, all else does not."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join("".join(sign for sign in str(value) if sign.isprintable() or sign.isspace()).split())[:longest]


def _moment(value: object, now: datetime) -> datetime:
    if not isinstance(value, str):
        return now
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise NotKeptError("timestamp is no time") from None
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
