"""MobileBERT's switches, each against torch, and the neighbours of a padded text's last token."""

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES
from hfedge.errors import UnsupportedError
from test_heads import TOKENS, bare_head, difference, encoder_with, padded_batch
from tiny_models import TOLERANCE, Checkpoint, TfliteModel, largest_difference, run, tiny, torch_answer, torch_outputs

SWITCHES = {
    "no bottlenecks": {"use_bottleneck": False, "hidden_size": 36},
    "attention in the bottleneck": {"use_bottleneck_attention": True},
    "attention in the one bottleneck": {"use_bottleneck_attention": True, "key_query_shared_bottleneck": False},
    "attention over the whole input": {"key_query_shared_bottleneck": False, "hidden_size": 24},
    "layer norms": {"normalization_type": "layer_norm"},
    "layer norms and no bottlenecks": {"normalization_type": "layer_norm", "use_bottleneck": False, "hidden_size": 36},
    "no trigrams": {"trigram_input": False},
    "no trigrams and no transformation": {"trigram_input": False, "embedding_size": 35},
    "one feed-forward network": {"num_feedforward_networks": 1},
    "no pooler": {"classifier_activation": False},
    "gelu": {"hidden_act": "gelu"},
}


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_does_what_it_does_in_torch(switch, tmp_path):
    model = tiny("mobilebert", "ForSequenceClassification", num_labels=3, **SWITCHES[switch])
    checkpoint = Checkpoint.of(model, tmp_path)
    inputs = padded_batch(TOKENS - 4)
    logits = run(encoder_with(checkpoint, bare_head(checkpoint, "text-classification")), inputs)["logits"]
    assert largest_difference(logits, torch_outputs(model, *inputs)) < TOLERANCE
    states = run(checkpoint.encoder("feature-extraction"), inputs)["last_hidden_state"]
    assert difference(states, torch_outputs(model.base_model, *inputs), inputs[1]) < TOLERANCE


def test_a_bottleneck_that_nothing_reads_is_left_out_with_the_reason(tmp_path):
    from hfedge.build import account_for_weights

    checkpoint = Checkpoint.of(tiny("mobilebert", use_bottleneck_attention=True), tmp_path)
    row, head = ARCHITECTURES["mobilebert"], checkpoint.head("feature-extraction")
    unused = account_for_weights(row, checkpoint.config, head, checkpoint.weights).unused
    assert "use_bottleneck_attention" in unused["encoder.layer.1.bottleneck.attention.dense.weight"]


def test_sizes_that_torch_cannot_run_are_refused():
    config = {"key_query_shared_bottleneck": False, "hidden_size": 512, "intra_bottleneck_size": 128}
    with pytest.raises(UnsupportedError, match="key_query_shared_bottleneck.* hidden_size is 512"):
        ARCHITECTURES["mobilebert"].numbers(config, "config.json")
    assert ARCHITECTURES["mobilebert"].numbers({**config, "use_bottleneck_attention": True}, "")["value_inputs"] == 128


def test_heads_must_divide_the_width_of_the_attention_and_not_of_the_layers():
    numbers = ARCHITECTURES["mobilebert"].numbers
    assert numbers({"hidden_size": 511, "num_attention_heads": 4}, "")["attention_size"] == 128
    with pytest.raises(UnsupportedError, match="3 attention heads do not divide the hidden size 128"):
        numbers({"hidden_size": 513, "num_attention_heads": 3}, "config.json")


def test_the_last_token_of_a_padded_text_has_zeros_to_its_right(tmp_path):
    model = tiny("mobilebert")
    ids, mask, types = inputs = padded_batch(5)
    ours = run(Checkpoint.of(model, tmp_path).encoder("feature-extraction"), inputs)["last_hidden_state"]
    alone = torch_answer(model, ids[:1, :5], mask[:1, :5], types[:1, :5]).last_hidden_state.numpy()
    padded = torch_answer(model, *inputs).last_hidden_state.numpy()
    assert largest_difference(ours[:1, :5], alone) < TOLERANCE
    # What torch makes of the same text with padding beside it is another thing.
    assert np.abs(padded[0, 4] - alone[0, 4]).max() > 0.01


def test_a_no_norm_after_a_linear_layer_is_part_of_it(tmp_path):
    encoder = Checkpoint.of(tiny("mobilebert"), tmp_path / "model").encoder("feature-extraction")
    assert not [name for name in encoder.parameters if "/input/norm" in name or "/shared/norm" in name]
    ops = TfliteModel.of(encoder, TOKENS, tmp_path / "saved").ops()
    # Per layer: two bottlenecks, query and key, value, output, three networks of two, bottleneck out.
    assert ops["FULLY_CONNECTED"] == 2 * (2 + 2 + 1 + 6 + 1) + 1


def test_word_embeddings_as_wide_as_the_layers_leave_nothing_for_a_second_output_matrix(tmp_path):
    model = tiny("mobilebert", "ForMaskedLM", embedding_size=35)
    checkpoint = Checkpoint.of(model, tmp_path)
    inputs = padded_batch(TOKENS)
    ours = run(encoder_with(checkpoint, bare_head(checkpoint, "fill-mask")), inputs)["logits"]
    assert difference(ours, torch_outputs(model, *inputs), inputs[1]) < TOLERANCE
