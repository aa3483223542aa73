"""hfedge for Keras: a model that takes strings, and a callback that converts what is being trained.

from hfedge.keras import EndToEnd
model = EndToEnd.from_pretrained("org/name")
model.predict(["some text"])
"""

import sys
from typing import Any

__all__ = ["ConvertCallback", "EndToEnd"]


def __getattr__(name: str) -> Any:
    # At first use: importing hfedge.keras must stay light (no TensorFlow, no Keras).
    if name in __all__:
        from hfedge.lazy import tf

        assert tf.__version__  # before Keras imports it: hfedge.lazy sets it up
    if name == "EndToEnd":
        from hfedge.keras.end_to_end import EndToEnd

        return EndToEnd
    if name == "ConvertCallback":
        from hfedge.keras.callback import ConvertCallback

        return ConvertCallback
    raise AttributeError(f"module 'hfedge.keras' has no attribute {name!r}")


if "keras" in sys.modules:
    # So that keras.saving.load_model knows the class: Keras is there already, and with it TensorFlow.
    __getattr__("EndToEnd")
