"""What `fit` asks a callback for, of Keras 3 and of tf_keras (Keras 2) alike, without importing either.

Upstream: keras/src/callbacks/callback.py and callback_list.py at 3.15, tf_keras/src/callbacks.py at 2.21 (Callback and
CallbackList).
"""

from collections.abc import Mapping
from typing import Any


def _nothing(self: Any, *given: Any, logs: Any = None) -> None:
    """Does nothing."""


# Both look for this mark: they do not wait for the numbers of a batch where nobody overrides what is called with them.
_nothing._is_default = True
HOOKS = (
    "epoch_begin", "epoch_end", "batch_begin", "batch_end",
    *(f"{mode}{part}_{end}" for mode in ("train", "test", "predict") for part in ("", "_batch")
      for end in ("begin", "end")),
)  # fmt: skip


class Callback:
    """A callback that does nothing, for the `fit` of either Keras. A subclass overrides hooks of epochs and of training
    as a whole, and none of batches.

    model: what is being trained; params: what `fit` says of the training.
    """

    async_safe = True  # Keras 3: nothing of it runs with a batch
    _supports_tf_logs = False  # tf_keras: numbers of Python are given to it, not tensors
    _chief_worker_only = True  # tf_keras: of several workers one

    def __init__(self) -> None:
        self.model: Any = None
        self.params: Mapping[str, Any] = {}

    def set_model(self, model: Any) -> None:
        self.model = model

    def set_params(self, params: Mapping[str, Any]) -> None:
        self.params = params

    def _implements_train_batch_hooks(self) -> bool:
        return False

    _implements_test_batch_hooks = _implements_predict_batch_hooks = _implements_train_batch_hooks


for _name in HOOKS:
    setattr(Callback, f"on_{_name}", _nothing)
