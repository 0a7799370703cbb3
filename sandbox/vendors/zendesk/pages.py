"""Zendesk's pages: by number, or by cursor where there are cursors."""

from sandbox.errors import Json
from sandbox.vendors.exchange import InvalidError, Request

PAGES = frozenset({"page", "per_page", "page[size]", "page[after]", "page[before]"})
MOST_PER_PAGE = 100
MOST_RESULTS = 1_000


def page(request: Request, name: str, found: list[Json]) -> Json:
    """By cursor when `page[size]` asks for it, else by number; what is past a thousand is not shown."""
    if request.first("page[size]") is not None:
        return _by_cursor(request, name, found)
    size, number = min(_integer(request, "per_page", MOST_PER_PAGE), MOST_PER_PAGE), _integer(request, "page", 1)
    begin = (number - 1) * size
    if begin >= MOST_RESULTS:
        raise InvalidError("Requested response size was greater than Search Response Limits")
    is_last = begin + size >= len(found)
    return {
        name: found[begin : begin + size],
        "count": len(found),
        "next_page": None if is_last else _link(request, number + 1, size),
        "previous_page": _link(request, number - 1, size) if number > 1 else None,
    }


def in_order(request: Request, found: list[Json], usual: str) -> list[Json]:
    """Sorted as `sort_by` and `sort_order` say: newest first by `usual` if they say nothing."""
    field = request.first("sort_by") or usual
    ordered = sorted(found, key=lambda record: str(record.get(field) or ""))
    return ordered if request.first("sort_order") == "asc" else ordered[::-1]


def _by_cursor(request: Request, name: str, found: list[Json]) -> Json:
    size, begin = _integer(request, "page[size]", MOST_PER_PAGE), _integer(request, "page[after]", 0)
    end = begin + size
    meta = {
        "has_more": end < len(found),
        "after_cursor": str(end) if end < len(found) else None,
        "before_cursor": str(begin) if begin else None,
    }
    return {name: found[begin:end], "meta": meta, "links": {"next": None, "prev": None}}


def _link(request: Request, number: int, size: int) -> str:
    return f"https://larkspur.zendesk.example{request.path}?page={number}&per_page={size}"


def _integer(request: Request, name: str, default: int) -> int:
    value = request.first(name)
    if value is not None and not value.isdecimal():
        raise InvalidError(f"{name} must be an integer")
    return default if value is None else int(value)
