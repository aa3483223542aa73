"""What a GPU would take of the files, on a machine without one: LiteRT's WebGPU delegate on a Vulkan of software.

With `make test-gpu-delegate` (HFEDGE_GPU=all) every architecture that it
computes rightly; otherwise those that need all of hfedge.emit.gpu.
"""

import os
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from hfedge.emit.tflite import Skeleton, bound_model, convert_skeleton, write_bound
from hfedge.recipes import Forms
from tests.android import gpu_delegate
from tests.android.debian import NotHere
from tiny_models import CLASSIFIERS, KINDS
from tiny_programs import Prepared, TfliteFile, folder_of, prepared

TOKENS = 16
# The delegate takes these whole and computes something else: docs/gpu.md says that they are not for GPUs.
WRONG = ("qwen3", "gemma3_text")
ALL = tuple(kind for kind in KINDS if kind not in WRONG)
CHECKED = ALL if os.environ.get("HFEDGE_GPU") == "all" else ("bert", "modernbert")
FORMS = ("float32", "float16")
# Of the largest number that the CPU gives, or of 1: half precision keeps 11 bits of every sum.
EXACT, HALF = 1e-5, 1.5e-2
pytestmark = [pytest.mark.xdist_group("gpu delegate"), pytest.mark.needs_mirror]


@pytest.fixture(scope="module", autouse=True)
def driver() -> None:
    try:
        gpu_delegate.driver()
    except NotHere as error:
        pytest.skip(f"there is no Vulkan of software: {error}")


@lru_cache
def program(kind: str) -> Prepared:
    head = "ForSequenceClassification" if kind in CLASSIFIERS else "Model"
    return prepared(folder_of(kind, head), (TOKENS,), ("tflite",))


@lru_cache
def encoder(kind: str) -> Skeleton:
    traced, name = program(kind).traced, f"encode_{TOKENS}"
    return convert_skeleton({name: traced.open_functions[name]}, traced.parameter_inputs, traced.stacks)


def tokens() -> dict[str, np.ndarray]:
    """Nine tokens and padding."""
    ids = np.zeros((1, TOKENS), np.int32)
    ids[0, :9] = np.random.default_rng(0).integers(5, 70, 9)
    return {"input_ids": ids, "attention_mask": (ids > 0).astype(np.int32), "type_ids": np.zeros_like(ids)}


def relative_difference(found: np.ndarray, wanted: np.ndarray) -> float:
    """Padding's numbers say nothing."""
    rows = (np.s_[:, :9],) if wanted.ndim == 3 else ()
    found, wanted = found[rows], wanted[rows]
    return float(np.abs(found - wanted).max() / max(1.0, np.abs(wanted).max()))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", CHECKED)
def test_encode_is_taken_whole_and_right(kind, form, tmp_path):
    model, _ = bound_model(encoder(kind), program(kind).weights, Forms(form), prefix="encode_", for_gpu=True)
    file, name, inputs = tmp_path / "model.tflite", f"encode_{TOKENS}", tokens()
    write_bound(model, file)
    wanted = TfliteFile(file).run(name, **inputs)
    for float32, most in ((True, EXACT), (False, HALF)):
        report = gpu_delegate.run(file, {name: inputs}, float32=float32)
        assert report.refused == () and report.accelerated, report.log[-2000:]
        for key, value in wanted.items():
            assert relative_difference(report.outputs[name][key], value) <= most, key


@pytest.mark.parametrize("form", FORMS)
def test_of_a_whole_file_the_tokenizer_stays_on_the_cpu(form, tmp_path):
    """Not delegated it gives the very same integers; delegated it would end the process, as it did."""
    file = program("bert").bind(form, tmp_path / "model.tflite")
    text = np.zeros((1, 64), np.int32)
    text[0, :11] = list(b"the walked!")
    calls = {"tokenize_64": {"utf8": text}, f"encode_{TOKENS}": tokens()}
    report = gpu_delegate.run(file.path, calls, with_cpu=True, float32=True)
    assert report.code == 0 and report.refused == () and not report.accelerated
    for signature, inputs in calls.items():
        for name, value in file.run(signature, **inputs).items():
            found = report.outputs[signature][name]
            assert np.array_equal(found, value) or relative_difference(found, value) <= EXACT, (signature, name)


def test_graphs_with_a_tokenizer_have_names_that_delegates_leave_alone(tmp_path):
    for form, kept in (("float32", True), ("int8", False)):
        file = program("bert").bind(form, Path(tmp_path, f"{form}.tflite"))
        for definition in file.model.signatureDefs:
            name = file.model.subgraphs[definition.subgraphIndex].name
            holds_tokenizer = not definition.signatureKey.startswith(b"encode_")
            assert name.startswith(b"VALIDATION:") == (kept and holds_tokenizer), name
