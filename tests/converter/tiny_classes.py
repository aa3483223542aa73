"""Tiny random models of the architectures that come through transformers' TF classes, and what torch says of them.

Texts are asked about one at a time in torch, so that no padding takes part; ours stand at the start of a fixed length.
"""

import inspect
import json
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.architectures import TF_CLASSES
from hfedge.build import build_encoder
from hfedge.tasks.record import TaskHead
from tiny_models import MemoryWeights

LENGTHS = (1, 2, 15, 16)
LONGEST, LABELS, IDS = 16, 5, ("input_ids", "attention_mask", "type_ids")
_BERT = {
    "vocab_size": 99,
    "hidden_size": 36,
    "num_attention_heads": 3,
    "num_hidden_layers": 3,
    "intermediate_size": 50,
    "max_position_embeddings": 40,
    "type_vocab_size": 2,
    "layer_norm_eps": 1e-3,
    "hidden_act": "gelu",
}
_XLM = {
    "vocab_size": 99,
    "emb_dim": 36,
    "n_layers": 3,
    "n_heads": 3,
    "max_position_embeddings": 40,
    "n_langs": 2,
    "layer_norm_eps": 1e-3,
}
_ESM = {key: value for key, value in _BERT.items() if key not in ("type_vocab_size", "hidden_act")}
# Odd sizes, and values that are not the defaults: distances beyond the table, grouped layers, norms elsewhere.
SIZES: dict[str, dict[str, Any]] = {
    "deberta": {**_BERT, "relative_attention": True, "pos_att_type": ["c2p", "p2c"], "max_relative_positions": 6,
                "position_biased_input": False, "hidden_act": "gelu_new"},
    "convbert": {**_BERT, "hidden_size": 40, "num_attention_heads": 4, "embedding_size": 20, "conv_kernel_size": 5,
                 "num_groups": 2},
    "flaubert": {**_XLM, "pre_norm": True, "gelu_activation": False},
    "xlm": _XLM,
    "xlnet": {"vocab_size": 99, "d_model": 36, "n_layer": 3, "n_head": 3, "d_inner": 50, "ff_activation": "relu",
              "clamp_len": 5, "layer_norm_eps": 1e-3},
    "layoutlm": {**_BERT, "max_2d_position_embeddings": 50},
    "rembert": {**_BERT, "input_embedding_size": 20, "output_embedding_size": 28},
    "roformer": {**_BERT, "embedding_size": 20, "rotary_value": True},
    "esm": {**_ESM, "pad_token_id": 1, "mask_token_id": 4, "token_dropout": True, "emb_layer_norm_before": True,
            "position_embedding_type": "rotary"},
    "dpr": _BERT,
}  # fmt: skip
# The other form of what has two.
VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "deberta without distances": ("deberta", {"relative_attention": False, "position_biased_input": True}),
    "deberta with far distances": ("deberta", {"max_relative_positions": -1, "pos_att_type": ["p2c"]}),
    "esm with positions": ("esm", {"position_embedding_type": "absolute", "token_dropout": False}),
    "roformer as wide": ("roformer", {"embedding_size": 36, "rotary_value": False}),
    "flaubert as xlm": ("flaubert", {"pre_norm": False, "gelu_activation": True}),
    "convbert in one": ("convbert", {"num_groups": 1, "conv_kernel_size": 9}),
}  # fmt: skip


class Rows(TaskHead):
    """Whatever the architecture's head gives, or the token states."""

    output_names = ("rows",)

    def __init__(self, head: Any):
        self.head = head

    def outputs(self, scope: Any, states: Any, numbers: Any, batch: Any) -> dict[str, Any]:
        return {"rows": self.head.forward(scope, states, numbers) if self.head else states.rows}


def tiny_class(kind: str, head: str | None, **config: Any) -> Any:
    """A torch model with random weights everywhere, in evaluation."""
    import torch
    import transformers

    torch.manual_seed(0)
    row = TF_CLASSES[kind]
    labels = 2 if head == "question-answering" else LABELS
    settings = getattr(transformers, f"{row.stem}Config")(**{**SIZES[kind], "num_labels": labels, **config})
    name = row.named[0] if row.named else row.stem + (row.suffixes[head] if head else "Model")
    model = getattr(transformers, name)(settings).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.15)
    return model


def encoder_of(model: Any, head: str | None, folder: Path) -> Any:
    """Ours, from what the model writes."""
    from safetensors.numpy import load_file

    model.save_pretrained(folder)
    config = json.loads((folder / "config.json").read_text())
    row, weights = TF_CLASSES[config["model_type"]], MemoryWeights(load_file(folder / "model.safetensors"))
    return build_encoder(row, config, Rows(row.heads[head] if head else None), weights, where="tiny/config.json")


def text(tokens: int, kind: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """ids, mask and type ids int32 [1, tokens]; ESM's mask token is among the ids."""
    random = np.random.default_rng(tokens)
    ids = random.integers(5, 99, (1, tokens)).astype(np.int32)
    if kind == "esm" and tokens > 2:  # torch divides by the share of tokens that are not masked
        ids[0, -1] = 4
    return ids, np.ones((1, tokens), np.int32), random.integers(0, 2, (1, tokens)).astype(np.int32)


def padded(inputs: tuple[np.ndarray, ...], longest: int = LONGEST) -> tuple[np.ndarray, ...]:
    """Behind the text stand ids that are no padding id, so that it is the mask that tells."""
    ids, mask, types = (np.pad(array, ((0, 0), (0, longest - array.shape[1]))) for array in inputs)
    return ids + 7 * (1 - mask), mask, types


def torch_rows(model: Any, head: str | None, inputs: tuple[np.ndarray, ...]) -> np.ndarray:
    """What Rows gives for the text without padding."""
    import torch

    named = dict(zip(("input_ids", "attention_mask", "token_type_ids"), inputs))
    if "token_type_ids" not in inspect.signature(model.forward).parameters:
        del named["token_type_ids"]
    tensors = {name: torch.from_numpy(array.astype(np.int64)) for name, array in named.items()}
    if head == "multiple-choice":
        tensors = {name: tensor[:, None] for name, tensor in tensors.items()}
    with torch.no_grad():
        outputs = model(**tensors)
    if head is None:
        return outputs.last_hidden_state[0].numpy()
    if head == "sentence-similarity":
        return outputs.pooler_output.numpy()
    if head == "question-answering":
        return torch.stack([outputs.start_logits[0], outputs.end_logits[0]], -1).numpy()
    logits = outputs.logits.numpy()
    return logits if head in ("text-classification", "multiple-choice") else logits[0]


def static(encoder: Any, tokens: int | None = LONGEST, texts: int | None = 1) -> Any:
    """A concrete function of the encoder's own variables."""
    import tensorflow as tf

    specs = {name: tf.TensorSpec([texts, tokens], tf.int32, name) for name in IDS}
    return tf.function(lambda **ids: encoder(*(ids[name] for name in IDS)), autograph=False).get_concrete_function(
        **specs
    )


def answer(function: Any, inputs: tuple[np.ndarray, ...]) -> np.ndarray:
    import tensorflow as tf

    return function(**dict(zip(IDS, map(tf.constant, inputs))))["rows"].numpy()


def worst(function: Any, model: Any, head: str | None, kind: str, longest: int = LONGEST) -> float:
    """The largest difference from torch over all lengths."""
    differences = []
    for tokens in LENGTHS:
        inputs = text(tokens, kind)
        expected = torch_rows(model, head, inputs)
        ours = answer(function, padded(inputs, longest))[: len(expected)]
        differences.append(float(np.abs(ours - expected).max()))
    return max(differences)
