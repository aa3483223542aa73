"""Keras models in memory: what is built of them against Keras' own answers, and what is refused, by name.

Full conversions are in test_keras_models_converted.py.
"""

import json
import shutil

import keras
import numpy as np
import pytest
import tf_keras
from keras import layers

from hfedge.build import build_encoder
from hfedge.errors import SourceError, UnsupportedError, UsageError
from hfedge.keras_models.folder import check_keras_file, open_keras_file
from hfedge.keras_models.live import open_model
from hfedge.keras_models.rehearsal import rehearse
from hfedge.lazy import tf
from live_models import BERT, DISTILBERT, LABELS, TOKENIZER, VOCABULARY, difference, planned

# Float32 sums in another order.
TOLERANCE = 1e-5


def grown(model):
    """Weights ten times as large: outputs of random weights are else nearly the same for every text."""
    generator = np.random.default_rng(7)
    for variable in model.trainable_weights:
        variable.assign(generator.normal(0, 0.3, tuple(variable.shape)).astype(np.float32))
    return model


def transformers_model(name, **more):
    """A class of transformers with TensorFlow, built, of random weights."""
    import transformers

    config = (
        transformers.DistilBertConfig(**DISTILBERT, **more)
        if "Distil" in name
        else transformers.BertConfig(**{**BERT, **more})
    )
    model = getattr(transformers, name)(config)
    model.build_in_name_scope()
    return grown(model)


def functional(outputs, tokens=None, mask=True, name="small"):
    """A Keras 3 model of outputs(ids, mask); mask: whether it is an input too."""
    ids = keras.Input((tokens,), dtype="int32", name="input_ids")
    padding = keras.Input((tokens,), dtype="int32", name="attention_mask")
    return grown(keras.Model([ids, padding] if mask else ids, outputs(ids, padding), name=name))


def embedded(ids, **more):
    return layers.Embedding(VOCABULARY, 24, **more)(ids)


def mean(states, mask):
    weights = keras.ops.expand_dims(keras.ops.cast(mask, "float32"), -1)
    return keras.ops.sum(states * weights, 1) / keras.ops.sum(weights, 1)


def attention(ids, mask):
    """A transformer's layer and a head."""
    x = embedded(ids)
    seen = keras.ops.expand_dims(keras.ops.cast(mask, "bool"), 1)
    x = layers.LayerNormalization()(x + layers.MultiHeadAttention(4, 6)(x, x, attention_mask=seen))
    x = x + layers.Dense(24)(layers.Dense(40, activation="gelu")(x))
    return layers.Dense(3, activation="softmax")(mean(x, mask))


class TestTransformersClasses:
    """They are converted as the checkpoint that they are."""

    @pytest.mark.parametrize(
        ("name", "more"),
        [
            ("TFBertForSequenceClassification", {}),
            ("TFDistilBertForTokenClassification", {}),
            ("TFBertForQuestionAnswering", {"num_labels": 2}),
            ("TFBertForMultipleChoice", {}),
            ("TFBertModel", {}),
        ],
    )
    def test_answer_as_keras_does(self, name, more):
        assert difference(transformers_model(name, **more)) < TOLERANCE

    def test_use_the_native_graph_and_keep_the_configs_labels(self):
        model = transformers_model("TFBertForSequenceClassification", id2label=dict(enumerate(LABELS)))
        _, plan = planned(open_model(model, TOKENIZER), recipes=("fp32",))
        assert plan.architecture.source == "native"
        assert plan.labels == LABELS

    def test_given_labels_are_taken_and_another_number_of_them_is_refused(self):
        model = transformers_model("TFBertForSequenceClassification")
        _, plan = planned(open_model(model, TOKENIZER, labels=["x", "y", "z"]), recipes=("fp32",))
        assert plan.labels == ("x", "y", "z")
        with pytest.raises(UsageError, match="2 labels"):
            open_model(model, TOKENIZER, labels=["x", "y"])


