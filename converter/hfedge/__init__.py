"""Fine-tuned Hugging Face models for phones and browsers: raw text in, prediction out, one file.

import hfedge
bundle = hfedge.convert("org/name", recipes=["int8"])
bundle.run("some text")
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["Bundle", "DataRequest", "HfedgeError", "bench", "convert", "push", "reference", "verify"]


def __getattr__(name: str) -> Any:
    # At first use: importing hfedge must stay light (no TensorFlow, no numpy).
    if name in ("Bundle", "bench", "convert", "push", "reference", "verify"):
        from hfedge import api

        return getattr(api, name)
    if name == "DataRequest":
        from hfedge.data import DataRequest

        return DataRequest
    if name == "HfedgeError":
        from hfedge.errors import HfedgeError

        return HfedgeError
    raise AttributeError(f"module 'hfedge' has no attribute {name!r}")
