from datetime import UTC, datetime, timedelta

import pytest

from escalation.alternatives import LONG, Waiting, Way, ways_for

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ALL = frozenset(Way)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("waiting", "ways"),
    [
        (Waiting(opens_at=NOW, most_by=None, able=ALL), (Way.CALL, Way.MAIL, Way.SLOT)),
        (Waiting(opens_at=NOW, most_by=NOW + LONG + MINUTE, able=ALL), (Way.CALL, Way.MAIL, Way.SLOT)),
        (Waiting(opens_at=NOW, most_by=NOW + LONG, able=ALL), ()),
        (Waiting(opens_at=NOW + MINUTE, most_by=NOW + LONG, able=ALL), (Way.CALL, Way.MAIL, Way.SLOT)),
        (Waiting(opens_at=NOW, most_by=None, able=ALL, is_claimed=True), ()),
        (Waiting(opens_at=NOW, most_by=None, able=frozenset({Way.SLOT, Way.CALL})), (Way.CALL, Way.SLOT)),
        (Waiting(opens_at=NOW, most_by=None, able=frozenset()), ()),
    ],
    ids=["nobody can say", "long", "soon", "away", "somebody has it", "no mail", "nothing configured"],
)
def test_who_waits_long_or_for_nobody_knows_how_long_is_offered_what_works(
    waiting: Waiting, ways: tuple[Way, ...]
) -> None:
    assert ways_for(waiting, NOW) == ways
