"""Tiny random models made by transformers, with odd sizes and unusual settings, and what tests do to them.

`tiny(kind, head)` is a torch model in evaluation; `Checkpoint.of(model, folder)` is what it writes; `encoder`
builds ours from that; `batch(...)` makes inputs with padding and token types.
"""

import collections
import inspect
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.architectures import ARCHITECTURES
from hfedge.build import build_encoder
from hfedge.emit.lowering import lower
from hfedge.tasks import TASKS

# Float32 sums differ in their last digits only.
TOLERANCE = 1e-5
LENGTHS = (1, 2, 7, 16)
_BERT = {
    "vocab_size": 99,
    "hidden_size": 36,
    "num_attention_heads": 3,
    "num_hidden_layers": 3,
    "intermediate_size": 50,
    "max_position_embeddings": 40,
    "type_vocab_size": 2,
    "layer_norm_eps": 1e-5,
    "hidden_act": "gelu",
}
_DISTILBERT = {
    "vocab_size": 99,
    "dim": 36,
    "n_heads": 3,
    "n_layers": 3,
    "hidden_dim": 50,
    "max_position_embeddings": 40,
    "activation": "gelu",
}
_ALBERT = {
    "embedding_size": 22,
    "hidden_size": 35,
    "num_attention_heads": 5,
    "num_hidden_layers": 5,
    "num_hidden_groups": 2,
    "inner_group_num": 2,
    "hidden_act": "gelu_new",
}
_MPNET = {
    **{key: value for key, value in _BERT.items() if key != "type_vocab_size"},
    "relative_attention_num_buckets": 37,
    "pad_token_id": 4,
    "max_position_embeddings": 300,
}
_MOBILEBERT = {
    "embedding_size": 21,
    "hidden_size": 35,
    "intra_bottleneck_size": 24,
    "num_feedforward_networks": 3,
    "num_hidden_layers": 2,
    "hidden_act": "relu",
}
# Windows of 2 tokens to each side in two layers of three, and a base of rotary angles for each kind of layer.
_MODERNBERT = {
    "vocab_size": 99,
    "hidden_size": 36,
    "num_attention_heads": 3,
    "num_hidden_layers": 3,
    "intermediate_size": 50,
    "max_position_embeddings": 40,
    "local_attention": 5,
    "global_rope_theta": 1000.0,
    "local_rope_theta": 100.0,
    "pad_token_id": 0,
}
# As DeBERTa v3 is, with so few buckets that distances of 16 tokens share them.
_DEBERTA_V2 = {
    "vocab_size": 99,
    "hidden_size": 36,
    "num_attention_heads": 3,
    "num_hidden_layers": 3,
    "intermediate_size": 50,
    "max_position_embeddings": 40,
    "relative_attention": True,
    "position_buckets": 6,
    "pos_att_type": ["p2c", "c2p"],
    "share_att_key": True,
    "norm_rel_ebd": "layer_norm",
    "position_biased_input": False,
    "hidden_act": "gelu",
}
# Heads that are less wide together than the hidden size; distances of 16 tokens share buckets.
_T5 = {
    "vocab_size": 99,
    "d_model": 36,
    "num_heads": 3,
    "d_kv": 10,
    "d_ff": 50,
    "num_layers": 3,
    "n_positions": 40,
    "relative_attention_num_buckets": 10,
    "relative_attention_max_distance": 12,
    "feed_forward_proj": "gated-gelu",
}
# Two queries for a key, heads that are wider together than the hidden size.
_QWEN3 = {
    "vocab_size": 99,
    "hidden_size": 36,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 10,
    "num_hidden_layers": 3,
    "intermediate_size": 50,
    "max_position_embeddings": 40,
    "rope_theta": 100.0,
    "pad_token_id": 0,
}
# As EmbeddingGemma is. A window of 2 is the one that transformers reads back as it wrote it: it halves it and adds 1.
_GEMMA3 = {
    **_QWEN3,
    "num_attention_heads": 3,
    "num_key_value_heads": 1,
    "use_bidirectional_attention": True,
    "sliding_window": 2,
    "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
    "rope_local_base_freq": 20.0,
    "query_pre_attn_scalar": 7,
}
SIZES = {
    "bert": _BERT,
    "distilbert": _DISTILBERT,
    "electra": {**_BERT, "embedding_size": 20},
    "roberta": {**_BERT, "pad_token_id": 5},
    "xlm-roberta": {**_BERT, "pad_token_id": 0, "hidden_size": 33},
    "camembert": {**_BERT, "hidden_size": 44, "num_attention_heads": 4, "num_hidden_layers": 2},
    "albert": {**_BERT, **_ALBERT},
    "mpnet": _MPNET,
    "mobilebert": {**_BERT, **_MOBILEBERT},
    "modernbert": _MODERNBERT,
    "deberta-v2": _DEBERTA_V2,
    "t5": _T5,
    "qwen3": _QWEN3,
    "gemma3_text": _GEMMA3,
}
CLASSES = {
    "bert": "Bert",
    "distilbert": "DistilBert",
    "electra": "Electra",
    "roberta": "Roberta",
    "xlm-roberta": "XLMRoberta",
    "camembert": "Camembert",
    "albert": "Albert",
    "mpnet": "MPNet",
    "mobilebert": "MobileBert",
    "modernbert": "ModernBert",
    "deberta-v2": "DebertaV2",
    "t5": "T5",
    "qwen3": "Qwen3",
    "gemma3_text": "Gemma3Text",
}
KINDS = tuple(SIZES)
CLASSIFIERS = tuple(kind for kind in KINDS if "text-classification" in ARCHITECTURES[kind].heads)


