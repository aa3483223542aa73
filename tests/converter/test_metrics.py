"""Metrics: values worked out by hand, and those of scikit-learn 1.9, scipy 1.17, seqeval 1.2 and SQuAD's own script."""

import numpy as np
import pytest

from hfedge.data import Samples
from hfedge.errors import UsageError
from hfedge.metrics import labels
from hfedge.metrics.answers import answer_scores, exact, normalized, overlap
from hfedge.metrics.measure import losses
from hfedge.metrics.numbers import accuracy, f1, label_set_f1, macro_f1, pearson, reciprocal_rank, spearman
from hfedge.metrics.spans import span_f1, spans_of_tags, spans_of_tokens
from hfedge.metrics.tasks import Original, read_labelled

NAMES = ("bad", "fair", "good")


# --- labels and numbers


def test_accuracy_and_macro_f1_of_labels():
    """The example of sklearn's f1_score: macro 0.2666..., accuracy 1/3."""
    wanted, found = [0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]
    assert accuracy(wanted, found) == pytest.approx(1 / 3)
    assert macro_f1(wanted, found) == pytest.approx(0.26666666666666666)


def test_macro_f1_counts_labels_that_were_only_found():
    assert macro_f1(["a", "a"], ["a", "b"]) == pytest.approx((2 / 3 + 0) / 2)


def test_f1_of_nothing_is_zero():
    assert f1(0, 0, 0) == 0 and f1(1, 2, 2) == 0.5


def test_micro_and_macro_f1_of_several_labels_a_row():
    """As f1_score(Y, P, average=..., zero_division=0) of the indicator rows 110 011 000 and 100 011 010."""
    wanted, found = [{"bad", "fair"}, {"fair", "good"}, set()], [{"bad"}, {"fair", "good"}, {"fair"}]
    micro, macro = label_set_f1(wanted, found, NAMES)
    assert micro == pytest.approx(2 * 3 / (4 + 4)) and macro == pytest.approx((1 + 0.5 + 1) / 3)
    assert label_set_f1([set()], [set()], NAMES) == (0, 0)


def test_pearson_and_spearman_are_scipys():
    one, other = [1, 2, 3, 4, 5], [5, 6, 7, 8, 7]  # the example of scipy.stats.spearmanr: 0.82078...
    assert spearman(one, other) == pytest.approx(0.8207826816681233)
    assert pearson(one, other) == pytest.approx(0.8320502943378438)
    assert spearman([1, 1, 2, 3], [2, 2, 4, 8]) == pytest.approx(1)
    assert pearson([1, 2], [3, 3]) == 0


def test_reciprocal_rank_is_of_the_best_relevant_one():
    assert reciprocal_rank({2}, [0.1, 0.9, 0.5]) == 0.5 and reciprocal_rank({0, 1}, [0.1, 0.9, 0.5]) == 1
    assert reciprocal_rank(set(), [0.1]) == 0 and reciprocal_rank({1}, [0.5, 0.5]) == 0.5


# --- entities


@pytest.mark.parametrize(
    "tags,expected",
    [
        ("B-PER I-PER O B-LOC", {(0, 2, "PER"), (3, 4, "LOC")}),
        ("I-PER O", set()),
        ("B-PER I-LOC I-PER", {(0, 1, "PER")}),
        ("B-PER B-PER", {(0, 1, "PER"), (1, 2, "PER")}),
        ("O", set()),
    ],
)
def test_tags_make_spans_as_seqeval_reads_iob2_strictly(tags, expected):
    assert spans_of_tags(tags.split()) == expected


def test_spans_of_tokens_are_in_characters_of_the_joined_text():
    assert spans_of_tokens(["José", "went", "to", "New", "York"], ["B-PER", "O", "O", "B-LOC", "I-LOC"]) == {
        (0, 4, "PER"), (13, 21, "LOC"),
    }  # fmt: skip


def test_entity_f1_is_seqevals():
    """The example of seqeval's README: 0.5."""
    wanted = [["O", "O", "O", "B-MISC", "I-MISC", "I-MISC", "O"], ["B-PER", "I-PER", "O"]]
    found = [["O", "O", "B-MISC", "I-MISC", "I-MISC", "I-MISC", "O"], ["B-PER", "I-PER", "O"]]
    assert span_f1(list(map(spans_of_tags, wanted)), list(map(spans_of_tags, found))) == (0.5, 0.5)


