"""tf.data.Dataset as rows: what an element holds, batched or not, as Keras' fit takes it.

A text is the column `text`, (text, label) and (text, label, weight) are `text` and `label`, ((text, text), label) has
`text_pair` too: a tuple is always (inputs, labels, weights). {"sentence1": ..., "sentence2": ...} has columns by these
names, a label among them or beside them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hfedge.data.columns import LISTED, TOKEN_IDS, token_ids_alone
from hfedge.data.hub import SHUFFLED
from hfedge.data.record import DataRequest, Row, Source
from hfedge.errors import HfedgeError, SourceError, UsageError
from hfedge.lazy import tf

WHERE = "the tf.data.Dataset"
PAIR = ("text", "text_pair")
FORMS = "a text, (text, label), ((text, text), label), or texts by name: {'text': ...}, ({'text': ...}, label)"


def check_tf_data(request: DataRequest) -> None:
    """Raises UsageError for elements without a text, from their types alone."""
    if request.split or request.config:
        raise UsageError("a tf.data.Dataset has no splits and no configurations", where=WHERE)
    element = request.source.element_spec
    _columns(element)
    inputs = _inputs(element[0] if type(element) is tuple else element, element)
    if any(_is_text(part) for part in tf.nest.flatten(inputs)):
        return
    ids = [name for name in TOKEN_IDS if name in inputs]
    if ids:
        raise token_ids_alone(WHERE, ids[0])
    raise UsageError(f"its elements hold no text: {_shown(element)}", where=WHERE, accepted=FORMS,
                     hint="If they are token ids, give the data as it is before your tokenizer.")  # fmt: skip


def open_tf_data(request: DataRequest, purpose: str) -> Source:
    """As a stream: the first rows of it are looked at, whatever its length."""
    columns, label = _columns(request.source.element_spec)
    rows = _rows(request.source, columns)
    return Source(WHERE, "row", tuple(columns), rows, label=label, most=SHUFFLED * (request.samples or 1))


def _columns(element: Any) -> tuple[dict[str, Any], str]:
    """An element, or its types -> by name, with the column of the labels if the element says which. Raises
    UsageError."""
    found = list(element) if type(element) is tuple else [element]
    if len(found) > 3:
        raise _no_form(element)
    columns = _inputs(found[0], element)
    label = found[1] if len(found) > 1 else None
    if label is None:
        return columns, ""
    if isinstance(label, Mapping):
        named = dict(label)
    elif isinstance(label, tuple):
        raise _no_form(element)
    else:
        named = {"label": label}
    twice = sorted(columns.keys() & named.keys())
    if twice:
        raise UsageError(f"its elements have {twice[0]!r} among the inputs and beside them", where=WHERE)
    return columns | named, "" if isinstance(label, Mapping) else "label"


def _inputs(found: Any, element: Any) -> dict[str, Any]:
    if hasattr(found, "_asdict"):  # a namedtuple
        found = found._asdict()
    if isinstance(found, Mapping):
        return dict(found)
    parts = found if isinstance(found, tuple) else (found,)
    if not 1 <= len(parts) <= len(PAIR) or any(isinstance(part, (tuple, Mapping)) for part in parts):
        raise _no_form(element)
    return dict(zip(PAIR, parts))


def _no_form(element: Any) -> UsageError:
    return UsageError(f"elements of a form that is not known: {_shown(element)}", where=WHERE, accepted=FORMS)


def _shown(spec: Any) -> str:
    return " ".join(str(spec).split())[:200]


def _is_text(part: Any) -> bool:
    return getattr(part, "dtype", None) == tf.string


def _rows(data: Any, spec: Mapping[str, Any]) -> Iterator[Row]:
    number, batched = 1, None
    try:
        for element in data:
            columns, _ = _columns(element)
            batched = _is_batched(columns) if batched is None else batched
            for values in _of_element(columns, spec, batched, number):
                yield Row(number, values)
                number += 1
    except HfedgeError:
        raise
    except Exception as error:  # whatever the person's own functions raise, and TensorFlow's own errors
        found = f"its rows cannot be read ({' '.join(str(error).split())[:400]})"
        raise SourceError(found, where=f"{WHERE}, row {number}") from error


def _is_batched(columns: Mapping[str, Any]) -> bool:
    """By the ranks of an element's parts: where one is a scalar, it is a row; a list of tokens, choices or documents
    has one dimension in a row; all else that has dimensions has the batch's first."""
    if any(part.shape.rank == 0 for part in tf.nest.flatten(columns)):
        return False
    listed = [part.shape.rank for name, part in columns.items() if name in LISTED and _is_text(part)]
    return max(listed) > 1 if listed else True


def _of_element(columns: Mapping[str, Any], spec: Mapping[str, Any], batched: bool, number: int) -> Iterator[dict]:
    """Its rows. number: of the first. What is no text and no label (a picture, say) is left out."""
    places = {name: f"{WHERE}, row {number}{' and later' if batched else ''}, column {name}" for name in columns}
    values = {name: _plain(part, spec[name], batched, places[name]) for name, part in columns.items()}
    values = {name: value for name, value in values.items() if value is not None}
    if not batched:
        yield values
        return
    sizes = {name: _size(value) for name, value in values.items()}
    if len(set(sizes.values())) > 1:
        found = ", ".join(f"{name} {size}" for name, size in sizes.items())
        raise UsageError(f"a batch of different sizes: {found}", where=f"{WHERE}, row {number}", accepted=FORMS)
    for place in range(next(iter(sizes.values()))):
        yield {name: _item(value, place) for name, value in values.items()}


def _size(value: Any) -> int:
    return _size(next(iter(value.values()))) if isinstance(value, dict) else len(value)


def _item(value: Any, place: int) -> Any:
    return {name: _item(part, place) for name, part in value.items()} if isinstance(value, dict) else value[place]


def _plain(part: Any, spec: Any, batched: bool, where: str) -> Any:
    """As Python has it: texts, numbers, lists and dicts of them; None for numbers of more dimensions than labels
    have."""
    if isinstance(part, Mapping):
        found = {name: _plain(item, spec[name], batched, where) for name, item in part.items()}
        return {name: item for name, item in found.items() if item is not None} or None
    if isinstance(part, tf.SparseTensor):
        part = tf.RaggedTensor.from_sparse(part) if part.shape.rank > 1 else part.values
    if not _is_text(part) and part.shape.rank > 1 + batched:
        return None
    if part.shape.rank > batched and spec.shape.rank and spec.shape[-1] == 1 and isinstance(part, tf.Tensor):
        part = tf.squeeze(part, -1)  # [batch, 1], as some Keras layers take texts and labels
    found = part.to_list() if isinstance(part, tf.RaggedTensor) else part.numpy()
    return _decoded(found.tolist() if hasattr(found, "tolist") else found, where)


def _decoded(found: Any, where: str) -> Any:
    if isinstance(found, list):
        return [_decoded(item, where) for item in found]
    if not isinstance(found, bytes):
        return found
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"the bytes {found[error.start : error.start + 4].hex(' ')} are no UTF-8",
                         where=where, accepted="texts in UTF-8") from error  # fmt: skip
