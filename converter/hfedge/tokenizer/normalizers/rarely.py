"""What is done to a stream only if its text asks for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hfedge.lazy import tf
from hfedge.tokenizer.loops import only_if
from hfedge.tokenizer.stream import Stream


def stream_if(condition: Any, then: Callable[[], Stream], otherwise: Callable[[], Stream]) -> Stream:
    """then() if condition, a bool of one element, is true, else otherwise(): both of the same size, over one input."""
    given: list[Stream] = []

    def columns(call: Callable[[], Stream]) -> tuple[Any, ...]:
        stream = call()
        given.append(stream)
        return stream.symbols, stream.begin, stream.end, stream.starts, *stream.totals, stream.lost

    symbols, begin, end, starts, *totals, lost = only_if(condition, lambda: columns(then), lambda: columns(otherwise))
    columns_of = {"symbols": symbols, "begin": begin, "end": end, "starts": starts}
    return replace(given[0], **columns_of, totals=tuple(totals), lost=lost)


def widened(stream: Stream, size: int) -> Stream:
    """The same in more places."""
    more = [[0, size - stream.size]]
    if size == stream.size:
        return stream
    return replace(
        stream,
        symbols=tf.pad(stream.symbols, more),
        begin=tf.pad(stream.begin, more),
        end=tf.pad(stream.end, more),
        starts=tf.pad(stream.starts, more),
    )
