"""The reference beside the compiled tokenizer: the same text through Hugging Face `tokenizers` and through LiteRT."""

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from hfedge.lazy import tf
from hfedge.tokenizer.compile import CompiledTokenizer, compile_tokenizer
from hfedge.tokenizer.spec import TokenizerSpec


@dataclass(frozen=True)
class Tokenized:
    ids: list[int]
    offsets: list[tuple[int, int]]  # bytes of the input
    type_ids: list[int]


def decode_with_offsets(data: bytes) -> tuple[str, np.ndarray]:
    """Python's errors="replace", with the byte at which every character begins (one more: the end)."""
    try:
        text = data.decode()
        return text, np.cumsum([0, *(len(char.encode()) for char in text)])
    except UnicodeDecodeError:
        text, starts, begin = "", [], 0
    while begin < len(data):
        char, size = _first_character(data[begin : begin + 4])
        text += char
        starts.append(begin)
        begin += size
    assert text == data.decode("utf-8", "replace")
    return text, np.array([*starts, len(data)])


def _first_character(data: bytes) -> tuple[str, int]:
    for size in range(1, len(data) + 1):
        try:
            return data[:size].decode(), size
        except UnicodeDecodeError as error:
            if "unexpected end" not in error.reason:
                return "\ufffd", max(1, error.end - error.start)
    return "\ufffd", len(data)


class Reference:
    """Hugging Face `tokenizers` with truncation to max_tokens and no padding."""

    def __init__(self, spec: TokenizerSpec, max_tokens: int):
        self.tokenizer = Tokenizer.from_str(spec.source)
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(max_tokens, strategy=spec.truncation_strategy, direction=spec.truncation_side)

    def __call__(self, *texts: str | bytes) -> Tokenized:
        decoded = [decode_with_offsets(text.encode() if isinstance(text, str) else text) for text in texts]
        encoding = self.tokenizer.encode(*[text for text, _ in decoded])
        offsets = []
        for (begin, end), sequence in zip(encoding.offsets, encoding.sequence_ids):
            starts = decoded[sequence or 0][1]
            offsets.append((0, 0) if sequence is None else (int(starts[begin]), int(starts[end])))
        return Tokenized(encoding.ids, offsets, encoding.type_ids)


class Compiled:
    """The compiled tokenizer as a TFLite file of built-in ops, in LiteRT, for texts up to `byte_size` bytes."""

    def __init__(
        self, tokenizer: CompiledTokenizer | TokenizerSpec, byte_size: int, max_tokens: int, pair: bool = False
    ):
        from ai_edge_litert.interpreter import Interpreter

        if isinstance(tokenizer, TokenizerSpec):
            tokenizer = compile_tokenizer(tokenizer)
        self.byte_size = byte_size
        spec = tf.TensorSpec([1, byte_size], tf.int32)
        function = tf.function(lambda *texts: tokenizer.tokenize(list(texts), max_tokens), autograph=False)
        concrete = function.get_concrete_function(*[spec] * (2 if pair else 1))
        converter = tf.lite.TFLiteConverter.from_concrete_functions([concrete])
        self.model = converter.convert()
        self.names = sorted(concrete.structured_outputs)
        self.interpreter = Interpreter(model_content=self.model, num_threads=1)
        self.interpreter.allocate_tensors()
        self.inputs = [detail["index"] for detail in self.interpreter.get_input_details()]
        details = self.interpreter.get_output_details()
        # Without signatures the outputs come in the order of their names (structured_outputs flattened).
        self.outputs = dict(zip(self.names, (detail["index"] for detail in details)))

    @property
    def op_count(self) -> int:
        return len(self.interpreter._get_ops_details())

    def raw(self, *texts: str | bytes) -> dict[str, np.ndarray]:
        for index, text in zip(self.inputs, texts):
            data = text.encode() if isinstance(text, str) else text
            assert len(data) <= self.byte_size
            row = np.zeros((1, self.byte_size), np.int32)
            row[0, : len(data)] = list(data)
            self.interpreter.set_tensor(index, row)
        self.interpreter.invoke()
        return {name: self.interpreter.get_tensor(index) for name, index in self.outputs.items()}

    def __call__(self, *texts: str | bytes) -> Tokenized:
        found = self.raw(*texts)
        count = int(found["token_count"][0])
        assert found["attention_mask"].sum() == count
        return Tokenized(
            found["input_ids"][0, :count].tolist(),
            [tuple(pair) for pair in found["offsets"][0, :count].tolist()],
            found["type_ids"][0, :count].tolist(),
        )


def differences(reference: Reference, compiled: Compiled, rows) -> list[tuple]:
    """Every row (a text, or a tuple of two) whose ids, offsets or type ids differ, with both answers."""
    found = []
    for row in rows:
        texts = row if isinstance(row, tuple) else (row,)
        expected, got = reference(*texts), compiled(*texts)
        if expected != got:
            found.append((row, expected, got))
    return found
