"""Settings beside those of tiny_models: the states of every layer and every head, against torch.

One row per setting. Heads of an architecture are run as its table gives them, without a task.
"""

import json

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES
from hfedge.architectures.record import HEADS
from hfedge.architectures.relative import log_bucket, t5_bucket
from hfedge.errors import UnsupportedError
from hfedge.parity.reference import Tokens
from hfedge.parity.torch_models import load_torch_model
from hfedge.resolve import ModelRef, resolve
from test_heads import EACH_TOKEN, LABELS, EveryLayer, bare_head, encoder_with
from test_tasks import sentence_files
from tiny_models import (
    LENGTHS,
    SIZES,
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
DEBERTA_V2 = {
    "projections of its own": {"share_att_key": False, "norm_rel_ebd": "none"},
    "c2p only": {"pos_att_type": "c2p", "share_att_key": False},
    "p2c only": {"pos_att_type": ["p2c"], "share_att_key": False},
    "p2c only, shared": {"pos_att_type": "P2C", "num_attention_heads": 9},
    "no buckets, few distances": {"position_buckets": -1, "max_relative_positions": 5},
    "more distances than positions": {"position_buckets": 8, "max_relative_positions": 64},
    "distances read by nothing": {"pos_att_type": None},
    "no distances": {"relative_attention": False, "position_biased_input": True, "pos_att_type": ["c2p"]},
    "types and positions": {"type_vocab_size": 2, "position_biased_input": True},
    "a convolution": {"conv_kernel_size": 3, "conv_act": "gelu", "layer_norm_eps": 1e-3},
    "a wide convolution of one layer": {"conv_kernel_size": 5, "num_hidden_layers": 1, "conv_act": "sigmoid"},
    "embeddings of another size": {"embedding_size": 20, "type_vocab_size": 3, "position_biased_input": True},
    "another pooler": {"pooler_hidden_act": "tanh", "hidden_act": "relu"},
    "its authors' head": {"legacy": False, "tie_word_embeddings": False},
}
T5 = {
    "no gate": {"feed_forward_proj": "relu"},
    "another gate": {"feed_forward_proj": "gated-silu", "d_kv": 5, "layer_norm_epsilon": 1e-3},
    "as many buckets as distances": {"relative_attention_num_buckets": 32, "relative_attention_max_distance": 128},
    "an odd number of buckets": {"relative_attention_num_buckets": 7, "relative_attention_max_distance": 5},
}
QWEN3 = {
    "every bias": {"attention_bias": True, "rms_norm_eps": 1e-3},
    "a key for each query": {"num_key_value_heads": None, "head_dim": 8, "hidden_act": "gelu"},
    "stretched positions": {"rope_scaling": {"rope_type": "linear", "factor": 2.5}, "pad_token_id": None},
    "windows that are off": {"sliding_window": 3, "max_window_layers": 1, "rope_scaling": {"type": "default"}},
}
GEMMA3 = {
    "one way": {"use_bidirectional_attention": False, "sliding_window": 5, "layer_types": None},
    "one way, one token": {"use_bidirectional_attention": False, "sliding_window": 1},
    "two queries for a key": {"num_attention_heads": 4, "num_key_value_heads": 2, "attention_bias": True},
    "positions stretched where all is seen": {"rope_scaling": {"rope_type": "linear", "factor": 8.0}},
    "a pattern": {"layer_types": None, "sliding_window_pattern": 2, "hidden_activation": "silu"},
}
TABLES = {"modernbert": MODERNBERT, "deberta-v2": DEBERTA_V2, "t5": T5, "qwen3": QWEN3, "gemma3_text": GEMMA3}
SETTINGS = {(kind, name): settings for kind, table in TABLES.items() for name, settings in table.items()}


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


# The settings that change a head.
HEADS_OF_SETTINGS = [
    *(("modernbert", "every bias", head) for head in ARCHITECTURES["modernbert"].heads),
    ("modernbert", "no decoder bias", "fill-mask"),
    ("modernbert", "mean of the tokens", "text-classification"),
    ("modernbert", "mean of the tokens", "multiple-choice"),
    ("qwen3", "stretched positions", "text-classification"),
    ("deberta-v2", "another pooler", "text-classification"),
    ("deberta-v2", "a convolution", "text-classification"),
    ("deberta-v2", "a wide convolution of one layer", "text-classification"),
    ("deberta-v2", "embeddings of another size", "fill-mask"),
    ("deberta-v2", "its authors' head", "fill-mask"),
]


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
    "deberta-v2": {
        "pos_att_type": "p2p",
        "norm_rel_ebd": "rms_norm",
        "conv_kernel_size": 4,
        "conv_groups": 2,
        "attention_head_size": 8,
        "pooler_hidden_size": 20,
        "embedding_size": "small",
        "share_att_key": None,
        "position_buckets": -2,
        "legacy": "no",
    },
    "t5": {
        "feed_forward_proj": "gated-prelu",
        "dense_act_fn": "gelu",
        "is_gated_act": False,
        "relative_attention_max_distance": 2,
        "relative_attention_num_buckets": 2,
        "hidden_size": 48,
        "d_kv": None,
        "is_decoder": True,
    },
    "qwen3": {
        "rope_scaling": {"rope_type": "yarn", "factor": 4.0},
        "use_sliding_window": True,
        "layer_types": ["full_attention", "sliding_attention", "full_attention"],
        "head_dim": 9,
        "num_key_value_heads": 3,
        "partial_rotary_factor": 0.5,
    },
    "gemma3_text": {
        "attn_logit_softcapping": 50.0,
        "final_logit_softcapping": 30.0,
        "layer_types": ["sliding_attention"],
        "rope_scaling": {"rope_type": "linear", "type": "default", "factor": 2.0},
        "use_bidirectional_attention": None,
        "query_pre_attn_scalar": 0,
        "sliding_window": None,
    },
}


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind, table in REFUSED.items() for key in table])
def test_a_setting_that_is_not_computed_is_refused(kind, key, tmp_path):
    config = Checkpoint.of(tiny(kind), tmp_path).config
    told = f"{key}|attention heads are 9 wide|heads do not divide"
    with pytest.raises(UnsupportedError, match=rf"tiny/config\.json: .*({told})"):
        ARCHITECTURES[kind].numbers({**config, key: REFUSED[kind][key]}, "tiny/config.json")


