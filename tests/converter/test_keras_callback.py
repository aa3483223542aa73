"""ConvertCallback in the fit of Keras 3 and of tf_keras, with conversions that write a small bundle at once.

What it does with real ones, and what an interrupted training leaves, is in test_interrupted_training.py.
"""

import csv
import functools
import importlib
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hfedge import api
from hfedge.errors import BundleError, ParityError, PushError, UsageError
from hfedge.keras import ConvertCallback
from hfedge.keras.monitor import Monitor
from hfedge.lazy import tf
from hfedge.manifest import Parity, Reference, Verdict, read_manifest
from hfedge.publish import publish, staging, write_manifest
from hfedge_command import ROOT, listing
from toy_bundle import write_flat_bundle

VERDICT = Verdict("tflite", "fp32", "interpreter", True, 40, True, 2.5e-6, label_agreement=0.984)
REFERENCE = Reference("2.13.0", "4.57.6", "0.22.1", "CPU")


def flat(out: Path, content: bytes) -> None:
    """Publishes a bundle whose only file is `content`, with a verdict."""
    with staging(out) as stage:
        found = write_flat_bundle(stage.folder, content)
        compiled = replace(VERDICT, runtime="compiled", max_abs_diff=3e-6)
        manifest = replace(found, parity=Parity(REFERENCE, (VERDICT, compiled)))
        write_manifest(stage.folder, manifest)
        publish(stage, manifest)


class Conversions:
    """Stands for hfedge.convert: the model's weights are the bundle's file. outcomes: what the next ones raise."""

    def __init__(self):
        self.asked: list[dict[str, Any]] = []
        self.outcomes: list[BaseException | None] = []

    def convert(self, model: Any, out: Path, **options: Any) -> "Conversions":
        self.asked.append(options)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome:
            raise outcome
        flat(out, b"".join(np.asarray(weight).tobytes() for weight in model.get_weights()))
        return self

    def close(self) -> None:
        pass


@pytest.fixture
def conversions(monkeypatch) -> Conversions:
    found = Conversions()
    monkeypatch.setattr(api, "convert", functools.wraps(api.convert)(lambda *args, **kw: found.convert(*args, **kw)))
    return found


@pytest.fixture(params=["keras", "tf_keras"])
def keras(request) -> Any:
    return importlib.import_module(request.param)


def train(keras: Any, *callbacks: Any, epochs: int = 3, **more: Any) -> tuple[Any, dict[str, list[float]]]:
    """-> the model, its history."""
    keras.utils.set_random_seed(0)
    inputs = np.arange(12, dtype=np.float32).reshape(6, 2) / 12
    model = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse", run_eagerly=True)
    return model, model.fit(inputs, inputs[:, :1], epochs=epochs, callbacks=list(callbacks), verbose=0, **more).history


def at_epochs(callback: ConvertCallback, *logs: dict[str, float]) -> list[float]:
    """As fit calls it, with these logs; -> hfedge_converted of each."""
    callback.set_model(importlib.import_module("keras").Sequential([]))
    callback.on_train_begin()
    for epoch, found in enumerate(logs):
        callback.on_epoch_end(epoch, found)
    return [found["hfedge_converted"] for found in logs]


# --- in a training


def test_each_epoch_leaves_a_bundle_and_the_training_is_the_same_as_without(keras, conversions, tmp_path, capsys):
    out, rows = tmp_path / "my.hfedge", tmp_path / "log.csv"
    callback = ConvertCallback(out, tokenizer="its tokenizer", recipes=["fp32"])
    model, history = train(keras, callback, keras.callbacks.CSVLogger(str(rows)))
    plain, without = train(keras)
    assert history["loss"] == without["loss"]
    assert all(np.array_equal(*both) for both in zip(model.get_weights(), plain.get_weights()))
    assert conversions.asked == [{"tokenizer": "its tokenizer", "recipes": ["fp32"]}] * 3
    assert history["hfedge_converted"] == [1, 1, 1] and history["hfedge_max_abs_diff"] == [3e-6] * 3
    last = b"".join(np.asarray(weight).tobytes() for weight in model.get_weights())
    assert (out / "model.fp32.tflite").read_bytes() == last and history["hfedge_bytes"] == [len(last)] * 3
    expected = f"Epoch 3: {out}: tflite fp32: labels agree on 98.4 %, largest difference 3.0e-06, 0.00 MB"
    assert [line for line in capsys.readouterr().out.splitlines() if line][-1] == expected
    assert float(list(csv.DictReader(rows.open()))[2]["hfedge_label_agreement"]) == 0.984


