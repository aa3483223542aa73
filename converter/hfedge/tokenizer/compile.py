"""Compiles a TokenizerSpec to tables, and runs them as built-in int32 ops: UTF-8 bytes in, model inputs out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from hfedge.errors import UnsupportedError, UsageError
from hfedge.lazy import tf
from hfedge.tokenizer import characters as chars
from hfedge.tokenizer.byte_automaton import LONGEST_CHARACTER, ByteAutomaton, build_automaton
from hfedge.tokenizer.models.wordpiece import WordPieceTables, compile_wordpiece
from hfedge.tokenizer.post_processors import Layout, Sequence, assemble
from hfedge.tokenizer.spec import TokenizerSpec
from hfedge.tokenizer.words import BREAK, EmissionTable, Words, find_words

# White space to every BertNormalizer and BertPreTokenizer: candidates for what stands between the texts of a pair.
_BLANKS = b" \n\t\r"


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
    reach: int
    masks_padding: bool
    between_texts: int

    def __repr__(self) -> str:
        return f"CompiledTokenizer({self.spec.kind}, {self.table_bytes:,} bytes of tables)"

    @property
    def tables(self) -> dict[str, Any]:
        """Every table of the graph by name: int32 arrays, or whatever `with_tables` put in their place."""
        parts = {"bytes": self.automaton, "emissions": self.emissions, "trie": self.model.array, "words": self.model}
        return {
            f"{name}/{field.name}": getattr(part, field.name)
            for name, part in parts.items()
            for field in fields(part)
            if hasattr(getattr(part, field.name), "shape")
        }

    def with_tables(self, tables: Mapping[str, Any]) -> "CompiledTokenizer":
        """The same graph over other tensors: variables, or inputs that are bound to the file later."""

        def put(part: Any, name: str) -> Any:
            own = {key.split("/")[1]: value for key, value in tables.items() if key.startswith(f"{name}/")}
            return replace(part, **own)

        model = replace(put(self.model, "words"), array=put(self.model.array, "trie"))
        return replace(
            self, automaton=put(self.automaton, "bytes"), emissions=put(self.emissions, "emissions"), model=model
        )

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
        words = find_words(emissions, self.emissions, ends)
        tokens = self.model.choose(words)
        sequences, first_place, first_byte = {}, np.ones(1, np.int32), 0
        for name, total, text, end in zip("AB", words.totals, texts, ends):
            limit = int(text.shape[1])
            places = _follow(tokens.next, first_place, limit)
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
        return self.model.ids(tf.gather(tokens.state, places)), tf.gather(words.byte, places), end


def _follow(jump: Any, first: Any, limit: int) -> Any:
    """The first `limit` or more places of the list that begins at `first` and goes on at jump[place]: by doubling,
    no loop."""
    places = first
    while places.shape[0] < limit:
        if places is not first:
            jump = tf.gather(jump, jump)
        places = tf.concat([places, tf.gather(jump, places)], 0)
    return places


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


def compile_tokenizer(spec: TokenizerSpec) -> CompiledTokenizer:
    """Raises UnsupportedError for what the per-character method cannot do exactly."""
    # The prefix of continuations counts too: where it is of letters, "##ing" itself can be typed.
    known = frozenset(char for entry in spec.model.vocabulary for char in entry)
    character_map = chars.bert_characters(spec.normalizer, known)
    alphabet = character_map.alphabet
    chars.check_mark_order(spec.normalizer, (character.text for character in alphabet))
    symbols = _number_symbols(alphabet, spec)
    emissions = _Emissions(character_map, symbols)
    # Where U+FFFD is kept, each byte within a character gives one unless it is known to belong to that character.
    shows_errors = bool(character_map.output(chars.REPLACEMENT))
    self_delimiting = _check_added_tokens(spec, character_map) and not shows_errors
    tokens = {}
    isolated = {}
    for token in spec.added_tokens:
        content = token.content.encode()
        tokens[content] = emissions.add((symbols.of_token[token.content],), len(content))
        isolated[symbols.of_token[token.content]] = (len(token.content) if self_delimiting else 1, token.id)
    emissions.count_removed = shows_errors
    errors = tuple(emissions.of_code_point(chars.REPLACEMENT, length) for length in (1, 2, 3))
    by_code_point = emissions.by_code_point()
    automaton = build_automaton(by_code_point, errors, tokens)
    reach = 0 if self_delimiting or not tokens else max(map(len, tokens)) - 1
    return CompiledTokenizer(
        spec=spec,
        automaton=automaton,
        emissions=emissions.table(symbols.last_isolated),
        model=_compile_model(spec, symbols, isolated),
        reach=max(reach, LONGEST_CHARACTER - 1 if shows_errors else 0),
        masks_padding=bool(character_map.output(0)),
        between_texts=_between_texts(spec),
    )


def _between_texts(spec: TokenizerSpec) -> int:
    """White space that no added token holds, so that none can reach from one text into the next."""
    held = {byte for token in spec.added_tokens for byte in token.content.encode()}
    free = [byte for byte in _BLANKS if byte not in held]
    if not free:
        raise UnsupportedError("added tokens with every kind of white space", accepted="tokens without tab or newline")
    return free[0]


@dataclass(frozen=True)
class _Symbols:
    """Numbers: 0 none, then isolated characters, the unknown isolated one, special tokens, plain characters, the
    unknown plain one."""

    of_character: dict[chars.Character, int]
    of_token: dict[str, int]
    last_isolated: int
    count: int


def _number_symbols(alphabet: list[chars.Character], spec: TokenizerSpec) -> _Symbols:
    isolated = [c for c in alphabet if c.kind == chars.ISOLATED] + [chars.Character("", chars.ISOLATED)]
    plain = [c for c in alphabet if c.kind == chars.PLAIN] + [chars.Character("", chars.PLAIN)]
    tokens = [token.content for token in spec.added_tokens]
    of_character = {character: index for index, character in enumerate(isolated, 1)}
    of_token = {text: index for index, text in enumerate(tokens, 1 + len(isolated))}
    last_isolated = len(isolated) + len(tokens)
    of_character |= {character: index for index, character in enumerate(plain, 1 + last_isolated)}
    return _Symbols(of_character, of_token, last_isolated, 1 + last_isolated + len(plain))


class _Emissions:
    """Numbers the pairs (symbols, bytes) that characters give. 0 is nothing; characters that vanish get it too, save
    with `count_removed`, where the graph has to know how many bytes they cover."""

    count_removed = False

    def __init__(self, character_map: chars.CharacterMap, symbols: _Symbols):
        self.map = character_map
        self.numbers: dict[tuple[tuple[int, ...], int], int] = {((), 0): 0}
        of_character = symbols.of_character
        self.outputs = [
            tuple(BREAK if c.kind == chars.SPACE else of_character[c] for c in output)
            for output in character_map.outputs
        ]

    def add(self, output: tuple[int, ...], length: int) -> int:
        if not output and not self.count_removed:
            return 0
        return self.numbers.setdefault((output, length), len(self.numbers))

    def of_code_point(self, code_point: int, length: int) -> int:
        return self.add(self.outputs[self.map.class_of[code_point]], length)

    def by_code_point(self) -> np.ndarray:
        """int32[0x110000]"""
        result = np.zeros(chars.CODE_POINTS, np.int32)
        for length, (begin, end) in enumerate(_UTF8_RANGES, 1):
            numbers = np.array([-1] * len(self.outputs), np.int64)
            classes = self.map.class_of[begin:end]
            present = np.unique(classes)
            numbers[present] = [self.add(self.outputs[index], length) for index in present]
            result[begin:end] = numbers[classes]
        return result

    def table(self, last_isolated: int) -> EmissionTable:
        width = max(len(output) for output, _ in self.numbers) or 1
        longest = max(self.numbers, key=lambda pair: len(pair[0]) - pair[1])
        if len(longest[0]) > longest[1]:  # the graph holds no more symbols than bytes
            raise UnsupportedError(f"a normalizer that turns {longest[1]} bytes into {len(longest[0])} characters")
        rows = np.array([[*output, *[0] * (width - len(output))] for output, _ in self.numbers], np.int32)
        return EmissionTable(
            rows if width > 1 else rows[:, 0], np.array([length for _, length in self.numbers], np.int32), last_isolated
        )


_UTF8_RANGES = ((0, 0x80), (0x80, 0x800), (0x800, 0x10000), (0x10000, chars.CODE_POINTS))


def _check_added_tokens(spec: TokenizerSpec, character_map: chars.CharacterMap) -> bool:
    """Whether every added token ends its own word and has one symbol per character, so that the graph may simply
    step over its symbols (true of [CLS] and the like). Raises UnsupportedError where two can overlap."""
    texts = [token.content for token in spec.added_tokens]
    for first in texts:
        for second in texts:
            for size in range(1, min(len(first), len(second))):
                if first.endswith(second[:size]) and not (first == second and size == len(first)):
                    raise UnsupportedError(
                        f"added tokens {first!r} and {second!r}, whose text can overlap",
                        accepted="added tokens of which none begins as another ends",
                    )
    outputs = [[character_map.output(ord(char)) for char in text] for text in texts]
    return all(
        all(len(output) == 1 and output[0].kind != chars.SPACE for output in token)
        and token[-1][0].kind == chars.ISOLATED
        and text.isascii()
        for text, token in zip(texts, outputs)
    )


def _compile_model(spec: TokenizerSpec, symbols: _Symbols, tokens: dict[int, tuple[int, int]]) -> WordPieceTables:
    model = spec.model
    plain = {c.text: number for c, number in symbols.of_character.items() if c.kind == chars.PLAIN and c.text}
    isolated = {
        number: (1, model.vocabulary[c.text])
        for c, number in symbols.of_character.items()
        if c.kind == chars.ISOLATED and c.text in model.vocabulary
    }
    first_words, continuations = {}, {}
    for text, token_id in model.vocabulary.items():
        _enter(first_words, text, token_id, plain)
        if text.startswith(model.prefix):
            _enter(continuations, text[len(model.prefix) :], token_id, plain)
    return compile_wordpiece(
        first_words, continuations, isolated | tokens,
        symbols=symbols.count, unknown_id=model.vocabulary[model.unk_token], max_word=model.max_word_chars,
    )  # fmt: skip


def _enter(table: dict, text: str, token_id: int, plain: dict[str, int]) -> None:
    """Words hold plain characters only, so an entry with any other can never be reached."""
    if text and all(char in plain for char in text):
        table[tuple(plain[char] for char in text)] = token_id