def test_a_span_with_another_label_or_end_is_wrong():
    wanted = [{(0, 3, "PER"), (5, 9, "LOC")}]
    assert span_f1(wanted, [{(0, 3, "PER"), (5, 8, "LOC")}])[0] == 0.5
    assert span_f1(wanted, [{(0, 3, "ORG")}]) == (0, 0)
    assert span_f1([set()], [set()]) == (0, 0)


# --- answers


def test_answers_are_normalized_as_by_squad():
    assert normalized(" The  Cat, a cat's an\\nAnswer! ".replace("\\n", "\n")) == "cat cats answer"
    assert exact("the U.S.A.", "usa") == 1 and exact("theatre", "atre") == 0


def test_the_words_of_an_answer_overlap():
    assert overlap("the black cat", "black dog") == pytest.approx(2 * 1 / (2 + 2))
    assert overlap("a b b c", "b b") == pytest.approx(2 * 2 / (3 + 2))  # "a" is an article
    assert overlap("", "") == 1 and overlap("cat", "") == 0 and overlap("", "cat") == 0


def test_the_best_of_several_answers_counts_and_none_is_an_answer_too():
    wanted = [("10 hours", "ten hours"), (), ("Paris",)]
    assert answer_scores(wanted, ["Ten hours.", "", "in Paris"]) == (2 / 3, pytest.approx((1 + 1 + 2 / 3) / 3))
    assert answer_scores([()], ["something"]) == (0, 0) and answer_scores([("!",)], [""]) == (1, 1)


# --- what data says is right


def samples(*rows: tuple, label="label", names=()) -> Samples:
    """rows: the texts, then the label."""
    values, right = tuple(row[:-1] for row in rows), tuple(row[-1] for row in rows)
    return Samples("a.csv", "line", ("text",), values, tuple(range(2, 2 + len(rows))), right, label, names, "rows")


@pytest.mark.parametrize("value,number", [("good", 2), (1, 1), ("1", 1), (2.0, 2)])
def test_a_label_is_a_name_or_a_number(value, number):
    assert labels.label_number(value, NAMES, samples(("t", value)), 0) == number


def test_numbers_that_the_data_has_names_for_are_those_names():
    assert labels.label_number(0, NAMES, samples(("t", 0), names=("good", "bad")), 0) == 2
    assert labels.label_number(0, NAMES, samples(("t", 0), names=("positive", "negative")), 0) == 0


@pytest.mark.parametrize("value", ["excellent", 3, -1, None, "", 1.5, True, ["good"]])
def test_an_unknown_label_is_an_error_that_lists_the_accepted(value):
    message = (
        r"a.csv, line 2, column label: no label of the task: .* Accepted: bad, fair, good, or their numbers 0 to 2"
    )
    with pytest.raises(UsageError, match=message):
        labels.label_number(value, NAMES, samples(("t", value)), 0)


@pytest.mark.parametrize(
    "value,expected",
    [
        (["bad", "good"], {0, 2}), ([0, 1, 1], {1, 2}), ([0.0, 0.0, 0.0], set()), ("bad, good", {0, 2}),
        ("fair", {1}), ([2], {2}), ([], set()), ("", set()),
    ],
)  # fmt: skip
def test_several_labels_are_a_list_a_row_of_flags_or_one_cell(value, expected):
    assert labels.label_numbers(value, NAMES, samples(("t", value)), 0) == expected


def test_answers_are_texts_or_squads_object():
    def read(value):
        return labels.answers(value, samples(("q", "c", value)), 0)

    assert read("Rome") == read(["Rome"]) == read({"text": ["Rome"], "answer_start": [3]}) == ("Rome",)
    assert read('{"text": ["Rome", "Roma"]}') == ("Rome", "Roma")
    assert read(None) == read("") == read([]) == read({"text": []}) == ()
    with pytest.raises(UsageError, match="line 2, column label"):
        read(5)


def test_entities_are_spans_or_a_tag_for_each_token():
    tags = ("O", "B-PER", "I-PER")
    spans = [{"start": 0, "end": 3, "label": "PER"}]
    assert labels.entities(spans, {"PER"}, tags, samples(("Ana is", spans)), 0) == {(0, 3, "PER")}
    for given in ([1, 2, 0], ["B-PER", "I-PER", "O"]):
        row = samples((("Ana", "Li", "is"), given))
        assert labels.entities(given, {"PER"}, tags, row, 0) == {(0, 6, "PER")}
    for wrong in ([{"start": 0, "end": 9, "label": "PER"}], [{"start": 0, "end": 2, "label": "CAT"}], [{"end": 2}]):
        with pytest.raises(UsageError, match="no label of the task"):
            labels.entities(wrong, {"PER"}, tags, samples(("Ana is", wrong)), 0)
    with pytest.raises(UsageError, match="a tag for each of 2 tokens"):
        labels.entities([1], {"PER"}, tags, samples((("Ana", "is"), [1])), 0)