class MemoryWeights:
    """A checkpoint in memory, with the methods of hfedge.weights.Weights."""

    def __init__(self, arrays: dict[str, np.ndarray], file: str = "tiny/model.safetensors"):
        self.arrays, self.file = dict(arrays), file

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.arrays))

    def shape(self, name: str) -> tuple[int, ...]:
        return self.arrays[name].shape

    def dtype(self, name: str) -> str:
        return {"float32": "F32", "int8": "I8"}[str(self.arrays[name].dtype)]

    def get(self, name: str) -> np.ndarray:
        return self.arrays[name]

    def where(self, name: str) -> str:
        return f"{self.file}: {name}"


class MemoryFiles:
    """A model's JSON files in memory, with the methods of hfedge.resolve.Snapshot."""

    def __init__(self, files: dict[str, Any] | None = None):
        self.files = files or {}

    def has(self, filename: str) -> bool:
        return filename in self.files

    def read_json(self, filename: str) -> Any:
        return json.loads(json.dumps(self.files[filename]))

    def where(self, filename: str) -> str:
        return f"tiny/{filename}"


def tiny(kind: str, head: str = "Model", seed: int = 0, **config: Any) -> Any:
    """A torch model with random weights everywhere, biases and norms too, in evaluation."""
    import torch
    import transformers

    torch.manual_seed(seed)
    name = CLASSES[kind]
    head = "EncoderModel" if (kind, head) == ("t5", "Model") else head
    settings = getattr(transformers, f"{name}Config")(**{**SIZES[kind], **config})
    model = getattr(transformers, name + head)(settings).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.15)
    return model


@dataclass
class Checkpoint:
    """A saved model: its config.json and its weights by their names in the file."""

    kind: str
    config: dict[str, Any]
    weights: MemoryWeights

    @classmethod
    def of(cls, model: Any, folder: Path) -> "Checkpoint":
        from safetensors.numpy import load_file

        model.save_pretrained(folder)
        config = json.loads((folder / "config.json").read_text())
        return cls(config["model_type"], config, MemoryWeights(load_file(folder / "model.safetensors")))

    def head(self, task: str, **files: Any) -> Any:
        named = MemoryFiles({"config.json": self.config, **files})
        return TASKS[task].read_head(ARCHITECTURES[self.kind], self.config, named)

    def encoder(self, task: str, files: Any = None, folders: Any = None) -> Any:
        """Ours; `files` are more of the model's JSON files, `folders` the checkpoints of its modules."""
        head = self.head(task, **(files or {}))
        row = ARCHITECTURES[self.kind]
        return build_encoder(row, self.config, head, self.weights, folders or {}, "tiny/config.json")


