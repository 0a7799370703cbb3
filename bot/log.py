"""Logs as JSON lines on standard error, keys as `noun.verb`. Secrets and customers' words stay out of them."""

import logging
import sys
from typing import Any

import structlog


def set_up(level: str) -> None:
    """Send our logs and those of the libraries one way. Called once, by the command line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.dict_tracebacks,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # it warns about tokens that we keep from it on purpose
    for noisy in (
        "slack_sdk",
        "apscheduler",
        "httpx",
        "httpx2",
        "httpcore",
        "aiosqlite",
        "asyncio",
        "alembic",
        "bm25s",
    ):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logger(name: str) -> Any:
    """A logger that takes an event and facts: `log.info("handoff.claimed", handoff=id)`."""
    return structlog.stdlib.get_logger(name)
