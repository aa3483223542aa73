"""Compiles a TokenizerSpec to the tables of a CompiledTokenizer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from hfedge.errors import UnsupportedError
from hfedge.tokenizer.added_tokens import added_token_needs, can_overlap, compile_added_tokens
from hfedge.tokenizer.alphabet import Alphabet, Needs, build_alphabet
from hfedge.tokenizer.decode import Outputs, compile_byte_decoder
from hfedge.tokenizer.decoders import CompiledDecoder, compile_decoder
from hfedge.tokenizer.features import FEATURES, token_lengths
from hfedge.tokenizer.graph import CompiledTokenizer, Steps
from hfedge.tokenizer.lookup import narrow
from hfedge.tokenizer.models.wordpiece import WordPiece
from hfedge.tokenizer.normalizers.characters import BertCharacterMap
from hfedge.tokenizer.normalizers.mark_order import MarkOrder
from hfedge.tokenizer.normalizers.sequence import Sequence, exact_bert, sequence_of
from hfedge.tokenizer.post_processors import TrimTable
from hfedge.tokenizer.pre_tokenizers.ask import bert_kinds, white_space
from hfedge.tokenizer.pre_tokenizers.byte_level import ByteLevel, Bytes
from hfedge.tokenizer.pre_tokenizers.classes import BertPreTokenizer
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.spec import AddedToken, TokenizerSpec
from hfedge.tokenizer.tables import tables_of, with_tables

# More characters of added tokens than this, and a trie of their own is smaller than rows of the byte automaton.
_MOST_PLAIN_CHARACTERS = 400

# Models that never ask for the bytes of a character that they do not know.
_BLIND_TO_BYTES = ("WordPiece", "WordLevel")

# Models to which a word with a character that they do not know is unknown as a whole.
_KNOW_WORDS = ("WordPiece", "WordLevel")


def compile_tokenizer(spec: TokenizerSpec, features: tuple[str, ...] = ()) -> CompiledTokenizer:
    """features: names of FEATURES that `tokenize` will be asked for. Raises UnsupportedError for what the graph cannot
    do exactly."""
    try:
        return _compile(spec, any(FEATURES[name].reads_lengths for name in features))
    except Refused as refused:
        raise UnsupportedError(f"the tokenizer has {refused}", accepted="see `hfedge list tokenizers`") from refused


def _compile(spec: TokenizerSpec, lengths: bool) -> CompiledTokenizer:
    raw = {token.content: token for token in spec.added_tokens if not token.normalized}
    normalized = normalized_texts(spec)
    if spec.normalizer is None and (not raw or _independent(raw | normalized)):
        # Where the text stays as it is, one search finds both.
        raw, normalized = raw | normalized, {}
    told_apart = added_token_needs(normalized) | (spec.pre_tokenizer.needs() if spec.pre_tokenizer else Needs())
    later = told_apart | spec.model.needs()
    normalizer = _exact(spec, told_apart)
    if _reads_bytes(spec) and not getattr(normalizer, "keeps_bytes", True):
        raise Refused("a Precompiled normalizer that removes characters, before a step that reads their bytes")
    first = added_token_needs(raw) | (normalizer.needs() if normalizer else Needs())
    alphabet = build_alphabet(first | later, [token.content for token in spec.added_tokens])
    symbols = {token.id: alphabet.first_token + index for index, token in enumerate(spec.added_tokens)}
    token_ids = np.array([token.id for token in spec.added_tokens], np.int32)
    normalizers = list(_stages(normalizer, alphabet))
    by_bytes = _found_in_bytes(raw)
    outputs, marks = _folded(normalizers) if by_bytes else (_itself, None)
    trim = spec.template.trim
    stages = [None if by_bytes else compile_added_tokens(raw, symbols, alphabet, trim), *normalizers]
    decoded = alphabet
    if all(stage is None for stage in stages):
        # What the text is decoded to is all that there will be: most characters never get through a normalizer.
        reachable = _reachable(alphabet, outputs, later.characters)
        decoded, renumber = alphabet.reduced(reachable, later, own_bytes=spec.kind not in _BLIND_TO_BYTES)
        symbols = {token: int(renumber[symbol]) for token, symbol in symbols.items()}
        outputs = _renumbered(outputs, renumber)
    stages += [compile_added_tokens(normalized, symbols, decoded, trim), *_stages(spec.pre_tokenizer, decoded)]
    plain = _plain(raw, symbols) if by_bytes else {}
    steps = Steps(
        bytes=compile_byte_decoder(alphabet, outputs, marks, plain, decoded.first_token),
        stages=tuple(stage for stage in stages if stage is not None),
        model=_model(spec).compile(decoded, token_ids),
        trim=_trim_table(spec) if trim else None,
        lengths=token_lengths(spec) if lengths else None,
        decoder=None,
    )
    steps = with_tables(steps, {name: narrow(table) for name, table in tables_of(steps).items()})
    try:
        return CompiledTokenizer(spec, replace(steps, decoder=_decoder(spec)))
    except Refused as refused:  # a text encoder does without
        return CompiledTokenizer(spec, steps, no_decoder=str(refused))


def why_no_decoder(spec: TokenizerSpec) -> str:
    """Why there will be no detokenize signature; "" where there will be one."""
    try:
        _decoder(spec)
    except Refused as refused:
        return str(refused)
    return ""


def _decoder(spec: TokenizerSpec) -> CompiledDecoder:
    texts = {token_id: text for text, token_id in spec.token_ids.items()}
    texts |= {token.id: token.content for token in spec.added_tokens}
    return compile_decoder(spec.decoder, texts, frozenset(spec.special_tokens), spec.clean_up)


def _plain(raw: Mapping[str, AddedToken], symbols: Mapping[int, int]) -> dict[str, int]:
    return {text: symbols[token.id] for text, token in raw.items()}


def _renumbered(outputs: Outputs, number: np.ndarray) -> Outputs:
    return lambda symbol: tuple(int(number[new]) for new in outputs(symbol))


def _reachable(alphabet: Alphabet, outputs: Outputs, later: Iterable[str]) -> set[int]:
    """The symbols that decoding gives, and those of the characters that later steps ask for."""
    given = {new for symbol in range(1, alphabet.first_token) for new in outputs(symbol)}
    return given | {alphabet.known[char] for char in later}


def _model(spec: TokenizerSpec) -> Any:
    """A third of BERT's vocabulary is text that its pre-tokenizer always splits, such as "##ing" with its signs."""
    if not (isinstance(spec.model, WordPiece) and isinstance(spec.pre_tokenizer, BertPreTokenizer)):
        return spec.model
    kinds = bert_kinds()
    return replace(spec.model, alone=frozenset(char for char in spec.model.needs().characters if kinds[ord(char)]))