def test_the_buckets_of_distances_are_those_of_torch():
    import torch
    from transformers.models.deberta_v2.modeling_deberta_v2 import make_log_bucket_position

    for buckets, most in ((256, 512), (32, 128), (6, 40), (256, 1024), (128, 512), (10, 7)):
        distances = np.arange(-most - 100, most + 101)
        theirs = make_log_bucket_position(torch.from_numpy(distances), buckets, most)
        assert np.array_equal(log_bucket(distances, buckets, most), theirs.numpy().astype(int))


def test_deberta_v3_as_it_is_published_loads(tmp_path):
    model = tiny("deberta-v2")
    checkpoint = Checkpoint.of(model, tmp_path)
    arrays = {f"deberta.{name}": array for name, array in checkpoint.weights.arrays.items()}
    arrays["deberta.embeddings.position_embeddings.weight"] = np.ones((40, 36), np.float32)
    arrays["lm_predictions.lm_head.dense.weight"] = np.ones((36, 36), np.float32)
    arrays["mask_predictions.classifier.weight"] = np.ones((1, 36), np.float32)
    # As in config.json of deberta-v3-base and of deberta-v2-xlarge.
    config = {
        **checkpoint.config, "pos_att_type": "p2c|c2p", "max_relative_positions": -1, "attention_head_size": 12,
        "pooler_hidden_size": 36, "pooler_dropout": 0, "conv_act": "gelu",
    }  # fmt: skip
    inputs = batch(1, 7)
    published = Checkpoint("deberta-v2", config, type(checkpoint.weights)(arrays))
    ours = run(published.encoder("feature-extraction"), inputs)["last_hidden_state"]
    assert largest_difference(ours, torch_outputs(model, *inputs)) < TOLERANCE


def test_the_buckets_of_t5_are_those_of_torch():
    import torch
    from transformers.models.t5.modeling_t5 import T5Attention

    for buckets, most in ((32, 128), (10, 12), (7, 5), (64, 512), (32, 100), (4, 2)):
        distances = np.arange(-1100, 1101)
        theirs = T5Attention._relative_position_bucket(torch.from_numpy(-distances), True, buckets, most)
        assert np.array_equal(t5_bucket(distances, buckets, most), theirs.numpy())


