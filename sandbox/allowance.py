"""How many events Slack sends an app in an hour, and what it says when there are more."""

from collections.abc import Callable

from sandbox.clock import Clock
from sandbox.errors import Json
from sandbox.world import App

EVENTS_AN_HOUR = 30_000
WINDOW_SECONDS = 3_600.0
MINUTE_SECONDS = 60.0


class Allowance:
    """Lets events through, or drops them; once a minute it says so by `app_rate_limited`."""

    def __init__(self, app: App, clock: Clock, send: Callable[[Json], None], most: int = EVENTS_AN_HOUR) -> None:
        self._app = app
        self._clock = clock
        self._send = send
        self._most = most
        self.renew()

    def renew(self) -> None:
        """Begin a new hour."""
        self._began = self._clock.now()
        self._sent = 0
        self._said: float | None = None

    def exhaust(self) -> None:
        """Let this hour's events be used up."""
        self._sent = self._most

    def admits(self) -> bool:
        """Whether one more event may go to the app."""
        if self._clock.now() - self._began >= WINDOW_SECONDS:
            self.renew()
        self._sent += 1
        if self._sent <= self._most:
            return True
        self._say_so()
        return False

    def _say_so(self) -> None:
        now = self._clock.now()
        if self._said is not None and now - self._said < MINUTE_SECONDS:
            return
        self._said = now
        minute = int(self._clock.wall()) // 60 * 60
        notice = {"token": "sandbox-verification-token", "type": "app_rate_limited", "team_id": self._app.team}
        self._send({**notice, "minute_rate_limited": minute, "api_app_id": self._app.id})
