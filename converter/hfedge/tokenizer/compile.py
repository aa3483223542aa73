"""Compiles a TokenizerSpec to the tables of a CompiledTokenizer."""

import dataclasses
from dataclasses import dataclass

import numpy as np
from tokenizers import normalizers

from hfedge.errors import UnsupportedError
from hfedge.tokenizer import characters as chars
from hfedge.tokenizer.added_words import AddedWords, compile_added_words, refuse_overlaps
from hfedge.tokenizer.byte_automaton import LONGEST_CHARACTER, build_automaton
from hfedge.tokenizer.graph import CompiledTokenizer
from hfedge.tokenizer.models.wordpiece import WordPieceTables, compile_wordpiece
from hfedge.tokenizer.spec import AddedToken, TokenizerSpec
from hfedge.tokenizer.words import BREAK, EmissionTable

# White space to every BertNormalizer and BertPreTokenizer: candidates for what stands between the texts of a pair.
_BLANKS = b" \n\t\r"


def compile_tokenizer(spec: TokenizerSpec) -> CompiledTokenizer:
    """Raises UnsupportedError for what the per-character method cannot do exactly."""
    # The prefix of continuations counts too: where it is of letters, "##ing" itself can be typed.
    raw = [token for token in spec.added_tokens if not token.normalized]
    normalized = _normalized_tokens(spec)
    known = frozenset(char for entry in (*spec.model.vocabulary, *normalized) for char in entry)
    character_map = chars.bert_characters(spec.normalizer, known)
    alphabet = character_map.alphabet
    chars.check_mark_order(spec.normalizer, (character.text for character in alphabet))
    symbols = _number_symbols(alphabet, raw)
    emissions = _Emissions(character_map, symbols)
    # Where U+FFFD is kept, each byte within a character gives one unless it is known to belong to that character.
    shows_errors = bool(character_map.output(chars.REPLACEMENT))
    # Nor may a normalized token be found among the symbols of a special one.
    self_delimiting = _are_self_delimiting(raw, character_map) and not shows_errors and not normalized
    tokens = {}
    isolated = {}
    for token in raw:
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
        added=_compile_added(normalized, symbols),
        reach=max(reach, LONGEST_CHARACTER - 1 if shows_errors else 0),
        masks_padding=bool(character_map.output(0)),
        between_texts=_between_texts(raw),
    )


def check_added_tokens(spec: TokenizerSpec) -> None:
    """What compile_tokenizer refuses of the added tokens alone, in no time. Raises UnsupportedError."""
    refuse_overlaps(token.content for token in spec.added_tokens if not token.normalized)
    _normalized_tokens(spec)


def _between_texts(tokens: list[AddedToken]) -> int:
    """White space that no added token holds, so that none can reach from one text into the next."""
    held = {byte for token in tokens for byte in token.content.encode()}
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


def _number_symbols(alphabet: list[chars.Character], added: list[AddedToken]) -> _Symbols:
    isolated = [c for c in alphabet if c.kind == chars.ISOLATED] + [chars.Character("", chars.ISOLATED)]
    plain = [c for c in alphabet if c.kind == chars.PLAIN] + [chars.Character("", chars.PLAIN)]
    tokens = [token.content for token in added]
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


def _are_self_delimiting(tokens: list[AddedToken], character_map: chars.CharacterMap) -> bool:
    """Whether every token ends its own word and has one symbol per character, so that the graph may simply step over
    its symbols (true of [CLS] and the like). Raises UnsupportedError where two can overlap."""
    texts = [token.content for token in tokens]
    refuse_overlaps(texts)
    outputs = [[character_map.output(ord(char)) for char in text] for text in texts]
    return all(
        all(len(output) == 1 and output[0].kind != chars.SPACE for output in token)
        and token[-1][0].kind == chars.ISOLATED
        and text.isascii()
        for text, token in zip(texts, outputs)
    )


def _normalized_tokens(spec: TokenizerSpec) -> dict[str, int]:
    """Normalized text to id of the added tokens that are matched in normalized text. Raises UnsupportedError."""
    normalizer = normalizers.BertNormalizer(**dataclasses.asdict(spec.normalizer))
    found: dict[str, int] = {}
    for token in spec.added_tokens:
        if not token.normalized:
            continue
        text = normalizer.normalize_str(token.content)
        if not text or len(text.split()) != 1 or text != text.strip():
            found = f"added token {token.content!r}, normalized to {text!r}"
            raise UnsupportedError(found, accepted="one without spaces")
        if text in found:
            raise UnsupportedError(f"two added tokens normalized to {text!r}", accepted="each a text of its own")
        found[text] = token.id
    return found


def _compile_added(tokens: dict[str, int], symbols: _Symbols) -> AddedWords | None:
    """A token with a character that no text normalizes to is never found, and left out."""
    of_char: dict[str, list[int]] = {}
    for character, number in symbols.of_character.items():
        of_char.setdefault(character.text, []).append(number)
    reachable = {}
    for text, token_id in tokens.items():
        numbers = [of_char.get(char, []) for char in text]
        if any(len(found) > 1 for found in numbers):
            raise UnsupportedError(f"added token {text!r} with a character that text gives in two ways")
        if all(numbers):
            reachable[tuple(found[0] for found in numbers)] = token_id
    return compile_added_words(reachable, symbols.count)


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
