"""Texts through the signatures of an artifact, for runtimes that hfedge_runtime is not: the calls and what comes back.

All texts are tokenized before the first is encoded, so that a runtime in another process is started twice and no more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hfedge.data.record import Text
from hfedge.manifest import Manifest, TensorSpec
from hfedge.tasks import TASKS

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Call:
    """One call of a signature: all its inputs, int32."""

    signature: str
    inputs: Arrays
    outputs: tuple[TensorSpec, ...]


Caller = Callable[[Sequence[Call]], list[Arrays]]  # the outputs of each call by name, with the batch of one


@dataclass(frozen=True)
class Step:
    """One window of a text. tokens: the tokenizer's outputs by name, int32 [tokens, ...], and single numbers, int32
    [1]; outputs: encode_<T>'s by name, with the batch of one."""

    tokens: Arrays
    outputs: Arrays
    truncated: bool = False


@dataclass(frozen=True)
class Answer:
    """What an artifact said of one text; offsets is None where the format does not give them. steps: the windows of the
    text, the first alone unless all were asked for; () where the format does not give them."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...] | None
    outputs: Arrays
    steps: tuple[Step, ...] = ()


def answer_of(steps: Sequence[Step], manifest: Manifest) -> Answer:
    """The first window is what parity compares."""
    tokens, outputs = steps[0].tokens, {name: value[0] for name, value in steps[0].outputs.items()}
    ids = tuple(tokens["input_ids"].tolist())
    offsets = tuple(map(tuple, tokens["offsets"].tolist()))
    return Answer(ids, offsets, without_padding(outputs, manifest, len(ids)), tuple(steps))


def without_padding(outputs: Mapping[str, np.ndarray], manifest: Manifest, tokens: int) -> Arrays:
    """Outputs of one text, without the rows of padding where there is one for every token."""
    task = TASKS[manifest.source.task]
    rows = {name: value[:tokens] if name in task.per_token else value for name, value in outputs.items()}
    return {name: value[:, :tokens] if name in task.per_layer else value for name, value in rows.items()}


def answer_by_calls(call: Caller, manifest: Manifest, texts: Sequence[Text], every_window: bool) -> list[Answer]:
    asked = [(place, 0) for place in range(len(texts))]
    tokens = _tokenize(call, manifest, [(texts[place], window) for place, window in asked])
    if every_window and "window_count" in (tokens[0] if tokens else {}):
        counts = [int(row["window_count"][0]) for row in tokens]
        more = [(place, window) for place, count in enumerate(counts) for window in range(1, count)]
        asked, tokens = asked + more, tokens + _tokenize(call, manifest, [(texts[place], n) for place, n in more])
    outputs = call([_encode_call(manifest, row) for row in tokens])
    steps: list[list[Step]] = [[] for _ in texts]
    for (place, _), row, found in zip(asked, tokens, outputs, strict=True):
        steps[place].append(Step(row, found, bool(row["overflow_count"][0])))
    return [answer_of(rows, manifest) for rows in steps]


def _tokenize(call: Caller, manifest: Manifest, asked: Sequence[tuple[Text, int]]) -> list[Arrays]:
    """asked: texts, and which window of each. A few texts grow so much as they are normalized that only a larger
    signature has the room."""
    found: list[Arrays | None] = [None] * len(asked)
    least = [max(len(part.encode()) for part in text) for text, _ in asked]
    left = list(range(len(asked)))
    while left:
        calls = [_tokenize_call(manifest, *asked[place], least[place]) for place in left]
        for place, one, outputs in zip(left, calls, call(calls), strict=True):
            least[place] = one.inputs["utf8"].size + 1
            full = outputs.get("unread_count", [0])[0] and one.signature != _smallest(manifest, one.signature, 1 << 30)
            found[place] = None if full else _token_row(outputs)
        left = [place for place in left if found[place] is None]
    return found


def _smallest(manifest: Manifest, like: str, size: int) -> str:
    """The smallest signature of a kind (that of `like`, a name or a prefix) that takes `size`, or the largest."""
    prefix = like.rstrip("0123456789")
    sizes = sorted(int(name[len(prefix) :]) for name in manifest.signatures if name[len(prefix) :].isdigit()
                   and name.startswith(prefix))  # fmt: skip
    return f"{prefix}{next((found for found in sizes if found >= size), sizes[-1])}"


def _tokenize_call(manifest: Manifest, text: Text, window: int, least: int) -> Call:
    data = [part.encode() for part in text]
    signature = manifest.signatures[_smallest(manifest, "tokenize_pair_" if len(text) == 2 else "tokenize_", least)]
    # The inputs are sorted by name: the texts come first, and then which window of those that have several.
    inputs = {spec.name: np.full(spec.shape, window, np.int32) for spec in signature.inputs[len(data) :]}
    for spec, part in zip(signature.inputs, data):
        row = np.zeros(spec.shape, np.int32)
        part = part[: row.size].decode(errors="ignore").encode()
        row[0, : len(part)] = list(part)
        inputs[spec.name] = row
    return Call(signature.name, inputs, signature.outputs)


def _token_row(outputs: Arrays) -> Arrays:
    count = int(outputs["token_count"][0])
    return {name: value[0, :count] if value.ndim > 1 else value for name, value in outputs.items()}


def _encode_call(manifest: Manifest, row: Arrays) -> Call:
    signature = manifest.signatures[_smallest(manifest, "encode_", len(row["input_ids"]))]
    filling = {"input_ids": manifest.tokenizer.pad_id, "type_ids": manifest.tokenizer.pad_type_id}
    inputs = {}
    for spec in signature.inputs:
        values = np.full(spec.shape, filling.get(spec.name, 0), np.int32)
        given = [manifest.options["settings"][spec.name]] if spec.name not in row else row[spec.name]
        values[0, : len(given)] = given
        inputs[spec.name] = values
    return Call(signature.name, inputs, signature.outputs)
