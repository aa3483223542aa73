"""EndToEnd in training: fit in all its forms, what is saved, and the road from there to a bundle."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest

from hfedge.errors import SourceError, UsageError
from hfedge.keras import EndToEnd
from hfedge.lazy import tf
from keras_models import open_model, small_folder

TEXTS = ["walking the good", "bad", "play the café, the good! walked", ""]
LABELS = ["good", "bad", "good", "fair"]
TORCH, SAME = 1e-4, 1e-5


def torch_logits(folder: Path, texts: list[str]) -> np.ndarray:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    model = AutoModelForSequenceClassification.from_pretrained(str(folder)).eval()
    takes = inspect.signature(model.forward).parameters
    rows = [tokenizer(text, return_tensors="pt", truncation=True) for text in texts]
    with torch.no_grad():
        found = [model(**{name: row[name] for name in row if name in takes}).logits[0].numpy() for row in rows]
    return np.stack(found)


@pytest.fixture(scope="module")
def trained() -> EndToEnd:
    """A tiny classifier after some steps."""
    model = open_model(small_folder())
    model.compile(keras.optimizers.Adam(1e-3))
    model.fit(TEXTS, LABELS, batch_size=2, epochs=2, verbose=0)
    return model


def test_labels_are_given_beside_the_texts_or_among_them():
    model = open_model(small_folder(), dropout=0)
    model.compile(keras.optimizers.SGD(0.0))
    numbers = [model.labels.index(label) for label in LABELS]
    beside = tf.data.Dataset.from_tensor_slices((TEXTS, LABELS)).batch(4)
    among = tf.data.Dataset.from_tensor_slices({"text": TEXTS, "labels": numbers}).batch(4)
    given = [(TEXTS, LABELS), (TEXTS, np.array(numbers)), ({"text": TEXTS, "labels": LABELS},), (beside,), (among,)]
    losses = [model.evaluate(*one, return_dict=True, verbose=0)["loss"] for one in given]
    losses += [model.fit(*one, verbose=0).history["loss"][0] for one in given[-2:]]
    np.testing.assert_allclose(losses, losses[0], rtol=0, atol=SAME)
    assert model.evaluate(TEXTS, LABELS, sample_weight=np.zeros(4), verbose=0)[0] == 0


def test_fitting_brings_the_loss_down_and_measures_what_was_held_out(trained):
    history = trained.fit(TEXTS * 4, LABELS * 4, epochs=4, validation_split=0.25, verbose=0).history
    assert history["loss"][-1] < history["loss"][0]
    assert set(history) == {"accuracy", "loss", "val_accuracy", "val_loss"}


def test_a_loss_and_metrics_of_ones_own():
    model = open_model(small_folder())
    own = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("sgd", loss=own, metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2)])
    found = model.evaluate(TEXTS, [2, 0, 2, 1], return_dict=True, verbose=0)
    model.compile()
    assert found["loss"] == pytest.approx(model.evaluate(TEXTS, [2, 0, 2, 1], verbose=0)[0], abs=SAME)
    assert {"accuracy", "sparse_top_k_categorical_accuracy"} < set(found)


def test_several_labels_and_a_number_to_predict():
    with pytest.warns(UserWarning):
        several = open_model(small_folder(), num_labels=2, problem_type="multi_label_classification")
        number = open_model(small_folder(), num_labels=1, problem_type="regression")
    many, one = np.array([[1, 0], [0, 0], [1, 1], [0, 1.0]]), np.array([1.5, -1, 0, 2])
    logits, scores = several(TEXTS)["logits"].numpy(), number(TEXTS)["scores"].numpy()
    several.compile(metrics=[])
    number.compile(metrics=[])
    entropy = np.log1p(np.exp(logits)) - many * logits
    assert several.test_on_batch(TEXTS, many, return_dict=True)["loss"] == pytest.approx(entropy.mean(), abs=SAME)
    squares = (scores[:, 0] - one) ** 2
    assert number.test_on_batch(TEXTS, one, return_dict=True)["loss"] == pytest.approx(squares.mean(), abs=SAME)


def test_what_fit_does_not_take_is_refused(trained):
    data = tf.data.Dataset.from_tensor_slices((TEXTS, LABELS))
    with pytest.raises(UsageError, match="Call .batch"):
        trained.fit(data)
    with pytest.raises(UsageError, match="batch_size beside a tf.data.Dataset"):
        trained.fit(data.batch(2), batch_size=2)
    with pytest.raises(UsageError, match="labels twice"):
        trained.fit({"text": TEXTS, "labels": LABELS}, LABELS)
    with pytest.raises(tf.errors.InvalidArgumentError, match="a label that the model does not have; it has bad, fair"):
        trained.train_on_batch(TEXTS, ["good", "bad", "godo", "fair"])


def test_a_saved_model_opens_in_a_new_process_with_its_optimizer(trained, tmp_path):
    trained.save(tmp_path / "model.keras")
    script = """
