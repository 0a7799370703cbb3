"""the schema: upgrade, check"""

import argparse

from bot.app import opened
from bot.errors import MisconfiguredError
from bot.settings import load
from storage import schema
from storage.database import connect
from storage.errors import DatabaseUrlError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton db upgrade|check`."""
    parser.add_argument("verb", choices=["upgrade", "check"], help="bring the schema up to date, or tell whether it is")


async def act(options: argparse.Namespace) -> int:
    """See the verbs' help."""
    settings = load()
    if options.verb == "upgrade":
        async with opened(settings):
            print("The schema is up to date.")
        return 0
    try:
        database = connect(settings.database_url)
    except DatabaseUrlError as error:
        raise MisconfiguredError(str(error)) from error
    differences = await schema.differences(database)
    await database.close()
    for difference in differences:
        print(difference)
    print("The schema is up to date." if not differences else "Run: baton db upgrade")
    return 1 if differences else 0
