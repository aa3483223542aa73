"""The official TF.js converter as an oracle: python official_converter.py SAVED_MODEL OUT SIGNATURE...

Writes OUT/SIGNATURE/model.json for every signature. The `tensorflowjs` package is installed without its
dependencies, which pin an older TensorFlow, so modules that its import needs and graph models do not are
stood in for here.
"""

import importlib
import importlib.util
import os
import sys
import types
from pathlib import Path

os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_USE_LEGACY_KERAS"] = "1"


def load_converter() -> types.ModuleType:
    for name in ("tensorflow_decision_forests", "tensorflow_hub"):
        sys.modules[name] = types.ModuleType(name)
    root = Path(importlib.util.find_spec("tensorflowjs").submodule_search_locations[0])
    for name, folder in (("tensorflowjs", root), ("tensorflowjs.converters", root / "converters")):
        # Bare packages: the real __init__ files import jax, flax and keras.
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    for name in ("version", "quantization"):
        setattr(sys.modules["tensorflowjs"], name, importlib.import_module(f"tensorflowjs.{name}"))
    return importlib.import_module("tensorflowjs.converters.tf_saved_model_conversion_v2")


def main(saved_model: str, out: str, *signatures: str) -> None:
    converter = load_converter()
    for signature in signatures:
        converter.convert_tf_saved_model(
            saved_model, str(Path(out) / signature), signature_def=signature, strip_debug_ops=True
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
