"""A loaded model: text in, typed result out."""

import threading
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge_runtime.errors import ModelError
from hfedge_runtime.manifest import Manifest, Signature
from hfedge_runtime.results import RESULTS, Result, Tokens, make_tokens

Text = str | bytes
_PREFIXES = ("tokenize_", "tokenize_pair_", "encode_", "detokenize_")
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
        self._sizes = {prefix: _sizes(manifest.signatures, prefix) for prefix in _PREFIXES}
        self._output, self._result, self._fields = _result_kind(manifest, self._sizes)
        self._interpreter = _interpreter(self._file, num_threads)
        self._loaded: dict[str, _Loaded] = {}
        # One interpreter from two threads gives wrong numbers without any exception, so every use is under
        # this lock.
        self._lock = threading.Lock()

    def run(self, text: Text, pair: Text | None = None, *, top_k: int | None = None) -> Result:
        """Predict. `pair` is the second text of a pair task; `top_k` limits the labels. Raises ModelError."""
        texts = _encode_texts(text, pair)
        with self._lock:
            tokens, cut = self._tokenize(texts)
            count = int(tokens.get("token_count")[0])
            truncated = cut or bool(tokens.get("overflow_count")[0])
            encoder = self._fitting("encode_", count)
            for name, fill in (
                ("input_ids", self._manifest.pad_id),
                ("attention_mask", 0),
                ("type_ids", self._manifest.pad_type_id),
            ):
                encoder.fill(name, tokens.get(name)[0, :count], fill)
            encoder.invoke()
            output = encoder.get(self._output)
        fields = self._fields(self._manifest, output, count, top_k)
        return self._result(
            text=_shown(text, texts[0]),
            truncated=truncated,
            **fields,
            pair=None if pair is None else _shown(pair, texts[1]),
        )

    def tokenize(self, text: Text, pair: Text | None = None) -> Tokens:
        """Token ids and offsets of `text`, as `run` uses them. Raises ModelError."""
        texts = _encode_texts(text, pair)
        with self._lock:
            tokens, cut = self._tokenize(texts)
            found = {name: tokens.get(name) for name in tokens.outputs}
        return make_tokens(self._manifest, texts, found, cut or bool(found["overflow_count"][0]))

    def decode(self, ids: Sequence[int] | np.ndarray, skip_special_tokens: bool = True) -> str:
        """The text of token ids `[n]`, as the original tokenizer's `decode` gives it: ids of no token are left out,
        and so are special tokens unless told otherwise. Bytes that are no UTF-8 become U+FFFD.

        Raises ModelError when the file cannot decode, for more ids than it takes, and for a text too long for it.
        """
        row = _id_row(ids)
        with self._lock:
            sizes = self._sizes["detokenize_"]
            if not sizes:
                raise ModelError(
                    "the file has no detokenize_<T>: it gives no text back. Convert the model again; "
                    "hfedge convert says so where the tokenizer's decoder is not known."
                )
            if len(row) > sizes[-1]:
                raise ModelError(f"{len(row):,} ids, the file decodes at most {sizes[-1]:,} at once. Decode fewer.")
            decoder = self._fitting("detokenize_", len(row))
            decoder.fill("ids", row, 0)
            decoder.fill("count", [len(row)], 0)
            decoder.fill("skip_special", [int(skip_special_tokens)], 0)
            decoder.invoke()
            data, count = decoder.get("utf8")[0], int(decoder.get("byte_count")[0])
            unwritten = int(decoder.get("unwritten_count")[0])
        if unwritten:
            raise ModelError(f"the text of {len(row):,} ids is longer than {len(data):,} bytes. Decode fewer.")
        return data[:count].astype(np.uint8).tobytes().decode("utf-8", "replace")

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
            self._loaded.clear()
            self._interpreter = None

    def __enter__(self) -> "TextModel":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"TextModel({self._manifest.name!r}, recipe={self._recipe!r})"

    def _tokenize(self, texts: tuple[bytes, ...]) -> tuple["_Loaded", bool]:
        """Run the smallest tokenizer that fits; also whether a text was cut. Needs the lock."""
        prefix = "tokenize_" if len(texts) == 1 else "tokenize_pair_"
        sizes = self._sizes[prefix]
        if not sizes:
            raise ModelError(f"the model of task {self._manifest.task} takes one text, not a pair.")
        longest = max(map(len, texts))
        cut = longest > sizes[-1]
        rows = [np.frombuffer(_cut(data, sizes[-1]), np.uint8) for data in texts]
        for size in sizes[min(bisect_left(sizes, longest), len(sizes) - 1) :]:
            tokenizer = self._fitting(prefix, size)
            for name, row in zip(("utf8", "utf8_pair"), rows, strict=False):
                tokenizer.fill(name, row, 0)
            tokenizer.invoke()
            # A few texts grow so much as they are normalized that only a larger signature has the room.
            if "unread_count" not in tokenizer.outputs or not tokenizer.get("unread_count")[0]:
                return tokenizer, cut
        raise ModelError(f"the text of {longest:,} bytes grows beyond {sizes[-1]:,} as it is normalized. Shorten it.")

    def _fitting(self, prefix: str, count: int) -> "_Loaded":
        """The smallest signature of that kind that takes `count`, or the largest; allocated at first use."""
        sizes = self._sizes[prefix]
        name = f"{prefix}{sizes[min(bisect_left(sizes, count), len(sizes) - 1)]}"
        loaded = self._loaded.get(name)
        if loaded is None:
            if self._interpreter is None:
                raise ModelError("the model is closed. Open the bundle again.")
            loaded = self._loaded[name] = _Loaded(self._interpreter, self._manifest.signatures[name])
        return loaded


