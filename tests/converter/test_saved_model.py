"""The SavedModel: strings in, any batch, served by TensorFlow alone."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from hfedge.emit.saved_model import write_saved_model
from hfedge.lazy import tf
from tiny_programs import Prepared, prepared, utf8

LARGEST = 256  # bytes: what 16 tokens need at the most
TEXTS = ["", "the", "Walking the café!", "日本, 日本.", "bad \0 good", "play " * 80, "日" * 100, "a" * 254 + "日日"]


@pytest.fixture(scope="module")
def program() -> Prepared:
    return prepared()


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("saved")
    write_saved_model(program.traced, folder)
    return folder


@pytest.fixture(scope="module")
def loaded(folder):
    return tf.saved_model.load(str(folder / "saved_model"))


def scores(loaded, *texts: list) -> np.ndarray:
    name, keys = ("serving_default", ["text"]) if len(texts) == 1 else ("serve_pair", ["text", "text_pair"])
    values = {key: tf.constant(column, tf.string) for key, column in zip(keys, texts, strict=True)}
    return loaded.signatures[name](**values)["scores"].numpy()


def cut(text: str | bytes) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return data if len(data) <= LARGEST else data[:LARGEST].decode(errors="ignore").encode()


@pytest.fixture(scope="module")
def tflite(program, tmp_path_factory):
    return program.bind("float32", tmp_path_factory.mktemp("fp32") / "f.tflite")


def test_its_signatures_take_text_and_pairs(loaded):
    assert set(loaded.signatures) == {"serving_default", "tokenize", "serve_pair", "tokenize_pair"}
    assert set(loaded.signatures["serving_default"].structured_outputs) == {"logits", "scores"}
    assert set(loaded.signatures["tokenize"].structured_outputs) == {"input_ids", "attention_mask", "type_ids"}
    assert set(loaded.signatures["serve_pair"].structured_input_signature[1]) == {"text", "text_pair"}


@pytest.mark.parametrize("size", [1, 3, 64])
def test_a_batch_gives_what_each_text_gives_alone(loaded, size):
    texts = [TEXTS[index % len(TEXTS)] for index in range(size)]
    found = scores(loaded, texts)
    assert found.shape == (size, 3)
    for index in {0, size // 2, size - 1}:
        np.testing.assert_allclose(found[index], scores(loaded, [texts[index]])[0], rtol=0, atol=1e-6)


def test_an_empty_batch_gives_an_empty_answer(loaded):
    assert scores(loaded, []).shape == (0, 3)
    assert scores(loaded, [], []).shape == (0, 3)


def test_it_gives_the_numbers_of_the_fp32_tflite(loaded, tflite):
    """Also for the empty text, and for ones beyond the largest size, which are cut where a character ends."""
    found = scores(loaded, TEXTS)
    for row, text in zip(found, TEXTS, strict=True):
        expected = tflite.run("serve", utf8=utf8(cut(text), LARGEST))["scores"][0]
        np.testing.assert_allclose(row, expected, rtol=0, atol=1e-5)


def test_pairs_give_the_numbers_of_the_fp32_tflite(loaded, tflite):
    found = scores(loaded, TEXTS, TEXTS[::-1])
    for row, text, pair in zip(found, TEXTS, TEXTS[::-1], strict=True):
        inputs = {"utf8": utf8(cut(text), LARGEST), "utf8_pair": utf8(cut(pair), LARGEST)}
        np.testing.assert_allclose(row, tflite.run("serve_pair", **inputs)["scores"][0], rtol=0, atol=1e-5)


def test_bytes_that_are_no_utf8_are_read_as_replacement_characters(loaded):
    bad = [b"\xff\xfe", b"good \xe6\x97", b"\x80the", b"bad \xed\xa0\x80"]
    good = [data.decode("utf-8", errors="replace") for data in bad]
    np.testing.assert_array_equal(scores(loaded, bad), scores(loaded, good))


def test_token_ids_are_those_of_the_tflite(loaded, tflite):
    found = loaded.signatures["tokenize"](text=tf.constant(TEXTS))
    for index, text in enumerate(TEXTS):
        expected = tflite.run(f"tokenize_{LARGEST}", utf8=utf8(cut(text), LARGEST))
        for name in ("input_ids", "attention_mask", "type_ids"):
            assert np.array_equal(found[name].numpy()[index], expected[name][0])


def test_tensorflow_alone_serves_it(folder, loaded):
    script = """
import sys
sys.modules["hfedge"] = None
import tensorflow as tf
model = tf.saved_model.load(sys.argv[1])
scores = model.signatures["serving_default"](text=tf.constant(["the good", "bad"]))["scores"]
print(*scores.numpy().ravel().tolist())
"""
    command = [sys.executable, "-I", "-c", script, str(folder / "saved_model")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder)
    assert done.returncode == 0, done.stderr
    found = np.array(done.stdout.split(), float).reshape(2, 3)
    np.testing.assert_allclose(found, scores(loaded, ["the good", "bad"]), rtol=0, atol=1e-6)


def test_its_files_are_listed_the_one_to_open_first(program, tmp_path):
    names = write_saved_model(program.traced, tmp_path, ["bad", "good"])
    assert names[0] == "saved_model/saved_model.pb" and len(names) == 5
    assert sorted(names) == sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
