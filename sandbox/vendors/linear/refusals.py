"""How Linear says no: GraphQL errors whose extensions tell what kind of no it is."""

from graphql import GraphQLError

from sandbox.errors import Json


def extensions(code: str, kind: str, status: int, presentable: str) -> Json:
    """What stands beside an error's message."""
    return {
        "code": code,
        "type": kind,
        "statusCode": status,
        "userError": status < 500,
        "userPresentableMessage": presentable,
    }


def invalid(message: str, presentable: str | None = None) -> GraphQLError:
    """The input makes no sense."""
    return GraphQLError(message, extensions=extensions("INPUT_ERROR", "invalid input", 400, presentable or message))


def missing(kind: str) -> GraphQLError:
    """Something named does not exist."""
    return invalid(f"Entity not found: {kind}", f"Could not find referenced {kind}.")


def conflict(kind: str, record_id: str) -> GraphQLError:
    """A client made the same record before."""
    return invalid(f"conflict on insert of {kind}", f"Entity {kind} with id {record_id} already exists.")
