"""Commands in processes of their own that need not import everything anew: each takes three seconds less."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

_WARM = get_context("forkserver")
_WARM.set_forkserver_preload(["bot.cli.run", "bot.cli.doctor", "bot.cli.kb", "bot.cli.db", "sandbox.__main__"])


async def typed(
    module: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], paper: Path
) -> tuple[int, str, str]:
    """The status of a module's `main` with these arguments, what it printed, and its complaints.

    The process is forked from one that has imported Baton and done nothing; `paper` is a folder to print into.
    """
    out, errors = paper / "out.txt", paper / "errors.txt"
    process = _WARM.Process(target=_become, args=(module, [*arguments], folder, dict(environment), out, errors))
    process.start()
    await asyncio.to_thread(process.join)
    assert process.exitcode is not None
    return process.exitcode, out.read_text(encoding="utf-8"), errors.read_text(encoding="utf-8")


def _become(
    module: str, arguments: list[str], folder: Path, environment: dict[str, str], out: Path, errors: Path
) -> None:
    for number, file in ((1, out), (2, errors)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.chdir(folder)
    os.environ.clear()  # noqa: TID251  the command's own, as its shell would give it
    os.environ.update(environment)  # noqa: TID251
    sys.argv = [module, *arguments]
    sys.exit(import_module(module).main())