@pytest.mark.parametrize("head", ["Model", "ForConditionalGeneration"])
def test_the_encoder_of_a_whole_t5_is_taken(head, tmp_path):
    import torch
    import transformers

    torch.manual_seed(1)
    whole = getattr(transformers, f"T5{head}")(transformers.T5Config(**SIZES["t5"])).eval()
    checkpoint = Checkpoint.of(whole, tmp_path)
    assert checkpoint.config["is_encoder_decoder"] is True
    inputs = batch(2, 7)
    ours = run(checkpoint.encoder("feature-extraction"), inputs)["last_hidden_state"]
    theirs = torch_outputs(whole.encoder, *inputs)
    assert difference(of_tokens(ours, inputs[1]), of_tokens(theirs, inputs[1])) < TOLERANCE


@pytest.mark.parametrize("names", [("shared.weight",), ("encoder.embed_tokens.weight",), None])
def test_the_word_embeddings_of_t5_go_by_two_names(names, tmp_path):
    model = tiny("t5")
    checkpoint = Checkpoint.of(model, tmp_path)
    arrays = dict(checkpoint.weights.arrays)
    table = arrays.pop("shared.weight")
    arrays |= dict.fromkeys(names or ("shared.weight", "encoder.embed_tokens.weight"), table)
    renamed = Checkpoint("t5", checkpoint.config, type(checkpoint.weights)(arrays))
    inputs = batch(1, 7)
    ours = run(renamed.encoder("feature-extraction"), inputs)["last_hidden_state"]
    assert largest_difference(ours, torch_outputs(model, *inputs)) < TOLERANCE


@pytest.mark.parametrize("window", [9, 4])
def test_a_window_of_embedding_gemma_is_read_as_transformers_reads_it(window, tmp_path):
    from transformers import AutoModel

    checkpoint = Checkpoint.of(tiny("gemma3_text"), tmp_path)
    checkpoint.config["sliding_window"] = window
    (tmp_path / "config.json").write_text(json.dumps(checkpoint.config))
    model = AutoModel.from_pretrained(tmp_path).eval()
    inputs = batch(2, 16)
    ours = run(checkpoint.encoder("feature-extraction"), inputs)["last_hidden_state"]
    theirs = torch_outputs(model, *inputs)
    assert difference(of_tokens(ours, inputs[1]), of_tokens(theirs, inputs[1])) < TOLERANCE


@pytest.mark.parametrize("kind", ["qwen3", "gemma3_text"])
def test_a_classifier_reads_before_padding_tokens_that_are_typed_in_the_text(kind, tmp_path):
    model = tiny(kind, "ForSequenceClassification", num_labels=3)
    checkpoint = Checkpoint.of(model, tmp_path)
    encoder = encoder_with(checkpoint, bare_head(checkpoint, "text-classification"))
    ids, mask, types = batch(1, 7)
    texts = np.repeat(ids, 4, 0)
    texts[1, -1] = texts[2, 4:] = texts[3] = 0
    inputs = (texts, np.repeat(mask, 4, 0), np.repeat(types, 4, 0))
    assert difference(run(encoder, inputs)["logits"], torch_outputs(model, *inputs)) < TOLERANCE


@pytest.mark.parametrize(("kind", "head"), [("qwen3", "Qwen3ForCausalLM"), ("gemma3_text", "Gemma3ForCausalLM")])
def test_a_language_model_gives_its_embedding(kind, head, tmp_path):
    """As Qwen3-Embedding: the class of a language model, the last token pooled."""
    import transformers

    config = tiny(kind).config
    model = getattr(transformers, head)(config).eval()
    checkpoint = Checkpoint.of(model, tmp_path)
    assert any(name.startswith("model.") for name in checkpoint.weights.names)
    files = sentence_files(("Pooling", {"pooling_mode_lasttoken": True, "include_prompt": True}), ("Normalize", {}))
    inputs = batch(2, 7)
    ours = run(checkpoint.encoder("sentence-similarity", files), inputs)["embedding"]
    states = torch_outputs(model.model, *inputs)
    last = states[np.arange(2), inputs[1].sum(1) - 1]
    assert largest_difference(ours, last / np.linalg.norm(last, axis=-1, keepdims=True)) < TOLERANCE


def test_the_reference_of_a_t5_is_its_encoder(tmp_path):
    import torch

    model = tiny("t5")
    model.save_pretrained(tmp_path)
    reference = load_torch_model(resolve(ModelRef.parse(str(tmp_path))), "feature-extraction")
    inputs = batch(1, 7)
    with torch.inference_mode():
        states = reference(Tokens(tuple(inputs[0][0].tolist()), (), (), (), ()))["last_hidden_state"]
    assert largest_difference(states.numpy()[None], torch_outputs(model, *inputs)) < TOLERANCE
