"""What TF Serving reads beside a SavedModel: assets.extra/tf_serving_warmup_requests, and the labels for who calls it.

A warm-up file is a TFRecord of PredictionLog. The package with that message pins TensorFlow and gRPC, so the four
messages are written here by their field numbers (tensorflow/serving, tensorflow_serving/apis at 2.18):

    PredictionLog  { PredictLog predict_log = 6; }                          prediction_log.proto
    PredictLog     { PredictRequest request = 1; }
    PredictRequest { ModelSpec model_spec = 1; map<string, TensorProto> inputs = 2; }     predict.proto
    ModelSpec      { string name = 1; string signature_name = 3; }          model.proto
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hfedge.lazy import tf

EXTRA = "assets.extra"
WARMUP = "tf_serving_warmup_requests"
LABELS = "labels.json"
# One text, as most requests; and a batch, which takes other kernels.
BATCHES = (1, 4)
_TEXT = b"A short text, so that the first one that somebody waits for is not the first."


def write_extra(root: Path, functions: Mapping[str, Any], labels: Iterable[str]) -> None:
    """Writes assets.extra/ into a SavedModel: requests to its signatures that serve, and labels.json where there are
    labels (a JSON array in the order of the scores: labels may hold any character)."""
    folder = root / EXTRA
    folder.mkdir()
    with tf.io.TFRecordWriter(str(folder / WARMUP)) as writer:
        for signature, inputs in (("serving_default", ("text",)), ("serve_pair", ("text", "text_pair"))):
            for size in BATCHES if signature in functions else ():
                writer.write(_prediction_log(signature, inputs, size))
    if names := list(labels):
        text = json.dumps(names, ensure_ascii=False, indent=0) + "\n"
        (folder / LABELS).write_text(text, encoding="utf-8", newline="\n")


def _prediction_log(signature: str, inputs: tuple[str, ...], size: int) -> bytes:
    tensor = tf.make_tensor_proto([_TEXT] * size, tf.string).SerializeToString(deterministic=True)
    spec = field(1, b"model") + field(3, signature.encode())
    entries = (field(2, field(1, name.encode()) + field(2, tensor)) for name in inputs)
    return field(6, field(1, field(1, spec) + b"".join(entries)))


def field(number: int, content: bytes) -> bytes:
    """A length-delimited field of a protocol buffer."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value: int) -> bytes:
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])