class _Loaded:
    """One allocated signature of an interpreter, with a buffer per input.

    Roads measured on x86, one thread, ai-edge-litert 2.3.0, as microseconds on top of the bare invoke with
    all inputs set and all outputs fetched, for a tokenize (1 input, 6 outputs) and an encode (3 inputs, 2
    outputs): SignatureRunner 3.6 and 4.5 (it resizes and allocates on every call); CompiledModel with its
    buffers kept 30 and 11 (it also prints a line per run for an output that is constant), by its private
    functions 6.1 and 2.8; set and get, the road taken, 2.5 and 1.8; views of the tensors 1.4 and 1.1, but a
    view dangles once an invoke moves the arena, which a graph with a tensor of dynamic size may do. The
    functions of the binding are those that SignatureRunner itself calls. A whole `run` costs about 10 us on
    top of its two invokes.
    """

    def __init__(self, interpreter: Any, signature: Signature):
        tensors = interpreter._get_full_signature_list()
        if signature.name not in tensors:
            raise ModelError(f"the file has no signature {signature.name}, the manifest says it has.")
        self._name, self._binding = signature.name, interpreter._interpreter
        self._subgraph = self._binding.GetSubgraphIndexFromSignature(signature.name)
        self._call(self._binding.AllocateTensors)
        self._inputs, self.outputs = tensors[signature.name]["inputs"], tensors[signature.name]["outputs"]
        self._check(interpreter, signature)
        self._rows = {spec.name: np.zeros(spec.shape[1], np.int32) for spec in signature.inputs}
        self._feed = [(index, self._rows[name][None]) for name, index in self._inputs.items()]

    def fill(self, name: str, values: np.ndarray, fill: int) -> None:
        """Write `values` `[n]` into an input `[1, size]`, `fill` behind them."""
        row, count = self._rows[name], len(values)
        row[:count] = values
        row[count:] = fill

    def invoke(self) -> None:
        """Run the signature. Raises ModelError when LiteRT does."""
        for index, values in self._feed:
            self._binding.SetTensor(index, values, self._subgraph)
        self._call(self._binding.Invoke)

    def get(self, name: str) -> np.ndarray:
        """A copy of an output."""
        return self._binding.GetTensor(self.outputs[name], self._subgraph)

    def _call(self, function: Callable[[int], Any]) -> None:
        try:
            function(self._subgraph)
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{self._name}: LiteRT cannot run it ({error}).") from error

    def _check(self, interpreter: Any, signature: Signature) -> None:
        """A wrong manifest must not become a wrong prediction."""
        details = {name: interpreter._get_tensor_details(index, self._subgraph) for name, index in self._inputs.items()}
        found = {name: (tuple(item["shape"]), np.dtype(item["dtype"]).name) for name, item in details.items()}
        expected = {spec.name: (spec.shape, spec.dtype) for spec in signature.inputs}
        missing = {spec.name for spec in signature.outputs} - self.outputs.keys()
        if found != expected or missing or any(kind != "int32" for _, kind in found.values()):
            raise ModelError(f"{signature.name} of the file is not as the manifest says. Convert the model again.")


