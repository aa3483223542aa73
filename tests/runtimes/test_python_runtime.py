"""hfedge_runtime on a toy bundle whose every answer can be worked out in Python."""

import ast
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import hfedge_runtime
from hfedge_runtime import Classification, ModelError, open_bundle
from hfedge_runtime.engine import cut
from hfedge_runtime.fake import FakeTextModel
from hfedge_runtime.model import TextModel
from hfedge_runtime.results import char_index
from toy_bundle import (
    LABELS,
    TABLE,
    WRITTEN,
    convert_toy,
    rewrite_manifest,
    toy_ids,
    toy_scores,
    toy_text,
    write_toy_bundle,
)

PACKAGE = Path(hfedge_runtime.__file__).parent
ALLOWED = {"hfedge_runtime", "numpy", "ai_edge_litert"}
TEXTS = [
    "",
    "a",
    "ab",
    "abcdef",
    "abcdefghijklmnop",
    "abcdefghijklmnopq",
    "x" * 18,
    "y" * 19,
    "z" * 32,
    "w" * 33,
    "é😀",
    "a\0b",
]


def scores(result: Classification) -> list[float]:
    """Scores in the order of LABELS."""
    return [dict(result.labels)[label] for label in LABELS]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_gives_the_scores_that_the_toy_defines(model, text):
    result = model.run(text)
    np.testing.assert_allclose(scores(result), toy_scores(text), atol=1e-6)
    assert result.text == text and result.truncated == (len(text.encode()) > 18)


@pytest.mark.parametrize("pair", [("", ""), ("ab", "cd"), ("", "cd"), ("ab", ""), ("a" * 30, "b" * 3), ("a", "b" * 40)])
def test_a_pair_gives_the_scores_that_the_toy_defines(model, pair):
    np.testing.assert_allclose(scores(model.run(*pair)), toy_scores(*pair), atol=1e-6)
    assert list(model.tokenize(*pair).ids) == toy_ids(*pair)


def test_labels_come_best_first_and_top_k_limits_them(model):
    labels = model.run("hello").labels
    assert [label.score for label in labels] == sorted((label.score for label in labels), reverse=True)
    assert model.run("hello", top_k=2).labels == labels[:2]


def test_the_smallest_signatures_that_fit_are_used(folder):
    with open_bundle(folder) as model:
        for text in ("a", "abcdef", "a" * 16, "a" * 17):
            model.run(text)
        assert list(model._engine.loaded) == ["tokenize_16", "encode_4", "encode_8", "encode_20", "tokenize_32"]


def test_a_short_text_after_a_long_one_sees_nothing_of_it(model):
    model.run("~" * 16)
    np.testing.assert_allclose(scores(model.run("ab")), toy_scores("ab"), atol=1e-6)
    model.run("~" * 15)
    np.testing.assert_allclose(scores(model.run("a" * 12)), toy_scores("a" * 12), atol=1e-6)


def test_tokens_know_where_they_come_from(model):
    tokens = model.tokenize("aé", "😀")
    assert tokens.tokens[:2] == ("[CLS]", "a") and tokens.tokens[-1] == "[SEP]"
    assert tokens.offsets == ((0, 0), (0, 1), (1, 2), (2, 3), (0, 0), (0, 1), (1, 2), (2, 3), (3, 4), (0, 0))
    assert tokens.char_offsets == (
        (0, 0),
        (0, 1),
        (1, 2),
        (1, 2),
        (0, 0),
        (0, 1),
        (0, 1),
        (0, 1),
        (0, 1),
        (0, 0),
    )
    assert tokens.sequences == (None, 0, 0, 0, None, 1, 1, 1, 1, None) and not tokens.truncated


def test_json_of_results_is_as_the_command_line_prints_it(model):
    assert model.tokenize("ab").to_json() == {
        "text": "ab",
        "ids": [1, 100, 101, 2],
        "tokens": ["[CLS]", "a", "b", "[SEP]"],
        "offsets": [[0, 0], [0, 1], [1, 2], [0, 0]],
    }
    found = json.loads(json.dumps(model.run("ab").to_json()))
    assert found.keys() == {"text", "labels"} and found["labels"][0].keys() == {"label", "score"}
    assert model.run("ab", "c").to_json()["pair"] == "c"


@pytest.mark.parametrize("text", ["", "a", "aé😀z", "a\0b", "y" * 18, b"\x80a\xff"])
def test_ids_become_the_text_again(model, text):
    ids = model.tokenize(text).ids
    assert model.decode(ids) == (text if isinstance(text, str) else text.decode("utf-8", "replace"))
    if len(ids) < 5:
        assert model.decode(ids, skip_special_tokens=False) == f"[CLS]{text}[SEP]"


