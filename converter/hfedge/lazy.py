"""Modules that are imported at their first use, so that `hfedge --help` never waits for TensorFlow."""

import importlib
import os
import types
from typing import Any

# Grappler fuses LayerNorm into _MklLayerNorm on x86 when oneDNN is on, and no edge runtime has that op;
# it must be set before TensorFlow is imported. The other one silences TensorFlow's start-up chatter.
_TENSORFLOW = {"TF_ENABLE_ONEDNN_OPTS": "0", "TF_CPP_MIN_LOG_LEVEL": "3"}
ENVIRONMENT = {"tensorflow": _TENSORFLOW, "tensorflow_text": _TENSORFLOW}


class LazyModule(types.ModuleType):
    """Stands for a module until one of its attributes is asked for."""

    def __getattr__(self, name: str) -> Any:
        for key, value in ENVIRONMENT.get(self.__name__, {}).items():
            os.environ.setdefault(key, value)
        return getattr(importlib.import_module(self.__name__), name)


tf = LazyModule("tensorflow")
tf_text = LazyModule("tensorflow_text")  # an extra: see hfedge/tf_text
