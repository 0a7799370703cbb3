"""HubSpot's CRM API, versions 2026-09 and 2026-03."""

from collections.abc import Mapping
from typing import ClassVar

from sandbox.errors import Json
from sandbox.vendors.exchange import InvalidError, RefusedError, Reply, Request, Route
from sandbox.vendors.hubspot.records import SHOWN_UNASKED, Kind, Portal, Record, portal
from sandbox.vendors.hubspot.search import MOST_RESULTS, search
from sandbox.vendors.ids import iso
from sandbox.vendors.limits import Standing, Window
from sandbox.vendors.vendor import Vendor, bearer, is_key

VERSIONS = ("2026-09", "2026-03")

_SEARCHES = Window("SECONDLY", 5, 1)
_BURST = Window("TEN_SECONDLY_ROLLING", 190, 10)
_KINDS: dict[str, Kind] = {
    "contacts": "contacts",
    "0-1": "contacts",
    "companies": "companies",
    "0-2": "companies",
    "deals": "deals",
    "0-3": "deals",
}
_CATEGORIES = {401: "INVALID_AUTHENTICATION", 403: "MISSING_SCOPES", 404: "OBJECT_NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}
_TYPE_IDS: dict[tuple[Kind, Kind], int] = {
    ("contacts", "companies"): 1,
    ("companies", "contacts"): 2,
    ("contacts", "deals"): 4,
    ("deals", "companies"): 5,
    ("companies", "deals"): 6,
    ("deals", "contacts"): 3,
}
_READ = frozenset({"archived", "associations", "idProperty", "properties", "propertiesWithHistory"})


class HubSpot(Vendor):
    """A portal with the book's accounts in it."""

    name: ClassVar[str] = "hubspot"
    key: ClassVar[str] = "pat-sandbox-hubspot"

    def environment(self, url: str) -> dict[str, str]:
        """See Vendor."""
        return {"HUBSPOT_API_URL": url, "HUBSPOT_TOKEN": self.key}

    def reset(self) -> None:
        """See Vendor."""
        self.portal: Portal = portal(self.book, self.clock.wall())

    def routes(self) -> tuple[Route, ...]:
        """See Vendor."""
        return tuple(route for version in VERSIONS for route in self._routes_of(version))

    def _routes_of(self, version: str) -> tuple[Route, ...]:
        objects = f"/crm/objects/{version}/{{kind}}"
        owners = f"/crm/owners/{version}"
        return (
            Route("POST", f"{objects}/search", self._search),
            Route("POST", f"{objects}/batch/read", self._read_many, frozenset({"archived"})),
            Route("GET", f"{objects}/{{id}}", self._read, _READ),
            Route("POST", f"/crm/associations/{version}/{{kind}}/{{other}}/batch/read", self._associations),
            Route("GET", owners, self._owners, frozenset({"after", "archived", "email", "limit"})),
            Route("GET", f"{owners}/{{id}}", self._owner, frozenset({"archived", "idProperty"})),
        )

    def admit(self, request: Request) -> None:
        """See Vendor."""
        if not is_key(bearer(request), self.key):
            raise self.refuse(401, "Authentication credentials not found. This API supports OAuth 2.0 authentication.")

    def refuse(self, status: int, message: str) -> RefusedError:
        """See Vendor."""
        category = _CATEGORIES.get(status, "VALIDATION_ERROR" if status < 500 else "INTERNAL_ERROR")
        body = {"status": "error", "message": message, "correlationId": self.request_id(), "category": category}
        return RefusedError(Reply(body, status))

    def limited(self, standing: Standing) -> RefusedError:
        """See Vendor. How long to wait is not said."""
        policy = standing.window.name
        body = self.refuse(429, f"You have reached your {policy.lower()} limit.").reply.body or {}
        return RefusedError(
            Reply({**body, "category": "RATE_LIMITS", "errorType": "RATE_LIMIT", "policyName": policy}, 429)
        )

    def budgets(self, request: Request) -> tuple[Window, ...]:
        """See Vendor. Searches have a limit of their own, and are exempt from the other."""
        return (_SEARCHES,) if request.path.endswith("/search") else (_BURST,)

    def meter(self, standings: tuple[Standing, ...]) -> Mapping[str, str]:
        """See Vendor. Searches tell nothing."""
        return {
            name: value
            for standing in standings
            if standing.window is _BURST
            for name, value in (
                ("X-HubSpot-RateLimit-Max", str(_BURST.allowed)),
                ("X-HubSpot-RateLimit-Remaining", str(standing.left)),
                ("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"),
            )
        }

    def trace(self) -> Mapping[str, str]:
        """See Vendor."""
        return {"X-HubSpot-Correlation-Id": self.request_id()}

    def _search(self, request: Request) -> Reply:
        kind = self._kind(request.params["kind"])
        asked = request.json()
        limit, after = asked.get("limit", 10), str(asked.get("after") or "0")
        if not isinstance(limit, int) or not 0 < limit <= MOST_RESULTS or not after.isdecimal():
            raise self.refuse(400, f"limit is at most {MOST_RESULTS}, after comes from paging.next.after")
        try:
            found = search(kind, list(self.portal.objects[kind].values()), asked)
        except (InvalidError, KeyError, TypeError, AttributeError) as error:
            raise self.refuse(400, f"Invalid input JSON: {error}") from error
        begin, end = int(after), int(after) + limit
        properties = self._properties(kind, asked.get("properties"))
        body: Json = {"total": len(found), "results": [record.shown(properties) for record in found[begin:end]]}
        if end < len(found):
            body["paging"] = {"next": {"after": str(end), "link": f"?after={end}"}}
        return Reply(body)

    def _read(self, request: Request) -> Reply:
        kind = self._kind(request.params["kind"])
        record = self._record(kind, request.params["id"], request.first("idProperty"))
        given = [name for value in request.every("properties") for name in value.split(",")]
        body = record.shown(self._properties(kind, given or None))
        asked = [name for value in request.every("associations") for name in value.split(",")]
        if asked:
            body["associations"] = {name: self._links(record, kind, self._kind(name)) for name in asked}
        return Reply(body)

    def _read_many(self, request: Request) -> Reply:
        kind = self._kind(request.params["kind"])
        asked = request.json()
        records = [self.portal.objects[kind].get(str(one.get("id"))) for one in asked.get("inputs", [])]
        properties = self._properties(kind, asked.get("properties"))
        return Reply(self._batch([record.shown(properties) for record in records if record]))

    def _associations(self, request: Request) -> Reply:
        kind, other = self._kind(request.params["kind"]), self._kind(request.params["other"])
        results = [
            {
                "from": {"id": record.id},
                "to": [
                    {"toObjectId": one, "associationTypes": [_association(kind, other)]}
                    for one in record.associated.get(other, [])
                ],
            }
            for one in request.json().get("inputs", [])
            if (record := self.portal.objects[kind].get(str(one.get("id"))))
        ]
        return Reply(self._batch(results))

    def _owners(self, request: Request) -> Reply:
        email = request.first("email")
        return Reply({"results": [one for one in self.portal.owners.values() if email in (None, one["email"])]})

    def _owner(self, request: Request) -> Reply:
        key = "userId" if request.first("idProperty") == "userId" else "id"
        for owner in self.portal.owners.values():
            if str(owner[key]) == request.params["id"]:
                return Reply(owner)
        raise self.refuse(404, f"Owner {request.params['id']} does not exist")

    def _batch(self, results: list[Json]) -> Json:
        return {
            "status": "COMPLETE",
            "results": results,
            "startedAt": iso(self.clock.wall()),
            "completedAt": iso(self.clock.wall()),
        }

    def _links(self, record: Record, kind: Kind, other: Kind) -> Json:
        type_name = f"{_singular(kind)}_to_{_singular(other)}"
        return {"results": [{"id": one, "type": type_name} for one in record.associated.get(other, [])]}

    def _record(self, kind: Kind, record_id: str, id_property: str | None) -> Record:
        for record in self.portal.objects[kind].values():
            if record_id == (record.properties.get(id_property) if id_property else record.id):
                return record
        raise self.refuse(404, "Object not found. objectId are usually numeric.")

    def _kind(self, name: str) -> Kind:
        if name not in _KINDS:
            raise self.refuse(400, f"Unable to infer object type from: {name}")
        return _KINDS[name]

    def _properties(self, kind: Kind, asked: list[str] | None) -> list[str]:
        """What is shown: what was asked for, as far as it exists, and what always is."""
        if not asked:
            return list(SHOWN_UNASKED[kind])
        changed = "lastmodifieddate" if kind == "contacts" else "hs_lastmodifieddate"
        return [*dict.fromkeys([*asked, "createdate", changed, "hs_object_id"])]


def _singular(kind: Kind) -> str:
    return "company" if kind == "companies" else kind.removesuffix("s")


def _association(kind: Kind, other: Kind) -> Json:
    return {"category": "HUBSPOT_DEFINED", "typeId": _TYPE_IDS.get((kind, other), 0), "label": None}
