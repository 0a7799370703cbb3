"""The tracker at the start, made from the book of accounts."""

from sandbox.vendors.accounts import Account, Book, Bug, Contact
from sandbox.vendors.ids import iso, uuid4
from sandbox.vendors.linear.records import Comment, Customer, Issue, Label, Need, State, Team, User, Workspace, birth

_DAY = 86_400
STATES = (
    ("Triage", "triage"),
    ("Backlog", "backlog"),
    ("Todo", "unstarted"),
    ("In Progress", "started"),
    ("In Review", "started"),
    ("Done", "completed"),
    ("Canceled", "canceled"),
    ("Duplicate", "duplicate"),
)


def workspace(book: Book, now: float) -> Workspace:
    """The tracker at the start."""
    long_ago = now - 900 * _DAY
    bot = User(**birth("bot", long_ago), name="Support Bot", email="bot@larkspur.example", is_me=True, app=True)
    users = [bot, *(_user(book.people[person], long_ago) for person in book.staff)]
    team = Team(**birth("team", long_ago), key=book.tracker.key, name=book.tracker.name)
    team.states = [
        State(**birth(f"state {name}", long_ago), name=name, type=kind, position=float(position), team=team)
        for position, (name, kind) in enumerate(STATES)
    ]
    team.labels = [Label(**birth(f"label {name}", long_ago), name=name, team=team) for name in book.tracker.labels]
    shared = [Label(**birth(f"label {name}", long_ago), name=name, team=None) for name in book.tracker.workspace_labels]
    made = Workspace(uuid4("linear organization"), book.company.name, users, team, [*team.labels, *shared])
    made.customers = [_customer(made, book, account, now) for account in book.accounts]
    for bug in sorted(book.tracker.bugs, key=lambda bug: bug.number):
        made.issues.append(_issue(made, book, bug, now))
    return made


def _user(person: Contact, now: float) -> User:
    return User(**birth(f"user {person.id}", now), name=person.name, email=person.email)


def _customer(made: Workspace, book: Book, account: Account, now: float) -> Customer:
    owner = book.people[account.owner].email
    return Customer(
        **birth(f"customer {account.key}", now - account.since_days * _DAY),
        name=account.name,
        domains=[account.domain],
        external_ids=[account.key],
        slack_channel_id=account.channel,
        revenue=account.revenue // 100,
        size=account.employees,
        owner=next(user for user in made.users if user.email == owner),
    )


def _issue(made: Workspace, book: Book, bug: Bug, now: float) -> Issue:
    begun = now - bug.days_ago * _DAY
    people = dict(zip(book.staff, made.users[1:], strict=True))
    issue = Issue(
        **birth(f"issue {bug.number}", begun),
        number=bug.number,
        team=made.team,
        state=made.team.triage_issue_state,
        title=bug.title,
        description=bug.description,
        priority=bug.priority,
        creator=made.me,
        assignee=people[bug.assignee] if bug.assignee else None,
        labels=[label for label in made.labels if label.name in bug.labels],
    )
    issue.move(next(state for state in made.team.states if state.name == bug.state), iso(begun + _DAY / 2))
    for customer in made.customers:
        if set(customer.external_ids) & set(bug.accounts):
            need = Need(**birth(f"need {bug.number} {customer.id}", begun), customer=customer, issue=issue)
            issue.needs.append(need)
            customer.needs.append(need)
    for remark in bug.remarks:
        said = birth(f"comment {bug.number} {remark.text}", now - remark.days_ago * _DAY)
        issue.comments.append(Comment(**said, issue=issue, body=remark.text, user=people[remark.author]))
    return issue
