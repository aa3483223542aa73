"""A loaded file: its signatures, the smallest that fits taken for each call. Not for several threads at once."""

from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hfedge_runtime.errors import ModelError
from hfedge_runtime.manifest import Manifest, Signature

_PREFIXES = ("tokenize_", "tokenize_pair_", "encode_", "detokenize_")


class Encoded:
    """The tokens of a text or pair, up to the next text: `texts` are its bytes, `count` its tokens; `truncated`: the
    text did not fit and its end was not read."""

    def __init__(self, texts: tuple[bytes, ...], loaded: "Loaded", cut: bool):
        self.texts, self._loaded = texts, loaded
        self.count = int(loaded.get("token_count")[0])
        self.truncated = cut or bool(loaded.get("overflow_count")[0])

    def number(self, name: str) -> int:
        """An output int32 `[1]`."""
        return int(self._loaded.get(name)[0])

    def row(self, name: str) -> np.ndarray:
        """An output, int32 `[count, ...]`."""
        return self._loaded.get(name)[0, : self.count]


class Engine:
    """The signatures of one .tflite; raises ModelError when LiteRT refuses it or it is not as the manifest says."""

    def __init__(self, manifest: Manifest, file: Path, num_threads: int = 1):
        self.manifest = manifest
        self._sizes = {prefix: _sizes(manifest.signatures, prefix) for prefix in _PREFIXES}
        self.outputs = _check_sizes(manifest, self._sizes)
        self._interpreter = _interpreter(file, num_threads)
        self.loaded: dict[str, Loaded] = {}

    def close(self) -> None:
        """Free the memory; later calls raise ModelError."""
        self.loaded.clear()
        self._interpreter = None

    def tokenize(self, texts: tuple[bytes, ...], **settings: int) -> Encoded:
        """Run the smallest tokenizer that fits; two texts are a pair. settings: its other inputs by name, else 0."""
        prefix = "tokenize_" if len(texts) == 1 else "tokenize_pair_"
        sizes = self._sizes[prefix]
        if not sizes:
            wanted = "one text, not a pair" if len(texts) == 2 else "a pair of texts, not one"
            raise ModelError(f"the model of task {self.manifest.task} takes {wanted}.")
        longest = max(map(len, texts))
        rows = [np.frombuffer(cut(data, sizes[-1]), np.uint8) for data in texts]
        for size in sizes[min(bisect_left(sizes, longest), len(sizes) - 1) :]:
            tokenizer = self._fitting(prefix, size)
            for name, row in zip(("utf8", "utf8_pair"), rows, strict=False):
                tokenizer.fill(name, row, 0)
            for name in tokenizer.inputs.keys() - {"utf8", "utf8_pair"}:
                tokenizer.fill(name, [settings.get(name, 0)], 0)
            tokenizer.invoke()
            # A few texts grow so much as they are normalized that only a larger signature has the room.
            if "unread_count" not in tokenizer.outputs or not tokenizer.get("unread_count")[0]:
                return Encoded(texts, tokenizer, longest > sizes[-1])
        raise ModelError(f"the text of {longest:,} bytes grows beyond {sizes[-1]:,} as it is normalized. Shorten it.")

    def encode(self, tokens: Encoded, *names: str, **settings: int) -> tuple[np.ndarray, ...]:
        """Run the smallest encoder that fits -> its outputs of these names, the batch of one first. settings: inputs
        that are numbers, else as the manifest says."""
        chosen = {**self.manifest.options.get("settings", {}), **settings}
        encoder = self._fitting("encode_", tokens.count)
        filling = {"input_ids": self.manifest.pad_id, "type_ids": self.manifest.pad_type_id}
        for name in encoder.inputs:
            encoder.fill(name, [chosen[name]] if name in chosen else tokens.row(name), filling.get(name, 0))
        encoder.invoke()
        return tuple(encoder.get(name) for name in names)

    def decode(self, ids: np.ndarray, skip_special_tokens: bool) -> str:
        """The text of int32 `[n]`."""
        sizes = self._sizes["detokenize_"]
        if not sizes:
            raise ModelError(
                "the file has no detokenize_<T>: it gives no text back. Convert the model again; "
                "hfedge convert says so where the tokenizer's decoder is not known."
            )
        if len(ids) > sizes[-1]:
            raise ModelError(f"{len(ids):,} ids, the file decodes at most {sizes[-1]:,} at once. Decode fewer.")
        decoder = self._fitting("detokenize_", len(ids))
        decoder.fill("ids", ids, 0)
        decoder.fill("count", [len(ids)], 0)
        decoder.fill("skip_special", [int(skip_special_tokens)], 0)
        decoder.invoke()
        data, count = decoder.get("utf8")[0], int(decoder.get("byte_count")[0])
        if decoder.get("unwritten_count")[0]:
            raise ModelError(f"the text of {len(ids):,} ids is longer than {len(data):,} bytes. Decode fewer.")
        return data[:count].astype(np.uint8).tobytes().decode("utf-8", "replace")

    def _fitting(self, prefix: str, count: int) -> "Loaded":
        """The smallest signature of that kind that takes `count`, or the largest; allocated at first use."""
        sizes = self._sizes[prefix]
        name = f"{prefix}{sizes[min(bisect_left(sizes, count), len(sizes) - 1)]}"
        loaded = self.loaded.get(name)
        if loaded is None:
            if self._interpreter is None:
                raise ModelError("the model is closed. Open the bundle again.")
            loaded = self.loaded[name] = Loaded(self._interpreter, self.manifest.signatures[name])
        return loaded


class Loaded:
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
        self.inputs, self.outputs = tensors[signature.name]["inputs"], tensors[signature.name]["outputs"]
        self._check(interpreter, signature)
        self._rows = {spec.name: np.zeros(spec.shape[1:], np.int32) for spec in signature.inputs}
        self._feed = [(index, self._rows[name][None]) for name, index in self.inputs.items()]

    def fill(self, name: str, values: np.ndarray, fill: int) -> None:
        """Write `values` `[n, ...]` into an input `[1, size, ...]`, `fill` behind them."""
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
        details = {name: interpreter._get_tensor_details(index, self._subgraph) for name, index in self.inputs.items()}
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


def _check_sizes(manifest: Manifest, sizes: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The outputs of the longest encode_<T> with their shapes, after checking that the signatures fit together."""
    if not (sizes["tokenize_"] or sizes["tokenize_pair_"]) or not sizes["encode_"]:
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
    return {spec.name: spec.shape for spec in manifest.signatures[f"encode_{sizes['encode_'][-1]}"].outputs}


def cut(data: bytes, size: int) -> bytes:
    """At most `size` bytes, not ending inside a character (which has at most three continuation bytes)."""
    if len(data) <= size:
        return data
    for end in range(size, max(size - 4, -1), -1):
        if data[end] & 0xC0 != 0x80:
            return data[:end]
    return data[:size]
