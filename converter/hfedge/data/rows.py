"""What a model is asked for the rows of data, as its task takes them."""

from collections.abc import Callable

from hfedge.data import DataRequest, Samples, Text, read_samples
from hfedge.errors import UsageError
from hfedge.tasks import Task


def read_texts(
    asked: DataRequest | tuple[Text, ...] | None, task: Task, takes_pairs: bool, say: Callable[[str], None]
) -> tuple[Text, ...] | None:
    """The texts alone, whether they are given or to be read; None: none were asked for."""
    if not isinstance(asked, DataRequest):
        return asked or None
    samples = read_samples(asked, task.name, task.pairs_only, "verify")
    say("; ".join((samples.source, *samples.said)))
    return texts_of_samples(samples, task, takes_pairs)


def texts_of_samples(samples: Samples, task: Task, takes_pairs: bool) -> tuple[Text, ...]:
    rows = range(len(samples.values))
    return tuple(text for row in rows for text in texts_of_row(samples, row, task, takes_pairs))


def texts_of_row(samples: Samples, row: int, task: Task, takes_pairs: bool) -> tuple[Text, ...]:
    """What the model is asked for a row: a text or a pair; a query with each of its documents, a prompt with each of
    its choices; tokens as a sentence; each of two texts alone, where the model takes one. Raises UsageError."""
    first, *others = samples.values[row]
    if isinstance(first, tuple):
        first = " ".join(first)
    if not others:
        if task.pairs_only:
            raise UsageError(f"one text, the task {task.name} is about two", where=samples.place(row),
                             accepted="pairs: two columns, or a tab in a line")  # fmt: skip
        return ((first,),)
    second = others[0] if isinstance(others[0], tuple) else (others[0],)
    if not takes_pairs:
        return ((first,), *((text,) for text in second))
    return tuple((first, text) for text in second)
