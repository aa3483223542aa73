"""Every integer of every family's graph is below 2^24, which float32 holds exactly: WebGL keeps integers in floats.

All tables, and every tensor of the graph and of its loops and branches while texts run through. TensorFlow itself
refuses what LiteRT refuses and TF.js reads as garbage: a gather beyond the end.
"""

from pathlib import Path

import numpy as np
import pytest
from tensorflow.python.framework import op_callbacks
from tests.sampling import some

from hfedge.conformance.compare import as_bytes, most_tokens
from hfedge.lazy import tf
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.loops import only_if, repeat_while
from hfedge.tokenizer.spec import parse_tokenizer_json

FILES = {file.stem: file for file in sorted((Path(__file__).parents[1] / "families").glob("*.json"))}
LIMIT = 1 << 24
SIZE = 512
# Long words, many scripts, what composes and decomposes, characters of four bytes up to the last one, ill-formed bytes.
TEXTS = [
    "Zażółć <s> gęślą</s>, 中文 😀 한국어! Ａｂｃ ﬁ №½ " * 7,
    "a" * SIZE,
    "\U0010ffff" * (SIZE // 4),
    "The year's 2026,  it'll be 1234567.89 \r\n\t  (x_1 != y) " * 9,
    "ﷺ\u0301\u0323क्षि👩‍👩‍👧‍👦🇩🇪e\u0301\u0344가\u1100\u1161" * 8,
    b"\xff\xf4\x8f\xbf\xbf\xc3 \xe4\xb8" * 57,
    b"x " * (SIZE // 2 - 1) + b"x\xff",
    b"x " * (SIZE // 2 - 2) + b" \xf0\x9f\x98",
]


def row_of(text):
    data = as_bytes(text)[:SIZE]
    return np.frombuffer(data.ljust(SIZE, b"\0"), np.uint8).astype(np.int32)[None]


class Watched:
    """While it is entered: the largest magnitude among what any eager op reads and gives, where, and the dtypes.

    Outside tf.function loops and branches are Python's, so that the ops of their bodies are seen as well.
    """

    def __enter__(self):
        self.largest, self.op, self.ops, self.dtypes = 0, "", 0, set()
        op_callbacks.add_op_callback(self._see)
        return self

    def __exit__(self, *error):
        op_callbacks.remove_op_callback(self._see)

    def _see(self, op_type, inputs, attrs, outputs, op_name=None, graph=None):
        self.ops += 1
        for tensor in (*inputs, *outputs):
            self.dtypes.add(tensor.dtype.name)
            if tensor.dtype.is_integer and (found := magnitude(tensor.numpy())) > self.largest:
                self.largest, self.op = found, op_type


def magnitude(array):
    return int(np.abs(array.astype(np.int64)).max(initial=0))


def test_what_is_watched_is_every_op_in_loops_and_branches_too():
    def body(x):
        return (only_if(x > 40, lambda: x * LIMIT, lambda: x + 1),)

    with Watched() as seen:
        repeat_while(lambda x: x < 50, body, (tf.constant(38),))
    assert (seen.largest, seen.op) == (41 * LIMIT, "Mul") and seen.ops > 10
    assert seen.dtypes == {"int32", "bool"}


# All texts for one of each kind, the three that are most of all for the others.
OF_EACH_KIND = {"bytebpe-llama3", "spbpe-llama2", "unigram-t5", "charbpe-openai-gpt", "wordpiece-bert"}


OTHERS = [name for name in FILES if name not in OF_EACH_KIND]


@pytest.mark.parametrize("name", [*sorted(OF_EACH_KIND), *some(OTHERS, 3)])
def test_every_integer_of_a_family_is_exact_in_a_float32(name):
    tokenizer = compile_tokenizer(parse_tokenizer_json(FILES[name].read_text(encoding="utf-8"), f"{name}.json"))
    assert all(np.issubdtype(table.dtype, np.integer) for table in tokenizer.tables.values())
    assert max(map(magnitude, tokenizer.tables.values())) < LIMIT
    for text in TEXTS if name in OF_EACH_KIND else TEXTS[:3]:
        with Watched() as seen:
            tokenizer.tokenize([tf.constant(row_of(text))], most_tokens(SIZE))
        assert seen.ops > 100 and seen.largest < LIMIT, (text, seen.op, seen.largest)
        assert seen.dtypes <= {"int32", "bool", "int8", "uint8", "int16"}
