"""BPE as families use it: trained here, byte-level, with "</w>", with the words of SentencePiece; also in LiteRT."""

import json
import random
from functools import cache

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from bpe_reference import ADDED, Compiled, compile_bpe, expected_of, reference_of, spans_of
from hfedge.emit.lowering import lower
from hfedge.lazy import tf
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.stream import Stream
from streams import stream_of

TEXT = (
    "The tokenizer is inside the graph, so an app needs no library for it; réponse à l'élève, Größe, 我们的目标。 "
    "ไม่มีเครือข่าย और भाषा — 12345 67,890.00 \U0001f600\U0001f468‍\U0001f469 def f(x):\n    return x  # aaaaaaaa\n"
)
PLACES = 640


def _words(text: str, scheme: str) -> list[str]:
    if scheme == "bytes":
        return [piece for piece, _ in pre_tokenizers.ByteLevel(add_prefix_space=False).pre_tokenize_str(text)]
    return ["▁" + text.replace(" ", "▁")] if scheme == "spaces" else text.split()


@cache
def _trained(scheme: str) -> dict:
    """The model of a tokenizer.json, trained on TEXT and random words of its letters."""
    choice = random.Random(0)
    corpus = [TEXT] * 3 + ["".join(choice.choice(TEXT) for _ in range(60)) for _ in range(150)]
    options = {"words": {"unk_token": "<unk>"}, "spaces": {"unk_token": "<unk>", "fuse_unk": True}, "bytes": {}}[scheme]
    tokenizer = Tokenizer(models.BPE(**options, **({"end_of_word_suffix": "</w>"} if scheme == "words" else {})))
    special = {"special_tokens": ["<unk>"]} if scheme != "bytes" else {}
    if scheme == "bytes":
        special["initial_alphabet"] = pre_tokenizers.ByteLevel.alphabet()
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace() if scheme == "spaces" else pre_tokenizers.WhitespaceSplit()
    suffix = {"end_of_word_suffix": "</w>"} if scheme == "words" else {}
    tokenizer.train_from_iterator(corpus, trainers.BpeTrainer(vocab_size=900, show_progress=False, **special, **suffix))
    return json.loads(tokenizer.to_str())["model"]


def _texts(scheme: str) -> list[list[str]]:
    choice = random.Random(1)
    plain = [
        TEXT,
        TEXT[::-1],
        "a" * 500,
        " " * 300,
        "".join(choice.choice(TEXT) for _ in range(150)),
        "Q~\u3042 zz",
        "",
    ]
    texts = [_words(text, scheme) for text in plain]
    return [*texts, [ADDED, *texts[0], ADDED], ["".join(texts[4])]]


@pytest.mark.parametrize("scheme", ["bytes", "words", "spaces"])
def test_a_trained_model_gives_what_the_reference_gives(scheme):
    reference, compiled = reference_of(_trained(scheme)), compile_bpe(_trained(scheme))
    for pieces in _texts(scheme):
        assert compiled(pieces) == expected_of(reference, pieces), pieces


def test_no_merge_reaches_over_the_beginning_of_a_word_of_sentencepiece():
    compiled = compile_bpe(_trained("spaces"))
    stage, symbols = compiled.stage, np.asarray(compiled.stage.symbols)
    left = stage.cuts.left[symbols[[compiled.alphabet.symbol(char) for char in "aeg"]]]
    assert (left == 1).all()
    assert stage.cuts.right[symbols[compiled.alphabet.symbol("▁")]] >= 2
    assert (stage.cuts.right[symbols[[compiled.alphabet.symbol(char) for char in "aeg"]]] == 1).all()


def _lite(compiled: Compiled):
    """A function from a Stream to Tokens that LiteRT runs."""

    def run(symbols, begin, end, starts, total, utf8):
        found = compiled.stage(Stream(symbols, begin, end, starts, (total,), utf8, (PLACES,)))
        return {
            "flags": found.flags,
            "ids": found.ids,
            "begin": found.begin,
            "end": found.end,
            "total": found.totals[0],
        }

    names = ["symbols", "begin", "end", "starts", "total", "utf8"]
    specs = [tf.TensorSpec([1 if name == "total" else PLACES], tf.int32, name=name) for name in names]
    function = tf.function(run, input_signature=specs, autograph=False).get_concrete_function()
    converter = tf.lite.TFLiteConverter.from_concrete_functions([function], tf.Module())
    runner = Interpreter(model_content=lower(converter), num_threads=1).get_signature_runner()

    def call(stream: Stream) -> Tokens:
        arrays = [stream.symbols, stream.begin, stream.end, stream.starts, stream.totals[0], stream.utf8]
        found = runner(**dict(zip(names, (np.asarray(array, np.int32) for array in arrays))))
        return Tokens(found["flags"], found["ids"], found["begin"], found["end"], (found["total"],), None)

    return call


@pytest.mark.parametrize("scheme", ["bytes", "words", "spaces"])
def test_litert_gives_what_the_reference_gives(scheme):
    model = dict(_trained(scheme))
    if scheme == "spaces":
        model["vocab"] = {**model["vocab"], **{f"<0x{byte:02X}>": 2000 + byte for byte in range(256)}}
        model["byte_fallback"] = True
    reference, compiled = reference_of(model), compile_bpe(model)
    lite = _lite(compiled)
    for pieces in [["\u3042x" * 90], *_texts(scheme)]:
        found = lite(stream_of([piece for piece in pieces if piece], compiled.alphabet, PLACES))
        assert spans_of(found) == expected_of(reference, pieces), pieces