def _interpreter(file: Path, num_threads: int) -> Any:
    from ai_edge_litert.interpreter import Interpreter  # here: it takes a while, and fakes don't need it

    try:
        return Interpreter(model_path=str(file), num_threads=num_threads)
    except (ValueError, RuntimeError) as error:
        raise ModelError(f"{file}: LiteRT cannot load it ({error}).") from error


def _sizes(signatures: dict[str, Signature], prefix: str) -> tuple[int, ...]:
    """The sizes N for which there is a signature `<prefix>N`, ascending."""
    names = (name[len(prefix) :] for name in signatures if name.startswith(prefix))
    return tuple(sorted(int(size) for size in names if size.isdigit()))


def _result_kind(manifest: Manifest, sizes: dict[str, tuple[int, ...]]) -> tuple:
    """(output, result class, what makes its fields), after checking that the signatures fit together."""
    if not sizes["tokenize_"] or not sizes["encode_"]:
        raise ModelError("the manifest lists no tokenize_<B> or no encode_<T>. Convert the model again.")
    shapes = [
        spec.shape
        for prefix in ("tokenize_", "tokenize_pair_")
        for size in sizes[prefix]
        for spec in manifest.signatures[f"{prefix}{size}"].outputs
        if spec.name == "input_ids"
    ]
    if max(shape[-1] for shape in shapes) > sizes["encode_"][-1]:
        raise ModelError("the tokenizer yields more tokens than the longest encode_<T> takes. Convert the model again.")
    outputs = {spec.name: spec for spec in manifest.signatures[f"encode_{sizes['encode_'][-1]}"].outputs}
    known = [name for name in RESULTS if name in outputs]
    if not known:
        raise ModelError(
            f"task {manifest.task} with outputs {', '.join(outputs)} is not known. Accepted outputs: "
            f"{', '.join(RESULTS)}. Install a newer runtime: pip install -U hfedge-runtime."
        )
    if known[0] == "scores" and outputs["scores"].shape[-1] != len(manifest.labels):
        raise ModelError(
            f"{outputs['scores'].shape[-1]} scores, {len(manifest.labels)} labels. Convert the model again."
        )
    return (known[0], *RESULTS[known[0]])


def _encode_texts(text: Text, pair: Text | None) -> tuple[bytes, ...]:
    return (_utf8(text),) if pair is None else (_utf8(text), _utf8(pair))


def _utf8(text: Text) -> bytes:
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError(f"a text is a str or bytes, not {type(text).__name__}")
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # surrogates: a detour over UTF-16 joins pairs and replaces what stays alone
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def _id_row(ids: Sequence[int] | np.ndarray) -> np.ndarray:
    """int32 `[n]`; what no int32 holds becomes the id of no token."""
    row = np.asarray(ids)
    if row.ndim != 1 or (row.dtype.kind not in "iu" and row.size):
        raise TypeError("ids are a flat sequence of integers")
    return np.clip(row, -1, _LARGEST_INT32).astype(np.int32)


def _shown(text: Text, data: bytes) -> str:
    return text if isinstance(text, str) else data.decode("utf-8", "replace")


def _cut(data: bytes, size: int) -> bytes:
    """At most `size` bytes, not ending inside a character (which has at most three continuation bytes)."""
    if len(data) <= size:
        return data
    for end in range(size, max(size - 4, -1), -1):
        if data[end] & 0xC0 != 0x80:
            return data[:end]
    return data[:size]
