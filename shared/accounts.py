"""What is noted of each call that was answered: a line in the log, and the metrics."""

import logging
from collections.abc import Mapping

from shared import log, metrics
from shared.backend import Answer, File
from shared.call import Call
from shared.wire import Wire

logger = logging.getLogger(__name__)


def note(wire: Wire, call: Call, answer: Answer, served_by: str, seconds: float, trace: Mapping[str, str]) -> None:  # noqa: PLR0913, PLR0917  # each is a fact
    """Note a call; `seconds` are those from the request to the answer, `trace` is what log.trace_of gives."""
    code = wire.code(answer)
    size = None if isinstance(answer, File) else answer.get("img_size")
    width, height = (size.get("w"), size.get("h")) if isinstance(size, Mapping) else (None, None)
    facts = {
        "function": wire.function,
        "rid": call.rid,
        "errcode": code,
        "served_by": served_by,
        "client": call.client,
        **({"partial": True} if partial(answer) else {}),
        "ms": round(seconds * 1000, 1),
        "bytes": call.size(),
        "width": width,
        "height": height,
        **trace,
    }
    logger.info(log.REQUEST, extra={"facts": facts})
    metrics.record(
        function=wire.function,
        errcode=code if wire.knows(code) else None,
        client=call.client,
        served_by=served_by,
        partial=partial(answer),
        seconds=seconds,
        size=call.size(),
    )


def partial(answer: Answer) -> bool:
    """Whether time ran out, and the answer is a part of what was asked for."""
    return not isinstance(answer, File) and bool(answer.get("partial"))
