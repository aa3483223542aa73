"""Settings beside those of tiny_models: the states of every layer and every head, against torch.

One row per setting. Heads of an architecture are run as its table gives them, without a task.
"""

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES
from hfedge.architectures.record import HEADS
from hfedge.errors import UnsupportedError
from test_heads import EACH_TOKEN, LABELS, EveryLayer, bare_head, encoder_with
from tiny_models import (
    LENGTHS,
    TOLERANCE,
    Checkpoint,
    batch,
    largest_difference,
    of_tokens,
    run,
    tiny,
    torch_answer,
    torch_outputs,
)

MODERNBERT = {
    "every bias": {"norm_bias": True, "attention_bias": True, "mlp_bias": True, "classifier_bias": True},
    "no decoder bias": {"decoder_bias": False},
    "mean of the tokens": {"classifier_pooling": "mean", "classifier_activation": "tanh"},
    "one base for all layers": {"local_rope_theta": None, "norm_eps": 1e-3},
    "all layers see the whole text": {"global_attn_every_n_layers": 1},
    "a window of the token alone": {"local_attention": 1, "global_attn_every_n_layers": 2, "num_hidden_layers": 4},
    "another activation": {"hidden_activation": "relu", "num_attention_heads": 9},
    "a decoder of its own": {"tie_word_embeddings": False},
}
SETTINGS = {
    (kind, name): settings for kind, table in {"modernbert": MODERNBERT}.items() for name, settings in table.items()
}


def difference(left, right):
    """The largest, beside the largest number where that is above 1: float32 has 7 digits."""
    return largest_difference(left, right) / max(1.0, float(np.abs(right).max()))


@pytest.mark.parametrize("setting", SETTINGS, ids="-".join)
def test_the_states_of_every_layer_are_those_of_torch(setting, tmp_path):
    model = tiny(setting[0], **SETTINGS[setting])
    checkpoint = Checkpoint.of(model, tmp_path)
    layers, last = encoder_with(checkpoint, EveryLayer()), checkpoint.encoder("feature-extraction")
    for tokens in LENGTHS:
        ids, mask, types = inputs = batch(2, tokens)
        rows = run(layers, inputs)["rows"].reshape(2, tokens, -1, model.config.hidden_size)
        states = run(last, inputs)["last_hidden_state"]
        for text, length in enumerate(mask.sum(1)):
            one = (array[text : text + 1, :length] for array in (ids, mask, types))
            answer = torch_answer(model, *one, output_hidden_states=True)
            expected = np.stack([states.numpy()[0] for states in answer.hidden_states], axis=1)
            assert difference(rows[text, :length], expected) < TOLERANCE
            assert difference(states[text, :length], answer.last_hidden_state.numpy()[0]) < TOLERANCE


HEADS_OF_SETTINGS = [(*setting, head) for setting in SETTINGS for head in ARCHITECTURES[setting[0]].heads]


@pytest.mark.parametrize("case", HEADS_OF_SETTINGS, ids="-".join)
def test_a_head_gives_the_logits_of_torch(case, tmp_path):
    kind, name, head = case
    model = tiny(kind, HEADS[head][1], num_labels=LABELS[head], **SETTINGS[kind, name])
    checkpoint = Checkpoint.of(model, tmp_path)
    encoder = encoder_with(checkpoint, bare_head(checkpoint, head))
    for tokens in (2, 16):
        inputs = batch(2, tokens)
        ours, theirs = run(encoder, inputs)["logits"], torch_outputs(model, *inputs)
        if head in EACH_TOKEN:
            ours, theirs = of_tokens(ours, inputs[1]), of_tokens(theirs, inputs[1])
        assert difference(ours, theirs) < TOLERANCE


REFUSED = {
    "modernbert": {
        "classifier_pooling": "max",
        "rope_scaling": {"rope_type": "linear", "factor": 2.0},
        "local_rope_theta": -1,
        "global_rope_theta": None,
        "norm_bias": 1,
        "local_attention": 0,
        "hidden_activation": "prelu",
        "head_dim": 8,
        "num_attention_heads": 4,
    },
}


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind, table in REFUSED.items() for key in table])
def test_a_setting_that_is_not_computed_is_refused(kind, key, tmp_path):
    config = Checkpoint.of(tiny(kind), tmp_path).config
    with pytest.raises(UnsupportedError, match=r"tiny/config\.json: .*(?:" + key + "|attention heads are 9 wide)"):
        ARCHITECTURES[kind].numbers({**config, key: REFUSED[kind][key]}, "tiny/config.json")