def test_ids_may_be_any_flat_sequence_of_integers(model):
    for ids in ([100, 101], (100, 101), np.array([100, 101]), np.array([100, 101], np.uint8), range(100, 102)):
        assert model.decode(ids) == "ab"
    assert model.decode([]) == model.decode(np.zeros(0, np.int64)) == ""
    for wrong in (100, "ab", [1.0], [[100]], [True], ["a"], [1, 2**63], [2**70], None):
        with pytest.raises(TypeError, match="flat sequence of integers"):
            model.decode(wrong)


@pytest.mark.parametrize("wrong", [-1, 259, 2**31 - 1, 2**31, 2**32 + 100, 100 - 2**32])
def test_an_id_of_no_token_is_left_out_and_does_not_wrap_round_to_one(model, wrong):
    assert model.decode([100, wrong, 101]) == "ab"


def test_what_does_not_fit_is_said_and_never_cut(model):
    assert model.decode([100] * 20) == "a" * 20
    with pytest.raises(ModelError, match="21 ids, the file decodes at most 20"):
        model.decode([100] * 21)
    names = [1] * 6 + [100, 100]
    assert model.decode(names, skip_special_tokens=False) == toy_text(names, False).decode() and WRITTEN == 32
    with pytest.raises(ModelError, match="the text of 9 ids is longer than 32 bytes"):
        model.decode([*names, 100], skip_special_tokens=False)
    assert model.decode([*names, 100]) == "aaa"


def test_few_ids_after_many_see_nothing_of_them(model):
    assert model.decode([101] * 20) == "b" * 20 and model.decode([100]) == "a"


def test_a_file_that_cannot_decode_says_so_and_runs_all_the_same(bundle):
    signatures = json.loads((bundle / "hfedge.json").read_text())["signatures"]
    del signatures["detokenize_20"]
    with open_bundle(rewrite_manifest(bundle, signatures=signatures)) as model:
        assert model.run("a").labels
        with pytest.raises(ModelError, match="no detokenize_<T>"):
            model.decode([100])


# Every "^" takes two places of the toy's tokenizer.


@pytest.mark.parametrize(
    ("text", "signature"), [("^" * 8, "tokenize_16"), ("^" * 9, "tokenize_32"), ("^" * 16, "tokenize_32")]
)
def test_a_text_that_grows_is_read_by_a_larger_signature(folder, text, signature):
    with open_bundle(folder) as model:
        np.testing.assert_allclose(scores(model.run(text)), toy_scores(text), atol=1e-6)
        assert list(model.tokenize(text).ids) == toy_ids(text) and not model.run(text).truncated
        assert max(name for name in model._engine.loaded if name.startswith("tokenize")) == signature


def test_a_pair_that_grows_is_read_by_a_larger_signature(folder):
    pair = ("ab", "^" * 9)
    with open_bundle(folder) as model:
        assert list(model.tokenize(*pair).ids) == toy_ids(*pair)
        assert list(model._engine.loaded) == ["tokenize_pair_16", "tokenize_pair_32"]


def test_a_text_that_no_signature_has_room_for_is_refused(model):
    for call in (model.run, model.tokenize):
        with pytest.raises(ModelError, match="17 bytes grows beyond 32"):
            call("^" * 17)
    assert list(model.tokenize("a").ids) == toy_ids("a")


def test_a_text_without_room_is_refused_even_where_it_would_be_cut_before(model):
    """Which tokens a tokenizer would keep of it (the first or the last, of which text) the runtime does not know."""
    with pytest.raises(ModelError, match="27 bytes grows beyond 32"):
        model.run("a" * 20 + "^" * 7)


def test_an_embedding_is_a_vector(tmp_path):
    with open_bundle(write_toy_bundle(tmp_path, convert_toy("sentence-similarity"), "sentence-similarity")) as model:
        result = model.run("hello")
        np.testing.assert_allclose(result.embedding, TABLE[toy_ids("hello")].mean(axis=0), atol=1e-6)
        assert result.to_json() == {"text": "hello", "embedding": result.embedding.tolist()}
        with pytest.raises(ModelError, match="one text, not a pair"):
            model.run("a", "b")


def test_token_embeddings_have_a_row_per_token(tmp_path):
    with open_bundle(write_toy_bundle(tmp_path, convert_toy("feature-extraction"), "feature-extraction")) as model:
        np.testing.assert_array_equal(model.run("hello").embeddings, TABLE[toy_ids("hello")])


def test_a_result_stays_when_the_next_text_is_run(tmp_path):
    with open_bundle(write_toy_bundle(tmp_path, convert_toy("sentence-similarity"), "sentence-similarity")) as model:
        first = model.run("a").embedding
        kept = first.copy()
        model.run("b")
        np.testing.assert_array_equal(first, kept)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\ud83db", "a\ufffdb"),
        ("\udc00", "\ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
    ],
)
def test_surrogates_are_joined_or_replaced(model, text, expected):
    assert list(model.tokenize(text).ids) == toy_ids(expected)


