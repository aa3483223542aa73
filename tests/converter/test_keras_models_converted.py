"""A Keras model that is fine-tuned here, converted, and asked about what it was not trained on."""

import numpy as np
import pytest
import tf_keras
from tokenizers import Tokenizer

import hfedge
from hfedge.keras import ConvertCallback
from hfedge.lazy import tf
from hfedge.tf_classes.names import from_torch, torch_name
from hfedge.weights import open_weights
from live_models import TOKENIZER

DATA = TOKENIZER.parents[0] / "training" / "data"
TOKENS = 32


def rows(name):
    found = [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return [text for _, text in found], [label for label, _ in found]


def pretrained_encoder():
    """transformers' TFBertModel with the weights of message-intents, whose head is left out."""
    import transformers

    model = transformers.TFBertModel(transformers.BertConfig.from_pretrained(str(TOKENIZER)), add_pooling_layer=False)
    model.build_in_name_scope()
    with open_weights(TOKENIZER) as weights:
        for variable in model.weights:
            array = weights.get(torch_name(variable.name))
            variable.assign(from_torch(variable.name, array, tuple(variable.shape)))
    return model


class Classifier(tf_keras.Model):
    """An encoder of transformers with layers of one's own: mean pooling, a hidden layer, an activated output."""

    def __init__(self, labels):
        super().__init__(name="my-intents")
        self.encoder = pretrained_encoder()
        self.hidden = tf_keras.layers.Dense(64, activation="gelu")
        self.out = tf_keras.layers.Dense(labels, activation="softmax")

    def call(self, inputs, training=False):
        states = self.encoder(inputs, training=training).last_hidden_state
        mask = tf.cast(inputs["attention_mask"], tf.float32)[..., None]
        return self.out(self.hidden(tf.reduce_sum(states * mask, 1) / tf.reduce_sum(mask, 1)))


@pytest.fixture(scope="module")
def tuned(tmp_path_factory):
    """The model after training on the written rows; its tokenizer; the labels; the bundle that the training left."""
    tf_keras.utils.set_random_seed(0)
    texts, names = rows("written.tsv")
    labels = sorted(set(names))
    tokenizer = Tokenizer.from_file(str(TOKENIZER / "tokenizer.json"))
    model = Classifier(len(labels))
    model.compile(optimizer=tf_keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")
    out = tmp_path_factory.mktemp("tuned") / "mine.hfedge"
    convert = ConvertCallback(
        out, tokenizer=TOKENIZER, labels=labels, every=2, on_error="raise",
        targets=["tflite"], recipes=["int8", "fp32"], lengths=[TOKENS],
    )  # fmt: skip
    right = np.array([labels.index(name) for name in names])
    model.fit(encoded(tokenizer, texts), right, 32, epochs=2, verbose=0, callbacks=[convert])
    return model, tokenizer, labels, out


def encoded(tokenizer, texts):
    tokenizer.enable_truncation(TOKENS)
    tokenizer.enable_padding(length=TOKENS)
    found = tokenizer.encode_batch(texts)
    return {
        "input_ids": np.array([one.ids for one in found], np.int32),
        "attention_mask": np.array([one.attention_mask for one in found], np.int32),
    }


@pytest.mark.slow
def test_a_fine_tuned_model_gives_its_own_labels_on_its_held_out_texts(tuned):
    model, tokenizer, labels, out = tuned
    assert model.history.history["hfedge_converted"] == [0, 1]
    texts, names = rows("held_out.tsv")
    scores = model.predict(encoded(tokenizer, texts), verbose=0)
    own = [labels[place] for place in scores.argmax(-1)]
    assert np.mean([one == name for one, name in zip(own, names)]) > 0.9, "nothing was learnt"
    with hfedge.Bundle(out) as bundle:
        exact = [bundle.run(text, recipe="fp32") for text in texts]
        assert [one.labels[0].label for one in exact] == own
        ours = np.array([[dict(one.labels)[label] for label in labels] for one in exact])
        assert np.abs(ours - scores).max() < 1e-5
        small = [bundle.run(text, recipe="int8").labels[0].label for text in texts]
        assert np.mean([one == other for one, other in zip(small, own)]) >= 0.99
    report = hfedge.verify(out, model=model, tokenizer=TOKENIZER)
    assert report.passed
    assert report.reference.keras == tf_keras.__version__
