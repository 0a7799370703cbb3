from datetime import UTC, datetime

import pytest

from escalation.hours import ALWAYS, Hours, parse
from escalation.snoozing import is_customer, issue_in, moment_in

NOW = datetime(2026, 11, 25, 14, tzinfo=UTC)  # a Wednesday
WORKING = Hours(week=tuple(parse("Mon-Fri 08:00-17:00")))


@pytest.mark.parametrize(
    ("words", "hours", "until"),
    [
        ("2h", ALWAYS, datetime(2026, 11, 25, 16, tzinfo=UTC)),
        ("30 minutes", ALWAYS, datetime(2026, 11, 25, 14, 30, tzinfo=UTC)),
        ("1 day", ALWAYS, datetime(2026, 11, 26, 14, tzinfo=UTC)),
        ("tomorrow 9:00", ALWAYS, datetime(2026, 11, 26, 9, tzinfo=UTC)),
        ("Friday", ALWAYS, datetime(2026, 11, 27, 9, tzinfo=UTC)),
        ("Friday", WORKING, datetime(2026, 11, 27, 8, tzinfo=UTC)),
        ("tomorrow", WORKING, datetime(2026, 11, 26, 8, tzinfo=UTC)),
        ("whenever", ALWAYS, None),
        ("0h", ALWAYS, NOW),
    ],
)
def test_a_moment_is_read_in_the_teams_hours(words: str, hours: Hours, until: datetime | None) -> None:
    assert moment_in(words, NOW, hours) == until


def test_an_issue_or_the_customer_may_be_waited_for() -> None:
    assert issue_in("eng-118") == "ENG-118"
    assert issue_in("Friday") == ""
    assert is_customer("the Customer")
