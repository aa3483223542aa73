"""Dropout in training: at the places and with the rates of transformers, and nowhere else."""

from collections import Counter

import keras
import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES
from hfedge.architectures.dropout import dropping
from hfedge.errors import UnsupportedError, UsageError
from hfedge.keras import parts
from hfedge.lazy import tf
from keras_models import open_model, small_folder

TEXTS = ["walking the good", "bad"]
_BERT = {"hidden_dropout_prob": 0.11, "attention_probs_dropout_prob": 0.12, "classifier_dropout": 0.13}
_DISTILBERT = {"dropout": 0.14, "attention_dropout": 0.15, "seq_classif_dropout": 0.16, "qa_dropout": 0.17}
DROPPING = sorted(name for name, row in ARCHITECTURES.items() if row.dropout)
HEADS = ("ForSequenceClassification", "ForTokenClassification", "ForQuestionAnswering")


@pytest.fixture
def configured(tmp_path):
    """(kind, head) -> a folder whose config.json has rates that differ."""
    import json
    import shutil

    def make(kind, head, **more):
        folder = tmp_path / "model"
        shutil.copytree(small_folder(kind, head, **({"labels": 2} if "Question" in head else {})), folder)
        config = json.loads((folder / "config.json").read_text())
        (folder / "config.json").write_text(
            json.dumps({**config, **(_DISTILBERT if kind == "distilbert" else _BERT), **more})
        )
        return folder

    return make


def torch_drops(folder, head, monkeypatch):
    """How often transformers drops with each rate, in training, for one text."""
    import torch
    import transformers

    found = Counter()
    original = torch.nn.functional.dropout

    def recorded(x, p=0.5, training=True, inplace=False):
        if training and p:
            found[round(p, 6)] += 1
        return original(x, p, training, inplace)

    monkeypatch.setattr(torch.nn.functional, "dropout", recorded)
    model = getattr(transformers, f"AutoModel{head}").from_pretrained(folder, attn_implementation="eager").train()
    model(torch.tensor([[5, 6, 7, 8]]), attention_mask=torch.ones(1, 4, dtype=torch.long))
    return found


def our_drops(model, monkeypatch):
    found = Counter()

    def drop(x, place):
        found[round(model._rates.get(place, 0.0), 6)] += 1
        return x

    monkeypatch.setattr(parts, "OBJECTIVES", {})  # which compute the head once more, for the loss
    texts = TEXTS[:1] if model.task != "question-answering" else (TEXTS[:1], TEXTS[1:])
    with dropping(drop):
        model._parts.encode(model._values(), model.tokenize(texts))
    return Counter({rate: count for rate, count in found.items() if rate})


@pytest.mark.parametrize("kind", [kind for kind in DROPPING if kind not in ("xlm-roberta", "camembert")])
@pytest.mark.parametrize("head", HEADS)
def test_the_places_and_the_rates_are_those_of_transformers(kind, head, configured, monkeypatch):
    folder = configured(kind, head)
    theirs = torch_drops(folder, head, monkeypatch)
    assert our_drops(open_model(folder), monkeypatch) == theirs and sum(theirs.values()) > 3


def test_only_training_drops_and_a_seed_repeats_it(configured):
    folder = configured("bert", HEADS[0])
    keras.utils.set_random_seed(1)
    model = open_model(folder)
    exact = model(TEXTS)["logits"].numpy()
    first, second = (model(TEXTS, training=True)["logits"].numpy() for _ in range(2))
    assert not np.allclose(first, exact) and not np.allclose(first, second)
    np.testing.assert_array_equal(model(TEXTS)["logits"].numpy(), exact)
    keras.utils.set_random_seed(1)
    again = open_model(folder)
    np.testing.assert_array_equal(again(TEXTS, training=True)["logits"].numpy(), first)


def test_numbers_keep_their_mean_and_the_share_of_zeros_is_the_rate(configured):
    model = open_model(configured("bert", HEADS[0]), dropout=0.25)
    seen = {}

    def drop(x, place):
        seen[place] = keras.random.dropout(tf.ones([200_000]), model._rates[place], seed=model._seeds)
        return x

    with dropping(drop):
        model._parts.encode(model._values(), model.tokenize(TEXTS))
    assert set(seen) == {"embeddings", "attention", "attention_output", "feed_forward", "text-classification"}
    for values in seen.values():
        assert float(tf.reduce_mean(values)) == pytest.approx(1, abs=0.01)
        assert float(tf.reduce_mean(tf.cast(values == 0, tf.float32))) == pytest.approx(0.25, abs=0.01)


def test_no_dropout_is_exact_in_training_too(configured):
    model = open_model(configured("bert", HEADS[0]), dropout=0)
    np.testing.assert_array_equal(model(TEXTS, training=True)["logits"], model(TEXTS)["logits"])


def test_a_saved_model_drops_as_before_and_its_answers_are_the_same(configured, tmp_path):
    model = open_model(configured("distilbert", HEADS[0]), dropout=0.3)
    model.compile()
    model.fit(TEXTS, ["bad", "good"], verbose=0)
    model.save(tmp_path / "m.keras")
    again = keras.saving.load_model(tmp_path / "m.keras")
    assert again._rates == model._rates and set(model._rates.values()) == {0.3}
    np.testing.assert_array_equal(again.predict(TEXTS, verbose=0)["logits"], model.predict(TEXTS, verbose=0)["logits"])


def test_a_rate_that_is_none_and_an_architecture_without_places_are_refused(configured):
    folder = configured("bert", HEADS[0], hidden_dropout_prob="much")
    with pytest.raises(UnsupportedError, match="hidden_dropout_prob is 'much'"):
        open_model(folder)
    with pytest.raises(UsageError, match="dropout=1"):
        open_model(folder, dropout=1)
    with pytest.raises(UsageError, match="for modernbert, which is trained without"):
        open_model(small_folder("modernbert"), dropout=0.1)
    assert not any(open_model(small_folder("modernbert"))._rates.values())
