"""WordPiece by TF Text: FastBertNormalizer, then FastWordpieceTokenizer, which splits at spaces and punctuation too."""

import json
from typing import Any

import numpy as np

from hfedge.lazy import tf, tf_text
from hfedge.tokenizer.spec import TokenizerSpec

# The op limits a word's bytes where the reference limits its characters. Most characters that come in long words
# without a space have three bytes (Thai, Khmer, Korean once it is decomposed): with a limit of as many bytes as
# characters everyday sentences in these would be unknown words. Words of over 100 ASCII letters are read instead.
BYTES_PER_CHARACTER = 3


class WordPieceOps:
    """string [1] -> ids, begin, end: int32 [tokens], without special tokens; begin and end in bytes of the text."""

    gives_offsets = True

    def __init__(self, spec: TokenizerSpec):
        model, normalizer = spec.model, json.loads(spec.source)["normalizer"]
        tokens = sorted(model.vocabulary, key=model.vocabulary.__getitem__)
        longest = BYTES_PER_CHARACTER * model.max_word_chars
        buffer = tf_text.build_fast_wordpiece_model(tokens, longest, model.prefix, model.unk_token, False, False)
        self._normalizer = tf_text.FastBertNormalizer(lower_case_nfd_strip_accents=normalizer.get("lowercase", True))
        self._wordpiece = tf_text.FastWordpieceTokenizer(
            model_buffer=tf.constant(np.frombuffer(buffer, np.uint8)), token_out_type=tf.int32
        )

    def __call__(self, text: Any) -> tuple[Any, Any, Any]:
        normalized, places = self._normalizer.normalize_with_offsets(text)
        ids, begin, end = self._wordpiece.tokenize_with_offsets(normalized)
        # Of one text the rows are flat: the ops that part them have no kernels for TFLite.
        places = tf.cast(places.flat_values, tf.int32)
        return ids.flat_values, tf.gather(places, begin.flat_values), tf.gather(places, end.flat_values)
