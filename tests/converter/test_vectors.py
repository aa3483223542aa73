"""Golden vectors: which texts, which numbers, and that a manifest keeps them."""

import json
from pathlib import Path

import numpy as np
import pytest

from hfedge.manifest import read_manifest
from hfedge.vectors import SAMPLES, GoldenText, Sample, Vectors, choose
from hfedge_runtime import open_bundle

TEXTS = (("",), ("a long text " * 20,), ("two words",), ("three more words",), ("ein schöner Tag",), ("left", "right"))


def test_an_ascii_text_one_that_is_not_and_a_pair_become_golden():
    assert choose(TEXTS) == (2, 4, 5)


def test_where_no_text_is_short_the_shortest_becomes_golden():
    assert choose((TEXTS[1], ("a long text " * 9,), TEXTS[1])) == (1,)


@pytest.mark.parametrize(
    ("size", "expected"), [(3, [0, 1, 2]), (8, list(range(8))), (9, [0, 2, 4, 6, 8]), (20, [0, 3, 6, 9, 12, 15, 18])]
)
def test_samples_are_evenly_spaced_from_the_first(size, expected):
    found = Sample.take(np.arange(size, dtype=np.float32).reshape(1, size))
    assert (found.of, list(found.values)) == (size, expected) and len(found.values) <= SAMPLES


def test_the_tolerance_follows_the_largest_number_and_is_wider_where_activations_are_quantized():
    answers = [np.array([0.5, -2.0], np.float32), np.array([1.0], np.float32)]
    assert Vectors.of("scores", answers, quantized=False).tolerance == pytest.approx(2e-3)
    assert Vectors.of("scores", answers, quantized=True).tolerance == pytest.approx(0.04)


def test_texts_and_numbers_come_back_from_json():
    vectors = Vectors("scores", 0.1, (Sample(3, (0.1, 0.2, 0.3)),))
    text = GoldenText(("a", "b"), (1, 2), ((0, 0), (0, 1)))
    assert Vectors.from_dict(json.loads(json.dumps(vectors.to_dict()))) == vectors
    assert GoldenText.from_dict(json.loads(json.dumps(text.to_dict()))) == text


@pytest.mark.slow
def test_a_converted_bundle_has_the_tokens_and_numbers_that_its_own_artifacts_give(intents_bundle: Path):
    manifest = read_manifest(intents_bundle)
    by_target = {artifact.target: artifact for artifact in manifest.artifacts}
    assert by_target["saved_model"].golden is None and len(manifest.golden) == 3
    for artifact in (one for one in manifest.artifacts if one.target == "tflite"):
        with open_bundle(intents_bundle, recipe=artifact.recipe) as model:
            for golden, sample in zip(manifest.golden, artifact.golden.texts, strict=True):
                tokens = model.tokenize(*golden.text)
                assert (tokens.ids, tokens.offsets) == (golden.ids, golden.offsets)
                found = Sample.take(model.outputs(*golden.text)[artifact.golden.output])
                assert found.of == sample.of and np.allclose(found.values, sample.values, atol=1e-5)
    parts = [
        [text.to_dict() for text in manifest.golden],
        [one.golden.to_dict() for one in manifest.artifacts if one.golden],
    ]
    assert len(json.dumps(parts, indent=2)) < 10_000
