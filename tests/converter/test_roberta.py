"""RoBERTa's positions, which skip every token of the padding id, and MPNet's distances."""

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES, mpnet
from hfedge.errors import UnsupportedError, UsageError
from tiny_models import TOLERANCE, Checkpoint, TfliteModel, batch, largest_difference, run, tiny, torch_outputs, trace

PADDING_IDS = {"roberta": 5, "xlm-roberta": 0, "camembert": 1, "mpnet": 1}


@pytest.fixture(scope="module", params=sorted(PADDING_IDS))
def saved(request, tmp_path_factory):
    model = tiny(request.param)
    return model, Checkpoint.of(model, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def mpnet_saved(tmp_path_factory):
    model = tiny("mpnet")
    return model, Checkpoint.of(model, tmp_path_factory.mktemp("mpnet"))


def spelled(padding, tokens=9):
    """A text with the padding token in it, at its start, and twice in a row."""
    ids, mask, types = batch(1, tokens)
    ids[ids == padding] = 7
    ids[0, [0, 3, 4]] = padding
    return ids, mask, types


def test_a_padding_token_spelled_in_the_text_has_the_position_that_torch_gives_it(saved, tmp_path):
    model, checkpoint = saved
    inputs = spelled(PADDING_IDS[checkpoint.kind])
    encoder, theirs = checkpoint.encoder("feature-extraction"), torch_outputs(model, *inputs)
    assert largest_difference(run(encoder, inputs)["last_hidden_state"], theirs) < TOLERANCE
    tflite = TfliteModel.of(encoder, 9, tmp_path)
    assert largest_difference(tflite.run(inputs)["last_hidden_state"], theirs) < TOLERANCE


def test_as_many_tokens_as_torch_has_positions_for_and_no_more(saved):
    model, checkpoint = saved
    most = checkpoint.config["max_position_embeddings"] - PADDING_IDS[checkpoint.kind] - 1
    assert ARCHITECTURES[checkpoint.kind].numbers(checkpoint.config, "")["max_positions"] == most
    encoder, inputs = checkpoint.encoder("feature-extraction"), batch(1, most)
    inputs[0][inputs[0] == PADDING_IDS[checkpoint.kind]] = 7
    assert largest_difference(run(encoder, inputs)["last_hidden_state"], torch_outputs(model, *inputs)) < TOLERANCE
    with pytest.raises(UsageError, match=f"{most + 1} tokens.*up to {most}"):
        trace(encoder, 1, most + 1)
    inputs = batch(1, most + 1)
    inputs[0][inputs[0] == PADDING_IDS[checkpoint.kind]] = 7
    with pytest.raises(IndexError):
        torch_outputs(model, *inputs)


@pytest.mark.parametrize("padding", [39, 99, None, -1])
def test_a_padding_id_that_leaves_no_position_is_refused(padding):
    config = {"max_position_embeddings": 40, "vocab_size": 99, "pad_token_id": padding}
    with pytest.raises(UnsupportedError, match="pad_token_id"):
        ARCHITECTURES["roberta"].numbers(config, "config.json")


def test_one_token_type_is_enough(tmp_path):
    model = tiny("roberta", type_vocab_size=1)
    ids, mask, types = batch(2, 7)
    inputs = (ids, mask, types * 0)
    ours = run(Checkpoint.of(model, tmp_path).encoder("feature-extraction"), inputs)["last_hidden_state"]
    theirs = torch_outputs(model, *inputs)
    assert largest_difference(ours[mask == 1], theirs[mask == 1]) < TOLERANCE


# MPNet


def test_the_buckets_of_distances_are_those_of_torch():
    import torch
    from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

    distances = torch.arange(-3000, 3000)
    assert np.array_equal(mpnet.distance_buckets(3000), MPNetEncoder.relative_position_bucket(distances).numpy())


def test_a_table_of_fewer_rows_than_buckets_is_refused():
    with pytest.raises(UnsupportedError, match="'relative_attention_num_buckets' is 31 .*from 32"):
        ARCHITECTURES["mpnet"].numbers({"relative_attention_num_buckets": 31}, "config.json")


@pytest.mark.parametrize("tokens", [1, 2, 150])
def test_the_bias_of_distances_is_that_of_torch_for_static_and_for_dynamic_tokens(mpnet_saved, tokens):
    import tensorflow as tf
    import torch

    from hfedge.architectures.layers import Scope

    model, checkpoint = mpnet_saved
    encoder = checkpoint.encoder("feature-extraction")
    numbers = ARCHITECTURES["mpnet"].numbers(checkpoint.config, "")
    scope = Scope(encoder.parameters) / "distance"
    with torch.no_grad():
        theirs = model.encoder.compute_position_bias(torch.zeros(1, tokens, 1)).numpy()
    static = mpnet.distance_bias(scope, tokens, numbers)
    dynamic = tf.function(lambda size: mpnet.distance_bias(scope, size, numbers))(tf.constant(tokens))
    assert np.array_equal(static.numpy(), theirs)
    assert np.array_equal(dynamic.numpy(), theirs)
