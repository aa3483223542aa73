"""The compiled tokenizer as built-in int32 ops: UTF-8 bytes in, model inputs out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from hfedge.errors import UsageError
from hfedge.lazy import tf
from hfedge.tokenizer.added_words import AddedWords
from hfedge.tokenizer.byte_automaton import ByteAutomaton
from hfedge.tokenizer.doubling import follow
from hfedge.tokenizer.models.wordpiece import Tokens, WordPieceTables
from hfedge.tokenizer.post_processors import Layout, Sequence, assemble
from hfedge.tokenizer.spec import TokenizerSpec
from hfedge.tokenizer.words import EmissionTable, Words, find_words


@dataclass(frozen=True)
class CompiledTokenizer:
    """Tables of one tokenizer. `reach` and `masks_padding` say which of two rare steps the graph needs:
    how far a character or special token covers the bytes after its first (0: no need to ask), and whether
    U+0000 is kept, so that padding must be told from text. `between_texts` is the byte between the texts of a pair:
    white space, which ends a word and an ill-formed sequence, and which no special token holds."""

    spec: TokenizerSpec
    automaton: ByteAutomaton
    emissions: EmissionTable
    model: WordPieceTables
    added: AddedWords | None
    reach: int
    masks_padding: bool
    between_texts: int

    def __repr__(self) -> str:
        return f"CompiledTokenizer({self.spec.kind}, {self.table_bytes:,} bytes of tables)"

    @property
    def tables(self) -> dict[str, Any]:
        """Every table of the graph by name: int32 arrays, or whatever `with_tables` put in their place."""
        return {
            f"{name}/{field.name}": getattr(part, field.name)
            for name, part in self._parts.items()
            for field in fields(part)
            if hasattr(getattr(part, field.name), "shape")
        }

    @property
    def _parts(self) -> dict[str, Any]:
        parts = {"bytes": self.automaton, "emissions": self.emissions, "trie": self.model.array, "words": self.model}
        return parts | ({"added_trie": self.added.array, "added": self.added} if self.added else {})

    def with_tables(self, tables: Mapping[str, Any]) -> "CompiledTokenizer":
        """The same graph over other tensors: variables, or inputs that are bound to the file later."""
        new = {}
        for name, part in self._parts.items():
            own = {key.split("/")[1]: value for key, value in tables.items() if key.startswith(f"{name}/")}
            new[name] = replace(part, **own)
        added = replace(new["added"], array=new["added_trie"]) if self.added else None
        model = replace(new["words"], array=new["trie"])
        return replace(self, automaton=new["bytes"], emissions=new["emissions"], model=model, added=added)

    @property
    def table_bytes(self) -> int:
        return sum(table.nbytes for table in self.tables.values())

    def output_length(self, byte_size: int, max_tokens: int, pair: bool = False) -> int:
        """T of tokenize_<byte_size>: no text of so many bytes has more tokens than bytes."""
        return min(max_tokens, byte_size * (2 if pair else 1) + self.spec.template.specials(pair))

    def tokenize(self, texts: list[Any], max_tokens: int) -> dict[str, Any]:
        """texts: one or two int32[1, B] of zero-padded UTF-8 -> the outputs of a tokenize signature.

        Raises UsageError if the special tokens alone are more than max_tokens.
        """
        pair = len(texts) == 2
        if max_tokens < self.spec.template.specials(pair):
            found = f"{max_tokens} tokens for {self.spec.template.specials(pair)} special tokens"
            raise UsageError(found, accepted="a length that leaves room for text")
        parts, ends = self._join(texts)
        emissions = self._emissions(parts, ends)
        words = find_words(emissions, self.emissions, ends, self.added)
        tokens = _with_added(self.model.choose(words), words)
        sequences, first_place, first_byte = {}, np.ones(1, np.int32), 0
        for name, total, text, end in zip("AB", words.totals, texts, ends):
            limit = int(text.shape[1])
            places = follow(tokens.next, first_place, limit)
            count = tf.reduce_sum(tf.cast(tf.less_equal(places, total), tf.int32), keepdims=True)
            ids, begin, after = self._describe(places, words, tokens, emissions)
            sequences[name] = Sequence(ids, *_from(first_byte, begin, after), count)
            first_place, first_byte = total + 1, end + 1
        spec = self.spec
        layout = Layout(
            template=spec.template.pair if pair else spec.template.single,
            max_tokens=max_tokens, strategy=spec.truncation_strategy, side=spec.truncation_side,
            pad_id=spec.pad_id, pad_type_id=spec.pad_type_id,
        )  # fmt: skip
        return assemble(sequences, layout, self.output_length(int(texts[0].shape[1]), max_tokens, pair))

    def _join(self, texts: list[Any]) -> tuple[Any, list[int]]:
        """One vector of all bytes, and for each text one past its last byte."""
        first = tf.reshape(texts[0], [-1])
        size = int(first.shape[0])
        if len(texts) == 1:
            return first, [size]
        joined = tf.concat([first, np.full(1, self.between_texts, np.int32), tf.reshape(texts[1], [-1])], 0)
        return joined, [size, int(joined.shape[0])]

    def _emissions(self, utf8: Any, ends: list[int]) -> Any:
        emissions = self.automaton.decode(utf8)
        nothing = np.zeros(utf8.shape[0], np.int32)
        if self.reach:
            emissions = tf.where(self._covered(emissions), nothing, emissions)
        if self.masks_padding:
            emissions = tf.where(_padding(utf8, ends), nothing, emissions)
        return emissions

    def _covered(self, emissions: Any) -> Any:
        """bool[n]: the byte belongs to a character or special token that began before it."""
        size = emissions.shape[0]
        lengths = tf.pad(tf.gather(self.emissions.lengths, emissions), [[self.reach, 0]])
        reaches = [
            tf.greater(tf.slice(lengths, [self.reach - back], [size]), np.full(size, back, np.int32))
            for back in range(1, self.reach + 1)
        ]
        return tf.reduce_any(tf.stack(reaches), axis=0)

    def _describe(self, places: Any, words: Words, tokens: Any, emissions: Any) -> tuple[Any, Any, Any]:
        last_byte = tf.gather(words.byte, tf.gather(tokens.next, places) - 1)
        end = last_byte + tf.gather(self.emissions.lengths, tf.gather(emissions, last_byte))
        ids = self.model.ids(tf.gather(tokens.state, places))
        if words.added:
            number = tf.gather(words.added.numbers, places)
            ids = tf.where(tf.greater(number, 0), number - 1, ids)
        return ids, tf.gather(words.byte, places), end


def _with_added(tokens: Tokens, words: Words) -> Tokens:
    """An added token goes before whatever the model would make of its symbols."""
    if words.added is None:
        return tokens
    end = words.added.lengths + np.arange(words.size, dtype=np.int32)
    return replace(tokens, next=tf.where(tf.greater(words.added.lengths, 0), end, tokens.next))


def _from(first_byte: int, begin: Any, end: Any) -> tuple[Any, Any]:
    return (begin - first_byte, end - first_byte) if first_byte else (begin, end)


def _padding(utf8: Any, ends: list[int]) -> Any:
    """bool[n]: only zeros follow up to the text's end."""
    later = []
    for begin, end in zip([0, *ends[:-1]], ends):  # the white space between texts counts to the second
        text = tf.slice(utf8, [begin], [end - begin])
        seen = tf.cumsum(tf.minimum(text, 1), reverse=True)
        later.append(tf.equal(seen, np.zeros(end - begin, np.int32)))
    return later[0] if len(later) == 1 else tf.concat(later, 0)
