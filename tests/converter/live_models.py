"""Small Keras models of every make, and how what hfedge builds of one is compared with Keras' own answers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.build import build_encoder
from hfedge.keras_models.live import LiveModel, open_model
from hfedge.lazy import tf
from hfedge.parity.reference import TokenizerReference
from hfedge.parity.torch_models import load_torch_model
from hfedge.plan import ConvertRequest, Plan, plan
from hfedge.resolve import ModelRef, Snapshot, resolve

TOKENIZER = Path(__file__).parents[2] / "models" / "message-intents"
VOCABULARY = 4800
TEXTS = (("where is my parcel? it was due on monday",), ("hi",), ("a" * 9 + " naïve café, 12.50",))
LABELS = ("cat", "dog", "owl")
_SIZES = {"vocab_size": VOCABULARY, "num_hidden_layers": 2, "num_labels": 3, "layer_norm_eps": 1e-5}
BERT = {**_SIZES, "hidden_size": 24, "num_attention_heads": 3, "intermediate_size": 40, "max_position_embeddings": 64}
DISTILBERT = {"vocab_size": VOCABULARY, "dim": 24, "n_heads": 3, "n_layers": 2, "hidden_dim": 40, "num_labels": 3,
              "max_position_embeddings": 64}  # fmt: skip


def planned(live: LiveModel, **request: Any) -> tuple[Snapshot, Plan]:
    """What resolve and plan make of it."""
    snapshot = resolve(ModelRef.of_live(live), progress=lambda text: None)
    return snapshot, plan(snapshot, ConvertRequest(ModelRef.of_live(live), **request))


def difference(model: Any, tokens: int | None = None, tokenizer: Any = TOKENIZER, **options: Any) -> float:
    """The largest difference of what the built encoder gives, padded to 32 tokens (or `tokens`), from what Keras gives
    without padding, over TEXTS and all outputs that parity compares."""
    live = open_model(model, tokenizer, **options)
    snapshot, chosen = planned(live, task=options.get("task"), recipes=("fp32",))
    with snapshot.weights() as weights:
        encoder = build_encoder(chosen.architecture, chosen.config, chosen.head, weights)
    reference, original = TokenizerReference(chosen.tokenizer, chosen.max_tokens), load_torch_model(snapshot, chosen.task.name)
    worst = 0.0
    for text in TEXTS:
        found = reference.encode(text)
        expected = {name: value.numpy() for name, value in original(found).items()}
        rows = (found.ids, [1] * len(found.ids), found.type_ids)
        size = tokens or 32
        padded = [tf.constant([[*row, *[0] * (size - len(row))]]) for row in rows]
        run = tf.function(lambda *row: encoder(*row), autograph=False)
        ours = {name: value.numpy()[0] for name, value in run(*padded).items()}
        for name in chosen.task.compared:
            if name in expected and name in ours:
                theirs = expected[name]
                worst = max(worst, float(np.abs(ours[name][: len(theirs)] - theirs).max()))
    assert any(name in expected and name in ours for name in chosen.task.compared)
    return worst
