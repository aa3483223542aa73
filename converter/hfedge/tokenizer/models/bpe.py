"""BPE of every family: byte-level, SentencePiece, characters with "</w>" (tokenizers/src/models/bpe/model.rs).

Each character of a piece becomes a symbol of the beginning (`merge_word`), or its bytes do, or the unknown token; then
pairs merge by rank (bpe_rounds.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.lookup import compact, narrow
from hfedge.tokenizer.models.bpe_pairs import (
    MOST_MERGES,
    Merge,
    boundaries,
    number_tokens,
    pair_table,
    reachable,
)
from hfedge.tokenizer.models.bpe_stage import FUSED, OWN_BYTES, BpeStage, ByteSpelling, Dropping
from hfedge.tokenizer.models.wordlevel import WholePieces, compile_whole_pieces, parse_vocabulary
from hfedge.tokenizer.refused import Refused

SPACE = "\u2581"  # how SentencePiece writes a space
# The bytes that UTF-8 can contain.
BYTES = tuple(byte for byte in range(0xF5) if byte not in (0xC0, 0xC1))
_OPTIONS = {"type", "vocab", "merges", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"}
_OPTIONS |= {"fuse_unk", "byte_fallback", "ignore_merges"}


def byte_token(byte: int) -> str:
    return f"<0x{byte:02X}>"


@dataclass(frozen=True)
class Bpe:
    """vocabulary: text to id; merges: pairs of texts, the first has the lowest rank; the rest as in tokenizer.json, an
    empty prefix or suffix for none."""

    vocabulary: Mapping[str, int]
    merges: tuple[tuple[str, str], ...]
    unk_token: str | None = None
    continuing_subword_prefix: str = ""
    end_of_word_suffix: str = ""
    fuse_unk: bool = False
    byte_fallback: bool = False
    ignore_merges: bool = False

    def __repr__(self) -> str:
        return f"Bpe({len(self.vocabulary):,} tokens, {len(self.merges):,} merges)"

    def needs(self) -> Needs:
        """The characters that are symbols; with ignore_merges those of the pieces that the merges do not find too."""
        whole = (char for text in self.whole_pieces for char in text)
        return Needs(frozenset(self._characters()) | frozenset(whole))

    def _characters(self) -> Iterator[str]:
        prefix, suffix = self.continuing_subword_prefix, self.end_of_word_suffix
        for text in self.vocabulary:
            inner = text.removeprefix(prefix)
            for core in (text, inner, text.removesuffix(suffix), inner.removesuffix(suffix)):
                if len(core) == 1:
                    yield core

    def symbol(self, char: str, first: bool, last: bool) -> int | None:
        """The id of a character in a piece, if it has one."""
        before = "" if first else self.continuing_subword_prefix
        text = before + char + (self.end_of_word_suffix if last else "")
        return self.vocabulary.get(text)

    @property
    def falls_back(self) -> bool:
        """Whether unknown characters become their bytes."""
        return self.byte_fallback and byte_token(0) in self.vocabulary

    def initial(self) -> frozenset[int]:
        """The ids that a symbol of the beginning can have."""
        found = {
            self.symbol(char, first, last)
            for char in set(self._characters())
            for first in (True, False)
            for last in (True, False)
        } - {None}
        if self.falls_back:
            return frozenset(found | {self.vocabulary[byte_token(byte)] for byte in BYTES})
        return frozenset(found if self.unk_token is None else found | {self.vocabulary[self.unk_token]})

    def ranked(self) -> list[Merge]:
        cut, ids = len(self.continuing_subword_prefix), self.vocabulary
        return [Merge(ids[a], ids[b], ids[a + b[cut:]], rank) for rank, (a, b) in enumerate(self.merges)]

    @cached_property
    def whole_pieces(self) -> dict[str, int]:
        """With ignore_merges, the entries that the merges do not make of their own characters: text to id."""
        if not self.ignore_merges:
            return {}
        from tokenizers import models

        given = {
            "unk_token": self.unk_token,
            "continuing_subword_prefix": self.continuing_subword_prefix or None,
            "end_of_word_suffix": self.end_of_word_suffix or None,
        }
        model = models.BPE(
            vocab=dict(self.vocabulary),
            merges=list(self.merges),
            fuse_unk=self.fuse_unk,
            byte_fallback=self.byte_fallback,
            cache_capacity=0,
            **{name: value for name, value in given.items() if value is not None},
        )
        found = {
            text: [(token.id, token.offsets) for token in model.tokenize(text)] for text in self.vocabulary if text
        }
        whole = {text: [(self.vocabulary[text], (0, len(text.encode())))] for text in found}
        return {text: self.vocabulary[text] for text in found if found[text] != whole[text]}

    def compile(self, alphabet: Alphabet, token_ids: np.ndarray) -> BpeStage:
        """token_ids: int32[added tokens]. Raises Refused for more merges than the graph can rank."""
        initial, whole = self.initial(), self.whole_pieces
        merges = reachable(self.ranked(), initial)
        numbers = number_tokens(merges, initial | frozenset(whole.values()))
        ids = np.zeros(1 + len(numbers), np.int32)
        ids[list(numbers.values())] = list(numbers)
        first_added, size = len(ids), len(ids) + len(token_ids)
        symbols, spelling = self._symbols(alphabet, numbers, first_added)
        drops = spelling is None and self.unk_token is None
        return BpeStage(
            symbols=compact(symbols),
            ids=compact(np.concatenate([ids, token_ids]).astype(np.int32)),
            pairs=pair_table(merges, numbers, size),
            cuts=self._cuts(merges, numbers, initial, size),
            spelling=spelling,
            dropping=_dropping(alphabet) if drops else None,
            whole=_whole(whole, numbers, alphabet) if whole else None,
            alphabet_size=alphabet.size,
            prefix=bool(self.continuing_subword_prefix),
            suffix=bool(self.end_of_word_suffix),
            unknown=numbers[self.vocabulary[self.unk_token]] if self._fuses else 0,
        )

    @property
    def _fuses(self) -> bool:
        return self.fuse_unk and self.unk_token is not None and not self.falls_back

    def _cuts(self, merges: list[Merge], numbers: dict[int, int], initial: frozenset[int], size: int):
        """Only where a text is one piece: with the "\u2581" of SentencePiece, or bytes that take part in no merge."""
        if self.continuing_subword_prefix or not (SPACE in self.vocabulary or self.falls_back):
            return None
        space = self.vocabulary.get(SPACE)
        length = {self.vocabulary[left + right]: len(left + right) for left, right in self.merges}
        by_length = sorted(merges, key=lambda merge: length[merge.merged])
        return boundaries(by_length, numbers, initial, space, size)

    def _symbols(self, alphabet: Alphabet, numbers: dict[int, int], first_added: int):
        """-> int32[variants * alphabet.size] and the ByteSpelling if there is one (see BpeStage)."""
        spelled, rows = [0], []
        for last in (True, False) if not self.end_of_word_suffix else (False, True):
            for first in (True, False):
                rows.append(self._variant(alphabet, numbers, first, last, spelled))
                if not self.continuing_subword_prefix:
                    break
            if not self.end_of_word_suffix:
                break
        added = np.arange(alphabet.size - alphabet.first_token) + first_added
        for row in rows:
            row[alphabet.first_token :] = added
        if not self.falls_back:
            return np.concatenate(rows), None
        tokens = np.zeros(256, np.int32)
        tokens[list(BYTES)] = [numbers[self.vocabulary[byte_token(byte)]] for byte in BYTES]
        return np.concatenate(rows), ByteSpelling(narrow(tokens), np.array(spelled, np.int32))

    def _variant(
        self, alphabet: Alphabet, numbers: dict[int, int], first: bool, last: bool, spelled: list[int]
    ) -> np.ndarray:
        """int32[alphabet.size]; appends to `spelled`."""

        def of_unknown(char: str) -> int:
            if not self.falls_back:
                return FUSED if self._fuses else numbers[self.vocabulary[self.unk_token]] if self.unk_token else 0
            if char not in alphabet.known:
                return OWN_BYTES
            tokens = [numbers[self.vocabulary[byte_token(byte)]] for byte in char.encode()]
            spelled.extend([len(tokens), *tokens])
            return -1 - (len(spelled) - len(tokens) - 1)

        def of_character(char: str) -> int:
            token_id = self.symbol(char, first, last) if char in alphabet.known else None
            return of_unknown(char) if token_id is None else numbers[token_id]

        return alphabet.table(of_character)


def _whole(whole: Mapping[str, int], numbers: Mapping[int, int], alphabet: Alphabet) -> WholePieces:
    return compile_whole_pieces({text: numbers[token_id] for text, token_id in whole.items()}, alphabet)


def _dropping(alphabet: Alphabet) -> Dropping:
    lengths = alphabet.table(lambda char: len(char.encode()) if char in alphabet.known else 0, of_others=1)
    return Dropping(narrow(lengths))


def parse_bpe(data: dict) -> Bpe:
    """The `model` of a tokenizer.json; old ones have no "type". Raises Refused."""
    if set(data) - _OPTIONS:
        raise Refused(f"the option {min(set(data) - _OPTIONS)!r}")
    vocabulary = parse_vocabulary(data)
    if _given(data, "dropout", (int, float), 0):
        raise Refused(f"dropout {data['dropout']}: its tokens are random")
    model = Bpe(
        vocabulary=vocabulary,
        merges=_parse_merges(data.get("merges")),
        unk_token=_given(data, "unk_token", str, None),
        continuing_subword_prefix=_given(data, "continuing_subword_prefix", str, ""),
        end_of_word_suffix=_given(data, "end_of_word_suffix", str, ""),
        fuse_unk=_given(data, "fuse_unk", bool, False),
        byte_fallback=_given(data, "byte_fallback", bool, False),
        ignore_merges=_given(data, "ignore_merges", bool, False),
    )
    _check_merges(model)
    _check_unknown(model)
    return model


def _given(data: dict, name: str, kind: type | tuple[type, ...], default):
    value = data.get(name)
    if value is None:
        return default
    if not isinstance(value, kind):
        raise Refused(f"{name} {value!r}")
    return value


def _parse_merges(merges) -> tuple[tuple[str, str], ...]:
    """["a b", ...], where lines that begin with "#version" do not count, or [["a", "b"], ...]."""
    if not isinstance(merges, list):
        raise Refused("no list of merges")
    if len(merges) > MOST_MERGES:
        raise Refused(f"{len(merges):,} merges, where at most {MOST_MERGES:,} keep every number below 2^24")
    lines = bool(merges) and isinstance(merges[0], str)
    if lines and all(isinstance(merge, str) for merge in merges):
        merges = [merge.split(" ") for merge in merges if not merge.startswith("#version")]
    for merge in merges:
        if not isinstance(merge, list) or len(merge) != 2 or not all(isinstance(part, str) for part in merge):
            raise Refused(f"the merge {merge!r}, where two parts are wanted")
    return tuple((left, right) for left, right in merges)


def _check_merges(model: Bpe) -> None:
    """Every part and every result is in the vocabulary, under an id of its own: so each merge makes a longer text, and
    the order of merges is what their ranks say."""
    prefix = model.continuing_subword_prefix
    by_id: dict[int, str] = {}
    for left, right in model.merges:
        if prefix and not right.startswith(prefix):
            raise Refused(f"the merge of {left!r} and {right!r}, which does not begin with the prefix {prefix!r}")
        merged = left + right[len(prefix) :]
        for text in (left, right, merged):
            if text not in model.vocabulary:
                raise Refused(f"the merge of {left!r} and {right!r}: {text!r} is not in the vocabulary")
            if by_id.setdefault(model.vocabulary[text], text) != text:
                raise Refused(
                    f"the id {model.vocabulary[text]} is that of {by_id[model.vocabulary[text]]!r} and {text!r}"
                )
        if merged in (left, right):
            raise Refused(f"the merge of {left!r} and {right!r}, which adds nothing")


def _check_unknown(model: Bpe) -> None:
    if model.byte_fallback:
        there = sum(byte_token(byte) in model.vocabulary for byte in range(256))
        missing = [byte_token(byte) for byte in BYTES if byte_token(byte) not in model.vocabulary]
        if there and missing:
            raise Refused(f"byte_fallback without {missing[0]}, but with other bytes")
        if there and (model.continuing_subword_prefix or model.end_of_word_suffix):
            raise Refused("byte_fallback with continuing_subword_prefix or end_of_word_suffix")
    if model.unk_token is not None and model.unk_token not in model.vocabulary and not model.falls_back:
        raise Refused(f"the unknown token {model.unk_token!r}, which is not in the vocabulary")