import sys, json, keras, hfedge.keras
model = keras.saving.load_model(sys.argv[1])
texts = json.loads(sys.argv[2])
steps = int(model.optimizer.iterations)
logits = model(texts)["logits"].numpy().tolist()
print(json.dumps([steps, logits, type(model).__name__, list(model.labels)]))
"""
    command = [sys.executable, "-c", script, str(tmp_path / "model.keras"), json.dumps(TEXTS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    steps, logits, name, labels = json.loads(done.stdout.splitlines()[-1])
    np.testing.assert_allclose(logits, trained(TEXTS)["logits"], rtol=0, atol=SAME)
    assert steps == int(trained.optimizer.iterations) and name == "EndToEnd" and labels == ["bad", "fair", "good"]


def test_weights_are_saved_under_their_names_and_loaded(trained, tmp_path):
    trained.save_weights(tmp_path / "w.weights.h5")
    other = open_model(small_folder())
    before = other.predict(TEXTS, verbose=0)["logits"]
    other.load_weights(tmp_path / "w.weights.h5")
    found, expected = (model.predict(TEXTS, verbose=0)["logits"] for model in (other, trained))
    assert np.abs(found - before).max() > SAME
    np.testing.assert_allclose(found, expected, rtol=0, atol=SAME)


def test_a_configuration_that_hfedge_did_not_write_is_refused(trained):
    config = trained.get_config()
    for damage in ({"files": {}}, {"task": 3}, {"more": 1}, {"files": {"config.json": "{}", "../out": "x"}}):
        with pytest.raises(SourceError):
            EndToEnd.from_config({**config, "blueprint": {**config["blueprint"], **damage}})


def test_the_exported_model_answers_as_it_does(trained, tmp_path):
    trained.export(tmp_path / "serving")
    loaded = tf.saved_model.load(str(tmp_path / "serving"))
    found = loaded.signatures["serving_default"](text=tf.constant(TEXTS))
    expected = trained.predict(TEXTS, verbose=0)
    for name in ("logits", "scores"):
        np.testing.assert_allclose(found[name], expected[name], rtol=0, atol=SAME)
    assert json.loads((tmp_path / "serving" / "assets.extra" / "labels.json").read_text()) == list(trained.labels)
    with pytest.raises(UsageError, match="there is something already"):
        trained.export(tmp_path / "serving")
    with pytest.raises(UsageError, match="the format 'onnx'. Accepted: tf_saved_model"):
        trained.export(tmp_path / "onnx", format="onnx")


def test_torch_opens_what_was_trained(trained, tmp_path):
    trained.save_pretrained(tmp_path / "model")
    found = trained.predict(TEXTS, verbose=0)["logits"]
    np.testing.assert_allclose(torch_logits(tmp_path / "model", TEXTS), found, rtol=0, atol=TORCH)
    again = EndToEnd.from_pretrained(tmp_path / "model")
    np.testing.assert_allclose(again.predict(TEXTS, verbose=0)["logits"], found, rtol=0, atol=SAME)
    assert again.labels == trained.labels


@pytest.mark.parametrize("kind", ["distilbert", "roberta", "albert", "deberta-v2", "modernbert"])
def test_torch_opens_an_encoder_with_a_new_head(kind, tmp_path):
    """Under the names that transformers gives to what is below the head, and beside it."""
    with pytest.warns(UserWarning, match="new weights"):
        model = open_model(small_folder(kind, "Model"), task="text-classification", labels=["no", "yes"])
    model.save_pretrained(tmp_path / "model")
    expected = model.predict(TEXTS, verbose=0)["logits"]
    np.testing.assert_allclose(torch_logits(tmp_path / "model", TEXTS), expected, rtol=0, atol=TORCH)
