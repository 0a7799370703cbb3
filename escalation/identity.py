"""The identity ladder: who is asking, each rung with its evidence. What is typed in a chat proves nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from escalation.model import Account, ChannelId, Identity, Person, PersonId, Rung, TeamId

_EMAIL = re.compile(
    r"[^\s\"'<>\\(),:;@]{1,64}@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)", re.I
)

_LONGEST = 254

_PUBLIC_MAIL = frozenset(
    [
        "126.com",
        "163.com",
        "aol.com",
        "fastmail.com",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hey.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mac.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "naver.com",
        "outlook.com",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "t-online.de",
        "tutanota.com",
        "web.de",
        "yahoo.com",
        "yandex.ru",
        "ymail.com",
        "zoho.com",
    ]
)
"""Where anybody can have an address: it says nothing of a company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAccount:
    """An account, and what Slack knows it by: its channels, its Slack teams, and people linked to it by hand."""

    account: Account
    channels: frozenset[ChannelId] = frozenset()
    teams: frozenset[TeamId] = frozenset()
    people: frozenset[PersonId] = frozenset()


def domain_of(email: str) -> str:
    """The domain of an address, in lower case; empty when it is none, or one that anybody can have."""
    found = _EMAIL.fullmatch(email[:_LONGEST])
    domain = found[1].lower() if found else ""
    return "" if domain in _PUBLIC_MAIL else domain


def identify(
    channel: ChannelId, person: Person, known: Sequence[KnownAccount], *, is_ours: bool = False, verified: str = ""
) -> Identity:
    """Climb the ladder as far as it holds.

    `is_ours` says that the person belongs to our own organisation, where an address tells nothing of a customer.
    `verified` is the address that the product itself has confirmed for this person, if it has.
    """
    if not person.is_known or is_ours:
        return _by_place(channel, person, known, may_be_somebody=False)
    identity = _by_place(channel, person, known, may_be_somebody=True)
    if verified and _belongs(verified, identity.account):
        return replace(
            identity,
            rung=Rung.VERIFIED,
            email=verified,
            evidence=(*identity.evidence, "confirmed by a signed link from the product"),
        )
    return _by_email(identity, person, known)


def _by_place(channel: ChannelId, person: Person, known: Sequence[KnownAccount], *, may_be_somebody: bool) -> Identity:
    """The account of the channel; of the person's own Slack team where that is another one."""
    of_channel = next((one for one in known if channel in one.channels), None)
    of_person = _linked(person, known) if may_be_somebody else None
    if of_person is not None and of_channel is not None and of_person[0] is not of_channel:
        found, why = of_person
        return Identity(
            rung=Rung.ACCOUNT,
            account=found.account,
            evidence=(why, f"although this is the channel of {of_channel.account.name}"),
        )
    if of_channel is not None:
        return Identity(rung=Rung.ACCOUNT, account=of_channel.account, evidence=("this is their channel",))
    if of_person is not None:
        return Identity(rung=Rung.ACCOUNT, account=of_person[0].account, evidence=(of_person[1],))
    return Identity()


def _linked(person: Person, known: Sequence[KnownAccount]) -> tuple[KnownAccount, str] | None:
    for one in known:
        if person.id in one.people:
            return one, "an admin named this person"
    for one in known:
        if person.team is not None and person.team in one.teams:
            return one, "they write from its Slack workspace"
    return None


def _by_email(identity: Identity, person: Person, known: Sequence[KnownAccount]) -> Identity:
    """The address in the Slack profile makes a contact of an account, where its domain is that account's."""
    domain = domain_of(person.email)
    if not domain:
        return identity
    if identity.account is None:
        owner = next((one.account for one in known if domain in one.account.domains), None)
        account = owner or Account(name="", domains=(domain,))
        return Identity(
            rung=Rung.CONTACT,
            account=account,
            email=person.email,
            evidence=(f"the address in their Slack profile is at {domain}",),
        )
    if not _belongs(person.email, identity.account):
        stranger = f"the address in their Slack profile is at {domain}, which is not theirs: not used"
        return replace(identity, evidence=(*identity.evidence, stranger))
    account = identity.account if identity.account.domains else replace(identity.account, domains=(domain,))
    return replace(
        identity,
        rung=Rung.CONTACT,
        account=account,
        email=person.email,
        evidence=(*identity.evidence, f"the address in their Slack profile is at {domain}"),
    )


def _belongs(email: str, account: Account | None) -> bool:
    """Whether an address is one of the account's; where none of its domains is known, one of any company."""
    domain = domain_of(email)
    return bool(domain) and account is not None and (not account.domains or domain in account.domains)
