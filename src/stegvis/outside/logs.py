"""The log stream: one JSON object a line, never an identity number or a code (driftlogg)."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

# A date (also of a samordningsnummer, day + 60), a sign or none, and four digits or one of TRNPW.
IDENTITY_NUMBER = re.compile(
    r"(?<!\d)(?:(?:18|19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    r"\s?[-+\u2010-\u2015]?\s?(?:\d{4}|[TRNPWtrnpw]\d{3})(?!\d)"
)
HIDDEN = "[personnummer]"
CODE_IN_ADDRESS = re.compile(r"(/svara/)(?!fragor\b)[^/\s'\"<>?#]+")
"""The code of a link to questions is in the address at the first visit; whoever reads the log could use it."""


def scrubbed(value: Any) -> Any:
    """The same value without identity numbers, however deep they lie."""
    if isinstance(value, str):
        return CODE_IN_ADDRESS.sub(r"\1[kod]", IDENTITY_NUMBER.sub(HIDDEN, value))
    if isinstance(value, dict):
        return {scrubbed(key): scrubbed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [scrubbed(inner) for inner in value]
    if value is None or isinstance(value, bool | float):
        return value
    text = scrubbed(str(value))
    return value if isinstance(value, int) and text == str(value) else text


def scrub(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last step before writing: what remains is fit to be read by operations."""
    return {key: scrubbed(value) for key, value in event.items()}


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(level: str) -> dict[str, Any]:
    """Settings for Python's logging, with structlog's loggers led into the same stream."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": json_formatter}},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "procrastinate")}
        | {"procrastinate.blueprints": {"level": "WARNING"}},
    }


def json_formatter() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*SHARED, structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            scrub,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
