"""TF Serving's side of the SavedModel: warm-up requests, labels, and the requests of docs/tf-serving.md."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.unknown_fields import UnknownFieldSet

from hfedge.emit.serving import BATCHES, EXTRA, LABELS, WARMUP
from hfedge.lazy import tf
from hfedge.manifest import read_manifest
from hfedge_command import ROOT
from hfedge_runtime import open_bundle

PAGE = ROOT / "docs" / "tf-serving.md"
# Name, number and type of the fields that are read, as in tensorflow_serving/apis/*.proto; a dot leads to a message.
MESSAGES = {
    "PredictionLog": [("predict_log", 6, ".PredictLog")],
    "PredictLog": [("request", 1, ".PredictRequest")],
    "PredictRequest": [("model_spec", 1, ".ModelSpec"), ("inputs", 2, "map")],
    "ModelSpec": [("name", 1, "string"), ("signature_name", 3, "string")],
}


@pytest.fixture(scope="module")
def root(intents_bundle) -> Path:
    return intents_bundle / "saved_model"


@pytest.fixture(scope="module")
def loaded(root):
    return tf.saved_model.load(str(root))


def prediction_log() -> type:
    """The class of PredictionLog, made from MESSAGES by protobuf itself."""
    from tensorflow.core.framework import tensor_pb2  # noqa: F401  registers the TensorProto that is imported below

    package, field = "hfedge_test_serving", descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name=f"{package}.proto", package=package, syntax="proto3")
    file.dependency.append("tensorflow/core/framework/tensor.proto")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for label, number, kind in fields:
            if kind == "string":
                message.field.add(name=label, number=number, type=field.TYPE_STRING, label=field.LABEL_OPTIONAL)
            elif kind == "map":
                entry = message.nested_type.add(name="InputsEntry")
                entry.options.map_entry = True
                entry.field.add(name="key", number=1, type=field.TYPE_STRING, label=field.LABEL_OPTIONAL)
                entry.field.add(name="value", number=2, type=field.TYPE_MESSAGE, label=field.LABEL_OPTIONAL,
                                type_name=".tensorflow.TensorProto")  # fmt: skip
                message.field.add(name=label, number=number, type=field.TYPE_MESSAGE, label=field.LABEL_REPEATED,
                                  type_name=f".{package}.{name}.InputsEntry")  # fmt: skip
            else:
                message.field.add(name=label, number=number, type=field.TYPE_MESSAGE, label=field.LABEL_OPTIONAL,
                                  type_name=f".{package}{kind}")  # fmt: skip
    pool = descriptor_pool.Default()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{package}.PredictionLog"))


def test_the_warm_up_requests_are_prediction_logs_that_the_signatures_answer(root, loaded):
    kind, seen = prediction_log(), []
    for record in tf.data.TFRecordDataset(str(root / EXTRA / WARMUP)).as_numpy_iterator():
        log = kind.FromString(record)
        request = log.predict_log.request
        for message in (log, log.predict_log, request, request.model_spec):
            assert len(UnknownFieldSet(message)) == 0
        inputs = {name: tf.constant(tf.make_ndarray(tensor)) for name, tensor in request.inputs.items()}
        found = loaded.signatures[request.model_spec.signature_name](**inputs)
        (size,) = {len(tensor) for tensor in inputs.values()}
        assert {len(value) for value in found.values()} == {size}
        seen.append((request.model_spec.signature_name, size))
    assert seen == [(name, size) for name in ("serving_default", "serve_pair") for size in BATCHES]


def test_the_labels_are_there_in_the_order_of_the_scores(root, intents_bundle):
    manifest = read_manifest(intents_bundle)
    assert tuple(json.loads((root / EXTRA / LABELS).read_text(encoding="utf-8"))) == manifest.labels
    listed = {file.path for artifact in manifest.artifacts for file in artifact.files}
    assert {f"saved_model/{EXTRA}/{name}" for name in (WARMUP, LABELS)} <= listed


def as_tensors(instances: list) -> dict:
    """The row format of the REST API: values of the one input, or objects with every input."""
    rows = [row if isinstance(row, dict) else {"text": row} for row in instances]
    return {name: tf.constant([row[name].encode() for row in rows]) for name in rows[0]}


@pytest.mark.parametrize("place", [0, 1])
def test_a_request_of_the_page_is_answered_as_the_bundle_answers(place, loaded, intents_bundle):
    blocks = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    request = json.loads(blocks[place])
    found = loaded.signatures[request["signature_name"]](**as_tensors(request["instances"]))
    assert set(found) == {"logits", "scores"} and len(blocks) == 2
    labels = read_manifest(intents_bundle).labels
    with open_bundle(intents_bundle, recipe="fp32") as model:
        for row, instance in zip(found["scores"].numpy(), request["instances"], strict=True):
            texts = [instance] if isinstance(instance, str) else [instance["text"], instance["text_pair"]]
            expected = {item.label: item.score for item in model.run(*texts).labels}
            np.testing.assert_allclose(row, [expected[name] for name in labels], rtol=0, atol=1e-5)
