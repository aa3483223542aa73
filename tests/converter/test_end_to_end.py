"""hfedge.keras.EndToEnd: texts of any kind and number in, the torch model's answers out."""

import warnings
from typing import Any

import numpy as np
import pytest

from hfedge.errors import UnsupportedError, UsageError, WeightError
from hfedge.keras import EndToEnd
from hfedge.keras import end_to_end as module
from hfedge.lazy import tf
from hfedge.parity.reference import make_golden
from hfedge.parity.texts import built_in
from hfedge.resolve import ModelRef, resolve
from hfedge_command import HELD_OUT, INTENTS
from keras_models import open_model, small_folder

TEXTS = [text for (text,) in built_in()]
# Between Keras and torch, and between two batches of the same texts.
TORCH, BATCH = 1e-4, 1e-5


@pytest.fixture(scope="module")
def model() -> EndToEnd:
    return EndToEnd.from_pretrained(INTENTS)


def golden(model: EndToEnd, texts: list[tuple[str, ...]]) -> list[Any]:
    plan = model._parts.plan
    snapshot = resolve(ModelRef.parse(str(INTENTS)))
    return make_golden(snapshot, plan.task.name, plan.tokenizer, plan.max_tokens, texts).cases


def largest_difference(model: EndToEnd, found: dict[str, np.ndarray], texts: list[tuple[str, ...]]) -> float:
    expected = golden(model, texts)
    assert len(expected) == len(found["logits"]) == len(found["scores"])
    return max(
        float(np.abs(case.outputs[name] - row).max())
        for name in ("logits", "scores")
        for case, row in zip(expected, found[name], strict=True)
    )


def test_its_answers_are_those_of_torch(model):
    assert "" in TEXTS and len(set(map(len, TEXTS))) > 10
    assert largest_difference(model, model.predict(TEXTS, verbose=0), [(text,) for text in TEXTS]) < TORCH


@pytest.mark.slow
def test_a_thousand_texts_get_the_answers_of_torch(model):
    rows = (HELD_OUT.parent / "train.tsv").read_text(encoding="utf-8").splitlines()
    texts = [*TEXTS, *(row.split("\t")[1] for row in rows)][:1000]
    found = model.predict(texts, verbose=0)
    assert found["scores"].shape == (1000, len(model.labels))
    assert largest_difference(model, found, [(text,) for text in texts]) < TORCH


def test_pairs_are_a_tuple_or_named(model):
    pairs = (["where is my parcel?", "hello", ""], ["it was due on monday", "", "😀 late"])
    named = dict(zip(("text", "text_pair"), pairs, strict=True))
    found = model.predict(pairs, verbose=0)
    assert largest_difference(model, found, list(zip(*pairs))) < TORCH
    np.testing.assert_allclose(model.predict(named, verbose=0)["logits"], found["logits"], rtol=0, atol=BATCH)
    np.testing.assert_allclose(model(named)["logits"], found["logits"], rtol=0, atol=BATCH)


def test_every_way_to_ask_gives_the_same(model):
    texts = TEXTS[:12]
    expected = model.predict(texts, verbose=0)["logits"]
    assert set(model(tf.constant(texts))) == {"logits", "scores"}
    asked = {
        "call": model(tf.constant(texts))["logits"],
        "list": model(texts)["logits"],
        "array": model.predict(np.array(texts), verbose=0)["logits"],
        "batches of 5": model.predict(texts, batch_size=5, verbose=0)["logits"],
        "data set": model.predict(tf.data.Dataset.from_tensor_slices(texts).batch(5), verbose=0)["logits"],
        "on batch": model.predict_on_batch(texts)["logits"],
        "one by one": np.concatenate([model([text])["logits"] for text in texts]),
        "in a function": tf.function(lambda batch: model(batch), autograph=False)(tf.constant(texts))["logits"],
    }
    for way, found in asked.items():
        np.testing.assert_allclose(found, expected, rtol=0, atol=BATCH, err_msg=way)


def test_no_text_gives_no_answer(model):
    assert model.predict([], verbose=0)["scores"].shape == (0, 8)
    assert model(tf.constant([], tf.string))["scores"].shape == (0, 8)


def test_half_a_surrogate_and_bytes_are_texts(model):
    assert model.predict(["a \ud800 b", b"caf\xc3\xa9"], verbose=0)["scores"].shape == (2, 8)


