"""Reading texts and labels out of a tf.data.Dataset."""

import itertools

import pytest
import tensorflow as tf

import hfedge
from hfedge.data import STREAMED, read_samples
from hfedge.data.calibration import read_calibration
from hfedge.errors import SourceError, UsageError
from hfedge.manifest import read_manifest
from hfedge.plan import ConvertRequest, check_calibration, plan
from hfedge.resolve import ModelRef, resolve
from hfedge.tasks import TASKS
from hfedge_command import INTENTS, ROOT
from tiny_programs import folder_of

TEXTS = [f"text {number}" for number in range(10)]
LABELS = [number % 3 for number in range(10)]


def slices(*parts) -> tf.data.Dataset:
    return tf.data.Dataset.from_tensor_slices(parts[0] if len(parts) == 1 else parts)


def read(source, *columns: str, task: str = "text-classification", **more):
    return read_samples(hfedge.DataRequest(source, columns, **more), task, TASKS[task].pairs_only, "verify")


# --- what an element is


def test_an_element_is_a_text_or_a_text_with_its_label_and_weight():
    assert read(slices(TEXTS)).values == tuple((text,) for text in TEXTS)
    for parts in ((TEXTS, LABELS), (TEXTS, LABELS, [1.0] * 10), ({"text": TEXTS}, LABELS)):
        found = read(slices(*parts))
        assert found.values == tuple((text,) for text in TEXTS) and found.labels == tuple(LABELS)
        assert found.source == "10 rows of the tf.data.Dataset, column text"
        assert found.said == ("texts from column text", "labels from column label")
    assert read(slices(["a", "b"], ["good", "bad"])).labels == ("good", "bad")


@pytest.mark.parametrize("size", [None, 1, 4, 10])
def test_a_pair_is_a_tuple_or_two_columns_batched_or_not(size):
    named = {"sentence1": TEXTS, "sentence2": TEXTS[::-1], "idx": LABELS}
    for data in (slices((TEXTS, TEXTS[::-1]), LABELS), slices(named, LABELS), slices({**named, "label": LABELS})):
        found = read(data.batch(size) if size else data)
        assert found.values == tuple(zip(TEXTS, TEXTS[::-1])) and found.labels == tuple(LABELS)
        assert found.numbers == tuple(range(1, 11))


@pytest.mark.parametrize("size", [None, 2])
def test_tokens_are_ragged_batched_or_not(size):
    tokens = tf.ragged.constant([["Ada", "flew"], ["to"], ["New", "York", "City"]])
    tags = tf.ragged.constant([[1, 0], [0], [3, 4, 4]])
    data = slices({"tokens": tokens, "ner_tags": tags})
    found = read(data.ragged_batch(size) if size else data, task="token-classification")
    assert found.values == ((("Ada", "flew"),), (("to",),), (("New", "York", "City"),))
    assert found.labels == ([1, 0], [0], [3, 4, 4]) and found.columns == ("tokens",)


@pytest.mark.parametrize("size", [None, 2])
def test_a_label_is_what_keras_takes_a_column_of_numbers_or_a_number_for_each_label(size):
    data = slices([["a"], ["b"], ["c"]], [[0], [1], [0]])
    found = read(data.batch(size) if size else data)
    assert found.values == (("a",), ("b",), ("c",)) and found.labels == (0, 1, 0)
    data = slices(["a", "b", "c"], tf.one_hot([0, 1, 0], 3))
    found = read(data.batch(size) if size else data)
    assert found.labels == ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0])


def test_answers_of_questions_and_pictures_beside_a_text_are_read_as_they_are_nested():
    squad = {"question": ["who?", "what?"], "context": ["Ada.", "Tea."], "pixels": tf.zeros([2, 4, 4])}
    squad["answers"] = {"text": tf.ragged.constant([["Ada"], []], dtype=tf.string), "answer_start": [[0], [-1]]}
    for data in (slices(squad), slices(squad).batch(2)):
        found = read(data, task="question-answering")
        assert found.values == (("who?", "Ada."), ("what?", "Tea."))
        assert [label["text"] for label in found.labels] == [["Ada"], []]


def test_types_that_say_no_shape_are_read_by_their_first_element():
    data = tf.data.Dataset.from_generator(lambda: iter([([b"a", b"b"], [1, 0]), ([b"c"], [1])]), (tf.string, tf.int32))
    assert read(data).values == (("a",), ("b",), ("c",)) and read(data).labels == (1, 0, 1)
    sparse = slices({"tokens": tf.sparse.from_dense([["a", "b"], ["c", ""]])})
    assert read(sparse.batch(2), task="token-classification").values == ((("a", "b"),), (("c",),))


# --- how much


def test_data_without_an_end_is_read_as_far_as_it_is_needed():
    asked = itertools.count()

    def texts():
        yield from (f"text {next(asked)}" for _ in itertools.count())

    data = tf.data.Dataset.from_generator(texts, output_signature=tf.TensorSpec([], tf.string))
    found = read(data, samples=5)
    assert len(found.values) == 5 and found.numbers == tuple(sorted(found.numbers)) and found.numbers[-1] > 5
    assert found.source == "5 rows of the tf.data.Dataset, column text"
    assert found.said[-1] == "drawn from the first 20" and next(asked) < 40
    assert len(read(slices(TEXTS).repeat()).values) == STREAMED
    assert read(data, samples=5).numbers == found.numbers