def test_only_epochs_that_are_better_are_converted(keras, conversions, tmp_path):
    values = iter([0.5, 0.4, 0.6, math.nan, 0.6, 0.7])
    watched = ConvertCallback(tmp_path / "my.hfedge", monitor="val_accuracy", verbose=0)

    class Said(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs["val_accuracy"] = next(values)

    _, history = train(keras, Said(), watched, epochs=6)
    assert history["hfedge_converted"] == [1, 0, 1, 0, 0, 1] and watched.monitor.best == 0.7
    assert [math.isnan(value) for value in history["hfedge_bytes"]] == [False, True, False, True, True, False]


def test_a_failed_conversion_is_a_warning_and_the_training_goes_on(keras, conversions, tmp_path):
    out = tmp_path / "my.hfedge"
    conversions.outcomes = [None, ParityError("outside the budget: tflite int8", where="my-model")]
    with pytest.warns(UserWarning, match=f"Epoch 2: it was not converted, {out} is as before. my-model: outside the b"):
        _, history = train(keras, ConvertCallback(out, verbose=0))
    assert len(history["loss"]) == 3 and history["hfedge_converted"] == [1, 0, 1]


def test_an_interruption_ends_the_training_and_leaves_the_older_bundle(keras, conversions, tmp_path):
    conversions.outcomes = [None, KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        train(keras, ConvertCallback(tmp_path / "my.hfedge", verbose=0))
    assert len(conversions.asked) == 2 and read_manifest(tmp_path / "my.hfedge").parity.passed
    assert [path.name for path in tmp_path.iterdir()] == ["my.hfedge"]


def test_the_snippet_of_the_page_runs(conversions, tmp_path, monkeypatch):
    class Model:
        """As far as the snippet goes."""

        def fit(self, rows: Any, validation_data: Any, epochs: int, callbacks: list[ConvertCallback]) -> None:
            callbacks[0].set_model(self)
            callbacks[0].on_train_begin()
            for epoch in range(epochs):
                callbacks[0].on_epoch_end(epoch, {"val_accuracy": [0.5, 0.8, 0.7][epoch % 3]})

        def get_weights(self) -> list[Any]:
            return [np.zeros(3)]

    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "callback.md").read_text(encoding="utf-8")
    held_out = tf.data.Dataset.from_tensor_slices((["a"], [0]))
    given = {"model": Model(), "rows": None, "held_out": held_out, "tokenizer": "its tokenizer"}
    exec(page.split("```python\n")[1].split("```")[0], given)
    assert conversions.asked == [{"tokenizer": "its tokenizer", "recipes": ["int8"], "data": held_out}] * 2
    assert given["convert"].monitor.best == 0.8 and (tmp_path / "my-model.hfedge").is_dir()


# --- which epochs, and what follows


def test_every_second_epoch_is_looked_at(conversions, tmp_path):
    assert at_epochs(ConvertCallback(tmp_path / "m", every=2, verbose=0), {}, {}, {}, {}) == [0, 1, 0, 1]


def test_what_is_best_is_what_was_converted(conversions, tmp_path):
    callback = ConvertCallback(tmp_path / "m", monitor="loss", verbose=0)
    conversions.outcomes = [None, ValueError("a surprise")]
    with pytest.warns(UserWarning, match="Epoch 2: it was not converted.*ValueError: a surprise"):
        assert at_epochs(callback, {"loss": 3}, {"loss": 1}, {"loss": 2}, {"loss": 2.5}) == [1, 0, 1, 0]


def test_an_error_ends_the_training_where_that_is_asked_for(conversions, tmp_path):
    conversions.outcomes = [ParityError("outside the budget")]
    with pytest.raises(ParityError):
        at_epochs(ConvertCallback(tmp_path / "m", on_error="raise"), {})


def test_a_metric_that_is_not_there_is_said_and_each_epoch_converted(conversions, tmp_path):
    callback = ConvertCallback(tmp_path / "m", monitor="val_loss", verbose=0)
    with pytest.warns(UserWarning, match="there is no metric 'val_loss'. Accepted: loss. A val_ one needs vali"):
        assert at_epochs(callback, {"loss": 1.0}, {"loss": 2.0}) == [1, 1]
    with pytest.raises(UsageError, match="there is no metric"):
        at_epochs(ConvertCallback(tmp_path / "m", monitor="val_loss", on_error="raise"), {"loss": 1.0})


@pytest.mark.parametrize(
    "name,expected",
    [("loss", "min"), ("val_loss", "min"), ("val_mean_squared_error", "min"), ("val_mse", "min"),
     ("val_accuracy", "max"), ("sparse_categorical_accuracy", "max"), ("val_auc_3", "max"), ("val_f1_score", "max"),
     ("val_scores_loss", "min"), ("scores_acc", "max"), ("val_r2_score", "max")],
)  # fmt: skip
def test_which_way_a_metric_gets_better_is_in_its_name(name, expected):
    assert Monitor(name, "auto").mode == expected
    assert Monitor(name, "min").mode == "min"


# --- what is refused before an epoch is trained


@pytest.mark.parametrize(
    "given,message",
    [
        ({"monitor": "val_quality"}, "monitor='val_quality' with mode='auto': it does not say.*mode='min' or"),
        ({"monitor": "loss", "mode": "least"}, "mode='least'. Accepted: auto, min, max"),
        ({"mode": "max"}, "mode='max' without a monitor"),
        ({"every": 0}, "every=0"),
        ({"on_error": "ignore"}, "on_error='ignore'. Accepted: warn, raise"),
        ({"recipe": "int8"}, "hfedge.convert has no option 'recipe'. Accepted: .*recipes"),
        ({"push_options": {"private": True}}, "push_options without push_to"),
        ({"push_to": "org/m", "push_options": {"public": 1}}, "hfedge.push has no option 'public'. Accepted: private"),
    ],
)
def test_options_that_are_none_are_refused_at_once(tmp_path, given, message):
    with pytest.raises(UsageError, match=message):
        ConvertCallback(tmp_path / "m", **given)


def test_what_would_fail_after_each_epoch_is_refused_as_the_training_begins(conversions, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    before = listing(tmp_path)
    for given, message in (
        ({"out": tmp_path / "mine"}, "the folder exists and is not a bundle"),
        ({"out": tmp_path / "no" / "m"}, "the folder to write into does not exist"),
        ({"recipes": ["int3"]}, "int3"),
        ({"recipes": ["fp32"], "calibration": [("a",)]}, "which no recipe of fp32 reads"),
        ({"data": "nowhere.csv"}, "there is no such file"),
        ({"data": [("a",)], "verify": False}, "--data together with --no-verify"),
        ({"recipes": ["auto"], "verify": False}, "--recipe auto together with --no-verify"),
        ({"push_to": "m"}, "'m' is no place to push to"),
    ):
        with pytest.raises((UsageError, BundleError), match=message):
            at_epochs(ConvertCallback(**{"out": tmp_path / "m", **given}), {})
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    with pytest.raises(PushError, match="there is no token"):
        at_epochs(ConvertCallback(tmp_path / "m", push_to="org/m"), {})
    assert listing(tmp_path) == before and not conversions.asked
