"""Intercom's API, version 2.16."""

import re
from collections.abc import Mapping
from html import unescape
from typing import ClassVar

from sandbox.errors import Json
from sandbox.vendors.exchange import RefusedError, Reply, Request, Route
from sandbox.vendors.ids import uuid4
from sandbox.vendors.intercom.records import WORKSPACE, Inbox, inbox
from sandbox.vendors.intercom.search import CONTACT_FIELDS, CONVERSATION_FIELDS, search_test
from sandbox.vendors.limits import Standing, Window
from sandbox.vendors.vendor import Vendor, bearer, is_key

VERSION = "2.16"
MOST_RESULTS = 150

_BURST = Window("app", 1_666, 10)
_CODES = {
    400: "parameter_invalid",
    401: "unauthorized",
    404: "not_found",
    405: "method_not_allowed",
    500: "server_error",
}
_TAG = re.compile(r"<[^>]+>")


class Intercom(Vendor):
    """The messenger of the book's accounts."""

    name: ClassVar[str] = "intercom"
    key: ClassVar[str] = "sandbox-intercom-token"

    def environment(self, url: str) -> dict[str, str]:
        """See Vendor."""
        return {"INTERCOM_API_URL": url, "INTERCOM_TOKEN": self.key}

    def reset(self) -> None:
        """See Vendor."""
        self.inbox: Inbox = inbox(self.book, self.clock.wall())

    def routes(self) -> tuple[Route, ...]:
        """See Vendor."""
        companies = frozenset({"name", "company_id", "page", "per_page"})
        return (
            Route("GET", "/me", self._me),
            Route("POST", "/contacts/search", self._search_contacts),
            Route("GET", "/contacts/find_by_external_id/{id}", self._by_external_id),
            Route("GET", "/contacts/{id}", self._contact),
            Route("GET", "/contacts/{id}/companies", self._employers),
            Route("GET", "/companies", self._companies, companies),
            Route("GET", "/companies/{id}", self._company),
            Route("POST", "/conversations/search", self._search_conversations),
            Route("GET", "/conversations/{id}", self._conversation, frozenset({"display_as"})),
        )

    def admit(self, request: Request) -> None:
        """See Vendor. The version must be named: what the app's default is, an admin may change."""
        if not is_key(bearer(request), self.key):
            raise self._error(401, "unauthorized", "Access Token Invalid")
        if request.headers.get("intercom-version") != VERSION:
            raise self._error(400, "intercom_version_invalid", f"The sandbox knows version {VERSION} only")

    def refuse(self, status: int, message: str) -> RefusedError:
        """See Vendor."""
        return self._error(status, _CODES.get(status, "server_error"), message)

    def limited(self, standing: Standing) -> RefusedError:
        """See Vendor. When to come back is told as a moment."""
        refusal = self._error(429, "rate_limit_exceeded", "Exceeded rate limit")
        return RefusedError(Reply(refusal.reply.body, 429, self.meter((standing,))))

    def budgets(self, _request: Request) -> tuple[Window, ...]:
        """See Vendor."""
        return (_BURST,)

    def meter(self, standings: tuple[Standing, ...]) -> Mapping[str, str]:
        """See Vendor."""
        standing = standings[0]
        return {
            "X-RateLimit-Limit": str(standing.window.allowed),
            "X-RateLimit-Remaining": str(max(0, standing.left)),
            "X-RateLimit-Reset": str(int(self.clock.wall() + self.clock.real(standing.resets_in)) + 1),
        }

    def trace(self) -> Mapping[str, str]:
        """See Vendor."""
        return {"X-Request-Id": self.request_id(), "Intercom-Version": VERSION}

    def _me(self, _request: Request) -> Reply:
        admin = next(iter(self.inbox.admins.values()))
        app = {"type": "app", "id_code": WORKSPACE, "name": self.book.company.name, "region": "US"}
        return Reply({**admin, "email_verified": True, "app": app})

    def _search_contacts(self, request: Request) -> Reply:
        asked = request.json()
        test = search_test(asked.get("query"), CONTACT_FIELDS)
        found = sorted(filter(test, self.inbox.contacts.values()), key=lambda one: -one["created_at"])
        return Reply(self._page(asked, {"type": "list"}, "data", found))

    def _search_conversations(self, request: Request) -> Reply:
        asked = request.json()
        if "sort" in asked:
            raise self.refuse(400, "sort is for contacts only")
        test = search_test(asked.get("query"), CONVERSATION_FIELDS)
        found = [
            {name: value for name, value in one.items() if name != "conversation_parts"}
            for one in self.inbox.conversations.values()
            if test(one)
        ]
        return Reply(self._page(asked, {"type": "conversation.list"}, "conversations", found))

    def _contact(self, request: Request) -> Reply:
        return Reply(self._record(self.inbox.contacts, request.params["id"], "User Not Found"))

    def _by_external_id(self, request: Request) -> Reply:
        for contact in self.inbox.contacts.values():
            if contact["external_id"] == request.params["id"]:
                return Reply(contact)
        raise self.refuse(404, "User Not Found")

    def _employers(self, request: Request) -> Reply:
        contact = self._record(self.inbox.contacts, request.params["id"], "User Not Found")
        company = self.inbox.companies[self.inbox.employers[contact["id"]]]
        pages = {"type": "pages", "page": 1, "per_page": 50, "total_pages": 1}
        return Reply({"type": "list", "companies": [company], "total_count": 1, "pages": pages})

    def _companies(self, request: Request) -> Reply:
        name, key = request.first("name"), request.first("company_id")
        found = [
            one
            for one in self.inbox.companies.values()
            if name in (None, one["name"]) and key in (None, one["company_id"])
        ]
        pages = {"type": "pages", "page": 1, "per_page": 15, "total_pages": 1}
        return Reply({"type": "list", "data": found, "total_count": len(found), "pages": pages})

    def _company(self, request: Request) -> Reply:
        return Reply(self._record(self.inbox.companies, request.params["id"], "Company Not Found"))

    def _conversation(self, request: Request) -> Reply:
        found = self._record(self.inbox.conversations, request.params["id"], "Resource Not Found")
        display_as = request.first("display_as")
        if display_as not in (None, "plaintext"):
            raise self.refuse(400, "display_as can only be plaintext")
        return Reply(_plaintext(found) if display_as else found)

    def _record(self, records: dict[str, Json], record_id: str, message: str) -> Json:
        if record_id not in records:
            raise self.refuse(404, message)
        return records[record_id]

    def _page(self, asked: Json, head: Json, name: str, found: list[Json]) -> Json:
        pagination = asked.get("pagination") or {}
        size, after = pagination.get("per_page", 20), str(pagination.get("starting_after") or "0")
        if not isinstance(size, int) or not 0 < size <= MOST_RESULTS or not after.isdecimal():
            raise self.refuse(400, f"per_page is at most {MOST_RESULTS}, starting_after comes from pages.next")
        begin, end = int(after), int(after) + size
        pages: Json = {
            "type": "pages",
            "page": begin // size + 1,
            "per_page": size,
            "total_pages": max(1, -(-len(found) // size)),
        }
        if end < len(found):
            pages["next"] = {"per_page": size, "starting_after": str(end)}
        return {**head, name: found[begin:end], "total_count": len(found), "pages": pages}

    def _error(self, status: int, code: str, message: str) -> RefusedError:
        errors = [{"code": code, "message": message}]
        return RefusedError(
            Reply({"type": "error.list", "request_id": uuid4(self.request_id()), "errors": errors}, status)
        )


def _plaintext(conversation: Json) -> Json:
    """A conversation with the HTML taken out of what was said."""
    parts = conversation["conversation_parts"]
    plain = [{**part, "body": _text(part["body"])} for part in parts["conversation_parts"]]
    source = conversation["source"]
    return {
        **conversation,
        "source": {**source, "body": _text(source["body"])},
        "conversation_parts": {**parts, "conversation_parts": plain},
    }


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))
