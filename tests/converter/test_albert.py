"""ALBERT's groups of layers that share their weights."""

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES, albert
from hfedge.errors import UnsupportedError
from tiny_models import TOLERANCE, Checkpoint, batch, largest_difference, run, tiny, torch_outputs

SHARED = [
    {"num_hidden_layers": 3, "num_hidden_groups": 1, "inner_group_num": 1},
    {"num_hidden_layers": 3, "num_hidden_groups": 3, "inner_group_num": 1},
    {"num_hidden_layers": 7, "num_hidden_groups": 3, "inner_group_num": 1},
    {"num_hidden_layers": 3, "num_hidden_groups": 1, "inner_group_num": 3},
]


@pytest.mark.parametrize("sizes", SHARED)
def test_layers_take_their_weights_from_the_groups_that_torch_takes_them_from(sizes, tmp_path):
    model = tiny("albert", **sizes)
    inputs = batch(1, 7)
    encoder = Checkpoint.of(model, tmp_path).encoder("feature-extraction")
    assert (
        len({name.split("/")[1] for name in encoder.parameters if name.startswith("groups/")})
        == (sizes["num_hidden_groups"])
    )
    assert largest_difference(run(encoder, inputs)["last_hidden_state"], torch_outputs(model, *inputs)) < TOLERANCE


def test_every_group_has_a_layer_for_any_number_of_both():
    for layers in range(1, 41):
        for groups in range(1, layers + 1):
            used = {albert.group_of(i, {"layers": layers, "groups": groups}) for i in range(layers)}
            assert used == set(range(groups))


@pytest.mark.parametrize(("groups", "inner"), [(1, 4), (2, 2), (4, 1)])
def test_groups_that_torch_cannot_run_are_refused(groups, inner):
    sizes = {"num_hidden_layers": 3, "num_hidden_groups": groups, "inner_group_num": inner}
    with pytest.raises(UnsupportedError, match=f"inner_group_num is {inner} and num_hidden_groups {groups}, for 3"):
        ARCHITECTURES["albert"].numbers(sizes, "config.json")
    # More groups than layers do run, with groups that are never read.
    if inner > 1:
        with pytest.raises(IndexError):
            torch_outputs(tiny("albert", **sizes), *batch(1, 7))


def test_embeddings_as_wide_as_the_layers_are_projected_too(tmp_path):
    model = tiny("albert", embedding_size=35)
    inputs = batch(1, 7)
    ours = run(Checkpoint.of(model, tmp_path).encoder("feature-extraction"), inputs)["last_hidden_state"]
    assert largest_difference(ours, torch_outputs(model, *inputs)) < TOLERANCE


def test_a_checkpoint_of_pretraining_loads_with_its_heads_left_out(tmp_path):
    import transformers

    checkpoint = Checkpoint.of(tiny("albert", "ForPreTraining"), tmp_path)
    assert "sop_classifier.classifier.weight" in checkpoint.weights.names
    inputs = batch(1, 7)
    model = transformers.AlbertModel.from_pretrained(tmp_path).eval()
    ours = run(checkpoint.encoder("feature-extraction"), inputs)["last_hidden_state"]
    assert np.abs(ours).max() > 0.1
    assert largest_difference(ours, torch_outputs(model, *inputs)) < TOLERANCE