# --- predictions


def scored(original: Original, data: Samples, outputs: list[dict], takes_pairs=False) -> dict[str, float]:
    """The metrics where outputs are of the texts in their order."""
    found = read_labelled(data, original, takes_pairs)
    predicted = [
        found.metric.predict([outputs[place] for place in example.members], original.labels, original)
        for example in found.examples
    ]
    return found.scores(predicted)


def row(**outputs) -> dict:
    return {name: np.array(value, np.float32) for name, value in outputs.items()}


def test_each_kind_of_classifier_has_its_metric():
    single = Original("text-classification", NAMES, "single_label_classification")
    data, outputs = samples(("a", "bad"), ("b", 2)), [row(scores=[0.8, 0.1, 0.1]), row(scores=[0.2, 0.5, 0.3])]
    assert scored(single, data, outputs) == {"accuracy": 0.5, "macro F1": pytest.approx(1 / 3)}
    several = Original("text-classification", NAMES, "multi_label_classification")
    data = samples(("a", ["bad", "good"]), ("b", []))
    assert scored(several, data, [row(scores=[0.9, 0.1, 0.6]), row(scores=[0.5, 0.1, 0.2])])["micro F1"] == 1
    number = Original("text-classification", ("LABEL_0",), "regression")
    data, outputs = samples(("a", "1.5"), ("b", 2), ("c", 9)), [row(scores=[0.1]), row(scores=[0.3]), row(scores=[0.2])]
    assert scored(number, data, outputs)["Spearman"] == pytest.approx(0.5)


def test_similarity_is_the_cosine_of_two_embeddings_in_a_row():
    original = Original("sentence-similarity", ())
    data = samples(("a", "b", 5), ("a", "c", 1), ("b", "c", "2.5"))
    outputs = [row(embedding=one) for one in ([1, 0], [1, 0.1], [1, 0], [0, 1], [1, 0.1], [0.1, 1])]
    assert scored(original, data, outputs)["Spearman"] == pytest.approx(1)
    with pytest.raises(UsageError, match="line 2: 1 texts. Accepted: 2 for the task's metric"):
        read_labelled(samples(("a", 5)), original, False)


def test_a_query_has_its_documents_in_one_row_or_in_several():
    original, outputs = Original("text-ranking", ()), [row(score=[value]) for value in (0.2, 0.9, 0.5)]
    together = samples(("q", ("a", "b", "c"), [0, 0, 1]))
    apart = samples(("q", "a", 0), ("q", "b", "0"), ("q", "c", 1))
    for data in (together, apart, samples(("q", ("a", "b", "c"), "c"))):
        assert scored(original, data, outputs, takes_pairs=True) == {"MRR": 0.5, "accuracy": 0}


def test_the_right_choice_is_a_number_or_a_text():
    original, outputs = Original("multiple-choice", ()), [row(logits=[value]) for value in (0.2, 0.9, 0.5, 0.1)]
    data = samples(("q", ("a", "b"), 1), ("r", ("c", "d"), "d"))
    assert scored(original, data, outputs, takes_pairs=True) == {"accuracy": 0.5}


def test_a_filler_is_right_if_its_word_is():
    original = Original("fill-mask", (), decode={1: " used", 2: " the", 3: "x"}.get)
    outputs = [row(token_ids=[[1, 2]]), {"token_ids": np.array([[3, 2]])}]  # torch's are kept as float32
    found = scored(original, samples(("a <m>", "used"), ("b <m>", "the")), outputs)
    assert found == {"accuracy": 0.5, "top-5": 1}


def test_labels_of_a_task_without_a_metric_are_refused():
    with pytest.raises(UsageError, match="zero-shot-classification has no metric"):
        read_labelled(samples(("a", "b", 1)), Original("zero-shot-classification", NAMES), True)


def test_a_budget_is_about_what_is_lost():
    original, artifact = {"accuracy": 0.98, "macro F1": 0.9}, {"accuracy": 0.965, "macro F1": 0.95}
    assert losses(original, artifact, {"accuracy": 0.02, "macro_f1": 0}) == []
    (said,) = losses(original, artifact, {"accuracy": 0.01})
    assert said == "accuracy 0.9650, 0.0150 below the original's, at most 0.01"
    with pytest.raises(UsageError, match="no metric 'bleu' here. Accepted: accuracy, macro F1"):
        losses(original, artifact, {"bleu": 1})
