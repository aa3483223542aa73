"""What a row of data says is right, in the terms of a task. Every function raises UsageError that names the row."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from hfedge.data import Samples
from hfedge.errors import UsageError
from hfedge.metrics.spans import Span, spans_of_tokens

SEPARATORS = (",", "|", ";")  # of several labels in one cell


def label_number(value: Any, labels: Sequence[str], samples: Samples, row: int) -> int:
    """A name, a number (text that is no name counts as one), or a 0 for each label and a 1 for the right one. Numbers
    that the data has names for are those names, where the model has them all."""
    if isinstance(value, (list, tuple)) and value.count(1) == 1 and value.count(0) == len(labels) - 1:
        value = value.index(1)
    if isinstance(value, str) and value in labels:
        return labels.index(value)
    number = _whole(value)
    names = samples.label_names
    if names and set(names) <= set(labels) and number is not None and 0 <= number < len(names):
        return labels.index(names[number])
    if number is not None and 0 <= number < len(labels):
        return number
    raise _wrong(samples, row, value, f"{', '.join(labels)}, or their numbers 0 to {len(labels) - 1}")


def label_numbers(value: Any, labels: Sequence[str], samples: Samples, row: int) -> frozenset[int]:
    """Any of the labels: a list of them, a 0 or 1 for each, or several in one cell."""
    if isinstance(value, str):
        mark = next((mark for mark in SEPARATORS if mark in value), None)
        value = [part.strip() for part in value.split(mark) if part.strip()] if value not in labels else [value]
    if not isinstance(value, (list, tuple)):
        value = [value]
    if len(value) == len(labels) > 1 and all(item in (0, 1) and not isinstance(item, str) for item in value):
        return frozenset(index for index, item in enumerate(value) if item)
    return frozenset(label_number(item, labels, samples, row) for item in value)


def number(value: Any, samples: Samples, row: int) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = float("nan")
    if isinstance(value, bool) or found != found or abs(found) == float("inf"):
        raise _wrong(samples, row, value, "a number")
    return found


def answers(value: Any, samples: Samples, row: int) -> tuple[str, ...]:
    """One, several, or SQuAD's {"text": [...]}; () for a question without one."""
    value = _parsed(value)
    if isinstance(value, dict):
        value = value.get("text")
    if value in (None, ""):
        return ()
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, (list, tuple)) or not all(isinstance(item, str) for item in found):
        raise _wrong(samples, row, value, 'texts, or {"text": [...]}')
    return tuple(found)


def entities(value: Any, kinds: Collection[str], tags: Sequence[str], samples: Samples, row: int) -> frozenset[Span]:
    """[{"start", "end", "label"}] in characters, or a tag for each of the row's tokens. kinds: what the model finds."""
    value, tokens = _parsed(value), samples.values[row][0]
    if isinstance(tokens, tuple):
        if not isinstance(value, (list, tuple)) or len(value) != len(tokens):
            raise _wrong(samples, row, value, f"a tag for each of {len(tokens)} tokens")
        named = [tags[label_number(item, tags, samples, row)] for item in value]
        return frozenset(spans_of_tokens(tokens, named))
    found = [_span(item, samples, row) for item in (value or ())]
    unknown = sorted({label for _, _, label in found} - set(kinds))
    if unknown:
        raise _wrong(samples, row, unknown[0], ", ".join(sorted(kinds)))
    return frozenset(found)


def choice(value: Any, given: Sequence[str], samples: Samples, row: int) -> int:
    """Which of the row's own texts: by its number, or word by word."""
    if isinstance(value, str) and value in given:
        return given.index(value)
    found = _whole(value)
    if found is None or not 0 <= found < len(given):
        raise _wrong(samples, row, value, f"0 to {len(given) - 1}")
    return found


def relevant(value: Any, given: Sequence[str], samples: Samples, row: int) -> frozenset[int]:
    """A number above 0 for each relevant text, or the one that is."""
    if len(given) > 1 and isinstance(value, (list, tuple)) and len(value) == len(given):
        return frozenset(index for index, item in enumerate(value) if number(item, samples, row) > 0)
    return frozenset({choice(value, given, samples, row)})


def _span(item: Any, samples: Samples, row: int) -> Span:
    """Keys as spaCy, Label Studio and transformers' pipeline name them."""
    keys = ("label", "entity_group", "type")
    label = next((item[key] for key in keys if key in item), None) if isinstance(item, dict) else None
    text = samples.values[row][0]
    if not isinstance(label, str) or not (0 <= (item.get("start") or 0) < (item.get("end") or 0) <= len(text)):
        raise _wrong(samples, row, item, '{"start", "end", "label"} in characters of the text')
    return item.get("start") or 0, item["end"], label


def _parsed(value: Any) -> Any:
    """A list or an object in a cell of a table is JSON."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _wrong(samples: Samples, row: int, found: Any, accepted: str) -> UsageError:
    where = f"{samples.place(row)}, column {samples.label}"
    return UsageError(f"no label of the task: {found!r:.80}", where=where, accepted=accepted)
