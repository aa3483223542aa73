"""Entities and answers against transformers' pipelines, from the text: the same spans, scores to 1e-4, every option."""

import pytest
from tests.sampling import some

from hfedge.parity.texts import built_in, questions
from hfedge_runtime import ModelError
from span_models import MAX_TOKENS, TOKENIZERS, pair_of

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "MISC")
AGGREGATIONS = ("none", "simple", "first", "average", "max")
ALL_TEXTS = "message-intents"  # with the others, every fifth text


@pytest.fixture(scope="module", params=TOKENIZERS)
def tagger(request, tmp_path_factory):
    labels = {"id2label": dict(enumerate(TAGS)), "label2id": {tag: number for number, tag in enumerate(TAGS)}}
    texts = [text for (text,) in built_in()]
    if request.param != ALL_TEXTS:  # some of these tokenizers make no token of white space, and no special ones
        texts = [text for text in texts if text.strip()][::5]
    return pair_of(request.param, "token-classification", tmp_path_factory.mktemp("tagger"), **labels), texts


@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_entities_are_those_of_the_pipeline(tagger, aggregation):
    pair, texts = tagger
    assert any(not text.isascii() for text in texts) and len(texts) > 10
    found = 0
    for text in texts:
        ours = pair.ours.run(text, aggregation=aggregation).entities
        theirs = pair.theirs(text, aggregation_strategy=aggregation)
        label = "entity" if aggregation == "none" else "entity_group"
        spans = [(row[label], row["start"], row["end"]) for row in theirs]
        assert [(item.label, item.start, item.end) for item in ours] == spans, text
        assert [item.score for item in ours] == pytest.approx([row["score"] for row in theirs], abs=1e-4)
        assert all(item.text == text[item.start : item.end] for item in ours)
        found += len(ours)
    assert found > len(texts) // 2


def test_ignored_labels_are_those_of_the_pipeline(tagger):
    pair, texts = tagger
    for text in texts[:8]:
        ours = pair.ours.run(text, ignore_labels=("PER", "MISC")).entities
        theirs = pair.theirs(text, aggregation_strategy="simple", ignore_labels=["PER", "MISC"])
        assert [item.label for item in ours] == [row["entity_group"] for row in theirs]
        assert any(item.label == "O" for item in ours) or "O" not in {row["entity_group"] for row in theirs}


def test_a_text_that_is_cut_says_so(tagger):
    pair, _ = tagger
    assert pair.ours.run("word, " * MAX_TOKENS).truncated and not pair.ours.run("word").truncated


def test_an_unknown_aggregation_is_refused(tagger):
    with pytest.raises(ModelError, match="no aggregation 'mean'. Accepted: none, simple, first, average, max"):
        tagger[0].ours.run("word", aggregation="mean")


# Without a post-processor `tokenizers` forgets which tokens are of the context in every window after the first, so the
# pipeline finds no answer there.
ANSWERERS = [name for name in TOKENIZERS if name not in ("charbpe-prefix", "wordpiece-cased")]


@pytest.fixture(scope="module", params=ANSWERERS)
def answerer(request, tmp_path_factory):
    asked = [*questions(), *(("Où, 誰?", text) for (text,) in built_in() if text)]
    step = 1 if request.param == ALL_TEXTS else 5
    # The pipeline gives up where a question leaves no more room than the stride.
    # It fails for texts of nothing but white space, too.
    asked = [(question[:4], context) for question, context in asked if context.strip()][::step]
    return pair_of(request.param, "question-answering", tmp_path_factory.mktemp("answerer")), asked


OPTIONS = [(top_k, allowed, longest) for top_k in (1, 3) for allowed in (False, True) for longest in (15, 4)]


@pytest.mark.parametrize(("top_k", "allow_no_answer", "longest"), some(OPTIONS, 3))
def test_answers_are_those_of_the_pipeline(answerer, top_k, allow_no_answer, longest):
    pair, asked = answerer
    assert any(not context.isascii() for _, context in asked) and len(asked) > 10
    for question, context in asked:
        ours = pair.ours.run(
            question, context, top_k=top_k, allow_no_answer=allow_no_answer, max_answer_tokens=longest
        ).answers
        theirs = pair.theirs(
            question=question, context=context, top_k=top_k, handle_impossible_answer=allow_no_answer,
            max_answer_len=longest,
        )  # fmt: skip
        theirs = [theirs] if isinstance(theirs, dict) else theirs
        # It fills up with spans of score 0, in the order of numpy's partition; ours are fewer.
        theirs = [row for row in theirs if row["score"] > 0]
        ours = [item for item in ours if item.score > 0]
        found = [(row["answer"], row["start"], row["end"]) for row in theirs]
        assert [(item.text, item.start, item.end) for item in ours] == found, (question, context)
        assert [item.score for item in ours] == pytest.approx([row["score"] for row in theirs], abs=1e-4)


def test_long_contexts_are_read_in_the_pipelines_windows(answerer):
    pair, asked = answerer
    windows = [len(list(pair.theirs.preprocess(_example(*texts)))) for texts in asked]
    ours = [pair.ours.tokenize(tuple(map(str.encode, texts)), window=0).number("window_count") for texts in asked]
    assert ours == windows and max(windows) > 3


def _example(question, context):
    return {"question": question, "context": context}


def test_what_is_beyond_the_graph_is_refused(answerer):
    for wrong in ({"top_k": 12}, {"top_k": 0}, {"max_answer_tokens": 31}, {"max_answer_tokens": 0}):
        with pytest.raises(ModelError, match=f"{next(iter(wrong))} is .* Accepted: 1 to"):
            answerer[0].ours.run("Wo?", "In Köln.", **wrong)


def test_a_question_without_room_is_cut_and_the_context_still_read(answerer):
    pair, _ = answerer
    found = pair.ours.run("why " * MAX_TOKENS, "In Köln.")
    assert found.truncated and found.answers[0].text


def test_where_nothing_can_answer_there_is_no_answer_of_score_0(tmp_path):
    found = pair_of("wordpiece-cased", "question-answering", tmp_path).ours.run("Wo?", "   ").answers
    assert [tuple(item) for item in found] == [("", 0.0, 0, 0)]
