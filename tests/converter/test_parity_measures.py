"""What is measured of all output numbers, and answers in words: on numbers made up here."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hfedge.parity import latency
from hfedge.parity.measures import (
    EDGES,
    POINTS,
    count_differences,
    exact,
    mean_kl,
    rank_agreement,
    spearman,
    take_points,
)
from hfedge.parity.words import WORDS, Said, in_words
from hfedge.tasks import TASKS
from parity_reports import LABELS, answered, artifact_report, asked, softmax


def rows(*values) -> np.ndarray:
    return np.array(values, np.float32)


# --- points and differences


def test_all_numbers_are_kept_where_there_are_few():
    points = take_points([(rows(0.1, 0.2), rows(0.1, 0.25)), (rows(0.3), rows(0.5))])
    assert (points.of, points.reference, points.edge) == (3, (0.1, 0.2, 0.3), (0.1, 0.25, 0.5))
    assert points.furthest == (0.3, 0.5)


@pytest.mark.parametrize("labels", [2, 8, 10, 384])
def test_of_many_every_text_and_every_label_is_met_alike(labels):
    texts = 200
    pairs = [(np.arange(n * labels, (n + 1) * labels, dtype=np.float32),) * 2 for n in range(texts)]
    points = take_points(pairs)
    places = np.array(points.reference).astype(int)
    assert points.of == texts * labels and 0.9 * POINTS < len(places) <= POINTS and points.edge == points.reference
    assert np.histogram(places // labels, 10, (0, texts))[0].min() > 0.7 * POINTS / 10
    assert np.histogram(places % labels, min(labels, 8), (0, labels))[0].min() > 0.6 * POINTS / min(labels, 8)


def test_a_number_is_written_as_the_shortest_decimal_of_its_float32():
    assert exact(np.float32(0.1)) == 0.1 and np.float32(exact(np.float32(1 / 3))) == np.float32(1 / 3)


def test_no_numbers_make_no_points():
    assert take_points([]) is None and take_points([(np.zeros((0, 4)), np.zeros((0, 4)))]) is None
    assert count_differences([]).counts == ()


def test_differences_are_counted_between_one_two_and_five():
    want = np.zeros(7, np.float64)
    found = count_differences([(want, np.array([0, 0, 1.5e-3, -1.6e-3, 2.5e-3, 0.7, 1e-12]))])
    assert found.equal == 3 and sum(found.counts) == 4
    counted = {edge: count for edge, count in zip(found.edges, found.counts) if count}
    assert counted == {0.001: 2, 0.002: 1, 0.5: 1} and found.edges[-1] == 1.0
    assert np.allclose(np.diff(np.log10(EDGES[::3])), 1)


# --- divergence and ranks


def test_kl_is_that_of_the_definition_and_zero_for_equal_scores():
    want, got = rows(0.5, 0.5), rows(0.9, 0.1)
    assert mean_kl([(want, got), (want, want)]) == pytest.approx(
        0.5 * (0.5 * np.log(0.5 / 0.9) + 0.5 * np.log(5)), rel=1e-6
    )
    assert mean_kl([(want, rows(1, 0))]) > 10  # and not endless


@pytest.mark.parametrize("scores", [(0.9, 0.8), (-1.0, 2.0), (0.7,)])
def test_scores_that_are_no_distribution_have_no_kl(scores):
    assert mean_kl([(rows(*scores), rows(*scores))]) is None


def test_spearman_gives_equal_numbers_their_mean_rank():
    assert spearman(rows(1, 2, 3, 4), rows(1, 20, 300, 4000)) == 1
    assert spearman(rows(1, 2, 3), rows(3, 2, 1)) == -1 and spearman(rows(1, 1, 1), rows(1, 2, 3)) is None
    assert spearman(rows(1, 2, 2, 4), rows(1, 2, 3, 4)) == pytest.approx(0.9486833, abs=1e-6)  # ranks 1, 2.5, 2.5, 4


def test_embeddings_are_ranked_by_their_similarities_and_scores_by_themselves():
    vectors = np.random.default_rng(0).normal(size=(30, 16)).astype(np.float32)
    turned = vectors @ np.linalg.qr(np.random.default_rng(1).normal(size=(16, 16)))[0].astype(np.float32)
    assert rank_agreement("embedding", list(zip(vectors, 3 * turned))) == pytest.approx(1, abs=1e-3)
    assert rank_agreement("embedding", list(zip(vectors, vectors[::-1]))) < 0.5
    assert rank_agreement("score", [(rows(n), rows(n * n)) for n in (1, 2, 3)]) == 1
    assert rank_agreement("scores", list(zip(vectors, vectors))) is None


# --- in words


def test_there_are_words_for_every_output_that_is_compared():
    assert {name: set(task.compared) for name, task in TASKS.items()} == {name: set(row) for name, row in WORDS.items()}


def test_the_worst_texts_have_both_answers_in_words():
    found = artifact_report("int8", noise=1.0)
    assert all(case.original.rpartition(" ")[0] in LABELS for case in found.worst)
    flipped = [case for case in found.worst if not case.label_equal]
    assert flipped and all(case.original.rsplit(" ")[0] != case.edge.rsplit(" ")[0] for case in flipped)
    assert [case.text[0] for case in found.worst] == [f"a text, the {case.place}th" for case in found.worst]


def words(
    task: str, output: str, text=("a",), offsets=((0, 0), (0, 1), (0, 0)), spelled=None, others=(), **outputs
) -> str:
    arrays = {name: np.array(value) for name, value in outputs.items()}
    return in_words(Said(text, offsets, LABELS, arrays, spelled or {}, others), task, output)


def test_labels_beyond_those_that_are_named_have_numbers():
    assert words("text-classification", "scores", scores=[0.0, 0.1, 0.9, 0.0]) == "login 0.9000"
    assert words("text-classification", "scores", scores=[0, 0, 0, 0, 1.0]) == "label 4 1.0000"


def test_entities_are_stretches_of_the_text():
    scores = np.full((4, 3), 0.05) + 0.85 * np.eye(3)[[0, 1, 2, 0]]
    said = Said(
        ("in Köln am Rhein",), ((0, 0), (3, 8), (9, 11), (0, 0)), ("O", "B-LOC", "I-LOC"), {"token_scores": scores}, {}
    )
    assert in_words(said, "token-classification", "token_scores") == "LOC “Köln am” 0.900"
    nothing = Said(
        said.text, said.offsets, said.labels, {"token_scores": scores[:, [1, 0, 2]][[0, 0, 0, 0]] * 0 + [1, 0, 0]}, {}
    )
    assert in_words(nothing, "token-classification", "token_scores") == "no entity"


def test_an_answer_is_the_likeliest_stretch_of_the_second_text():
    offsets = ((0, 0), (0, 5), (0, 0), (0, 4), (5, 7), (8, 13), (0, 0))
    logits = np.zeros((7, 2))
    logits[1], logits[4, 0], logits[5, 1] = 9, 8, 8  # the question's own token is likelier, and no answer
    found = words("question-answering", "logits", ("where", "Anna in Köln"), offsets, logits=logits)
    assert found.startswith("“in Köln” 0.99")


def test_tokens_for_masks_are_spelled_or_numbered():
    ids, scores = [[7, 8], [9, 7], [0, 0]], [[0.6, 0.1], [0.4, 0.3], [0, 0]]
    assert (
        words("fill-mask", "token_scores", spelled={7: " cat"}, token_ids=ids, token_scores=scores)
        == "“ cat” 0.6000, “token 9” 0.4000"
    )


def test_vectors_and_numbers_are_told_by_what_they_are():
    assert words("sentence-similarity", "embedding", embedding=[0.6, 0.8]) == "norm 1.0000"
    assert words("text-ranking", "score", score=[0.25]) == "score 0.25000"
    states = words("feature-extraction", "last_hidden_state", last_hidden_state=np.ones((3, 4)))
    assert states == "3×4, mean norm 2.0000"


def test_an_embedding_is_told_by_what_it_is_most_like():
    vectors = {"a": [0.6, 0.8], "b": [0.8, 0.6], "c" * 80: [1.2, 1.5], "d": [np.nan, 0], "e": [1, 2, 3]}
    others = [((text,), {"embedding": np.array(vector)}) for text, vector in vectors.items()]
    found = words("sentence-similarity", "embedding", others=others, embedding=[0.6, 0.8])
    assert found == f"nearest “{'c' * 59}…” 0.9995, norm 1.0000"


def test_an_output_of_another_shape_is_said_and_no_number_of_it_counts():
    texts = [("one",), ("two",), ("three",)]
    outputs = [{"embedding": row} for row in softmax(np.eye(3))]
    found = answered(asked("sentence-similarity", texts, outputs), [{"embedding": rows(1, 2)}, *outputs[1:]])
    assert found.worst[0].edge == "shape [2], the original's is [3]" and found.points.of == 6
    assert found.differences.equal == 6 and not found.passed


def test_outputs_that_the_bundle_has_not_are_no_matter():
    """Hidden states are kept only for who asks, the reference always gives them."""
    states = [{"last_hidden_state": np.ones((3, 4), "f4"), "hidden_states": np.ones((2, 3, 4), "f4")}] * 2
    golden = asked("feature-extraction", [("one",), ("two",)], states)
    found = answered(golden, [{"last_hidden_state": row["last_hidden_state"]} for row in states])
    assert found.output == "last_hidden_state" and found.points.of == 24 and found.passed


# --- times


def test_a_slow_call_is_timed_less_often():
    assert len(latency.call_times(lambda: None)) == latency.MOST_RUNS
    calls = iter(range(100))
    assert len(latency.call_times(lambda: (next(calls), latency.time.sleep(0.2)))) == latency.FEWEST_RUNS


class Model:
    """A token for every word, as many as there is room."""

    def tokenize(self, *text: str):
        return type("Tokens", (), {"ids": (" ".join(text)).split(" ")[:64]})

    def outputs(self, *text: str):
        latency.time.sleep(1e-4)


@pytest.mark.parametrize("change", [{"runtime": "ai-edge-litert 2.3.0 CompiledModel"}, {"target": "tfjs"}])
def test_only_the_runtime_that_is_timed_has_times(change):
    item = replace(artifact_report("int8", noise=0), **change)
    assert latency._timed(item, Path("no such bundle"), None, []) is item


LONG = ("a " * 19 + "a",)


@pytest.mark.parametrize(
    ("texts", "counts"),
    [([("a b",)] * 3 + [LONG] * 5, [2, 20, 64]), ([("x", "a b")], [3, 3, 64]), ([("",)], [1, 1, 64])],
)
def test_a_short_a_typical_and_the_longest_text_are_timed(texts, counts):
    chosen = latency.choose_texts(Model(), [16, 32, 64], texts)
    timed = [latency.time_text(Model(), name, text, [16, 32, 64]) for name, text in zip(latency.TEXTS, chosen)]
    assert [row.tokens for row in timed] == counts and [row.text for row in timed] == ["short", "typical", "longest"]
    assert [row.length for row in timed] == [next(T for T in (16, 32, 64) if count <= T) for count in counts]
    assert all(0 < row.least_ms <= row.ms for row in timed)
