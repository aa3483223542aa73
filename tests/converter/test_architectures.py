"""The encoders against torch, the config tables and the weight tables against what is wrong with a model."""

import subprocess
import sys

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES, find_architecture
from hfedge.architectures.config import COMMON_KEYS
from hfedge.architectures.layers import ACTIVATIONS, PADDING_SCORE
from hfedge.errors import UnsupportedError, UsageError, WeightError
from tiny_models import (
    KINDS,
    LENGTHS,
    TOLERANCE,
    Checkpoint,
    TfliteModel,
    batch,
    graph_ops,
    largest_difference,
    of_tokens,
    run,
    tiny,
    torch_outputs,
    trace,
)


@pytest.fixture(scope="module", params=KINDS)
def saved(request, tmp_path_factory):
    """(torch model, its checkpoint) of each kind, without a head."""
    model = tiny(request.param)
    return model, Checkpoint.of(model, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def bert(tmp_path_factory):
    return Checkpoint.of(tiny("bert"), tmp_path_factory.mktemp("bert"))


def difference_in_tokens(ours, theirs, inputs):
    return largest_difference(of_tokens(ours, inputs[1]), of_tokens(theirs, inputs[1]))


@pytest.mark.parametrize("texts", [1, 2])
def test_token_states_are_those_of_torch(saved, texts):
    model, checkpoint = saved
    encoder = checkpoint.encoder("feature-extraction")
    for tokens in LENGTHS:
        inputs = batch(texts, tokens)
        ours = run(encoder, inputs)["last_hidden_state"]
        assert difference_in_tokens(ours, torch_outputs(model, *inputs), inputs) < TOLERANCE


def test_dynamic_sizes_give_what_static_ones_give(saved):
    _, checkpoint = saved
    encoder = checkpoint.encoder("feature-extraction")
    dynamic = trace(encoder, None, None)
    for texts, tokens in [(1, 1), (3, 7)]:
        inputs = batch(texts, tokens)
        (ours,) = dynamic(*inputs).values()
        assert largest_difference(ours.numpy(), run(encoder, inputs)["last_hidden_state"]) < TOLERANCE


def test_padding_changes_nothing(saved):
    _, checkpoint = saved
    encoder = checkpoint.encoder("feature-extraction")
    short = batch(1, 5)
    padded = tuple(np.pad(array, ((0, 0), (0, 11))) for array in short)
    noise = padded[0] + 7 * (1 - padded[1])
    ours = run(encoder, (noise, *padded[1:]))["last_hidden_state"][:, :5]
    assert largest_difference(ours, run(encoder, short)["last_hidden_state"]) < TOLERANCE


def test_the_padding_score_is_finite_in_float16_and_zero_after_softmax():
    assert np.isfinite(np.float16(PADDING_SCORE))
    assert np.exp(np.float64(PADDING_SCORE) + 80) < 1e-8


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_an_activation_is_the_one_of_that_name(name):
    import tensorflow as tf
    import torch
    from transformers.activations import ACT2FN

    x = np.linspace(-6, 6, 401, dtype=np.float32)
    ours = ACTIVATIONS[name](tf.constant(x)).numpy()
    assert largest_difference(ours, ACT2FN[name](torch.from_numpy(x)).numpy()) < 2e-6


@pytest.mark.parametrize("name", ["gelu_new", "relu", "silu"])
def test_the_config_chooses_the_activation(name, tmp_path):
    model = tiny("bert", hidden_act=name)
    inputs = batch(2, 7)
    ours = run(Checkpoint.of(model, tmp_path).encoder("feature-extraction"), inputs)["last_hidden_state"]
    assert difference_in_tokens(ours, torch_outputs(model, *inputs), inputs) < TOLERANCE


def test_electra_without_a_projection_has_no_weights_for_it(tmp_path):
    model = tiny("electra", embedding_size=36)
    checkpoint = Checkpoint.of(model, tmp_path)
    assert not any("project" in name for name in checkpoint.weights.names)
    inputs = batch(2, 7)
    ours = run(checkpoint.encoder("feature-extraction"), inputs)["last_hidden_state"]
    assert difference_in_tokens(ours, torch_outputs(model, *inputs), inputs) < TOLERANCE


def test_distilbert_reads_both_spellings_of_its_sizes(tmp_path):
    checkpoint = Checkpoint.of(tiny("distilbert"), tmp_path)
    checkpoint.config["hidden_size"] = checkpoint.config.pop("dim")
    assert ARCHITECTURES["distilbert"].numbers(checkpoint.config, "")["hidden_size"] == 36
    checkpoint.config["dim"] = 48
    with pytest.raises(UnsupportedError, match="'hidden_size' is 36 but 'dim' is 48"):
        ARCHITECTURES["distilbert"].numbers(checkpoint.config, "")


def test_names_with_and_without_the_prefix_and_old_names_are_one(bert):
    inputs = batch(2, 7)
    expected = run(bert.encoder("feature-extraction"), inputs)["last_hidden_state"]
    old = {".LayerNorm.weight": ".LayerNorm.gamma", ".LayerNorm.bias": ".LayerNorm.beta"}
    renamed = {"bert." + name: array for name, array in bert.weights.arrays.items()}
    for new, was in old.items():
        renamed = {name.replace(new, was): array for name, array in renamed.items()}
    assert "bert.embeddings.LayerNorm.gamma" in renamed
    other = Checkpoint("bert", bert.config, type(bert.weights)(renamed))
    assert np.array_equal(run(other.encoder("feature-extraction"), inputs)["last_hidden_state"], expected)


# TFLite and TF.js


def test_tflite_runs_the_encoder_in_builtin_ops_and_gives_the_same(saved, tmp_path):
    model, checkpoint = saved
    tflite = TfliteModel.of(checkpoint.encoder("feature-extraction"), 16, tmp_path)
    ids, mask, types = batch(2, 16)
    inputs = (ids[1:], mask[1:], types[1:])
    ours = tflite.run(inputs)["last_hidden_state"]
    assert difference_in_tokens(ours, torch_outputs(model, *inputs), inputs) < TOLERANCE
    assert tflite.output_shapes() == [[1, 16, model.config.hidden_size]]


def test_tflite_sees_gelu_and_no_op_too_many(bert, tmp_path):
    ops = TfliteModel.of(bert.encoder("feature-extraction"), 16, tmp_path).ops()
    assert ops["GELU"] == 3
    # Four projections per layer, no transpose for a weight, nine ops per normalization.
    assert (ops["FULLY_CONNECTED"], ops["BATCH_MATMUL"], ops["TRANSPOSE"]) == (12, 6, 6)
    assert sum(ops.values()) == 3 * 34 + 19


def test_gelu_tanh_is_the_builtin_op_too(tmp_path):
    checkpoint = Checkpoint.of(tiny("bert", hidden_act="gelu_new"), tmp_path / "model")
    ops = TfliteModel.of(checkpoint.encoder("feature-extraction"), 4, tmp_path / "saved").ops()
    assert ops["GELU"] == 3 and not ops["POW"]


def test_the_graph_has_erf_for_gelu(bert):
    assert graph_ops(trace(bert.encoder("feature-extraction"), 1, 16))["Erf"] == 3


def test_the_graph_has_nothing_that_tfjs_or_a_gpu_lacks(saved):
    ops = graph_ops(trace(saved[1].encoder("feature-extraction"), 1, 16))
    assert not {"Erfc", "Einsum", "BatchMatMulV3"} & set(ops)


def test_the_graph_holds_no_int64_and_gathers_by_one_dimension(saved):
    graph = trace(saved[1].encoder("feature-extraction"), 1, 16).graph
    assert not [op.name for op in graph.get_operations() for t in op.outputs if t.dtype.name == "int64"]
    gathers = [op for op in graph.get_operations() if op.type in ("GatherV2", "ResourceGather")]
    assert gathers and all(op.inputs[1].shape.rank == 1 for op in gathers)


def test_too_many_tokens_are_refused(bert):
    with pytest.raises(UsageError, match="41 tokens.*up to 40"):
        trace(bert.encoder("feature-extraction"), 1, 41)


# What config.json may hold

WRONG_VALUES = {
    "position_embedding_type": "relative_key",
    "is_decoder": True,
    "add_cross_attention": True,
    "is_encoder_decoder": True,
    "pruned_heads": {"0": [1]},
    "quantization_config": {"quant_method": "gptq"},
    "auto_map": {"AutoModel": "modeling.Custom"},
    "hidden_act": "prelu",
    "layer_norm_eps": "small",
    "num_hidden_layers": 10**9,
    "hidden_size": 36.5,
    "num_attention_heads": True,
    "max_position_embeddings": 0,
    "rotary_base": 10000,
}


@pytest.mark.parametrize("key", sorted(WRONG_VALUES))
def test_a_config_value_that_changes_numbers_is_refused_by_its_key(bert, key):
    with pytest.raises(UnsupportedError, match=f"tiny/config.json: .*{key}"):
        ARCHITECTURES["bert"].numbers({**bert.config, key: WRONG_VALUES[key]}, "tiny/config.json")


@pytest.mark.parametrize("key", ["position_embedding_type", "hidden_act", "hidden_size", "layer_norm_eps"])
def test_null_is_no_default(bert, key):
    with pytest.raises(UnsupportedError, match=f"{key}' is None"):
        ARCHITECTURES["bert"].numbers({**bert.config, key: None}, "config.json")


def test_all_refused_keys_are_told_at_once(bert):
    with pytest.raises(UnsupportedError, match="is_decoder.*; .*rotary_base"):
        ARCHITECTURES["bert"].numbers({**bert.config, "is_decoder": True, "rotary_base": 1}, "config.json")


def test_heads_must_divide_the_hidden_size(bert):
    with pytest.raises(UnsupportedError, match="5 attention heads do not divide the hidden size 36"):
        ARCHITECTURES["bert"].numbers({**bert.config, "num_attention_heads": 5}, "config.json")


def test_absent_keys_have_the_defaults_of_transformers(saved):
    import transformers

    kind = saved[1].kind
    name = type(saved[0].config).__name__
    defaults = ARCHITECTURES[kind].numbers({}, "config.json")
    full = getattr(transformers, name)().to_dict()
    assert ARCHITECTURES[kind].numbers(full, "config.json") == defaults


def test_every_key_that_transformers_itself_defines_is_known():
    from transformers import PretrainedConfig

    own = {key for key in PretrainedConfig().to_dict() if not key.startswith("_")}
    assert own - set(COMMON_KEYS) == set()


def test_what_real_repositories_hold_is_accepted(bert):
    real = {
        "_name_or_path": "somebody/some-bert",
        "gradient_checkpointing": False,
        "classifier_dropout": None,
        "torch_dtype": "float16",
        "pooler_fc_size": 768,
        "directionality": "bidi",
        "_num_labels": 5,
        "max_length": 64,
        "padding": "max_length",
        "transformers.js_config": {"dtype": "q8"},
        "an_experiment_that_is_off": False,
        "pruned_heads": None,
        "quantization_config": {},
    }
    assert ARCHITECTURES["bert"].numbers({**bert.config, **real}, "config.json")["layers"] == 3


def test_an_unknown_model_type_is_refused_with_the_accepted_ones():
    with pytest.raises(UnsupportedError, match="'llama' is not supported.*bert, .*distilbert, .*electra"):
        find_architecture({"model_type": "llama"}, "config.json")
    for foreign in ({}, {"model_type": ["bert"]}):
        with pytest.raises(UnsupportedError, match="model_type"):
            find_architecture(foreign, "config.json")


def test_a_row_stands_under_its_own_model_type_and_names_its_proof():
    for name, row in ARCHITECTURES.items():
        assert row.model_type == name
        assert row.example.count("/") == 1


# Weights


def changed(checkpoint, **arrays):
    """The checkpoint with weights added, replaced or (None) taken out; "__" stands for a dot."""
    arrays = {name.replace("__", "."): array for name, array in arrays.items()}
    all_arrays = checkpoint.weights.arrays | arrays
    kept = {name: array for name, array in all_arrays.items() if array is not None}
    return Checkpoint(checkpoint.kind, checkpoint.config, type(checkpoint.weights)(kept))


def zeros(*shape):
    return np.zeros(shape, np.float32)


def test_all_that_is_wrong_with_the_weights_is_told_at_once(bert):
    wrong = changed(
        bert,
        encoder__layer__1__output__dense__bias=None,
        embeddings__word_embeddings__weight=zeros(98, 36),
        encoder__layer__3__output__dense__bias=zeros(36),
    )
    with pytest.raises(WeightError) as error:
        wrong.encoder("feature-extraction")
    message = str(error.value)
    assert message.startswith("tiny/model.safetensors: ")
    assert "encoder.layer.1.output.dense.bias is missing" in message
    assert "embeddings.word_embeddings.weight is [98, 36], the config asks for [99, 36]" in message
    assert "encoder.layer.3.output.dense.bias is left over" in message


def test_a_weight_that_the_model_has_no_place_for_is_refused(bert):
    with pytest.raises(WeightError, match="lora_A.weight is left over"):
        changed(bert, lora_A__weight=zeros(4)).encoder("feature-extraction")


def test_quantized_weights_are_refused(bert):
    query = "encoder__layer__0__attention__self__query__weight"
    with pytest.raises(WeightError, match="query.weight is stored as I8"):
        changed(bert, **{query: np.zeros((36, 36), np.int8)}).encoder("feature-extraction")


def test_a_weight_that_comes_twice_is_refused(bert):
    name = "bert__embeddings__LayerNorm__gamma"
    with pytest.raises(WeightError, match="embeddings.LayerNorm.* are the same weight"):
        changed(bert, **{name: zeros(36)}).encoder("feature-extraction")


def test_a_checkpoint_of_another_model_is_told_in_a_message_of_bounded_length(bert):
    other = Checkpoint("bert", bert.config, type(bert.weights)({f"wpe.{i}": zeros(1) for i in range(500)}))
    with pytest.raises(WeightError, match="is missing.*and [0-9]+ more") as error:
        other.encoder("feature-extraction")
    assert len(str(error.value)) < 2000


def test_importing_the_tables_imports_nothing_heavy():
    code = "import sys, hfedge.build; print({'tensorflow', 'torch', 'transformers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
