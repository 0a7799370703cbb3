"""Customers and what they need."""

from dataclasses import dataclass

from sandbox.errors import Json
from sandbox.vendors.linear.reads import named
from sandbox.vendors.linear.records import Attachment, Birth, Customer, Issue, Need, Workspace
from sandbox.vendors.linear.refusals import invalid, missing

PUBLIC_DOMAINS = frozenset({"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com"})


@dataclass(frozen=True, slots=True)
class Customers:
    """The customers of a workspace."""

    space: Workspace

    def find(self, wanted: Json) -> Customer | None:
        """By id, own id, Slack channel or domain."""
        domains = set(wanted.get("domains") or [])
        if public := domains & PUBLIC_DOMAINS:
            raise invalid(f"Domain {min(public)} is a public mail domain")
        for customer in self.space.customers:
            if (
                wanted.get("id") == customer.id
                or wanted.get("externalId") in customer.external_ids
                or (wanted.get("slackChannelId") or "") == customer.slack_channel_id
                or domains & set(customer.domains)
            ):
                return customer
        return None

    def add(self, birth: Birth, wanted: Json) -> Customer:
        """A new one, which needs a name."""
        if not wanted.get("name"):
            raise invalid("Argument Validation Error: a new customer needs a name")
        customer = Customer(**birth, name=wanted["name"])
        self.change(customer, wanted, birth["updated_at"])
        self.space.customers.append(customer)
        return customer

    def change(self, customer: Customer, wanted: Json, moment: str) -> None:
        """What is given is changed, ids and domains are added."""
        names = (("name", "name"), ("slackChannelId", "slack_channel_id"), ("revenue", "revenue"), ("size", "size"))
        for name, attribute in names:
            if wanted.get(name) is not None:
                setattr(customer, attribute, wanted[name])
        customer.domains = [*dict.fromkeys([*customer.domains, *(wanted.get("domains") or [])])]
        own = [wanted["externalId"]] if wanted.get("externalId") else []
        customer.external_ids = [*dict.fromkeys([*customer.external_ids, *own])]
        customer.updated_at = moment

    def of_need(self, wanted: Json) -> Customer:
        """Whose need it is: named by exactly one of its ids."""
        if bool(wanted.get("customerId")) == bool(wanted.get("customerExternalId")):
            raise invalid("Argument Validation Error: exactly one of customerId and customerExternalId is needed")
        if wanted.get("customerId"):
            return named(self.space.customers, wanted["customerId"], "Customer")
        for customer in self.space.customers:
            if wanted["customerExternalId"] in customer.external_ids:
                return customer
        raise missing("Customer")

    def attachment_of_need(self, issue: Issue, wanted: Json) -> Attachment | None:
        """The link that says where the need was heard, if the issue has it."""
        if wanted.get("attachmentId"):
            return named(issue.attachments, wanted["attachmentId"], "Attachment")
        return next((one for one in issue.attachments if one.url == wanted.get("attachmentUrl")), None)

    def add_need(
        self, birth: Birth, customer: Customer, issue: Issue, wanted: Json, attachment: Attachment | None
    ) -> Need:
        """Count a need."""
        priority = wanted.get("priority") or 0
        if priority not in (0, 1):
            raise invalid("Argument Validation Error: priority must be 0 or 1")
        need = Need(
            **birth,
            customer=customer,
            issue=issue,
            body=wanted.get("body"),
            priority=int(priority),
            attachment=attachment,
        )
        customer.needs.append(need)
        issue.needs.append(need)
        return need
