"""EndToEnd: a Keras model that takes strings, made of the same tokenizer and encoder as a conversion.

    model = EndToEnd.from_pretrained("org/name")
    model.predict(["some text"])["scores"]

Its variables are the checkpoint's own weights, each by itself and under its PyTorch name (matrices are [inputs,
outputs]); what a conversion joins or scales of them is joined and scaled at each call, so that a training step means
what it means in PyTorch. Dropout is the architecture's own, in training alone.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np

from hfedge.architectures.dropout import dropping
from hfedge.errors import UsageError, WeightError
from hfedge.keras import losses as losses  # registered, for models that are loaded
from hfedge.keras.batches import Batches, arrays, count, is_tokens, read_columns, sliced
from hfedge.keras.blueprint import Blueprint
from hfedge.keras.objectives import OBJECTIVES, OF_LOSS
from hfedge.keras.parts import Parts, open_blueprint, open_checkpoint
from hfedge.keras.saving import write_pretrained, write_serving
from hfedge.lazy import tf

_ACCURACIES = ("accuracy", "acc")
# As transformers' Trainer begins.
LEARNING_RATE = 5e-5
# Of each text, in what a step of `predict` gives: so many of its rows are tokens.
_COUNT = "token_count"


@keras.saving.register_keras_serializable("hfedge")
class EndToEnd(keras.Model):
    """Strings [batch] -> the outputs of the model's task by name, as its SavedModel gives them.

    Made by `from_pretrained`, or by keras.saving.load_model.
    """

    def __init__(
        self, parts: Parts, weights: Mapping[str, np.ndarray], name: str | None = None, dropout: float | None = None
    ):
        require_tensorflow()
        super().__init__(name=name or "end_to_end", dtype="float32")
        self._parts = parts
        self._batches = Batches(parts)
        self._dropout, self._rates = dropout, parts.dropout(dropout)
        self._seeds = keras.random.SeedGenerator()
        self._encode = tf.function(parts.encode, autograph=False, reduce_retracing=True)
        self._encode_dropping = tf.function(self._dropping, autograph=False, reduce_retracing=True)
        for ours in sorted(parts.weights):
            self._add(ours, weights[ours])
        # Keras' "auto" would compile each step for XLA, once for each length of the rows: that is for who asks. And as
        # a part of another model it tokenizes in that one's steps, which XLA cannot.
        self.supports_jit = self.jit_compile = False
        self.built = True

    def _add(self, ours: str, array: np.ndarray) -> None:
        name = self._parts.weights[ours].path
        weight = self.add_weight(shape=array.shape, initializer="zeros", name=name, dtype="float32")
        weight.assign(array)

    @classmethod
    def from_pretrained(
        cls,
        checkpoint: str | Path,
        *,
        task: str | None = None,
        revision: str | None = None,
        labels: Sequence[str] | None = None,
        num_labels: int | None = None,
        problem_type: str | None = None,
        max_tokens: int | None = None,
        dropout: float | None = None,
        name: str | None = None,
    ) -> "EndToEnd":
        """The model of a folder or a Hub id, as `hfedge.convert` finds it.

        task: which of the tasks that `hfedge list tasks` names, where the model's own files do not say it. labels, or
        num_labels: what a classifier is to tell apart; where they are not the checkpoint's, or it has no such head,
        the head is new (normal of config.json's initializer_range, biases 0) and a warning names its weights.
        problem_type: of a new text classifier, as in transformers. max_tokens: texts are cut to so many tokens.
        dropout: one rate for all places where the architecture drops in training, 0 for none; None: the rates of
        config.json, and none for architectures that have no such places here. Raises HfedgeError.
        """
        require_tensorflow()
        if labels is not None and num_labels not in (None, len(labels)):
            raise UsageError(f"{len(labels)} labels and num_labels {num_labels}", accepted="one of both")
        if labels is None and num_labels is not None:
            labels = [f"LABEL_{index}" for index in range(num_labels)]
        labels = None if labels is None else tuple(map(str, labels))
        parts, weights = open_checkpoint(str(checkpoint), revision, task, labels, problem_type, max_tokens)
        return cls(parts, weights, name, dropout)

    @property
    def labels(self) -> tuple[str, ...]:
        """In the order of the scores; () where the task has none."""
        return self._parts.plan.labels

    @property
    def task(self) -> str:
        """The name of the task."""
        return self._parts.plan.task.name

    @property
    def max_tokens(self) -> int:
        """What texts are cut to."""
        return self._parts.plan.max_tokens

    def tokenize(self, texts: Any) -> dict[str, Any]:
        """The tokens that the encoder reads: int32 [batch, tokens] by name (input_ids, attention_mask, type_ids,
        sequence_ids), and offsets [batch, tokens, 2], in bytes of the token's text."""
        return self._batches.tokens(read_columns(texts)[0])

    def __call__(self, inputs: Any, *more: Any, **named: Any) -> Any:
        return super().__call__(_tensors(inputs), *more, **named)

    def call(self, inputs: Any, training: bool | None = None) -> dict[str, Any]:
        """Texts -> the task's outputs. Rows of tokens, as `fit` makes them of texts -> these and the logits that the
        loss reads. training: with dropout."""
        encode = self._encode_dropping if training and any(self._rates.values()) else self._encode
        if is_tokens(inputs):
            return encode(self._values(), inputs)
        texts, _ = read_columns(inputs)
        return self._only_outputs(encode(self._values(), self._batches.tokens(texts)))

    def _dropping(self, values: Mapping[str, Any], tokens: Mapping[str, Any]) -> dict[str, Any]:
        def drop(x: Any, place: str) -> Any:
            rate = self._rates.get(place, 0.0)
            return keras.random.dropout(x, rate, seed=self._seeds) if rate else x

        with dropping(drop):
            return self._parts.encode(values, tokens)

    def _values(self) -> dict[str, Any]:
        return {ours: tf.convert_to_tensor(weight) for ours, weight in self._by_row().items()}

    def _by_row(self) -> dict[str, Any]:
        """The variables by the names of the weight table."""
        return dict(zip(sorted(self._parts.weights), self._own_weights()))

    def _own_weights(self) -> list[Any]:
        by_name = {weight.name: weight for weight in self.weights}
        return [by_name[self._parts.weights[ours].path] for ours in sorted(self._parts.weights)]

    def _arrays(self) -> dict[str, np.ndarray]:
        return {ours: weight.numpy() for ours, weight in self._by_row().items()}

    def _only_outputs(self, outputs: Mapping[str, Any]) -> dict[str, Any]:
        return {name: outputs[name] for name in self._parts.plan.head.output_names}

    # Training

    def compile(
        self, optimizer: Any = None, loss: Any = None, *, metrics: Any = None, jit_compile: Any = "auto", **more: Any
    ) -> None:
        """As keras.Model.compile. loss: if none is given, the one of the task; a Keras loss gets the labels and the
        logits. metrics: if none are given, those of the task. optimizer: if none is given, Adam with a learning rate
        of 5e-5. jit_compile=True compiles the steps for XLA, tokenizing apart. Raises UsageError where the task has no
        loss of its own."""
        objective, head = OBJECTIVES.get(self.task), self._parts.plan.head
        if loss is None:
            if objective is None:
                accepted = ", ".join(OBJECTIVES)
                raise UsageError(f"the task {self.task} has no loss of its own", accepted=accepted, hint="Give a loss.")
            loss = objective.loss(head)
            metrics = objective.metrics(head) if metrics is None else metrics
        if objective and isinstance(metrics, (list, tuple)) and any(metric in _ACCURACIES for metric in metrics):
            own = objective.metrics(head)
            metrics = [*own, *(metric for metric in metrics if metric not in _ACCURACIES)]
        optimizer = keras.optimizers.Adam(LEARNING_RATE) if optimizer is None else optimizer
        self.supports_jit = jit_compile is True
        super().compile(optimizer, loss, metrics=metrics, jit_compile=jit_compile is True, **more)

    def compile_from_config(self, config: dict[str, Any]) -> None:
        self.compile(**keras.saving.deserialize_keras_object(config))
        if self.optimizer is not None:
            self.optimizer.build(self.trainable_variables)

    def compute_loss(
        self, x: Any = None, y: Any = None, y_pred: Any = None, sample_weight: Any = None, training: bool = True
    ) -> Any:
        return super().compute_loss(x, y, self._compared(y, y_pred), sample_weight, training)

    def compute_metrics(self, x: Any, y: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        return super().compute_metrics(x, y, self._compared(y, y_pred), sample_weight)

    def _compared(self, y: Any, outputs: Any) -> Any:
        """What labels are compared with: the logits, or the outputs by name where labels are by name too."""
        if not isinstance(outputs, Mapping) or isinstance(y, Mapping):
            return outputs
        if OF_LOSS in outputs:
            return outputs[OF_LOSS]
        return outputs[next(name for name in self._parts.plan.task.compared if name in outputs)]

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        *,
        validation_split: float = 0.0,
        validation_data: Any = None,
        validation_batch_size: int | None = None,
        shuffle: bool = True,
        sample_weight: Any = None,
        **more: Any,
    ) -> Any:
        """As keras.Model.fit. x: texts, or a tf.data.Dataset of batches of (texts, labels). y: labels, or among the
        texts as in {"text": ..., "labels": ...}; what they are for each task, see docs/keras.md. Raises UsageError."""
        if isinstance(x, tf.data.Dataset):
            split = validation_split or None
            _require_none(y=y, batch_size=batch_size, sample_weight=sample_weight, validation_split=split)
            dataset = self._batches.of_dataset(x)
        else:
            texts, beside = arrays(x, y, sample_weight)
            if validation_split and validation_data is None:
                kept = int(count(texts) * (1 - validation_split))
                last, more_of_last = sliced((texts, beside), slice(kept, None))
                validation_data = (last, more_of_last.get("y"), more_of_last.get("weights"))
                texts, beside = sliced((texts, beside), slice(kept))
            dataset = self._batches.of_arrays(texts, beside.get("y"), beside.get("weights"), batch_size, shuffle)
        if validation_data is not None:
            validation_data = self._dataset(validation_data, validation_batch_size or batch_size)
        return super().fit(dataset, validation_data=validation_data, shuffle=False, **more)

    def _dataset(self, data: Any, batch_size: int | None) -> Any:
        if isinstance(data, tf.data.Dataset):
            return self._batches.of_dataset(data)
        data = data if isinstance(data, tuple) else (data,)
        return self._batches.of_arrays(*data, *[None] * (3 - len(data)), batch_size)

    def evaluate(
        self, x: Any = None, y: Any = None, batch_size: int | None = None, *, sample_weight: Any = None, **more: Any
    ) -> Any:
        """As keras.Model.evaluate; x and y as in `fit`."""
        if isinstance(x, tf.data.Dataset):
            _require_none(y=y, batch_size=batch_size, sample_weight=sample_weight)
            return super().evaluate(self._batches.of_dataset(x), **more)
        return super().evaluate(self._batches.of_arrays(x, y, sample_weight, batch_size), **more)

    def train_on_batch(self, x: Any, y: Any = None, sample_weight: Any = None, **more: Any) -> Any:
        return super().train_on_batch(*self._batches.element(x, y, sample_weight), **more)

    def test_on_batch(self, x: Any, y: Any = None, sample_weight: Any = None, **more: Any) -> Any:
        return super().test_on_batch(*self._batches.element(x, y, sample_weight), **more)

    # Predicting

    def predict(self, x: Any, batch_size: int | None = None, **more: Any) -> dict[str, np.ndarray]:
        """As keras.Model.predict: numpy arrays by output name. Rows of tokens are as many as the longest text has, and
        zeros behind the others. Raises UsageError."""
        if isinstance(x, tf.data.Dataset):
            _require_none(batch_size=batch_size)
            return self._joined(super().predict(self._batches.of_dataset(x), **more))
        texts, _ = arrays(x)
        if not count(texts):
            return {name: value.numpy() for name, value in self(texts).items()}
        # Side by side with texts of their own length they have the least padding.
        order = np.argsort([max(map(len, row)) for row in zip(*map(_bytes, texts.values()))], kind="stable")
        dataset = self._batches.of_arrays(sliced(texts, order), None, None, batch_size)
        found = self._joined(super().predict(dataset, **more))
        return {name: value[np.argsort(order)] for name, value in found.items()}

    def predict_on_batch(self, x: Any) -> dict[str, np.ndarray]:
        return self._joined(super().predict_on_batch(self._batches.element(x)[0]))

    def predict_step(self, data: Any) -> dict[str, Any]:
        tokens = data[0] if isinstance(data, tuple) else data
        outputs, task = self._only_outputs(self(tokens, training=False)), self._parts.plan.task
        missing = self.max_tokens - tf.shape(tokens["input_ids"])[1]
        for axis, names in ((1, task.per_token), (2, task.per_layer)):
            for name in outputs.keys() & names:
                paddings = [[0, missing if at == axis else 0] for at in range(outputs[name].shape.rank)]
                outputs[name] = tf.pad(outputs[name], paddings)
        return {**outputs, _COUNT: tf.reduce_sum(tokens["attention_mask"], 1)}

    def _joined(self, found: dict[str, Any]) -> dict[str, np.ndarray]:
        """Without the padding that no text needs."""
        found, task = {name: np.asarray(value) for name, value in found.items()}, self._parts.plan.task
        counts = found.pop(_COUNT)
        longest = int(counts.max(initial=0))
        inside = np.arange(longest) < counts[:, None]
        for name in found.keys() & task.per_token:
            found[name] = found[name][:, :longest] * inside[:, :, None]
        for name in found.keys() & task.per_layer:
            found[name] = found[name][:, :, :longest] * inside[:, None, :, None]
        return found

    # Saving

    def get_config(self) -> dict[str, Any]:
        return {"name": self.name, "blueprint": self._parts.blueprint.to_json(), "dropout": self._dropout}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> "EndToEnd":
        parts, zeros = open_blueprint(Blueprint.from_json(config["blueprint"]))
        return cls(parts, zeros, config["name"], config["dropout"])

    def save_own_variables(self, store: Any) -> None:
        for weight in self._own_weights():
            store[weight.name] = weight.numpy()

    def load_own_variables(self, store: Any) -> None:
        weights = {weight.name: weight for weight in self._own_weights()}
        if set(store.keys()) != set(weights):
            other = sorted(set(store.keys()) ^ set(weights))
            raise WeightError(
                f"the saved weights are another model's: {other[0]} is on one side alone", where=self.name,
                accepted="the weights of the same checkpoint, task and labels",
            )  # fmt: skip
        for name, weight in weights.items():
            weight.assign(store[name])

    def export(self, filepath: str | Path, format: str = "tf_saved_model", verbose: bool | None = None) -> None:
        """A SavedModel for TF Serving: `serving_default` takes strings of any batch (`serve_pair` pairs), and gives
        what `predict` gives. Raises UsageError for another format, and where filepath is there already."""
        if format != "tf_saved_model":
            hint = "hfedge.convert() makes .tflite files of what save_pretrained() writes."
            raise UsageError(f"the format {format!r}", accepted="tf_saved_model", hint=hint)
        write_serving(self._parts, self._arrays(), Path(filepath))
        if verbose:
            print(f"{filepath}: a SavedModel with serving_default")

    def save_pretrained(self, folder: str | Path) -> None:
        """A folder as transformers has it, which it and `hfedge convert` open: config.json, model.safetensors, the
        tokenizer. Raises UsageError where there is something already."""
        write_pretrained(self._parts, self._arrays(), Path(folder))


def require_tensorflow() -> None:
    """Raises UsageError for another backend of Keras."""
    if keras.backend.backend() != "tensorflow":
        raise UsageError(
            f"Keras runs on {keras.backend.backend()} here", accepted="TensorFlow, whose graph the tokenizer is",
            hint='Set KERAS_BACKEND="tensorflow" before Keras is imported.',
        )  # fmt: skip


def _tensors(inputs: Any) -> Any:
    """Strings in Python's lists -> tensors, which Keras passes on as they are."""
    if is_tokens(inputs):
        return inputs
    texts, _ = read_columns(inputs)
    texts = [text if isinstance(text, keras.KerasTensor) else tf.convert_to_tensor(text, tf.string) for text in texts]
    return texts[0] if len(texts) == 1 else dict(zip(("text", "text_pair"), texts))


def _bytes(column: Any) -> list[bytes]:
    return column.numpy().tolist() if isinstance(column, tf.Tensor) else list(column)


def _require_none(**given: Any) -> None:
    """Raises UsageError for what a data set has of its own."""
    for name, value in given.items():
        if value is not None:
            raise UsageError(f"{name} beside a tf.data.Dataset", accepted="a data set that has it already")
