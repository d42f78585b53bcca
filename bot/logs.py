"""Logs: ids, never words. One JSON object a line on standard error.

Only the fields named here are written; a field of any other name is dropped, and its name kept,
so that whoever adds one sees that it is missing. Other libraries' loggers are let through at
WARNING and reduced to their name and level: their messages can hold paths, ids or bodies.
"""

import json
import logging
import sys
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, Final

import structlog
from structlog.typing import FilteringBoundLogger

FIELDS: Final = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "batch_id",
        "outgoing_id",
        "departure_id",
        "request_id",
        "number",
        "count",
        "trouble",
        "where",
        "outcome",
        "state",
        "status",
        "seconds",
        "address",
        "port",
        "process",
        "cure",
    }
)

_TOO_TALKATIVE: Final = ("rq", "rq.worker", "linebot", "urllib3", "apprise")


def configure() -> None:
    """Set up logging for this process: ours through structlog, everybody else's made silent."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_known_fields,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_NameAndLevel())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _TOO_TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # noqa: TID251 - to silence them
    sys.excepthook = _log_the_end


def get_log() -> FilteringBoundLogger:
    """The log of this process."""
    log: FilteringBoundLogger = structlog.get_logger()
    return log


def report(error: BaseException) -> None:
    """Log an error that nobody foresaw: its kind and where it was raised, never its text."""
    get_log().error("unforeseen error", trouble=type(error).__name__, where=where_of(error))


def where_of(error: BaseException) -> str:
    """Where an error was raised, as ``file:line``; its text may hold words and is left out."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    file = trace.tb_frame.f_code.co_filename.rsplit("/", 2)
    return f"{'/'.join(file[-2:])}:{trace.tb_lineno}"


def _log_the_end(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    get_log().critical("program ended", trouble=kind.__name__, where=where_of(error))


class _NameAndLevel(logging.Formatter):
    """Another library's line: who spoke, how loudly, where; not what was said."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(
            {
                "event": "library message",
                "level": record.levelname.lower(),
                "logger": record.name,
                "where": f"{record.module}:{record.lineno}",
                "trouble": record.exc_info[0].__name__
                if record.exc_info and record.exc_info[0]
                else None,
            }
        )


def _only_known_fields(
    _logger: Any,  # noqa: ANN401 - structlog's processor signature
    _method: str,
    fields: MutableMapping[str, Any],
) -> MutableMapping[str, Any]:
    unknown = sorted(name for name in fields if name not in FIELDS)
    kept = {name: value for name, value in fields.items() if name in FIELDS}
    return {**kept, "dropped": unknown} if unknown else kept
