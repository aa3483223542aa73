"""A loaded model: text in, typed result out."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge_runtime.engine import Engine
from hfedge_runtime.manifest import Manifest, Signature
from hfedge_runtime.results import Result, Tokens, make_tokens
from hfedge_runtime.tasks import find_task
from hfedge_runtime.text import Text, utf8

_LARGEST_INT32 = 2**31 - 1


@dataclass(frozen=True)
class ModelInfo:
    """What is loaded: names, sizes in bytes, and the runtime with its version."""

    name: str
    commit: str
    task: str
    recipe: str
    file: Path
    bytes: int
    labels: tuple[str, ...]
    runtime: str
    num_threads: int


class TextModel:
    """One .tflite with its manifest; close it, or use `with`.

    Calls from several threads are safe and take turns. `run` and `tokenize` take a str or UTF-8 bytes. Bytes
    are taken as they are: invalid UTF-8 decodes like Python's errors="replace". In a str, surrogate pairs are
    joined and lone surrogates become U+FFFD.
    """

    def __init__(self, manifest: Manifest, file: Path, recipe: str, num_threads: int = 1):
        """Load `file` (`Bundle.load` also checks its hash). Raises ModelError when LiteRT refuses it."""
        self._manifest, self._recipe = manifest, recipe
        self._file, self._num_threads = Path(file), num_threads
        self._task = find_task(manifest)
        self._engine = Engine(manifest, self._file, num_threads)
        self._task.check(self._engine)
        # One interpreter from two threads gives wrong numbers without any exception, so every use is under
        # this lock.
        self._lock = threading.Lock()

    def run(self, text: Text, pair: Text | None = None, **options: Any) -> Result:
        """Predict. `pair` is the second text of a pair task; the options are those of the model's task (`top_k` limits
        labels, and so on: see hfedge_runtime.tasks). Raises ModelError.
        """
        texts = _encode_texts(text, pair)
        self._task.check_options(options)
        with self._lock:
            return self._task.run(self._engine, texts, **options)

    def tokenize(self, text: Text, pair: Text | None = None) -> Tokens:
        """Token ids and offsets of `text`, as `run` uses them. Raises ModelError."""
        texts = _encode_texts(text, pair)
        with self._lock:
            tokens = self._engine.tokenize(texts)
            found = {name: tokens.row(name) for name in ("input_ids", "offsets", "type_ids")}
        return make_tokens(self._manifest, texts, found, tokens.truncated)

    def outputs(self, text: Text, pair: Text | None = None) -> dict[str, np.ndarray]:
        """The outputs of encode_<T> as they are, by name, without the batch of one; those with a row for every token
        still have one for each place of padding. Raises ModelError."""
        texts = _encode_texts(text, pair)
        with self._lock:
            names = tuple(self._engine.outputs)
            found = self._engine.encode(self._engine.tokenize(texts), *names)
        return {name: value[0] for name, value in zip(names, found, strict=True)}

    def decode(self, ids: Sequence[int] | np.ndarray, skip_special_tokens: bool = True) -> str:
        """The text of token ids `[n]`, as the original tokenizer's `decode` gives it: ids of no token are left out,
        and so are special tokens unless told otherwise. Bytes that are no UTF-8 become U+FFFD.

        Raises ModelError when the file cannot decode, for more ids than it takes, and for a text too long for it.
        """
        row = _id_row(ids)
        with self._lock:
            return self._engine.decode(row, skip_special_tokens)

    @property
    def signatures(self) -> dict[str, Signature]:
        """Every signature of the file with its inputs and outputs."""
        return dict(self._manifest.signatures)

    def info(self) -> ModelInfo:
        """What is loaded."""
        import ai_edge_litert

        manifest = self._manifest
        return ModelInfo(
            manifest.name,
            manifest.commit,
            manifest.task,
            self._recipe,
            self._file,
            self._file.stat().st_size,
            manifest.labels,
            f"ai-edge-litert {ai_edge_litert.__version__}",
            self._num_threads,
        )

    def close(self) -> None:
        """Free the memory, after the call that is under way. A second time does nothing."""
        with self._lock:
            self._engine.close()

    def __enter__(self) -> "TextModel":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"TextModel({self._manifest.name!r}, recipe={self._recipe!r})"


def _encode_texts(text: Text, pair: Text | None) -> tuple[bytes, ...]:
    return (utf8(text),) if pair is None else (utf8(text), utf8(pair))


def _id_row(ids: Sequence[int] | np.ndarray) -> np.ndarray:
    """int32 `[n]`; what no int32 holds becomes the id of no token."""
    row = np.asarray(ids)
    if row.ndim != 1 or (row.dtype.kind not in "iu" and row.size):
        raise TypeError("ids are a flat sequence of integers")
    return np.clip(row, -1, _LARGEST_INT32).astype(np.int32)
