"""Small graphs with a few weights, converted and bound; and ai-edge-quantizer as the oracle of int8."""

from pathlib import Path

import numpy as np

from hfedge.emit.flatbuffer import read_model, write_model
from hfedge.emit.tflite import Skeleton, bind, convert_skeleton
from hfedge.lazy import tf
from hfedge.recipes import Forms
from tiny_programs import TfliteFile


def program_of(function, weights: dict[str, np.ndarray], **inputs: tuple) -> Skeleton:
    """A skeleton of one signature "s": function(weights, **inputs); inputs are (shape, dtype)."""
    specs = {name: tf.TensorSpec(value.shape, value.dtype, name) for name, value in weights.items()}
    specs |= {name: tf.TensorSpec(shape, dtype, name) for name, (shape, dtype) in inputs.items()}

    def call(**values):
        return {"y": function({name: values.pop(name) for name in weights}, **values)}

    concrete = tf.function(call, autograph=False).get_concrete_function(**specs)
    return convert_skeleton({"s": concrete}, {name: name for name in weights})


def bound(function, weights: dict[str, np.ndarray], kind: str, path: Path, **inputs: tuple) -> TfliteFile:
    bind(program_of(function, weights, **inputs), weights.__getitem__, Forms(kind), path)
    return TfliteFile(path)


def numbers(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def without_delegate(file: TfliteFile) -> TfliteFile:
    """The file in LiteRT's own kernels, as on a phone without XNNPACK."""
    from ai_edge_litert.interpreter import Interpreter, OpResolverType

    plain = TfliteFile(file.path)
    plain.__dict__["interpreter"] = Interpreter(
        model_content=file.content, experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    )
    return plain


def named(file: TfliteFile, path: Path) -> Path:
    """The file with a name for every tensor, which ai-edge-quantizer wants; ours have none inside, to save bytes."""
    model = read_model(file.content)
    for place, subgraph in enumerate(model.subgraphs):
        for index, tensor in enumerate(subgraph.tensors):
            tensor.name = f"{place}/{index}".encode()
    write_model(model, path)
    return path


def quantized_by_oracle(file: TfliteFile, folder: Path) -> TfliteFile:
    from ai_edge_quantizer import quantizer, recipe

    oracle = quantizer.Quantizer(str(named(file, folder / "named.tflite")))
    oracle.load_quantization_recipe(recipe.dynamic_wi8_afp32())
    oracle.quantize().export_model(str(folder / "oracle.tflite"))
    return TfliteFile(folder / "oracle.tflite")
