"""hfedge_runtime's Engine over TensorFlow's eager mode: the graphs of a plan, without a conversion.

Whether LiteRT computes the same is what tests/parity asks; here the results of a task are compared from the text, for
many tokenizers, in little time. All that was computed is remembered, because many options are tried on the same texts.
"""

from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from hfedge.build import build_encoder
from hfedge.plan import ConvertRequest, Plan, plan
from hfedge.resolve import ModelRef, Snapshot, resolve
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.trace import Graphs
from hfedge_runtime.engine import Encoded, cut
from hfedge_runtime.tasks import find_task


def manifest_of(chosen: Plan) -> SimpleNamespace:
    """What results need of a manifest."""
    spec, head = chosen.tokenizer, chosen.head
    outputs = tuple(SimpleNamespace(name=name) for name in head.output_names)
    return SimpleNamespace(
        task=chosen.task.name, labels=chosen.labels, options=dict(head.options), top_k=None, pad_id=spec.pad_id,
        pad_type_id=spec.pad_type_id, special_tokens=spec.special_tokens,
        signatures={f"encode_{chosen.max_tokens}": SimpleNamespace(outputs=outputs)},
    )  # fmt: skip


class Outputs:
    """One call's outputs, read as hfedge_runtime.engine.Loaded's."""

    def __init__(self, outputs: dict[str, Any]):
        self.outputs = {name: np.asarray(value) for name, value in outputs.items()}

    def get(self, name: str) -> np.ndarray:
        return self.outputs[name]


class EagerTokens(Encoded):
    """With all the outputs that there are."""

    def __init__(self, texts: tuple[bytes, ...], found: Outputs, cut: bool):
        super().__init__(texts, found, cut)
        self.outputs = found.outputs


class EagerEngine:
    """The engine's calls for the model in a folder."""

    def __init__(self, folder: Path, task: str, **request: Any):
        ref = ModelRef.parse(str(folder))
        snapshot = resolve(ref)
        self.plan = plan(snapshot, ConvertRequest(ref, task, **request))
        self.manifest = manifest_of(self.plan)
        self._graphs, self._parameters = _graphs(self.plan, snapshot)
        self._remembered: dict[tuple, EagerTokens] = {}
        self._encoded: dict[tuple, dict[str, Any]] = {}

    def run(self, *texts: str, **options: Any) -> Any:
        """As TextModel.run."""
        task = find_task(self.manifest)
        task.check_options(options)
        return task.run(self, tuple(text.encode() for text in texts), **options)

    @cached_property
    def outputs(self) -> dict[str, tuple[int, ...]]:
        """The shapes of what encode_<T> gives for the shortest T."""
        found = self._encode(self.tokenize((b"a",) * (2 if self.plan.task.pairs_only else 1)), {})
        return {name: tuple(value.shape) for name, value in found.items()}

    def tokenize(self, texts: tuple[bytes, ...], **settings: int) -> EagerTokens:
        key = (texts, *settings.values())
        if key not in self._remembered:
            self._remembered[key] = self._tokenize(texts, settings)
        return self._remembered[key]

    def _tokenize(self, texts: tuple[bytes, ...], settings: dict[str, int]) -> EagerTokens:
        sizes, longest = self.plan.byte_sizes, max(map(len, texts))
        for size in sizes[min(bisect_left(sizes, longest), len(sizes) - 1) :]:
            rows = {name: _padded(cut(text, size), size) for name, text in zip(("utf8", "utf8_pair"), texts)}
            more = {name: np.array([[value]], np.int32) for name, value in settings.items()}
            found = Outputs(self._graphs.tokenize(self._parameters, {**rows, **more}))
            if "unread_count" not in found.outputs or not found.get("unread_count")[0]:
                return EagerTokens(texts, found, longest > sizes[-1])
        raise AssertionError(f"no room for {texts}")

    def encode(self, tokens: Encoded, *names: str, **settings: int) -> tuple[np.ndarray, ...]:
        key = (id(tokens), *sorted(settings.items()))
        if key not in self._encoded:
            self._encoded[key] = self._encode(tokens, settings)
        return tuple(np.asarray(self._encoded[key][name]) for name in names)

    def _encode(self, tokens: Encoded, settings: dict[str, int]) -> dict[str, Any]:
        lengths = self.plan.encode_lengths
        length = lengths[bisect_left(lengths, tokens.count)]
        filling = {"input_ids": self.manifest.pad_id, "type_ids": self.manifest.pad_type_id}
        rows = {}
        for name in ("input_ids", "attention_mask", "type_ids", *self.plan.head.features):
            row = tokens.row(name)
            rows[name] = np.full((1, length, *row.shape[1:]), filling.get(name, 0), np.int32)
            rows[name][0, : len(row)] = row
        rows |= {name: np.array([[value]], np.int32) for name, value in settings.items()}
        return self._graphs.encode(self._parameters, rows)

    def decode(self, ids: np.ndarray, skip_special_tokens: bool) -> str:
        row = np.zeros((1, self.plan.encode_lengths[-1]), np.int32)
        row[0, : len(ids)] = ids
        count, skip = (np.array([[number]], np.int32) for number in (len(ids), int(skip_special_tokens)))
        found = self._graphs.detokenize(self._parameters, {"ids": row, "count": count, "skip_special": skip})
        data = np.asarray(found["utf8"])[0, : int(found["byte_count"][0])]
        return data.astype(np.uint8).tobytes().decode("utf-8", "replace")


def _graphs(chosen: Plan, snapshot: Snapshot) -> tuple[Graphs, dict[str, Any]]:
    head = chosen.head
    tokenizer = compile_tokenizer(chosen.tokenizer, head.features + head.runtime_features)
    with snapshot.weights() as weights:
        folders = {folder: snapshot.weights(folder) for folder in head.folder_weights}
        encoder = build_encoder(chosen.architecture, chosen.config, head, weights, folders, "config.json")
    parameters = {f"tokenizer/{name}": table for name, table in tokenizer.tables.items()}
    parameters |= {f"encoder/{name}": value for name, value in encoder.parameters.items()}
    return Graphs(chosen, tokenizer, encoder), parameters


def _padded(data: bytes, size: int) -> np.ndarray:
    row = np.zeros((1, size), np.int32)
    row[0, : len(data)] = list(data)
    return row
