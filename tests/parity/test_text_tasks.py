"""fill-mask, zero-shot-classification, multiple-choice and text-ranking, from the text through LiteRT, against what
transformers' pipelines and models answer to the same texts."""

from functools import cache

import numpy as np
import pytest

from eager_engine import EagerEngine
from hfedge_runtime import ModelError, open_bundle
from tiny_tasks import MAX_TOKENS, TEXTS, bundle_of_task, folder_of_task, labels, masked_texts

# Float32 scores.
TOLERANCE = 1e-4
OPTIONS = ["travel", "Köln 日本", "bad 😀", "a"]


def opened(folder, *arguments):
    with open_bundle(bundle_of_task(folder, *arguments)) as model:
        yield folder, model


def test_there_are_more_than_fifty_texts_many_of_them_not_ascii():
    assert len(TEXTS) > 50 and sum(not text.isascii() for text in TEXTS) > 25


# --- fill-mask


@pytest.fixture(scope="module")
def filler(tmp_path_factory):
    yield from opened(folder_of_task(tmp_path_factory.mktemp("fill") / "model", "ForMaskedLM"))


def mask_pipeline(folder):
    from transformers import pipeline

    found = pipeline("fill-mask", model=str(folder), tokenizer=str(folder), device="cpu")
    return lambda text, top_k: found(text, top_k=top_k, tokenizer_kwargs={"truncation": True, "max_length": MAX_TOKENS})


def assert_filled_alike(ours, theirs):
    """theirs: of the pipeline, which gives a text with one mask no list of masks."""
    theirs = theirs if isinstance(theirs[0], list) else [theirs]
    assert len(ours.masks) == len(theirs), ours.text
    for mask, rows in zip(ours.masks, theirs):
        found = [(token.id, token.token, token.text) for token in mask]
        assert found == [(row["token"], row["token_str"], row["sequence"]) for row in rows], ours.text
        np.testing.assert_allclose([token.score for token in mask], [row["score"] for row in rows], atol=TOLERANCE)


@pytest.mark.parametrize("top_k", [5, 20])
def test_masks_are_filled_as_the_pipeline_does(filler, top_k):
    folder, model = filler
    pipeline = mask_pipeline(folder)
    texts = masked_texts("[MASK]")
    for text in texts if top_k == 5 else texts[::8]:
        assert_filled_alike(model.run(text, top_k=top_k), pipeline(text, top_k))


def test_the_masks_of_one_text_are_filled_one_by_one_up_to_eight(filler):
    folder, model = filler
    assert_filled_alike(model.run("[MASK]a [MASK] " * 4), mask_pipeline(folder)("[MASK]a [MASK] " * 4, 5))
    for wrong, found in (("", "no masks"), ("[mask]", "no masks"), ("[MASK]" * 9, "9 masks")):
        with pytest.raises(ModelError, match=rf"{found} \(\[MASK\]\)\. Accepted: 1 to 8\."):
            model.run(wrong)


def test_a_mask_that_was_cut_off_is_told(filler):
    with pytest.raises(ModelError, match="whose end was cut off has no masks"):
        filler[1].run("word " * 60 + "[MASK]")


@pytest.mark.parametrize("top_k", [0, 21])
def test_more_tokens_than_the_graph_gives_are_refused(filler, top_k):
    with pytest.raises(ModelError, match=f"top_k is {top_k}. Accepted: 1 to 20"):
        filler[1].run("[MASK]", top_k=top_k)


@pytest.mark.parametrize("family", ["wordpiece-cased", "bytebpe-roberta", "unigram-xlm-roberta", "unigram-deberta-v3"])
def test_masks_of_other_tokenizers_are_filled_as_the_pipeline_does(family, tmp_path):
    folder = folder_of_task(tmp_path / "model", "ForMaskedLM", family)
    engine, pipeline = EagerEngine(folder, "fill-mask"), mask_pipeline(folder)
    for text in masked_texts(engine.manifest.options["mask_token"])[::5]:
        assert_filled_alike(engine.run(text), pipeline(text, 5))


# --- feature-extraction with every layer