def two_encoders():
    ids = tf_keras.Input((None,), dtype="int32", name="input_ids")
    mask = tf_keras.Input((None,), dtype="int32", name="attention_mask")
    first = transformers_model("TFBertModel")(ids, attention_mask=mask).last_hidden_state[:, 0]
    second = transformers_model("TFDistilBertModel")(ids, attention_mask=mask).last_hidden_state[:, 0]
    joined = tf_keras.layers.Dense(16, activation="gelu")(tf_keras.layers.Concatenate()([first, second]))
    return tf_keras.Model([ids, mask], tf_keras.layers.Dense(3, activation="softmax")(joined))


class Scaled(tf_keras.Model):
    """An encoder of transformers with layers of one's own on top."""

    def __init__(self):
        super().__init__()
        self.encoder = transformers_model("TFBertModel")
        self.scale = self.add_weight(name="scale", shape=(24,), initializer="random_normal")
        self.out = tf_keras.layers.Dense(3)

    def call(self, inputs, training=False):
        states = self.encoder(inputs, training=training).last_hidden_state
        mask = tf.cast(inputs["attention_mask"], tf.float32)[..., None]
        return self.out(tf.reduce_sum(states * mask, 1) / tf.reduce_sum(mask, 1) * self.scale)


class Subclassed(keras.Model):
    """Keras 3, with a `call` of its own and moving averages."""

    def __init__(self):
        super().__init__()
        self.words, self.norm, self.out = layers.Embedding(VOCABULARY, 24), layers.BatchNormalization(), layers.Dense(3)

    def call(self, inputs, training=False):
        pooled = mean(self.words(inputs["input_ids"]), inputs["attention_mask"])
        return self.out(self.norm(pooled, training=training))


class Rolled(layers.Layer):
    def call(self, states):
        return states + tf.roll(states, 3, 1)


class Diagonal(layers.Layer):
    """Each token's products with the others, without its own."""

    def call(self, states):
        products = tf.matmul(states, states, transpose_b=True)
        return tf.matmul(tf.linalg.set_diag(products, tf.zeros(tf.shape(products)[:-1])), states)


def topped(states):
    """The largest of all tokens, padding among them: for a fixed length."""
    return layers.Dense(3)(layers.GlobalMaxPooling1D()(states))


def tagged(states):
    return layers.Dense(3, activation="softmax")(states)


