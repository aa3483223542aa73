"""Tiny models with a tokenizer, as far as the emitters: traced, converted and bound, and what tests ask of the file.

`folder_of(kind)` is a model's folder; `prepared(folder)` its program, traced once in a process; `.bind(kind, path)` a
`TfliteFile` of it.
"""

import collections
import tempfile
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import op_names, operators, read_model, schema
from hfedge.emit.tflite import Skeleton, bind, convert_skeleton
from hfedge.pipeline import make_program
from hfedge.plan import ConvertRequest, plan
from hfedge.progress import Progress
from hfedge.recipes import TARGETS, Forms
from hfedge.resolve import ModelRef, resolve
from hfedge.trace import TracedProgram
from tiny_models import tiny

LENGTHS = (8, 16)
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = ["play", "walk", "the", "good", "bad", "##ing", "##ed", "caf", "日", "本", "!", ",", "."]
TEXTS = ("", "the", "walking the café!", "日本, 日本.", "bad \x00 good", "play " * 60)


@lru_cache
def folder_of(kind: str = "bert", head: str = "ForSequenceClassification") -> Path:
    """A model of transformers with random weights, and a WordPiece tokenizer of 70 entries."""
    from transformers import BertTokenizerFast

    folder = Path(tempfile.mkdtemp(prefix="tiny-"))
    letters = [chr(97 + n) for n in range(26)]
    vocabulary = [*SPECIALS, *letters, *(f"##{letter}" for letter in letters), *WORDS]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    labels = {0: "bad", 1: "fair", 2: "good"}
    settings = {"id2label": labels, "label2id": {label: index for index, label in labels.items()}}
    tiny(kind, head, vocab_size=len(vocabulary), **settings).save_pretrained(folder)
    return folder


@dataclass(frozen=True, eq=False)
class Prepared:
    """A traced program, and its skeleton once somebody asks for it."""

    traced: TracedProgram

    @cached_property
    def skeleton(self) -> Skeleton:
        return convert_skeleton(self.traced.open_functions, self.traced.parameter_inputs, self.traced.stacks)

    def weights(self, name: str) -> np.ndarray:
        return self.traced.parameters[name].numpy()

    def call(self, signature: str, **inputs: np.ndarray) -> dict[str, np.ndarray]:
        """What TensorFlow itself makes of a signature."""
        from hfedge.lazy import tf

        outputs = self.traced.functions[signature](**{name: tf.constant(value) for name, value in inputs.items()})
        return {name: value.numpy() for name, value in outputs.items()}

    def bind(self, kind: str, path: Path) -> "TfliteFile":
        bind(self.skeleton, self.weights, Forms(kind), path)
        return TfliteFile(path)


@lru_cache
def prepared(
    folder: Path | None = None, lengths: tuple[int, ...] = LENGTHS, targets: tuple[str, ...] = TARGETS
) -> Prepared:
    """folder: of a model, or the tiny classifier."""
    snapshot = resolve(ModelRef.parse(str(folder or folder_of())))
    request = ConvertRequest(ModelRef.parse(str(snapshot.folder)), targets=targets, recipes=("fp32",), lengths=lengths)
    return Prepared(make_program(plan(snapshot, request), snapshot, Progress()))


@dataclass(frozen=True)
class TfliteFile:
    """A .tflite on the disk."""

    path: Path

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def model(self) -> Any:
        return read_model(self.content)

    @cached_property
    def interpreter(self) -> Any:
        from ai_edge_litert.interpreter import Interpreter

        return Interpreter(model_content=self.content, num_threads=1)

    def run(self, signature: str, **inputs: np.ndarray) -> dict[str, np.ndarray]:
        return self.interpreter.get_signature_runner(signature)(**inputs)

    def subgraph(self, signature: str) -> Any:
        names = {definition.signatureKey.decode(): definition for definition in self.model.signatureDefs}
        return self.model.subgraphs[names[signature].subgraphIndex]

    def signatures(self) -> dict[str, tuple[dict, dict]]:
        """By name: inputs and outputs as {name: (dtype, shape)}, as the file has them."""
        kinds = {schema().TensorType.INT32: "int32", schema().TensorType.FLOAT32: "float32"}

        def ports(definition: Any, entries: Any) -> dict:
            tensors = self.model.subgraphs[definition.subgraphIndex].tensors
            found = {entry.name.decode(): tensors[entry.tensorIndex] for entry in entries}
            return {name: (kinds[t.type], tuple(map(int, t.shape))) for name, t in found.items()}

        return {d.signatureKey.decode(): (ports(d, d.inputs), ports(d, d.outputs)) for d in self.model.signatureDefs}

    def ops(self, signature: str) -> collections.Counter:
        return collections.Counter(name for name, _ in operators(self.model, self.subgraph(signature)))

    def op_versions(self) -> dict[str, int]:
        return {name: code.version for name, code in zip(op_names(self.model), self.model.operatorCodes, strict=True)}

    def has_data(self, tensor: Any) -> bool:
        data = self.model.buffers[tensor.buffer].data
        return data is not None and len(data) > 0

    def linear_layers(self, signature: str) -> list[tuple[Any, Any]]:
        """(matrix tensor, operator) of every FULLY_CONNECTED, in order."""
        subgraph = self.subgraph(signature)
        found = [op for name, op in operators(self.model, subgraph) if name == "FULLY_CONNECTED"]
        return [(subgraph.tensors[op.inputs[1]], op) for op in found]

    def is_weight(self, subgraph: Any, index: int) -> bool:
        """Whether a tensor is a constant, or a constant of float16 made float32."""
        if self.has_data(subgraph.tensors[index]):
            return True
        makers = [op for name, op in operators(self.model, subgraph) if name == "DEQUANTIZE" and index in op.outputs]
        return len(makers) == 1 and self.has_data(subgraph.tensors[makers[0].inputs[0]])

    def bytes_of(self, tensor: Any) -> bytes:
        buffer = self.model.buffers[tensor.buffer]
        if buffer.data is None:  # ai-edge-quantizer lays large ones behind the FlatBuffer
            return self.content[buffer.offset : buffer.offset + buffer.size]
        return bytes(buffer.data)


def tokens(length: int, count: int | None = None, seed: int = 3, words: int = 70) -> dict[str, np.ndarray]:
    """Inputs of encode_<length>: `count` random tokens, then padding; two segments."""
    count, random = count or length, np.random.default_rng(seed)
    ids = np.zeros((1, length), np.int32)
    ids[0, :count] = random.integers(5, words, count)
    mask = (np.arange(length) < count).astype(np.int32)[None]
    return {"input_ids": ids, "attention_mask": mask, "type_ids": (mask * (np.arange(length) > 3)).astype(np.int32)}


def utf8(text: str | bytes, size: int) -> np.ndarray:
    data = text.encode() if isinstance(text, str) else text
    row = np.zeros((1, size), np.int32)
    row[0, : min(size, len(data))] = list(data[:size])
    return row
