"""Small Keras models of every make, and how what hfedge builds of one is compared with Keras' own answers."""

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
PAIRS = (("when is it open?", "it is open on monday"), ("who?", "a parcel, said the café"))
LABELS = ("cat", "dog", "owl")
_SIZES = {"vocab_size": VOCABULARY, "num_hidden_layers": 1, "num_labels": 3, "layer_norm_eps": 1e-5}
BERT = {**_SIZES, "hidden_size": 24, "num_attention_heads": 3, "intermediate_size": 40, "max_position_embeddings": 64}
DISTILBERT = {"vocab_size": VOCABULARY, "dim": 24, "n_heads": 3, "n_layers": 2, "hidden_dim": 40, "num_labels": 3,
              "max_position_embeddings": 64}  # fmt: skip


def planned(live: LiveModel, **request: Any) -> tuple[Snapshot, Plan]:
    """What resolve and plan make of it."""
    snapshot = resolve(ModelRef.of_live(live), progress=lambda text: None)
    return snapshot, plan(snapshot, ConvertRequest(ModelRef.of_live(live), **request))


def difference(model: Any, **options: Any) -> float:
    """The largest difference of what the built encoder gives, padded to 32 tokens, from what Keras gives without
    padding, over TEXTS (of pairs, where the task takes no other) and all outputs that parity compares."""
    live = open_model(model, TOKENIZER, **options)
    snapshot, chosen = planned(live, task=options.get("task"), recipes=("fp32",))
    with snapshot.weights() as weights:
        encoder = build_encoder(chosen.architecture, chosen.config, chosen.head, weights)
    reference = TokenizerReference(chosen.tokenizer, chosen.max_tokens)
    original = load_torch_model(snapshot, chosen.task.name)
    run = tf.function(lambda *rows, **more: encoder(*rows, **more), autograph=False)
    worst = 0.0
    for text in PAIRS if chosen.task.pairs_only else TEXTS:
        found = reference.encode(text)
        expected = {name: value.numpy() for name, value in original(found).items()}
        sequences = [0 if part is None else part + 1 for part in found.sequences]
        rows = (found.ids, [1] * len(found.ids), found.type_ids, sequences)
        ids, mask, types, numbers = (tf.constant([[*row, *[0] * (32 - len(row))]]) for row in rows)
        more = {name: tf.constant([[value]]) for name, value in chosen.head.settings.items()}
        words = tf.constant([[*(word or 0 for word in found.words), *[0] * (32 - len(found.words))]])
        places = tf.constant([[*found.offsets, *[(0, 0)] * (32 - len(found.offsets))]])
        features = {"sequence_ids": numbers, "words": words, "offsets": places}
        more |= {name: features[name] for name in chosen.head.features}
        ours = {name: value.numpy()[0] for name, value in run(ids, mask, types, **more).items()}
        for name in chosen.task.compared:
            if name in expected and name in ours:
                theirs = expected[name]
                worst = max(worst, float(np.abs(ours[name][: len(theirs)] - theirs).max()))
    assert any(name in expected and name in ours for name in chosen.task.compared)
    return worst