def _reads_bytes(spec: TokenizerSpec) -> bool:
    """Whether a step asks for the bytes of characters that it does not know."""
    return getattr(spec.model, "byte_fallback", False) or any(
        isinstance(s, ByteLevel) for s in _flat(spec.pre_tokenizer)
    )


def _flat(step: Any) -> tuple[Any, ...]:
    return tuple(part for inner in step.steps for part in _flat(inner)) if hasattr(step, "steps") else (step,)


def _exact(spec: TokenizerSpec, told_apart: Needs) -> Any:
    """NFD inside of BertNormalizer sorts marks, which can be seen in no id of most vocabularies: only where it can, it
    is worth its operations and tables. told_apart: by the steps between normalizer and model."""
    normalizer = spec.normalizer
    steps = normalizer.steps if isinstance(normalizer, Sequence) else (normalizer,)
    if not any(isinstance(step, BertCharacterMap) for step in steps):
        return normalizer
    vocabulary, knows_words = spec.model.needs().characters, spec.kind in _KNOW_WORDS
    exact, reads_bytes = [], _reads_bytes(spec)
    for step in reversed(steps):
        shows = isinstance(step, BertCharacterMap) and step.decomposes
        shows = shows and (reads_bytes or step.shows_mark_order(told_apart, vocabulary, knows_words))
        exact.append(exact_bert(step) if shows else step)
        told_apart, reads_bytes = told_apart | step.needs(), reads_bytes or isinstance(step, Bytes)
    return exact[0] if len(exact) == 1 else sequence_of(exact[::-1])


def _stages(step: Any, alphabet: Alphabet) -> Iterable[Any]:
    """A Sequence compiles to several stages."""
    if step is None:
        return ()
    stage = step.compile(alphabet)
    return getattr(stage, "stages", (stage,))


