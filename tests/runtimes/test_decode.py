"""hfedge_runtime on converted models of several tokenizer families: ids back to text, and texts that grow."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.corpus import everyday_texts, nasty_texts, random_strings
from tokenizers import Tokenizer

import hfedge
from hfedge_command import INTENTS, QUICK, ROOT, intents_with
from hfedge_runtime import ModelError, TextModel, open_bundle

FAMILIES = ROOT / "tests" / "families"
KINDS = ["bytebpe-roberta", "unigram-t5"]  # tests/converter/test_decoders.py has them all, as tables
MOST = 16  # tokens of QUICK bundles
TEXTS = [text.rstrip("\0") for text in (*everyday_texts(), *nasty_texts(), *random_strings(100, seed=3))]


@pytest.fixture(scope="module")
def family(shared_bundle: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Name of a tokenizer in tests/families -> a bundle of the default model's weights with it: what that predicts is
    of no interest."""

    def make(name: str) -> Path:
        folder = intents_with(tmp_path_factory.mktemp(name) / "model")
        for other in ("vocab.txt", "tokenizer_config.json", "special_tokens_map.json"):
            (folder / other).unlink()
        shutil.copy(FAMILIES / f"{name}.json", folder / "tokenizer.json")
        return shared_bundle(name, folder, *QUICK)

    return make


@pytest.fixture(params=KINDS)
def opened(request, family) -> Iterator[tuple[TextModel, Tokenizer]]:
    """A model, and the library's tokenizer of the same file."""
    with open_bundle(family(request.param)) as model:
        reference = Tokenizer.from_file(str(FAMILIES / f"{request.param}.json"))
        reference.no_padding()
        reference.enable_truncation(MOST)
        yield model, reference


@pytest.mark.parametrize("skip", [True, False])
def test_decoding_equals_transformers_on_the_corpus(intents_bundle, skip):
    from transformers import AutoTokenizer

    reference = AutoTokenizer.from_pretrained(INTENTS)
    with hfedge.Bundle(intents_bundle) as bundle:
        for text in TEXTS:
            ids = bundle.tokenize(text).ids
            assert bundle.decode(ids, skip_special_tokens=skip) == reference.decode(ids, skip_special_tokens=skip), text


@pytest.mark.parametrize("skip", [True, False])
def test_decoding_equals_tokenizers_for_every_family(opened, skip):
    model, reference = opened
    for text in TEXTS:
        ids = model.tokenize(text).ids
        assert model.decode(ids, skip_special_tokens=skip) == reference.decode(list(ids), skip_special_tokens=skip)


def test_ids_in_any_order_decode_as_tokenizers_does_it(opened):
    model, reference = opened
    rng = np.random.default_rng(4)
    for count in (0, 1, 2, 9, MOST):
        ids = rng.integers(0, reference.get_vocab_size(), count)
        for skip in (True, False):
            assert model.decode(ids, skip) == reference.decode(ids.tolist(), skip_special_tokens=skip)


def test_a_ligature_that_becomes_eighteen_characters_is_read_by_a_larger_signature(family):
    """U+FDFA is three bytes and, normalized, eighteen characters: fifteen of them are too many for tokenize_64."""
    text = "\ufdfa" * 15
    reference = Tokenizer.from_file(str(FAMILIES / "unigram-t5.json"))
    reference.enable_truncation(MOST)
    with open_bundle(family("unigram-t5")) as model:
        assert list(model.tokenize(text).ids) == reference.encode(text).ids
        assert list(model._engine.loaded) == ["tokenize_64", "tokenize_128", "tokenize_256"]
        assert model.run(text).labels


def test_more_ids_than_the_file_decodes_are_refused(opened):
    model, _ = opened
    with pytest.raises(ModelError, match="17 ids, the file decodes at most 16"):
        model.decode([5] * 17)