def test_bytes_are_taken_as_they_are(model):
    result = model.run(b"a\xffb")
    np.testing.assert_allclose(scores(result), toy_scores(b"a\xffb"), atol=1e-6)
    assert result.text == "a\ufffdb" and model.tokenize(b"a\xffb").char_offsets[1:4] == (
        (0, 1),
        (1, 2),
        (2, 3),
    )


def test_anything_but_a_text_is_a_type_error(model):
    with pytest.raises(TypeError, match="not int"):
        model.run(3)


@pytest.mark.parametrize("text", ["aé😀z", "\ufffdx", b"\xf0\x9f\x98", b"\x80\x80a", b"a\xf0\x9f\xff\x9fb\xc3", b""])
def test_the_character_of_a_byte_is_the_one_that_python_decodes(text):
    data = text if isinstance(text, bytes) else text.encode()
    index = char_index(data)
    assert index[-1] == len(data.decode("utf-8", "replace")) and (np.diff(index) >= 0).all()
    for place in range(len(data)):
        if place and index[place] != index[place - 1]:
            assert len(data[:place].decode("utf-8", "replace")) == index[place]


@pytest.mark.parametrize(
    ("data", "size", "expected"),
    [
        ("aé".encode(), 2, b"a"),
        ("😀".encode(), 3, b"\xf0\x9f\x98"[:0]),
        ("a😀".encode(), 4, b"a"),
        (b"abc", 2, b"ab"),
        (b"\x80" * 9, 8, b"\x80" * 8),
    ],
)
def test_a_long_text_is_cut_between_characters(data, size, expected):
    assert cut(data, size) == expected


def test_four_threads_get_right_answers(model):
    texts = [chr(97 + number % 26) * (number % 19) for number in range(100)]
    expected = np.array([toy_scores(text) for text in texts])

    def work(_: int) -> np.ndarray:
        return np.array([scores(model.run(text)) for text in texts])

    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(work, range(4)):
            np.testing.assert_allclose(found, expected, atol=1e-6)


def test_closing_is_idempotent_and_ends_all_use(folder):
    model = open_bundle(folder)
    model.run("a")
    model.close()
    model.close()
    for call in (model.run, model.tokenize, lambda text: model.decode([1])):
        with pytest.raises(ModelError, match="closed"):
            call("a")


def test_closing_frees_the_interpreter(folder):
    import weakref

    model = open_bundle(folder)
    model.run("a")
    interpreter = weakref.ref(model._engine._interpreter)
    model.close()
    assert interpreter() is None


def test_closing_during_runs_is_safe(folder):
    model = open_bundle(folder)

    def work(_: int) -> int:
        for count in range(10_000):
            try:
                model.run("abc")
            except ModelError:
                return count
        return -1

    with ThreadPoolExecutor(3) as pool:
        counts = pool.map(work, range(3))
        while "encode_8" not in model._engine.loaded:
            pass
        model.close()
        assert all(count >= 0 for count in counts)


def test_the_runtime_imports_numpy_litert_and_the_standard_library_only():
    found = set()
    for path in PACKAGE.glob("**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module.split(".")[0])
    assert found - set(sys.stdlib_module_names) == ALLOWED


def test_running_a_model_loads_no_framework_and_no_tokenizer(folder):
    code = (
        "import sys; from hfedge_runtime import open_bundle; open_bundle(sys.argv[1]).run('hello');"
        "names = 'tensorflow torch transformers tokenizers jsonschema hfedge'.split();"
        "print([name for name in names"
        " if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PACKAGE.parent), "PATH": ""},
    )
    assert run.stdout.strip() == "[]"


def test_the_fake_has_every_public_call_of_the_real_model():
    public = {name for name in dir(TextModel) if not name.startswith("_")}
    assert public <= {name for name in dir(FakeTextModel) if not name.startswith("_")}


def test_the_fake_answers_as_told_and_keeps_the_calls():
    answer = Classification("hi", (), False)
    with FakeTextModel({"hi": answer}, labels=("good", "bad")) as fake:
        assert fake.run("hi") is answer and fake.run("else", top_k=1).labels[0].label == "good"
        assert fake.tokenize("é b").offsets == ((0, 2), (3, 4)) and fake.calls == [
            ("hi", None),
            ("else", None),
        ]
        assert fake.decode(fake.tokenize("b  é c").ids) == "b é c" and fake.decode([7]) == ""
    with pytest.raises(ModelError, match="closed"):
        fake.run("hi")
    with pytest.raises(ModelError, match="closed"):
        fake.decode([0])
