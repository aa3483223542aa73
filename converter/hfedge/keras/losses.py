"""Losses and metrics that Keras does not have; they are saved with a model by their names."""

from typing import Any

import keras

from hfedge.keras.objectives import IGNORED
from hfedge.lazy import tf

_PACKAGE = "hfedge"


@keras.saving.register_keras_serializable(_PACKAGE)
class SpanCrossentropy(keras.losses.Loss):
    """y_true int [batch, 2], the first and the last token; y_pred float32 [batch, tokens, 2], logits -> [batch]."""

    def __init__(self, name: str = "span_crossentropy", **more: Any):
        super().__init__(name=name, **more)

    def call(self, y_true: Any, y_pred: Any) -> Any:
        y_true, by_side = tf.cast(y_true, tf.int32), tf.transpose(y_pred, [0, 2, 1])
        return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y_true, by_side), -1)

    def get_config(self) -> dict[str, Any]:
        return {"name": self.name, "reduction": self.reduction}


@keras.saving.register_keras_serializable(_PACKAGE)
class LabelledAccuracy(keras.metrics.Mean):
    """Of the tokens that have a label: y_true int [batch, tokens], -100 for none; y_pred [batch, tokens, labels]."""

    def __init__(self, name: str = "accuracy", **more: Any):
        super().__init__(name=name, **more)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        y_true = tf.cast(y_true, tf.int32)
        right = tf.equal(tf.argmax(y_pred, -1, tf.int32), y_true)
        counted = tf.cast(tf.not_equal(y_true, IGNORED), tf.float32)
        if sample_weight is not None:
            counted = counted * tf.reshape(tf.cast(sample_weight, tf.float32), [-1, 1])
        return super().update_state(tf.cast(right, tf.float32), counted)


@keras.saving.register_keras_serializable(_PACKAGE)
class SpanAccuracy(keras.metrics.Mean):
    """How many answers begin and end at the right token; shapes as SpanCrossentropy."""

    def __init__(self, name: str = "accuracy", **more: Any):
        super().__init__(name=name, **more)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        right = tf.equal(tf.argmax(y_pred, 1, tf.int32), tf.cast(y_true, tf.int32))
        return super().update_state(tf.cast(tf.reduce_all(right, -1), tf.float32), sample_weight)