def test_it_knows_its_labels_and_its_task(model):
    assert model.labels[0] == "billing_question" and len(model.labels) == 8
    assert (model.task, model.max_tokens) == ("text-classification", 128)
    names = {weight.name for weight in model.weights}
    assert {"bert.encoder.layer.0.attention.self.query.weight", "bert.pooler.dense.bias", "classifier.weight"} <= names


def test_xla_gives_the_same():
    tiny = open_model(small_folder())
    texts = ["the good", "", "walking the café!", "bad " * 12, "日本"]
    expected = tiny.predict(texts, verbose=0)
    assert not tiny.jit_compile
    tiny.compile(jit_compile=True)
    assert tiny.jit_compile
    found = tiny.predict(texts, verbose=0)
    np.testing.assert_allclose(found["logits"], expected["logits"], rtol=0, atol=BATCH)
    assert tiny.train_on_batch(texts, [0, 1, 2, 1, 0])[0] > 0


def test_rows_of_tokens_are_as_long_as_the_longest_text():
    states = open_model(small_folder("bert", "Model"), task="feature-extraction", max_tokens=24)
    texts = ["the good", "", "bad " * 30]
    found = states.predict(texts, verbose=0)["last_hidden_state"]
    assert found.shape == (3, 24, 36) and not found[0, 4:].any() and found[0, 3].any()
    short = states.predict(texts[:1], verbose=0)["last_hidden_state"]
    assert short.shape == (1, 4, 36)
    np.testing.assert_allclose(short[0], found[0, :4], rtol=0, atol=BATCH)
    tokens = states.tokenize(texts)
    assert {name: tuple(value.shape) for name, value in tokens.items()}["offsets"] == (3, 24, 2)


def test_a_new_head_is_said_to_be_new():
    with pytest.warns(UserWarning, match="new weights, to be trained: pooler.dense.weight.*classifier.weight"):
        tiny = open_model(small_folder("bert", "ForMaskedLM"), task="text-classification", num_labels=3)
    assert tiny.labels == ("LABEL_0", "LABEL_1", "LABEL_2")
    by_name = {weight.name: weight.numpy() for weight in tiny.weights}
    assert 0.01 < by_name["classifier.weight"].std() < 0.03 and not by_name["classifier.bias"].any()


def test_the_labels_that_a_checkpoint_has_keep_its_head():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tiny = open_model(small_folder(), labels=["bad", "fair", "good"])
    with pytest.warns(UserWarning, match="to be trained: classifier.weight, classifier.bias"):
        other = open_model(small_folder(), labels=["good", "fair", "bad"])
    assert np.abs(tiny.predict(["the"], verbose=0)["logits"]).max() != 0
    assert other.labels == ("good", "fair", "bad")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("one text", "str where texts should be"),
        ([1, 2], "int among the texts"),
        ({"txt": ["a"]}, "the keys txt. Accepted: text, text_pair"),
        ({"text": ["a"], "text_pair": ["a", "b"]}, "columns of 1, 2 rows"),
        (tf.data.Dataset.from_tensor_slices(["a", "b"]), "single texts. Accepted: batches. Call .batch"),
    ],
)
def test_what_is_no_text_is_refused(model, given, message):
    with pytest.raises(UsageError, match=message):
        model.predict(given, verbose=0)


def test_what_it_is_not_made_for_is_refused(monkeypatch):
    with pytest.raises(UsageError, match="3 labels and num_labels 2"):
        EndToEnd.from_pretrained(INTENTS, labels=["a", "b", "c"], num_labels=2)
    with pytest.raises(UsageError, match="labels for fill-mask"):
        open_model(small_folder("bert", "ForMaskedLM"), labels=["a"])
    with pytest.raises(UsageError, match="problem_type 'ranking'"):
        open_model(INTENTS, problem_type="ranking")
    with pytest.raises(UsageError, match="4000 tokens.*to 128"):
        EndToEnd.from_pretrained(INTENTS, max_tokens=4000)
    with pytest.raises(WeightError, match="the saved weights are another model's: bert.embeddings"):
        open_model(small_folder()).load_own_variables({})
    monkeypatch.setattr(module.keras.backend, "backend", lambda: "jax")
    with pytest.raises(UsageError, match="Keras runs on jax here. Accepted: TensorFlow"):
        EndToEnd.from_pretrained(INTENTS)


def test_a_model_of_tensorflow_classes_is_refused_by_name(tmp_path):
    (tmp_path / "config.json").write_text('{"model_type": "deberta"}')
    (tmp_path / "model.safetensors").touch()  # nothing of it is read
    with pytest.raises(UnsupportedError, match="deberta is converted through transformers' TensorFlow classes"):
        EndToEnd.from_pretrained(tmp_path)
