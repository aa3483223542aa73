"""tf_model.h5: the weights that torch has, under the names that transformers gives them, and no way elsewhere."""

import json

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES
from hfedge.build import build_encoder
from hfedge.errors import SourceError
from hfedge.parity.reference import Tokens
from hfedge.parity.torch_models import load_torch_model
from hfedge.resolve import ModelRef, resolve
from hfedge.tf_classes.names import from_torch, to_torch, torch_name
from hfedge.tf_classes.patches import patched
from hfedge.weights import open_weights
from tiny_models import Checkpoint, batch, largest_difference, run, tiny, torch_outputs

TOLERANCE = 1e-4


@pytest.fixture(scope="module", params=["bert", "distilbert"])
def h5(request, tmp_path_factory):
    """(torch model, folder with nothing but its tf_model.h5 and config.json)"""
    import transformers

    model = tiny(request.param, "ForSequenceClassification", num_labels=3)
    torch_folder, folder = (tmp_path_factory.mktemp(name) for name in ("torch", "h5"))
    model.save_pretrained(torch_folder)
    name = {"bert": "TFBertForSequenceClassification", "distilbert": "TFDistilBertForSequenceClassification"}
    with patched(None):  # this process may have imported transformers for torch alone
        module = __import__(f"transformers.models.{request.param}.modeling_tf_{request.param}", fromlist=["_"])
        written = getattr(module, name[request.param])(model.config)
        written.build_in_name_scope()
        state = open_weights(torch_folder)
        for variable in written.weights:
            array = state.get(torch_name(variable.name))
            variable.assign(from_torch(variable.name, array, tuple(variable.shape)))
        written.save_pretrained(folder, safe_serialization=False)
    assert transformers and sorted(path.name for path in folder.iterdir()) == ["config.json", "tf_model.h5"]
    return model, folder


def test_tf_model_h5_holds_the_weights_that_torch_has(h5):
    model, folder = h5
    with open_weights(folder) as weights:
        state = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
        assert set(weights.names) == set(state)
        assert all(np.array_equal(weights.get(name), state[name]) for name in state)
        assert all(weights.shape(name) == state[name].shape for name in state)


def test_a_native_architecture_is_built_of_tf_model_h5(h5):
    model, folder = h5
    config = json.loads((folder / "config.json").read_text())
    row = ARCHITECTURES[config["model_type"]]
    head = Checkpoint(row.model_type, config, None).head("text-classification")
    with open_weights(folder) as weights:
        encoder = build_encoder(row, config, head, weights)
    inputs = batch(2, 7)
    assert largest_difference(run(encoder, inputs)["logits"], torch_outputs(model, *inputs)) < TOLERANCE


def test_the_reference_reads_tf_model_h5_by_transformers_own_names(h5):

    model, folder = h5
    snapshot = resolve(ModelRef.parse(str(folder)))
    ids, mask, types = batch(1, 7)
    tokens = Tokens(tuple(ids[0].tolist()), tuple(types[0].tolist()), (), (), ())
    ours = load_torch_model(snapshot, "text-classification")(tokens)
    assert largest_difference(ours["logits"].detach().numpy()[None], torch_outputs(model, ids, mask, types)) < 1e-6


def test_names_and_axes_are_those_of_transformers():
    from transformers.modeling_tf_pytorch_utils import apply_transpose, convert_tf_weight_name_to_pt_weight_name

    shapes = {
        "tf_bert_model/bert/encoder/layer_._0/output/dense/kernel:0": (5, 3),
        "tf_bert_model/bert/embeddings/position_embeddings/embeddings:0": (7, 3),
        "tf_bert/mlm___cls/predictions/transform/LayerNorm/gamma:0": (3,),
        "m/convbert/encoder/layer_._1/attention/self/key_conv_attn_layer/pointwise_kernel:0": (1, 5, 3),
        "m/convbert/encoder/layer_._1/attention/self/key_conv_attn_layer/depthwise_kernel:0": (9, 5, 1),
        "m/convbert/encoder/layer_._1/intermediate/dense/kernel:0": (4, 5, 2),
        "m/transformer/mask_emb:0": (1, 1, 5),
        "m/transformer/layer_._0/rel_attn/q:0": (6, 2, 3),
    }
    for name, shape in shapes.items():
        theirs, transpose = convert_tf_weight_name_to_pt_weight_name(name, tf_weight_shape=shape)
        array = np.random.default_rng(0).normal(size=shape)
        assert torch_name(name) == theirs
        stored = to_torch(name, array)
        assert np.array_equal(apply_transpose(transpose, stored, shape), array)
        assert np.array_equal(from_torch(name, stored, shape), array)


def hostile(tmp_path, write):
    import h5py

    with h5py.File(tmp_path / "tf_model.h5", "w") as file:
        write(file.create_group("bert/m/bert"))
    with pytest.raises(SourceError) as error:
        open_weights(tmp_path)
    return str(error.value)


def test_an_h5_that_leads_elsewhere_or_grows_when_it_is_read_is_refused(tmp_path):
    import h5py

    def link(group):
        group["weight:0"] = h5py.ExternalLink("/etc/passwd", "/")

    def soft(group):
        group["weight:0"] = h5py.SoftLink("/bert")

    def cycle(group):
        group["again"] = group

    def packed(group):
        group.create_dataset("weight:0", shape=(10**6, 10**6), dtype="f4", chunks=(1000, 1000), compression="gzip")

    def words(group):
        group["weight:0"] = np.array([b"text"])

    assert "leads elsewhere" in hostile(tmp_path, link)
    assert "leads elsewhere" in hostile(tmp_path, soft)
    assert "leads elsewhere" in hostile(tmp_path, cycle)
    assert "plain numbers" in hostile(tmp_path, packed)
    assert "no weight of a layer" in hostile(tmp_path, words)
    (tmp_path / "tf_model.h5").write_bytes(b"\x89HDF\r\n\x1a\n and no more")
    with pytest.raises(SourceError, match="damaged or no HDF5"):
        open_weights(tmp_path)
