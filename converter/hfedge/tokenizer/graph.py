"""The compiled tokenizer as built-in int32 ops: UTF-8 bytes in, model inputs out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.errors import UsageError
from hfedge.lazy import tf
from hfedge.tokenizer.decode import ByteDecoder
from hfedge.tokenizer.decoders import CompiledDecoder
from hfedge.tokenizer.features import FEATURES
from hfedge.tokenizer.post_processors import Layout, TrimTable, assemble, sequences, sequences_of_texts
from hfedge.tokenizer.spec import TokenizerSpec
from hfedge.tokenizer.tables import tables_of, with_tables


@dataclass(frozen=True)
class Steps:
    """The stages in order: the first turns bytes into a stream, `stages` a stream into another, `model` the last
    stream into tokens. trim: what tokens leave out of their offsets; lengths: see features.token_lengths; decoder: from
    ids back to text."""

    bytes: ByteDecoder
    stages: tuple[Any, ...]
    model: Any
    trim: TrimTable | None
    lengths: np.ndarray | None
    decoder: CompiledDecoder | None

    def __repr__(self) -> str:
        return f"Steps({', '.join(type(stage).__name__ for stage in (self.bytes, *self.stages, self.model))})"


@dataclass(frozen=True)
class CompiledTokenizer:
    """The tables of one tokenizer, and the graph over them. no_decoder: why there is none, if there is none."""

    spec: TokenizerSpec
    steps: Steps
    no_decoder: str = ""

    def __repr__(self) -> str:
        return f"CompiledTokenizer({self.spec.kind}, {self.table_bytes:,} bytes of tables)"

    @property
    def tables(self) -> dict[str, Any]:
        """Every table of the graph by name: integer arrays, or whatever `with_tables` put in their place."""
        return tables_of(self.steps)

    def with_tables(self, tables: Mapping[str, Any]) -> "CompiledTokenizer":
        """The same graph over other tensors: variables, or inputs that are bound to the file later."""
        return replace(self, steps=with_tables(self.steps, tables))

    @property
    def table_bytes(self) -> int:
        """Bytes of the tables that `tokenize` reads."""
        return sum(table.nbytes for table in tables_of(replace(self.steps, decoder=None)).values())

    def detokenize(self, ids: Any, count: Any, skip_special: Any) -> dict[str, Any]:
        """ids: int32[1, T]; count, skip_special: int32[1, 1] -> `utf8` int32[1, M], `byte_count` and `unwritten_count`
        int32[1]: the text of the first `count` ids, without special tokens if skip_special is 1. See
        decoders/compiled.py. Only if `steps.decoder` is there."""
        count, skip_special = tf.reshape(count, [1]), tf.reshape(skip_special, [1])
        return self.steps.decoder.detokenize(ids, count, skip_special)

    def tokenize(
        self, texts: list[Any], max_tokens: int, features: tuple[str, ...] = (), window: Any = None
    ) -> dict[str, Any]:
        """texts: one or two int32[1, B] of zero-padded UTF-8 -> the outputs of a tokenize signature, with the features
        (names of FEATURES) that a task asks for.

        Where the spec has windows (`overlap`), `window` (int32[1, 1]; None: the first) says which one of the second
        text is read, and there is also the output `window_count` (int32[1]).

        Where a step can make a text longer there is also the output `unread_count` (int32[1]): symbols that found no
        room. If it is not 0, the text needs a larger B.
        Raises UsageError if the special tokens alone are more than max_tokens.
        """
        pair = len(texts) == 2
        stream, tokens = self._tokens(texts)
        layout = self._layout(stream, pair, max_tokens, features, window)
        # Place 0, and the one behind the last symbol, are no tokens.
        length = min(max_tokens, int(tokens.ids.shape[0]) - 2 + self.spec.template.specials(pair))
        outputs = assemble(sequences(tokens, stream.first_bytes), layout, length)
        return outputs if isinstance(tokens.lost, np.ndarray) else {**outputs, "unread_count": tokens.lost}

    def tokenize_rows(self, columns: list[Any], max_tokens: int, features: tuple[str, ...] = ()) -> dict[str, Any]:
        """Several texts, or pairs, in one pass over all their bytes: columns: one or two int32[rows, B] -> what
        `tokenize` gives for each, [rows, max_tokens, ...]. Every text is a piece of its own, as those of a pair are.

        `unread_count`, where there is one, is of all together: if it is not 0, nothing else counts.
        """
        rows, pair = int(columns[0].shape[0]), len(columns) == 2
        stream, tokens = self._tokens([column[row : row + 1] for row in range(rows) for column in columns])
        layout = self._layout(stream, pair, max_tokens, features, None)
        every = sequences_of_texts(tokens, stream.first_bytes)
        shape = [rows, len(columns)]
        first, count = (tf.reshape(tf.concat(parts, 0), shape) for parts in zip(*((s.first, s.count) for s in every)))
        first_byte = tf.reshape(tf.constant(stream.first_bytes, tf.int32), shape)

        def one(row: tuple[Any, ...]) -> dict[str, Any]:
            parts = ([part[place : place + 1] for part in row[:2]] for place in range(len(columns)))
            found = {name: replace(every[0], first=start, count=size, first_byte=row[2][place])
                     for place, (name, (start, size)) in enumerate(zip("AB", parts))}  # fmt: skip
            return assemble(found, layout, max_tokens)

        outputs = {
            name: tf.squeeze(value, 1) for name, value in tf.vectorized_map(one, (first, count, first_byte)).items()
        }
        return outputs if isinstance(tokens.lost, np.ndarray) else {**outputs, "unread_count": tokens.lost}

    def _tokens(self, texts: list[Any]) -> tuple[Any, Any]:
        """The last stream, and the tokens that the model makes of it."""
        stream = self.steps.bytes(texts)
        for stage in self.steps.stages:
            stream = stage(stream)
        return stream, self.steps.model(stream)

    def _layout(self, stream: Any, pair: bool, max_tokens: int, features: tuple[str, ...], window: Any) -> Layout:
        """Raises UsageError if the special tokens alone are more than max_tokens."""
        spec, windows = self.spec, pair and self.spec.overlap is not None
        if max_tokens < spec.template.specials(pair):
            found = f"{max_tokens} tokens for {spec.template.specials(pair)} special tokens"
            raise UsageError(found, accepted="a length that leaves room for text")
        return Layout(
            template=spec.template.pair if pair else spec.template.single,
            max_tokens=max_tokens, strategy=spec.truncation_strategy, side=spec.truncation_side,
            pad_id=spec.pad_id, pad_type_id=spec.pad_type_id, trim=spec.template.trim, trim_table=self.steps.trim,
            utf8=stream.utf8, lengths=self.steps.lengths, stride=spec.stride(max_tokens) if windows else None,
            window=np.zeros(1, np.int32) if window is None else tf.reshape(window, [1]),
            features=tuple(name for name in features if FEATURES[name].read),
        )  # fmt: skip