CONV = {"filters": 16, "kernel_size": 3, "padding": "same"}
MODELS = {
    "two encoders of transformers in one model": (two_encoders, {}),
    "layers of one's own on an encoder of transformers": (Scaled, {}),
    "a transformer of Keras 3": (lambda: functional(attention), {}),
    "a subclass of keras.Model": (Subclassed, {}),
    "a mask from the ids": (
        lambda: functional(
            lambda ids, mask: layers.Dense(3)(layers.GlobalAveragePooling1D()(embedded(ids, mask_zero=True))),
            mask=False,
        ),
        {},
    ),
    "a grouped convolution, of a fixed length": (
        lambda: functional(
            lambda ids, mask: topped(layers.Conv1D(groups=4, **CONV)(embedded(ids))), tokens=32, mask=False,
        ),
        {},
    ),
    "a recurrent tagger, of a fixed length": (
        lambda: functional(
            lambda ids, mask: tagged(layers.GRU(8, return_sequences=True)(embedded(ids))),
            tokens=32, mask=False,
        ),
        {},
    ),
    "tf.roll": (
        lambda: functional(lambda ids, mask: topped(Rolled()(embedded(ids))),
                           tokens=32, mask=False),
        {},
    ),
    "set_diag": (
        lambda: functional(lambda ids, mask: topped(Diagonal()(embedded(ids))),
                           tokens=32, mask=False),
        {},
    ),
    "several labels at once": (
        lambda: functional(lambda ids, mask: layers.Dense(3, activation="sigmoid")(mean(embedded(ids), mask))), {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_any_keras_model_answers_as_keras_does(name):
    make, more = MODELS[name]
    assert difference(make(), labels=LABELS, **more) < TOLERANCE


@pytest.mark.parametrize(
    ("task", "outputs"),
    [
        ("sentence-similarity", lambda ids, mask: mean(layers.Dense(12)(embedded(ids)), mask)),
        ("feature-extraction", lambda ids, mask: layers.Dense(12)(embedded(ids))),
    ],
)
def test_a_task_without_labels_is_told(task, outputs):
    assert difference(functional(outputs), task=task) < TOLERANCE
    with pytest.raises(UsageError, match="nothing says what they are"):
        open_model(functional(outputs), TOKENIZER)


class TestScores:
    def test_of_a_softmax_are_the_softmax_and_of_a_sigmoid_the_sigmoid(self):
        for activation, expected in (("softmax", "single_label"), ("sigmoid", "multi_label")):
            model = functional(lambda ids, mask, a=activation: layers.Dense(3, activation=a)(mean(embedded(ids), mask)))
            _, plan = planned(open_model(model, TOKENIZER, labels=LABELS), recipes=("fp32",))
            assert plan.head.problem_type.startswith(expected)

    @pytest.mark.parametrize(("activation", "tokens"), [("softmax", False), ("softmax", True), ("sigmoid", False)])
    @pytest.mark.parametrize("library", [keras, tf_keras])
    def test_are_what_the_model_itself_gives(self, library, activation, tokens):
        ids = library.Input((8,), dtype="int32", name="input_ids")
        states = library.layers.Embedding(VOCABULARY, 24)(ids)
        states = states if tokens else library.layers.GlobalMaxPooling1D()(states)
        model = grown(library.Model(ids, library.layers.Dense(3, activation=activation)(states)))
        snapshot, chosen = planned(open_model(model, TOKENIZER, labels=LABELS), recipes=("fp32",))
        with snapshot.weights() as weights:
            encoder = build_encoder(chosen.architecture, chosen.config, chosen.head, weights)
        row = tf.constant([[4, 40, 400, 4000, 5, 6, 7, 8]])
        run = tf.function(lambda *rows: encoder(*rows), autograph=False)
        found = run(row, tf.ones_like(row), tf.zeros_like(row))
        ours = found["token_scores" if tokens else "scores"].numpy()
        assert np.abs(ours - np.asarray(model(row))).max() < TOLERANCE

    def test_that_do_not_come_from_the_last_op_are_refused(self):
        model = functional(
            lambda ids, mask: keras.ops.maximum(layers.Dense(3, activation="softmax")(mean(embedded(ids), mask)), 0.0)
        )
        with pytest.raises(UnsupportedError, match="gives probabilities, and its last op is Maximum"):
            open_model(model, TOKENIZER, labels=LABELS)

    def test_of_logits_follow_the_loss(self):
        model = functional(lambda ids, mask: layers.Dense(3)(mean(embedded(ids), mask)))
        model.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True))
        _, plan = planned(open_model(model, TOKENIZER, labels=LABELS), recipes=("fp32",))
        assert plan.head.problem_type == "multi_label_classification"

    def test_a_loss_of_probabilities_on_logits_is_refused(self):
        model = functional(lambda ids, mask: layers.Dense(3)(mean(embedded(ids), mask)))
        model.compile(loss="sparse_categorical_crossentropy")
        with pytest.raises(UnsupportedError, match="compiled with a loss of probabilities"):
            open_model(model, TOKENIZER, labels=LABELS)


class TestRefusals:
    def test_padding_that_changes_the_numbers(self):
        pooled = functional(lambda ids, mask: topped(embedded(ids)), mask=False)
        with pytest.raises(UnsupportedError, match="padding changes the model's numbers"):
            open_model(pooled, TOKENIZER, labels=LABELS)

    def test_an_input_that_is_not_known(self):
        ids, other = (keras.Input((None,), dtype="int32", name=name) for name in ("input_ids", "language_ids"))
        model = keras.Model([ids, other], layers.Dense(3)(mean(embedded(ids), other)))
        with pytest.raises(UnsupportedError, match="'language_ids'"):
            open_model(model, TOKENIZER, labels=LABELS)

    def test_a_tokenizer_with_more_ids_than_rows(self):
        model = functional(lambda ids, mask: layers.Dense(3)(mean(layers.Embedding(100, 8)(ids), mask)))
        with pytest.raises(UnsupportedError, match="no embedding for the tokenizer's id 4799"):
            open_model(model, TOKENIZER, labels=LABELS)

    def test_half_precision(self):
        model = functional(lambda ids, mask: layers.Dense(3)(mean(embedded(ids, dtype="float16"), mask)))
        with pytest.raises(UnsupportedError, match="is float16"):
            open_model(model, TOKENIZER, labels=LABELS)

    def test_a_model_without_a_tokenizer_and_a_slow_tokenizer(self):
        model = functional(lambda ids, mask: layers.Dense(3)(mean(embedded(ids), mask)))
        with pytest.raises(UsageError, match="without its tokenizer"):
            open_model(model, None)
        from transformers import BertTokenizer

        with pytest.raises(UsageError, match="slow BertTokenizer"):
            open_model(model, BertTokenizer(str(TOKENIZER / "vocab.txt")))

    def test_what_is_no_keras_model(self):
        with pytest.raises(UsageError, match="dict"):
            open_model({}, TOKENIZER)


def test_the_longest_text_is_found_by_asking_the_model():
    class Positions(layers.Layer):
        def build(self, shape):
            self.table = self.add_weight(shape=(40, 24), name="table")

        def call(self, states):
            return states + self.table[: tf.shape(states)[1]]

    model = functional(lambda ids, mask: layers.Dense(3)(mean(Positions()(embedded(ids)), mask)))
    _, plan = planned(open_model(model, TOKENIZER, labels=LABELS), recipes=("fp32",))
    assert plan.max_tokens == 40


def test_the_same_model_has_the_same_commit():
    model = functional(attention)
    commits = {planned(open_model(model, TOKENIZER, labels=LABELS), recipes=("fp32",))[0].commit for _ in range(2)}
    model.weights[0].assign(model.weights[0] * 2)
    commits.add(planned(open_model(model, TOKENIZER, labels=LABELS), recipes=("fp32",))[0].commit)
    assert len(commits) == 2


class TestKerasFiles:
    @pytest.fixture
    def folder(self, tmp_path):
        functional(attention).save(tmp_path / "model.keras")
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copy(TOKENIZER / name, tmp_path)
        (tmp_path / "config.json").write_text(json.dumps({"id2label": dict(enumerate(LABELS))}))
        return tmp_path

    def test_are_loaded_with_the_tokenizer_and_the_labels_beside_them(self, folder):
        live = open_keras_file(folder, "model.keras")
        _, plan = planned(live, recipes=("fp32",))
        assert (plan.labels, plan.name) == (LABELS, folder.name)

    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            (
                '"module": "keras.layers", "class_name": "Embedding"',
                '"module": "os", "class_name": "Embedding"',
                "os.Embedding",
            ),
            ('"class_name": "Embedding"', '"class_name": "Lambda"', "Lambda"),
            ('"class_name": "Embedding"', '"class_name": "TFSMLayer"', "TFSMLayer"),
        ],
    )
    def test_of_other_classes_are_refused_before_anything_is_imported(self, folder, old, new, found):
        import zipfile

        path = folder / "model.keras"
        with zipfile.ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        assert old.encode() in parts["config.json"]
        parts["config.json"] = parts["config.json"].replace(old.encode(), new.encode())
        with zipfile.ZipFile(path, "w") as file:
            for name, data in parts.items():
                file.writestr(name, data)
        with pytest.raises(UnsupportedError, match=found):
            open_keras_file(folder, "model.keras")

    def test_that_are_damaged_are_an_error_with_their_path(self, folder):
        (folder / "model.keras").write_bytes(b"PK\x03\x04 cut short")
        with pytest.raises(SourceError, match=r"model\.keras: damaged"):
            check_keras_file(folder / "model.keras", str(folder / "model.keras"))


class Digammas(layers.Layer):
    def call(self, states):
        return tf.math.digamma(tf.abs(states) + 1.0)


@pytest.mark.parametrize("target", ["tflite", "tfjs"])
def test_an_op_that_a_target_lacks_is_named_with_its_layer_before_the_conversion(target):
    model = functional(lambda ids, mask: layers.Dense(3)(mean(Digammas(name="strange")(embedded(ids)), mask)))
    snapshot, chosen = planned(
        open_model(model, TOKENIZER, labels=LABELS), recipes=("fp32",), targets=(target,), lengths=(16,)
    )
    with snapshot.weights() as weights:
        encoder = build_encoder(chosen.architecture, chosen.config, chosen.head, weights)
    with pytest.raises(UnsupportedError, match=f"{target} cannot have Digamma, made by layer '.*/strange"):
        rehearse(chosen, encoder)
