"""Every head of every architecture against torch, alone and in TFLite, and the states of every layer."""

import dataclasses

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES, Head
from hfedge.architectures.record import HEADS
from hfedge.build import account_for_weights, build_encoder
from hfedge.errors import WeightError
from hfedge.tasks import TaskHead
from tiny_models import (
    KINDS,
    TOLERANCE,
    Checkpoint,
    TfliteModel,
    batch,
    largest_difference,
    of_tokens,
    run,
    tiny,
    torch_answer,
    torch_outputs,
)

TOKENS = 11
LABELS = {
    "text-classification": 3,
    "token-classification": 5,
    "question-answering": 2,
    "fill-mask": 2,
    "multiple-choice": 1,
}
EACH_TOKEN = ("token-classification", "question-answering", "fill-mask")
CASES = [(kind, task) for kind in KINDS for task in ARCHITECTURES[kind].heads]


@dataclasses.dataclass(frozen=True, kw_only=True)
class BareHead(TaskHead):
    """An architecture's head and nothing after it; of a task about tokens, its answer for every token."""

    head: Head
    sizes: dict
    each_token: bool

    @property
    def numbers(self):
        return self.sizes

    @property
    def weights(self):
        return self.head.weights

    @property
    def first_only(self):
        return self.head.first_only

    def outputs(self, scope, states, numbers, batch):
        import tensorflow as tf

        logits = self.head.forward(scope, states, numbers)
        texts = [states.batch, states.tokens] if self.each_token else [states.batch]
        return {"logits": tf.reshape(logits, [*texts, logits.shape[-1]])}


@dataclasses.dataclass(frozen=True)
class EveryLayer(TaskHead):
    """No head; the rows of every layer side by side, [batch * tokens, layers + 1, hidden]."""

    def outputs(self, scope, states, numbers, batch):
        import tensorflow as tf

        return {"rows": tf.stack(states.every_layer, axis=1)}


def encoder_with(checkpoint, head):
    return build_encoder(ARCHITECTURES[checkpoint.kind], checkpoint.config, head, checkpoint.weights)


def bare_head(checkpoint, task):
    sizes = {"labels": LABELS[task], "tied": checkpoint.config.get("tie_word_embeddings", True)}
    return BareHead(head=ARCHITECTURES[checkpoint.kind].heads[task], sizes=sizes, each_token=task in EACH_TOKEN)


def padded_batch(length):
    """Texts of `length` and of TOKENS tokens, padded to TOKENS."""
    ids, mask, types = batch(2, TOKENS)
    mask = (np.arange(TOKENS) < [[length], [TOKENS]]).astype(np.int32)
    return ids * mask + 3 * (1 - mask), mask, types * mask


def difference(ours, theirs, mask):
    """The largest, of real tokens only where there is an answer for each; beside the largest number if above 1.

    Float32 has seven digits, and T5, whose states are never normalized between layers, gives logits above 10.
    """
    if ours.ndim == 3:
        ours, theirs = of_tokens(ours, mask), of_tokens(theirs, mask)
    return largest_difference(ours, theirs) / max(1.0, float(np.abs(theirs).max()))


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case))
def with_head(request, tmp_path_factory):
    """(task, torch model, its checkpoint) for each architecture and each of its heads."""
    kind, task = request.param
    model = tiny(kind, HEADS[task][1], num_labels=LABELS[task])
    return task, model, Checkpoint.of(model, tmp_path_factory.mktemp("model"))


def test_a_head_gives_the_logits_of_torch(with_head):
    task, model, checkpoint = with_head
    encoder = encoder_with(checkpoint, bare_head(checkpoint, task))
    for length in (1, 2, TOKENS - 1, TOKENS):
        inputs = padded_batch(length)
        theirs = torch_outputs(model, *inputs)
        assert np.abs(theirs).max() > 0.1
        assert difference(run(encoder, inputs)["logits"], theirs, inputs[1]) < TOLERANCE


def test_a_head_in_tflite_gives_the_same(with_head, tmp_path):
    task, model, checkpoint = with_head
    tflite = TfliteModel.of(encoder_with(checkpoint, bare_head(checkpoint, task)), TOKENS, tmp_path)
    for length in (1, TOKENS - 1):
        inputs = tuple(array[:1] for array in padded_batch(length))
        theirs = torch_outputs(model, *inputs)
        assert difference(tflite.run(inputs)["logits"], theirs, inputs[1]) < 1e-4


