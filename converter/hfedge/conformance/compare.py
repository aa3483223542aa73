"""The reference beside the compiled tokenizer: the same text through Hugging Face `tokenizers` and through LiteRT."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hfedge.emit.lowering import lower
from hfedge.lazy import tf
from hfedge.tokenizer.compile import CompiledTokenizer, compile_tokenizer
from hfedge.tokenizer.spec import TokenizerSpec

Row = str | bytes | tuple  # a text, or a pair of two; bytes need not be UTF-8
# The byte sizes that a tokenizer is built for when a text needs them, and the most tokens that each gives.
BYTE_SIZES = (64, 512, 4096, 16384, 65536)


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
    return text, np.array([*starts, len(data)])


def _first_character(data: bytes) -> tuple[str, int]:
    for size in range(1, len(data) + 1):
        try:
            return data[:size].decode(), size
        except UnicodeDecodeError as error:
            if "unexpected end" not in error.reason:
                return "\ufffd", max(1, error.end - error.start)
    return "\ufffd", len(data)


def as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


class Reference:
    """Hugging Face `tokenizers` with truncation to max_tokens and no padding."""

    def __init__(self, spec: TokenizerSpec, max_tokens: int):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_str(spec.source)
        self.tokenizer.no_padding()
        self.strategy, self.side = spec.truncation_strategy, spec.truncation_side
        self.cut(max_tokens)

    def cut(self, max_tokens: int) -> None:
        self.tokenizer.enable_truncation(max_tokens, strategy=self.strategy, direction=self.side)

    def __call__(self, *texts: str | bytes) -> Tokenized:
        decoded = [decode_with_offsets(as_bytes(text)) for text in texts]
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
        self.model = lower(converter)
        self.names = sorted(concrete.structured_outputs)
        self.interpreter = Interpreter(model_content=self.model, num_threads=1)
        self.interpreter.allocate_tensors()
        self.inputs = [detail["index"] for detail in self.interpreter.get_input_details()]
        details = self.interpreter.get_output_details()
        # Without signatures the outputs come in the order of their names (structured_outputs flattened).
        self.outputs = dict(zip(self.names, (detail["index"] for detail in details)))

    @property
    def op_count(self) -> int:
        """Operators of the main graph, as the interpreter runs them."""
        return len(self.interpreter._get_ops_details())

    def place(self, *texts: str | bytes) -> None:
        """Puts texts where the next call reads them."""
        for index, text in zip(self.inputs, texts):
            data = as_bytes(text)
            assert len(data) <= self.byte_size
            row = np.zeros((1, self.byte_size), np.int32)
            row[0, : len(data)] = list(data)
            self.interpreter.set_tensor(index, row)

    def raw(self, *texts: str | bytes) -> dict[str, np.ndarray]:
        self.place(*texts)
        self.interpreter.invoke()
        return {name: self.interpreter.get_tensor(index) for name, index in self.outputs.items()}

    def __call__(self, *texts: str | bytes) -> Tokenized:
        """Raises NoRoom for a text that grows beyond what fits as it is normalized: a larger size takes it."""
        found = self.raw(*texts)
        if "unread_count" in found and found["unread_count"][0]:
            raise NoRoom(f"{int(found['unread_count'][0])} symbols more than {self.byte_size} bytes have room for")
        count = int(found["token_count"][0])
        assert found["attention_mask"].sum() == count
        return Tokenized(
            found["input_ids"][0, :count].tolist(),
            [tuple(pair) for pair in found["offsets"][0, :count].tolist()],
            found["type_ids"][0, :count].tolist(),
        )


class NoRoom(Exception):
    """What a program of one byte size cannot read."""


@dataclass(frozen=True)
class Difference:
    """A row that the two read differently; `fields`: which of ids, offsets, type_ids."""

    row: Row
    expected: Tokenized
    found: Tokenized

    @property
    def fields(self) -> tuple[str, ...]:
        names = ("ids", "offsets", "type_ids")
        return tuple(name for name in names if getattr(self.expected, name) != getattr(self.found, name))


def differences(reference: Reference, compiled: Compiled, rows: Iterable[Row]) -> list[tuple]:
    """Every row (a text, or a tuple of two) whose ids, offsets or type ids differ, with both answers."""
    found = []
    for row in rows:
        texts = row if isinstance(row, tuple) else (row,)
        expected, got = reference(*texts), compiled(*texts)
        if expected != got:
            found.append((row, expected, got))
    return found


class BySize:
    """A compiled tokenizer that takes every text at the smallest of its byte sizes, built when the first text needs
    it, and the reference cut to as many tokens."""

    def __init__(
        self, spec: TokenizerSpec, tokenizer: CompiledTokenizer, sizes: tuple[int, ...] = BYTE_SIZES, pair: bool = False
    ):
        self.tokenizer, self.sizes, self.pair = tokenizer, sizes, pair
        self.programs: dict[int, Compiled] = {}
        self.reference, self._cut = Reference(spec, most_tokens(sizes[0])), most_tokens(sizes[0])

    def takes(self, row: Row) -> bool:
        return _longest(row) <= self.sizes[-1]

    def program(self, size: int) -> Compiled:
        if size not in self.programs:
            self.programs[size] = Compiled(self.tokenizer, size, most_tokens(size), self.pair)
        return self.programs[size]

    def difference(self, row: Row) -> Difference | None:
        """None where both agree. Raises ValueError where the row is longer than the largest size."""
        if not self.takes(row):
            raise ValueError(f"a text of {_longest(row):,} bytes")
        texts = row if isinstance(row, tuple) else (row,)
        found, size = self._read(texts, [size for size in self.sizes if size >= _longest(row)])
        if self._cut != most_tokens(size):
            self._cut = most_tokens(size)
            self.reference.cut(self._cut)
        expected = self.reference(*texts)
        return None if expected == found else Difference(row, expected, found)

    def _read(self, texts: tuple, sizes: list[int]) -> tuple[Tokenized, int]:
        """By the smallest size that has room, as the runtimes do it."""
        for size in sizes[:-1]:
            try:
                return self.program(size)(*texts), size
            except NoRoom:
                continue
        return self.program(sizes[-1])(*texts), sizes[-1]


def most_tokens(byte_size: int) -> int:
    """What a program of a byte size is built for: a token per byte and the special ones. Texts that a normalizer makes
    longer are cut there by both."""
    return byte_size + 16


def _longest(row: Row) -> int:
    return max(len(as_bytes(text)) for text in (row if isinstance(row, tuple) else (row,)))
