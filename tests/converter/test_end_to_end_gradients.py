"""Gradients of EndToEnd's losses, of every variable under its PyTorch name, beside those of the torch model."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hfedge.errors import UsageError
from hfedge.keras import EndToEnd
from hfedge.lazy import tf
from keras_models import open_model, small_folder
from tiny_models import CLASSES, CLASSIFIERS

TEXTS = ["walking the good", "bad", "play the café, the good! walked"]
ENDINGS = {
    "text-classification": "ForSequenceClassification",
    "token-classification": "ForTokenClassification",
    "question-answering": "ForQuestionAnswering",
    "fill-mask": "ForMaskedLM",
}
# Of what is largest in a gradient, and of the largest number in any: some are 0 but for rounding (a key's bias).
RELATIVE, ABSOLUTE = 1e-4, 1e-6


def torch_model(kind: str, head: str, folder: Path) -> Any:
    import transformers

    model = getattr(transformers, CLASSES[kind] + head).from_pretrained(str(folder)).eval()
    model.set_attn_implementation("eager")
    return model


def torch_gradients(model: Any, tokens: dict, loss_of: Any) -> dict[str, np.ndarray]:
    """loss_of(answers of each text by itself, without padding) -> the loss."""
    import inspect

    import torch

    takes_types = "token_type_ids" in inspect.signature(model.forward).parameters
    answers = []
    for row, count in enumerate(tokens["attention_mask"].sum(1)):
        inputs = {"input_ids": tokens["input_ids"], "attention_mask": tokens["attention_mask"]}
        inputs |= {"token_type_ids": tokens["type_ids"]} if takes_types else {}
        answers.append(
            model(**{n: torch.tensor(v[row : row + 1, :count], dtype=torch.long) for n, v in inputs.items()})
        )
    loss = loss_of(answers)
    loss.backward()
    gradients = {name: p.grad for name, p in model.named_parameters() if p.grad is not None}
    return {"loss": loss.item(), **{name: gradient.numpy() for name, gradient in gradients.items()}}


def gradients(model: EndToEnd, x: Any, y: Any) -> dict[str, np.ndarray]:
    """As a step of `fit` makes them, turned as PyTorch has them."""
    model.compile()
    tokens, labels = model._batches.element(x, y)
    with tf.GradientTape() as tape:
        loss = model.compute_loss(tokens, labels, model(tokens, training=True))
    variables = model.trainable_weights
    found = {"loss": float(loss)}
    turned = {weight.path: weight.row.transposed for weight in model._parts.weights.values()}
    for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
        array = tf.convert_to_tensor(gradient).numpy()
        found[variable.name] = array.T if turned[variable.name] else array
    return found


def assert_same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert ours.keys() <= theirs.keys(), sorted(ours.keys() - theirs.keys())
    largest = max(np.abs(value).max() for name, value in theirs.items() if name != "loss")
    for name in ours:
        allowed = RELATIVE * np.abs(theirs[name]).max() + ABSOLUTE * largest
        assert np.abs(ours[name] - theirs[name]).max() <= allowed, name
    left = [n for n in theirs.keys() - ours.keys() if np.abs(theirs[n]).max() > ABSOLUTE * largest]
    assert not left, left


# The others are RoBERTa under another name.
DIFFERENT = [kind for kind in CLASSIFIERS if kind not in ("xlm-roberta", "camembert")]


@pytest.mark.parametrize("kind", DIFFERENT)
def test_of_a_text_classifier(kind):
    folder = small_folder(kind)
    model, y = open_model(folder, dropout=0), [2, 0, 1]
    tokens = {name: value.numpy() for name, value in model.tokenize(TEXTS).items()}

    def loss(answers: list) -> Any:
        import torch

        return torch.nn.functional.cross_entropy(torch.cat([a.logits for a in answers]), torch.tensor(y))

    theirs = torch_gradients(torch_model(kind, ENDINGS["text-classification"], folder), tokens, loss)
    assert_same(gradients(model, TEXTS, y), theirs)


@pytest.mark.parametrize("kind", ["bert", "t5", "modernbert"])
def test_of_a_token_classifier(kind):
    folder = small_folder(kind, ENDINGS["token-classification"])
    model, words = open_model(folder, dropout=0), [[2, 0, 1], [0], [1, 1, -100, 2, 0]]
    tokens = {name: value.numpy() for name, value in model.tokenize(TEXTS).items()}
    _, y = model._batches.element(TEXTS, words)
    assert sorted(y.numpy()[y.numpy() >= 0].tolist()) == [0, 0, 0, 1, 1, 1, 2, 2]

    def loss(answers: list) -> Any:
        import torch

        counts = tokens["attention_mask"].sum(1)
        rows = torch.cat([a.logits[0] for a in answers])
        targets = torch.tensor(np.concatenate([row[:n] for row, n in zip(y.numpy(), counts)]), dtype=torch.long)
        return torch.nn.functional.cross_entropy(rows, targets)

    theirs = torch_gradients(torch_model(kind, ENDINGS["token-classification"], folder), tokens, loss)
    assert_same(gradients(model, TEXTS, words), theirs)


@pytest.mark.parametrize("kind", ["bert", "distilbert"])
def test_of_answers_to_questions(kind):
    folder = small_folder(kind, ENDINGS["question-answering"], labels=2)
    model = open_model(folder, dropout=0)
    pairs = (["who the", "walked", "good"], ["walking the café good", "bad bad the", "play play"])
    y = {"answer": ["the café", "bad", ""], "answer_start": [8, 4, 0]}
    tokens = {name: value.numpy() for name, value in model.tokenize(pairs).items()}
    _, spans = model._batches.element(pairs, y)
    found = [tokens["offsets"][row, span].ravel()[[0, -1]].tolist() for row, span in enumerate(spans.numpy())]
    assert found == [[8, 17], [4, 7], [0, 0]] and spans.numpy()[2].tolist() == [0, 0]

    def loss(answers: list) -> Any:
        import torch

        targets = torch.tensor(spans.numpy(), dtype=torch.long)
        cross = torch.nn.functional.cross_entropy
        each = [
            (cross(a.start_logits, t[None, 0]) + cross(a.end_logits, t[None, 1])) / 2 for a, t in zip(answers, targets)
        ]
        return sum(each) / len(each)

    theirs = torch_gradients(torch_model(kind, ENDINGS["question-answering"], folder), tokens, loss)
    assert_same(gradients(model, pairs, y), theirs)


@pytest.mark.parametrize("kind", ["bert", "modernbert", "deberta-v2"])
def test_of_masks(kind):
    folder = small_folder(kind, ENDINGS["fill-mask"])
    model = open_model(folder, dropout=0)
    texts, whole = ["the [MASK] play", "[MASK] good [MASK] !"], ["the bad play", "the good 日 !"]
    tokens = {name: value.numpy() for name, value in model.tokenize(texts).items()}
    _, y = model._batches.element(texts, whole)
    assert (y.numpy() >= 0).sum() == 3

    def loss(answers: list) -> Any:
        import torch

        counts = tokens["attention_mask"].sum(1)
        rows = torch.cat([a.logits[0] for a in answers])
        targets = torch.tensor(np.concatenate([row[:n] for row, n in zip(y.numpy(), counts)]), dtype=torch.long)
        return torch.nn.functional.cross_entropy(rows, targets)

    theirs = torch_gradients(torch_model(kind, ENDINGS["fill-mask"], folder), tokens, loss)
    assert_same(gradients(model, texts, whole), theirs)


def test_a_task_without_a_loss_asks_for_one():
    model = open_model(small_folder("bert", "Model"), task="feature-extraction", dropout=0)
    with pytest.raises(UsageError, match="no loss of its own.*Give a loss"):
        model.compile()
    model.compile(loss="mse")
