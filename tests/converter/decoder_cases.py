"""Small tokenizers for tests of decoders, the reference's answer, and ours in eager TensorFlow and in LiteRT."""

import json
import random
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from tokenizers import AddedToken, Tokenizer
from transformers import PreTrainedTokenizerBase

from hfedge.emit.lowering import lower
from hfedge.lazy import tf
from hfedge.tokenizer.decoders import compile_decoder
from hfedge.tokenizer.decoders.compiled import CompiledDecoder


def tokenizer_of(
    decoder: Mapping[str, Any] | None, vocabulary: Iterable[str], special: Iterable[str] = (), added: Iterable[str] = ()
) -> Tokenizer:
    """A tokenizer whose vocabulary has gaps: ids 0, 1, 2, 4, 5, 6, 8 ..."""
    vocab = {text: index + index // 3 for index, text in enumerate(dict.fromkeys(vocabulary))}
    model = {"type": "WordLevel", "vocab": vocab, "unk_token": next(iter(vocab))}
    tokenizer = Tokenizer.from_str(json.dumps({"version": "1.0", "model": model, "decoder": decoder}))
    tokenizer.add_special_tokens([AddedToken(text, special=True) for text in special])
    tokenizer.add_tokens([AddedToken(text, special=False, normalized=False) for text in added])
    return tokenizer


def texts_of(tokenizer: Tokenizer) -> dict[int, str]:
    """id to text, added tokens first."""
    texts = {index: tokenizer.id_to_token(index) for index in set(tokenizer.get_vocab().values())}
    return texts | {index: token.content for index, token in tokenizer.get_added_tokens_decoder().items()}


def compiled_of(tokenizer: Tokenizer, clean_up: bool = False) -> CompiledDecoder:
    config = json.loads(tokenizer.decoder.__getstate__()) if tokenizer.decoder else None
    added = tokenizer.get_added_tokens_decoder()
    special = frozenset(index for index, token in added.items() if token.special)
    return compile_decoder(config, texts_of(tokenizer), special, clean_up)


def expected(tokenizer: Tokenizer, ids: list[int], skip: bool, clean_up: bool) -> str:
    text = tokenizer.decode(ids, skip_special_tokens=skip)
    return PreTrainedTokenizerBase.clean_up_tokenization(text) if clean_up else text


class Eager:
    """Runs a compiled decoder for up to `size` ids."""

    def __init__(self, decoder: CompiledDecoder, size: int):
        self.size = size
        ids = tf.TensorSpec([1, size], tf.int32, name="ids")
        one = tf.TensorSpec([1], tf.int32)
        self.function = tf.function(decoder.detokenize, input_signature=[ids, one, one], autograph=False)

    def run(self, ids: np.ndarray, count: int, skip: bool) -> Mapping[str, np.ndarray]:
        found = self.function(ids, np.array([count], np.int32), np.array([skip], np.int32))
        return {name: value.numpy() for name, value in found.items()}

    def __call__(self, ids: list[int], skip: bool) -> str:
        """Behind the ids stand others, which must not count."""
        filled = np.full([1, self.size], 1, np.int32)
        filled[0, : len(ids)] = ids
        found = self.run(filled, len(ids), skip)
        count = int(found["byte_count"][0])
        assert not found["unwritten_count"][0] and not found["utf8"][0, count:].any()
        return found["utf8"][0, :count].astype(np.uint8).tobytes().decode()


class LiteRt(Eager):
    """The same through a TFLite file."""

    def __init__(self, decoder: CompiledDecoder, size: int):
        from ai_edge_litert.interpreter import Interpreter

        super().__init__(decoder, size)
        module = tf.Module()  # without one, the file has no signature
        module.detokenize = self.function
        concrete = self.function.get_concrete_function()
        self.content = lower(tf.lite.TFLiteConverter.from_concrete_functions([concrete], module))
        self.interpreter = Interpreter(model_content=self.content, num_threads=1)
        self.runner = self.interpreter.get_signature_runner()
        self.names = list(self.runner.get_input_details())

    def run(self, ids: np.ndarray, count: int, skip: bool) -> Mapping[str, np.ndarray]:
        given = (ids, np.array([count], np.int32), np.array([skip], np.int32))
        return self.runner(**dict(zip(("ids", "count", "skip_special"), given)))


def random_lists(tokenizer: Tokenizer, number: int, size: int, seed: int = 1) -> list[list[int]]:
    """Lists of up to `size` ids: mostly known ones, now and then one of no token; runs of few ids, too."""
    rng = random.Random(seed)
    known = sorted(texts_of(tokenizer))
    lists: list[list[int]] = [[], [known[0]]]
    while len(lists) < number:
        pool = rng.sample(known, rng.randint(1, min(len(known), rng.choice([2, 4, 1000]))))
        if rng.random() < 0.3:
            pool = [*pool, -1, max(known) + 1, 2**31 - 1, 3]
        lists.append([rng.choice(pool) for _ in range(rng.randint(0, size))])
    return lists


def mismatches(tokenizer: Tokenizer, run: Eager, lists: list[list[int]], clean_up: bool = False) -> list[Any]:
    """(ids, skip, expected, got) where they differ."""
    wrong = []
    for ids in lists:
        for skip in (False, True):
            want = expected(tokenizer, [index for index in ids if index >= 0], skip, clean_up)
            got = run(ids, skip)
            if got != want:
                wrong.append((ids, skip, want, got))
    return wrong
