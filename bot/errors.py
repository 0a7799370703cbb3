"""Everything that may go wrong on purpose. `message` is safe to show to whoever asked.

BatonError
├── MisconfiguredError          a setting is missing or wrong: says which, why and how to mend it
├── RefusedError                a rule says no: the one who asked is told why
│   ├── AlreadyClaimedError
│   ├── FormLostError
│   ├── NotAllowedError
│   └── NothingToDoError
├── UnavailableError            somebody else is down, slow or busy: worth another try
│   ├── LockedOutError
│   ├── MendableError
│   └── ModelUnavailableError
└── RejectedError               somebody else said no: another try would hear the same
"""


class BatonError(Exception):
    """The root. `message` is what people see."""

    message = "Something went wrong on our side. It has been noted."

    def __init__(self, message: str | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(self.message)


class MisconfiguredError(BatonError):
    """A setting is missing or wrong."""


class RefusedError(BatonError):
    """A rule says no."""


class AlreadyClaimedError(RefusedError):
    """Somebody else was faster."""


class FormLostError(RefusedError):
    """A form could not be opened: Slack gives three seconds, and some servers have none."""

    message = "The form did not open in time. Press it once more, or say it in words."


class NotAllowedError(RefusedError):
    """This person may not do this."""


class NothingToDoError(RefusedError):
    """The handoff is not in a state in which this makes sense."""


class UnavailableError(BatonError):
    """A service did not answer, or asked us to wait `retry_after` seconds. Trying again may help.

    `is_ambiguous` says that the request may have been carried out all the same.
    """

    def __init__(
        self, service: str, detail: str, *, retry_after: float | None = None, is_ambiguous: bool = False
    ) -> None:
        super().__init__(f"{service} is unavailable: {detail}")
        self.service = service
        self.retry_after = retry_after
        self.is_ambiguous = is_ambiguous


class MendableError(UnavailableError):
    """A service refuses one thing until an admin mends it; `code` is its word for why."""

    def __init__(self, service: str, code: str, *, retry_after: float | None = None) -> None:
        super().__init__(service, f"{code}: an admin can mend this", retry_after=retry_after)
        self.code = code


class LockedOutError(UnavailableError):
    """A service does not know us any more, until an admin lets us in again; `code` is its word for why."""

    def __init__(self, service: str, code: str) -> None:
        super().__init__(service, f"{code}: an admin can mend this")
        self.code = code


class ModelUnavailableError(UnavailableError):
    """The language model failed, timed out, or broke off."""


class RejectedError(BatonError):
    """A service understood us and said no; `code` is its word for why."""

    def __init__(self, service: str, code: str) -> None:
        super().__init__(f"{service} refused: {code}")
        self.service = service
        self.code = code