def batch(texts: int, tokens: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """ids, mask and type ids int32 [texts, tokens]; the first text is full, others are padded."""
    random = np.random.default_rng(seed)
    ids = random.integers(1, 99, (texts, tokens)).astype(np.int32)
    lengths = [tokens] + [max(1, tokens // 2)] * (texts - 1)
    mask = np.array([[1] * n + [0] * (tokens - n) for n in lengths], np.int32)
    return ids * mask, mask, random.integers(0, 2, (texts, tokens)).astype(np.int32) * mask


def torch_outputs(model: Any, ids: np.ndarray, mask: np.ndarray, types: np.ndarray) -> np.ndarray:
    """logits, or else the last hidden state, of each text by itself and without its padding (0 stands there)."""
    answers = [torch_answer(model, *(array[i : i + 1, :n] for array in (ids, mask, types)))
               for i, n in enumerate(mask.sum(1))]  # fmt: skip
    arrays = [_numbers(answer) for answer in answers]
    if arrays[0].ndim == 2:
        return np.concatenate(arrays)
    missing = [ids.shape[1] - array.shape[1] for array in arrays]
    return np.concatenate([np.pad(array, ((0, 0), (0, n), (0, 0))) for array, n in zip(arrays, missing, strict=True)])


def torch_answer(model: Any, ids: np.ndarray, mask: np.ndarray, types: np.ndarray, **more: Any) -> Any:
    """What the torch model itself returns for int32 [texts, tokens]; a choice is a text of its own."""
    import torch

    inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
    tensors = {name: torch.from_numpy(array.astype(np.int64)) for name, array in inputs.items()}
    if "token_type_ids" not in inspect.signature(model.forward).parameters:
        del tensors["token_type_ids"]
    if type(model).__name__.endswith("ForMultipleChoice"):
        tensors = {name: tensor[:, None] for name, tensor in tensors.items()}
    with torch.no_grad():
        return model(**tensors, **more)


def _numbers(answer: Any) -> np.ndarray:
    if "start_logits" in answer:
        return np.stack([answer.start_logits.numpy(), answer.end_logits.numpy()], -1)
    return (answer.logits if "logits" in answer else answer.last_hidden_state).numpy()


def of_tokens(array: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """[texts, tokens, n] -> [real tokens, n]: the numbers of padding say nothing."""
    return array[mask == 1]


def run(encoder: Any, inputs: tuple[np.ndarray, ...]) -> dict[str, np.ndarray]:
    import tensorflow as tf

    return {name: value.numpy() for name, value in encoder(*map(tf.constant, inputs)).items()}


def largest_difference(left: np.ndarray, right: np.ndarray) -> float:
    assert left.shape == right.shape
    return float(np.abs(left - right).max())


def trace(encoder: Any, texts: int | None, tokens: int | None) -> Any:
    """A concrete function, of static sizes or (None) dynamic ones."""
    import tensorflow as tf

    names = ("input_ids", "attention_mask", "type_ids")
    specs = [tf.TensorSpec([texts, tokens], tf.int32, name=name) for name in names]
    return tf.function(encoder.__call__, input_signature=specs).get_concrete_function()


def graph_ops(concrete: Any) -> collections.Counter:
    return collections.Counter(node.op for node in concrete.graph.as_graph_def().node)


@dataclass
class TfliteModel:
    """A converted encoder, in its real runtime."""

    content: bytes

    @classmethod
    def of(cls, encoder: Any, tokens: int, folder: Path) -> "TfliteModel":
        import tensorflow as tf

        tf.saved_model.save(encoder, str(folder), signatures={"encode": trace(encoder, 1, tokens)})
        converter = tf.lite.TFLiteConverter.from_saved_model(str(folder), signature_keys=["encode"])
        return cls(lower(converter))

    def interpreter(self) -> Any:
        from ai_edge_litert.interpreter import Interpreter

        return Interpreter(model_content=self.content, num_threads=1)

    def run(self, inputs: tuple[np.ndarray, ...]) -> dict[str, np.ndarray]:
        names = ("input_ids", "attention_mask", "type_ids")
        return self.interpreter().get_signature_runner("encode")(**dict(zip(names, inputs, strict=True)))

    def ops(self) -> collections.Counter:
        # Without a delegate's own ops, which stand for several.
        from ai_edge_litert.interpreter import Interpreter, OpResolverType

        plain = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
        interpreter = Interpreter(model_content=self.content, experimental_op_resolver_type=plain)
        return collections.Counter(op["op_name"] for op in interpreter._get_ops_details())

    def output_shapes(self) -> list[list[int]]:
        return [output["shape_signature"].tolist() for output in self.interpreter().get_output_details()]