def _itself(symbol: int) -> tuple[int, ...]:
    return (symbol,)


def _folded(normalizers: list[Any]) -> tuple[Outputs, MarkOrder | None]:
    """Takes the first stages that look at one character at a time out of the list: the bytes' table does their work."""
    first: list[Any] = []

    def outputs(symbol: int) -> tuple[int, ...]:
        found: tuple[int, ...] = (symbol,)
        for stage in first:
            found = tuple(new for old in found for new in stage.outputs(old))
        return found

    while normalizers and getattr(normalizers[0], "context_free", False):
        if first and not _joins(normalizers[0], outputs, first[0].marks):
            break
        first.append(normalizers.pop(0))
    return outputs, first[0].marks if first else None


def _joins(stage: Any, outputs: Outputs, marks: MarkOrder | None) -> bool:
    """Whether an order of marks, which is by symbols of the text, still says all: it does if the parts of a base with
    marks remain as many. marks: of the first stage; outputs: of those before this one."""
    bases = () if marks is None else np.flatnonzero(marks.columns).tolist()
    return stage.marks is None and all(len(stage.outputs(part)) == 1 for base in bases for part in outputs(base))


def _found_in_bytes(raw: Mapping[str, AddedToken]) -> bool:
    """Whether the table walk over bytes can look for these tokens: few, without flags, of which none can overlap
    another."""
    few = sum(map(len, raw)) <= _MOST_PLAIN_CHARACTERS
    return few and all(token.plain for token in raw.values()) and not can_overlap(raw)


def _independent(texts: Mapping[str, AddedToken]) -> bool:
    """Whether it is all the same which of them is looked for first."""
    nested = any(one in other for one in texts for other in texts if one != other)
    return all(token.plain for token in texts.values()) and not nested and not can_overlap(texts)


def normalized_texts(spec: TokenizerSpec) -> dict[str, AddedToken]:
    """Normalized text to the added token that is matched there. Raises UnsupportedError."""
    found: dict[str, AddedToken] = {}
    tokens = [token for token in spec.added_tokens if token.normalized]
    normalizer = Tokenizer.from_str(spec.source).normalizer if tokens else None
    for token in tokens:
        text = normalizer.normalize_str(token.content) if normalizer else token.content
        if not text:
            raise UnsupportedError(f"added token {token.content!r}, of which the normalizer leaves nothing")
        if text in found:
            raise UnsupportedError(f"two added tokens normalized to {text!r}", accepted="each a text of its own")
        found[text] = token
    return found


def lower_cases(spec: TokenizerSpec) -> bool:
    normalizer = Tokenizer.from_str(spec.source).normalizer
    return normalizer is not None and normalizer.normalize_str("A") == "a"


def check_added_tokens(spec: TokenizerSpec) -> None:
    """What compile_tokenizer refuses of the added tokens alone, in no time. Raises UnsupportedError."""
    normalized_texts(spec)


def _trim_table(spec: TokenizerSpec) -> TrimTable:
    """How many spaces tokens begin and end with, as `process_offsets` counts them (byte_level.rs): the byte-level
    space is one, and so is any white space of an added token."""
    texts = {token_id: text for text, token_id in spec.token_ids.items()}
    texts |= {token.id: token.content for token in spec.added_tokens}
    size = spec.vocabulary_size
    leading, trailing = np.zeros(size, np.int32), np.zeros(size, np.int32)
    for token_id, text in texts.items():
        leading[token_id] = _spaces(text)
        trailing[token_id] = _spaces(text[::-1])
    space = next((token_id for token_id, text in texts.items() if text in (" ", _BYTE_LEVEL_SPACE)), -1)
    return TrimTable(narrow(leading), narrow(trailing), space)


_BYTE_LEVEL_SPACE = "\u0120"


def _spaces(text: str) -> int:
    count = 0
    while count < len(text) and (text[count] == _BYTE_LEVEL_SPACE or white_space()[ord(text[count])]):
        if len(text[count].encode()) > 1 and text[count] != _BYTE_LEVEL_SPACE:
            raise Refused(f"token {text!r}, of whose offsets wide white space would be trimmed")
        count += 1
    return count
