"""Normalizers in LiteRT: branches and loops as they run on devices, and how many operations ordinary text costs."""

import numpy as np
import pytest

from hfedge.emit.lowering import lower
from hfedge.lazy import tf
from hfedge.tokenizer.stream import Stream
from normalizer_cases import NASTY, compiled, found_in, pieces, random_texts, wanted
from streams import stream_of
from test_normalizers import CASES
from test_normalizers_precompiled import KINDS, MIXED

PLACES = 256
# Operations outside branches, those that pack and unpack a stream included.
OPERATIONS = {
    "nfc": 24,
    "nfkc": 60,
    "nfd": 60,
    "long runs": 36,
    "two for one": 26,
    "strip": 26,
    "clip": 118,
    "llama": 56,
}


class LiteStage:
    """The stage of a normalizer as a .tflite over PLACES places."""

    def __init__(self, data: dict) -> None:
        from ai_edge_litert.interpreter import Interpreter

        self.stage, self.alphabet = compiled(data)
        specs = [tf.TensorSpec([4, PLACES], tf.int32), tf.TensorSpec([PLACES], tf.int32), tf.TensorSpec([1], tf.int32)]
        self.size = 0
        function = tf.function(self._call, input_signature=specs).get_concrete_function()
        model = lower(tf.lite.TFLiteConverter.from_concrete_functions([function], tf.Module()))
        self.interpreter = Interpreter(model_content=model, num_threads=1)
        self.interpreter.allocate_tensors()
        names = {detail["name"]: detail["index"] for detail in self.interpreter.get_input_details()}
        self.inputs = [next((at for key, at in names.items() if word in key), None) for word in self._names]
        self.output = self.interpreter.get_output_details()[0]["index"]

    _names = ("columns", "utf8", "total")

    def _call(self, columns, utf8, total):
        rows = [tf.reshape(tf.slice(columns, [row, 0], [1, PLACES]), [-1]) for row in range(4)]
        given = self.stage(Stream(*rows, totals=(total,), utf8=utf8, ends=(PLACES,)))
        self.size = given.size
        numbers = [tf.reshape(given.total, [1]), tf.reshape(tf.convert_to_tensor(given.lost), [1])]
        return tf.concat([given.symbols, given.begin, given.end, given.starts, *numbers], 0)

    @property
    def operations(self) -> int:
        return sum(row["op_name"] != "DELEGATE" for row in self.interpreter._get_ops_details())

    def __call__(self, text: str) -> list[tuple[int, int, int]]:
        stream = stream_of(pieces(text), self.alphabet, PLACES)
        columns = np.stack([stream.symbols, stream.begin, stream.end, stream.starts])
        for index, value in zip(self.inputs, (columns, stream.utf8[:PLACES], stream.totals[0])):
            if index is not None:
                self.interpreter.set_tensor(index, value)
        self.interpreter.invoke()
        numbers = self.interpreter.get_tensor(self.output)
        rows = numbers[: 4 * self.size].reshape(4, self.size)
        total, lost = numbers[4 * self.size :].tolist()
        assert not lost
        return found_in(*rows[:3], total)


@pytest.mark.parametrize("name", ["nfc", "nfkc", "clip", "albert", "nested", "overlapping", "llama"])
def test_litert_gives_the_same_symbols_and_bytes(name):
    stage = LiteStage(CASES[name])
    for text in [*NASTY, *random_texts(200, seed=11)]:
        assert stage(text) == wanted(CASES[name], text), ascii(text)


@pytest.mark.parametrize("data", [MIXED, KINDS], ids=["mixed", "kinds"])
def test_litert_runs_charsmaps(data):
    stage = LiteStage(data)
    for text in [*NASTY, *random_texts(200, seed=12)]:
        assert stage(text) == wanted(data, text), ascii(text)


@pytest.mark.parametrize("name", OPERATIONS)
def test_ordinary_text_costs_few_operations(name):
    assert LiteStage(CASES[name]).operations <= OPERATIONS[name]


def test_a_text_that_finds_no_room_says_so():
    stage, alphabet = compiled(CASES["nfkc"])
    text = "\ufdfa" * 20
    assert int(np.asarray(stage(stream_of(text, alphabet)).lost)[0]) == 20 * 18 - (68 + 68 // 8 + 16 - 1)