@pytest.mark.parametrize("kind", KINDS)
def test_the_states_of_every_layer_are_those_of_torch(kind, tmp_path):
    model = tiny(kind)
    ids, mask, types = inputs = tuple(array[:1] for array in padded_batch(TOKENS - 2))
    ours = run(encoder_with(Checkpoint.of(model, tmp_path), EveryLayer()), inputs)["rows"][:-2]
    answer = torch_answer(model, ids[:, :-2], mask[:, :-2], types[:, :-2], output_hidden_states=True)
    theirs = np.stack([states.numpy()[0] for states in answer.hidden_states], axis=1)
    assert largest_difference(ours, theirs) < TOLERANCE


# What checkpoints on the Hub hold beside the encoder; token-classification reads none of it.
LEFT_OVER = {
    "roberta": (
        "roberta.embeddings.position_ids",
        "roberta.pooler.dense.weight",
        "lm_head.bias",
        "lm_head.decoder.weight",
        "lm_head.decoder.bias",
        "lm_head.layer_norm.bias",
    ),
    "albert": (
        "albert.embeddings.position_ids",
        "albert.pooler.weight",
        "predictions.decoder.weight",
        "predictions.LayerNorm.bias",
        "sop_classifier.classifier.weight",
    ),
    "mpnet": ("mpnet.embeddings.position_ids", "mpnet.pooler.dense.bias", "lm_head.decoder.weight", "lm_head.bias"),
    "mobilebert": (
        "mobilebert.embeddings.position_ids",
        "mobilebert.pooler.dense.weight",
        "cls.predictions.decoder.weight",
        "cls.predictions.dense.weight",
        "cls.seq_relationship.weight",
    ),
}
LEFT_OVER |= dict.fromkeys(("xlm-roberta", "camembert"), LEFT_OVER["roberta"])


@pytest.mark.parametrize("kind", sorted(LEFT_OVER))
def test_what_a_checkpoint_holds_beside_the_model_is_left_out_with_a_reason(kind, tmp_path):
    checkpoint = Checkpoint.of(tiny(kind, "ForTokenClassification", num_labels=5), tmp_path)
    more = {name: np.zeros((1, 3), np.int64 if "ids" in name else np.float32) for name in LEFT_OVER[kind]}
    weights = type(checkpoint.weights)({**checkpoint.weights.arrays, **more})
    head = bare_head(checkpoint, "token-classification")
    unused = account_for_weights(ARCHITECTURES[kind], checkpoint.config, head, weights).unused
    assert set(unused) == set(more) and all(unused.values())
    unknown = type(weights)({**weights.arrays, "adapter.weight": np.zeros(1, np.float32)})
    with pytest.raises(WeightError, match="adapter.weight is left over"):
        account_for_weights(ARCHITECTURES[kind], checkpoint.config, head, unknown)


FILL_MASK = [kind for kind in KINDS if "fill-mask" in ARCHITECTURES[kind].heads]


@pytest.mark.parametrize("kind", FILL_MASK)
def test_a_masked_language_model_may_have_an_output_matrix_of_its_own(kind, tmp_path):
    model = tiny(kind, "ForMaskedLM", tie_word_embeddings=False)
    checkpoint = Checkpoint.of(model, tmp_path)
    assert checkpoint.config["tie_word_embeddings"] is False
    inputs = padded_batch(TOKENS)
    ours = run(encoder_with(checkpoint, bare_head(checkpoint, "fill-mask")), inputs)["logits"]
    assert difference(ours, torch_outputs(model, *inputs), inputs[1]) < TOLERANCE


@pytest.mark.parametrize("kind", FILL_MASK)
def test_a_masked_language_model_loads_with_all_its_names_and_with_either_name_of_its_bias(kind, tmp_path):
    model = tiny(kind, "ForMaskedLM")
    checkpoint = Checkpoint.of(model, tmp_path)
    every_name = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    biases = [name for name, array in every_name.items() if array.shape == (99,)]
    inputs = padded_batch(TOKENS)
    expected = torch_outputs(model, *inputs)
    for left_out in ([], *([name] for name in biases if len(biases) > 1)):
        arrays = {name: array for name, array in every_name.items() if name not in left_out}
        variant = Checkpoint(kind, checkpoint.config, type(checkpoint.weights)(arrays))
        ours = run(encoder_with(variant, bare_head(variant, "fill-mask")), inputs)["logits"]
        assert difference(ours, expected, inputs[1]) < TOLERANCE