@pytest.mark.parametrize("kind", ["bert", "modernbert"])
def test_hidden_states_are_those_of_the_model(kind, tmp_path):
    import torch
    import transformers

    folder = folder_of_task(tmp_path / "model", "Model", kind=kind)
    tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder))
    core = transformers.AutoModel.from_pretrained(str(folder), attn_implementation="eager").eval()
    with open_bundle(bundle_of_task(folder, hidden_states=True)) as model:
        for text in TEXTS[::10]:
            tokens = tokenizer(text, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
            tokens.pop("token_type_ids", None)
            with torch.inference_mode():
                theirs = core(**tokens, output_hidden_states=True)
            ours = model.run(text)
            states = torch.cat(theirs.hidden_states).numpy()
            assert ours.hidden_states.shape == states.shape
            np.testing.assert_allclose(ours.hidden_states, states, atol=TOLERANCE)
            np.testing.assert_allclose(ours.embeddings, theirs.last_hidden_state[0].numpy(), atol=TOLERANCE)
            assert len(ours.to_json()["hidden_states"]) == len(states)


# --- zero-shot-classification


@pytest.fixture(scope="module")
def entailer(tmp_path_factory):
    names = labels("contradiction", "neutral", "ENTAILMENT")
    folder = folder_of_task(tmp_path_factory.mktemp("zero") / "model", "ForSequenceClassification", **names)
    yield from opened(folder, "zero-shot-classification")


def zero_shot_pipeline(folder):
    from transformers import pipeline

    return pipeline("zero-shot-classification", model=str(folder), tokenizer=str(folder), device="cpu")


def assert_labelled_alike(ours, theirs):
    assert [label.label for label in ours.labels] == theirs["labels"], ours.text
    np.testing.assert_allclose([label.score for label in ours.labels], theirs["scores"], atol=TOLERANCE)


@pytest.mark.parametrize("multi_label", [False, True])
def test_any_labels_are_scored_as_the_pipeline_does(entailer, multi_label):
    folder, model = entailer
    pipeline = zero_shot_pipeline(folder)
    for text in TEXTS[:: 1 if not multi_label else 3]:
        ours = model.run(text, labels=OPTIONS, multi_label=multi_label)
        assert_labelled_alike(ours, pipeline(text, OPTIONS, multi_label=multi_label))


def test_a_long_text_gives_way_and_not_the_hypothesis(entailer):
    folder, model = entailer
    text, template = "word " * 60, "This long text would be about {}, we think."
    ours = model.run(text, labels=OPTIONS, hypothesis_template=template)
    assert ours.truncated
    assert_labelled_alike(ours, zero_shot_pipeline(folder)(text, OPTIONS, hypothesis_template=template))


def test_a_single_label_is_scored_against_contradiction(entailer):
    folder, model = entailer
    assert_labelled_alike(model.run(TEXTS[0], labels=["a"]), zero_shot_pipeline(folder)(TEXTS[0], ["a"]))


def test_entailment_may_be_the_first_label(tmp_path):
    names = labels("entailment", "neutral", "contradiction")
    folder = folder_of_task(tmp_path / "model", "ForSequenceClassification", **names)
    engine, pipeline = EagerEngine(folder, "zero-shot-classification"), zero_shot_pipeline(folder)
    for multi_label in (False, True):
        ours = engine.run(TEXTS[0], labels=OPTIONS, multi_label=multi_label)
        assert_labelled_alike(ours, pipeline(TEXTS[0], OPTIONS, multi_label=multi_label))


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, r"takes labels, found none. Accepted: a list of texts, labels=\[...\]"),
        ({"labels": []}, "labels is empty"),
        ({"labels": "one"}, "found one text"),
        ({"labels": ["a"], "hypothesis_template": "no place"}, "has no place for a label"),
        ({"labels": ["a"], "choices": ["b"]}, "takes no option 'choices'"),
    ],
)
def test_options_that_make_no_sense_are_refused(entailer, options, found):
    with pytest.raises(ModelError, match=found):
        entailer[1].run(TEXTS[0], **options)


def test_a_pair_is_refused(entailer):
    with pytest.raises(ModelError, match="takes one text and its options, not a pair"):
        entailer[1].run("a", "b", labels=["c"])


# --- multiple-choice and text-ranking: transformers has no pipeline of them


@cache
def _loaded(folder, class_name):
    import transformers

    tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder))
    return tokenizer, getattr(transformers, class_name).from_pretrained(str(folder)).eval()


def torch_logits(folder, class_name, text, others):
    """[others, labels], each pair by itself."""
    import torch

    tokenizer, model = _loaded(folder, class_name)
    rows = []
    for other in others:
        # As a batch of one: without a batch, transformers takes an empty second text for none.
        tokens = tokenizer([text], [other], truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        if class_name.endswith("MultipleChoice"):
            tokens = {name: value[None] for name, value in tokens.items()}
        with torch.inference_mode():
            rows.append(model(**tokens).logits[0])
    return torch.stack(rows)


def four_of(place):
    """A text, and others to go with it."""
    return TEXTS[place], [*OPTIONS[:2], TEXTS[(place + 7) % len(TEXTS)], ""]


def test_choices_are_scored_as_the_model_does(tmp_path_factory):
    folder = folder_of_task(tmp_path_factory.mktemp("choice") / "model", "ForMultipleChoice")
    with open_bundle(bundle_of_task(folder)) as model:
        for place in range(len(TEXTS)):
            text, choices = four_of(place)
            theirs = torch_logits(folder, "AutoModelForMultipleChoice", text, choices)[:, 0].softmax(0).numpy()
            ours = model.run(text, choices=choices).choices
            assert [row.index for row in ours] == np.argsort(-theirs, kind="stable").tolist(), text
            assert [row.choice for row in ours] == [choices[row.index] for row in ours]
            np.testing.assert_allclose([row.score for row in ours], -np.sort(-theirs), atol=TOLERANCE)


def test_documents_are_ranked_as_a_cross_encoder_does(tmp_path_factory):
    """CrossEncoder.predict of sentence-transformers 6.2 for one label: a sigmoid of the logit; rank sorts by it."""
    folder = folder_of_task(
        tmp_path_factory.mktemp("rank") / "model", "ForSequenceClassification", **labels("LABEL_0"),
        sentence_transformers={"activation_fn": "torch.nn.modules.activation.Sigmoid", "version": "5.1.0"},
    )  # fmt: skip
    with open_bundle(bundle_of_task(folder)) as model:
        for place in range(len(TEXTS)):
            text, documents = four_of(place)
            theirs = torch_logits(folder, "AutoModelForSequenceClassification", text, documents)[:, 0].sigmoid().numpy()
            ours = model.run(text, documents=documents).documents
            assert [row.index for row in ours] == np.argsort(-theirs, kind="stable").tolist(), text
            np.testing.assert_allclose([row.score for row in ours], -np.sort(-theirs), atol=TOLERANCE)
        assert model.run(text, documents=documents, top_k=2).documents == ours[:2]