def test_blank_texts_without_an_end_are_an_error_and_not_a_wait():
    with pytest.raises(UsageError, match="the tf.data.Dataset: no row has a text"):
        read(slices([" "]).repeat(), samples=3)


def test_calibration_takes_256_rows_of_it():
    found = read_calibration(hfedge.DataRequest(slices(TEXTS, LABELS).repeat()), TASKS["text-classification"], {}, True)
    assert len(found.texts) == 256 and found.source == "256 rows of the tf.data.Dataset, column text"


# --- what is refused


IDS = {"input_ids": [[1, 2]], "attention_mask": [[1, 1]]}


@pytest.mark.parametrize(
    "data,message",
    [
        (slices(IDS, [0]), "token ids .input_ids. and no texts. Accepted: texts. Give the data as it is before"),
        (slices(IDS, ["good"]), "token ids .input_ids. and no texts"),
        (slices([[1, 2]], [0]), "its elements hold no text: .*int32.*If they are token ids"),
        (slices({"text": ["a"], "label": [0]}, [0]), "'label' among the inputs and beside them"),
        (slices((["a"], ["b"], ["c"]), [0]), "a form that is not known"),
        (slices(["a"], [0], [1], [1]), "a form that is not known"),
        (slices({"text": ["a"]}).window(1), "hold no text"),
        (slices({"a": ["x"], "b": ["y"]}), r"not clear.*columns a, b. Name the column: hfedge.DataRequest\(data, "),
        (slices([b"fine", b"\xff"]), "row 2, column text: the bytes ff are no UTF-8"),
        (slices([b"\xff"]).batch(1), "row 1 and later, column text: the bytes ff are no UTF-8"),
    ],
)
def test_what_holds_no_text_or_is_not_clear_is_refused(data, message):
    with pytest.raises(UsageError, match=message):
        read(data)


def test_an_error_of_the_pipeline_is_named_with_the_row():
    def broken():
        yield "fine"
        raise OSError("the disk is gone")

    data = tf.data.Dataset.from_generator(broken, output_signature=tf.TensorSpec([], tf.string))
    with pytest.raises(SourceError, match="the tf.data.Dataset, row 2: its rows cannot be read .*the disk is gone"):
        read(data)


def test_options_that_would_be_ignored_are_refused():
    with pytest.raises(UsageError, match="no splits and no configurations"):
        read(slices(TEXTS), split="train")
    with pytest.raises(UsageError, match="samples=0"):
        read(slices(TEXTS), samples=0)
    assert hfedge.DataRequest("a.csv", "text").columns == ("text",)


@pytest.mark.parametrize("given", [{"text": "a"}, iter(["a"]), 5, tf.constant(["a"])])
def test_other_objects_are_refused_before_anything_else_is_done(given, tmp_path):
    with pytest.raises(UsageError, match="data of the type .*Accepted: .*a tf.data.Dataset, a datasets.Dataset"):
        hfedge.convert("no/model", tmp_path / "out", data=given)


# --- what it is for


def test_a_model_is_calibrated_and_asked_on_data_that_is_given(tmp_path):
    texts = [f"how is number {number}?" for number in range(20)]
    ref, data = ModelRef.parse(str(folder_of())), hfedge.DataRequest(slices(texts, [0] * 20).repeat(), samples=8)
    request = ConvertRequest(ref, recipes=("int4",), targets=("tflite",), calibration=data)
    check_calibration(request)
    found = plan(resolve(ref), request).calibration
    assert len(found.texts) == 8 and str(found.note).startswith(
        "calibrated on 8 rows of the tf.data.Dataset, column te"
    )
    golden = hfedge.reference(ref.name, tmp_path / "a.npz", data=slices({"sentence": texts}).batch(8), device="cpu")
    assert [case.text for case in golden.cases] == [(text,) for text in texts]


def test_the_metrics_of_labels_that_keras_takes_are_measured(intents_bundle):
    names = read_manifest(intents_bundle).labels
    rows = (INTENTS.parent / "training" / "data" / "held_out.tsv").read_text(encoding="utf-8").splitlines()[::13]
    labels, texts = zip(*(row.split("\t") for row in rows))
    numbers = [names.index(label) for label in labels]
    data = slices({"text": list(texts)}, tf.one_hot(numbers, len(names))).batch(8)
    found = hfedge.verify(intents_bundle, model=str(INTENTS), data=data, runtimes=["interpreter"])
    assert found.metrics.rows == len(rows) == 32 and found.metrics.scores["accuracy"] > 0.9
    assert all(abs(item.metrics["accuracy"] - found.metrics.scores["accuracy"]) < 0.04 for item in found.artifacts)


def test_the_snippet_of_the_page_runs(intents_bundle, tmp_path, monkeypatch, capsys):
    (tmp_path / "my-model.hfedge").symlink_to(intents_bundle)
    (tmp_path / "my-model").symlink_to(INTENTS)
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    exec(page.split("```python\n")[1].split("```")[0], {})
    assert capsys.readouterr().out.count("'accuracy': 1.0") == 2
