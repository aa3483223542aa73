"""TF Text beside Hugging Face and the compiled WordPiece: what it reads otherwise is listed, and nothing else."""

import json

import pytest

from hfedge.conformance.compare import BySize
from hfedge.tf_text.classes import CLASSES, UNEXPLAINED
from hfedge.tokenizer.compile import compile_tokenizer
from tf_text_oracle import LISTED, LOWERS, Both, counted_texts, differences, found, listed_texts, spec_of

pytest.importorskip("tensorflow_text")
pytestmark = pytest.mark.xdist_group("tf-text")
SIZES = (128, 1024)  # bytes


@pytest.fixture(scope="module")
def listed() -> dict:
    return json.loads(LISTED.read_text(encoding="ascii"))


@pytest.mark.parametrize("name", LOWERS)
def test_the_differences_are_those_that_are_listed(name, listed):
    """Where it changes: `python -m tests.converter.tf_text_oracle`, then look at what changed, then `make tables`."""
    now = differences(name)
    assert now["listed"] == listed[name]["listed"]
    assert now == listed[name]


def test_every_difference_has_a_class(listed):
    kinds = {row["class"] for part in listed.values() for row in part["listed"]}
    kinds |= {kind for part in listed.values() for kind in part["counted"]}
    assert kinds == CLASSES["WordPiece"].keys()
    assert UNEXPLAINED not in kinds


@pytest.mark.parametrize("name", LOWERS)
def test_where_both_agree_the_compiled_tokenizer_agrees_too(name):
    spec = spec_of(name)
    compiled, both = BySize(spec, compile_tokenizer(spec), SIZES), Both(spec)
    texts = [text.rstrip("\0") for text in listed_texts() + counted_texts() if len(text.encode()) <= SIZES[-1]]
    apart = {row["text"] for row in found(texts, both)}
    agreed = [text for text in texts if text not in apart]
    assert len(agreed) > 2400
    assert [text for text in agreed if compiled.difference(text)] == []
