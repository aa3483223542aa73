"""WordPiece: greedy longest match, as tensor ops (tokenizers/src/models/wordpiece/mod.rs, `tokenize`).

Every place walks the vocabulary's trie in parallel, two symbols a step; each place then knows its longest token, and
pointer doubling finds the words whose path ends nowhere, which become one unknown token.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.double_array import DoubleArray, Node, place, table_by_state
from hfedge.tokenizer.words import Words

NO_MATCH = -(2**20)  # a length that sends every place to 0


@dataclass(frozen=True)
class Tokens:
    """For each place (int32[positions]): `next` is where the token after it begins, `state` what it is."""

    next: Any
    state: Any


@dataclass(frozen=True)
class WordPieceTables:
    """The compiled vocabulary.

    first: int32[2 * symbols], the state after a symbol within a word, then at its beginning;
    pair_base: int32[symbols], the state of the symbol as the first of a pair;
    steps: how many pairs the longest token has after its first symbol;
    length, token_id, depth: int32[states], of the longest token on the way to the state (in symbols), and of the way.
    """

    array: DoubleArray
    first: np.ndarray
    pair_base: np.ndarray
    length: np.ndarray
    token_id: np.ndarray
    depth: np.ndarray
    steps: int
    max_word: int

    def __repr__(self) -> str:
        return f"WordPieceTables({self.array}, {self.pair_base.shape[0]:,} symbols, {self.steps} steps)"

    def longest_tokens(self, words: Words):
        """int32[positions]: the state of the longest token that begins at each place, 0 if none does."""
        size = words.size
        # Within a word a token must not run into the next word: its symbols read as 0 there.
        inner = tf.where(words.starts, np.zeros(size, np.int32), words.symbols)
        first = tf.gather(self.first, words.symbols + words.start_flags * int(self.pair_base.shape[0]))
        if not self.steps:
            return first
        nothing = np.zeros(size, np.int32)
        following = tf.slice(tf.pad(inner, [[0, 1]]), [1], [size])
        pairs = self.array.step(tf.gather(self.pair_base, inner), following, nothing)
        pairs = tf.pad(pairs, [[0, 2 * self.steps]])
        states = [first]
        for step in range(self.steps):
            pair = tf.slice(pairs, [2 * step + 1], [size])
            states.append(self.array.step(states[-1], pair, nothing))
        deepest = tf.reduce_max(tf.stack(states), axis=0)  # bases grow with depth
        # At most one symbol more can follow the last pair.
        last = tf.gather(tf.pad(inner, [[0, 2 * self.steps + 2]]), tf.gather(self.depth, deepest) + _iota(size))
        return self.array.step(deepest, last, deepest)

    def choose(self, words: Words) -> Tokens:
        """The reference's path: longest matches from each word's beginning, or the whole word unknown."""
        size, iota = words.size, _iota(words.size)
        state = self.longest_tokens(words)
        end = tf.maximum(tf.gather(self.length, state) + iota, 0)
        # Follow the path within the word: it ends at the next word's beginning, or at 0 where nothing matches.
        path = tf.where(words.starts, iota, end)
        for _ in range(math.ceil(math.log2(min(size, self.max_word)))):
            path = tf.gather(path, path)
        ends_well = tf.gather(words.start_flags, tf.gather(path, end))
        short = tf.less_equal(words.next_start - iota, self.max_word)
        good = tf.logical_and(tf.greater(ends_well, 0), short)
        return Tokens(next=tf.where(good, end, words.next_start), state=tf.where(good, state, np.zeros(size, np.int32)))

    def ids(self, states):
        """States of chosen tokens (int32[n]) -> their ids; state 0 is the unknown token."""
        return tf.gather(self.token_id, states)


def _iota(size: int) -> np.ndarray:
    return np.arange(size, dtype=np.int32)


def compile_wordpiece(
    first_words: Mapping[tuple[int, ...], int],
    continuations: Mapping[tuple[int, ...], int],
    isolated: Mapping[int, tuple[int, int]],
    *,
    symbols: int,
    unknown_id: int,
    max_word: int,
) -> WordPieceTables:
    """first_words, continuations: tuples of plain symbols to id; isolated: symbol to (length in symbols, id);
    symbols: one more than the largest symbol."""
    trie = _Trie(symbols)
    for at_start, entries in ((1, first_words), (0, continuations)):
        for text, token_id in entries.items():
            trie.insert(at_start, text, token_id)
    trie.inherit()
    for symbol, (length, token_id) in isolated.items():
        for at_start in (0, 1):
            trie.root(at_start, symbol).best = (length, token_id)
    roots = [*trie.roots.values(), *trie.pair_nodes.values()]
    array = place(roots, columns=symbols + len(trie.pair_names))
    first = np.zeros(2 * symbols, np.int32)
    for (at_start, symbol), node in trie.roots.items():
        first[symbol + at_start * symbols] = node.state
    pair_base = np.zeros(symbols, np.int32)
    for symbol, node in trie.pair_nodes.items():
        pair_base[symbol] = node.state
    matched = {node.state: node for node in trie.nodes if node.best}
    return WordPieceTables(
        array=array,
        first=first,
        pair_base=pair_base,
        length=table_by_state(array.states, {s: n.best[0] for s, n in matched.items()}, NO_MATCH),
        token_id=table_by_state(array.states, {s: n.best[1] for s, n in matched.items()}, unknown_id),
        depth=table_by_state(array.states, {n.state: n.depth for n in trie.nodes}, 1),
        steps=(max(map(len, [*first_words, *continuations]), default=1) - 1) // 2,
        max_word=max_word,
    )


@dataclass
class _TokenNode(Node):
    depth: int = 1  # symbols on the way to it
    best: tuple[int, int] | None = None  # length and id of the longest token on the way


class _Trie:
    """Nodes after 1, 3, 5 ... symbols; a token of even length is one single-symbol step away from such a node."""

    def __init__(self, symbols: int):
        self.symbols = symbols
        self.roots: dict[tuple[int, int], _TokenNode] = {}
        self.pair_nodes: dict[int, Node] = {}
        self.pair_names: dict[tuple[int, int], int] = {}  # to columns behind those of the symbols
        self.pairs: list[tuple[int, int]] = []
        self.nodes: list[_TokenNode] = []

    def _new(self, depth: int) -> _TokenNode:
        self.nodes.append(_TokenNode(depth=depth))
        return self.nodes[-1]

    def root(self, at_start: int, symbol: int) -> _TokenNode:
        key = (at_start, symbol)
        if key not in self.roots:
            self.roots[key] = self._new(1)
        return self.roots[key]

    def _pair(self, left: int, right: int) -> int:
        key = (left, right)
        if key not in self.pair_names:
            self.pair_names[key] = self.symbols + len(self.pairs)
            self.pairs.append(key)
            self.pair_nodes.setdefault(left, Node()).children[right] = self.pair_names[key]
        return self.pair_names[key]

    def insert(self, at_start: int, text: tuple[int, ...], token_id: int) -> None:
        node = self.root(at_start, text[0])
        for index in range(1, len(text) - 1, 2):
            node = self._child(node, self._pair(text[index], text[index + 1]), 2)
        if len(text) % 2 == 0:
            node = self._child(node, text[-1], 1)
        node.best = (len(text), token_id)

    def _child(self, node: _TokenNode, column: int, symbols: int) -> _TokenNode:
        if column not in node.children:
            node.children[column] = self._new(node.depth + symbols)
        return node.children[column]

    def inherit(self) -> None:
        """Gives every node the longest token on its way, one of even length beside the way included."""
        for node in self.nodes:  # parents come before children
            for column, child in node.children.items():
                if child.best is None:
                    child.best = self._beside(node, column) or node.best

    def _beside(self, node: _TokenNode, column: int) -> tuple[int, int] | None:
        if column < self.symbols:
            return None
        left, _ = self.pairs[column - self.symbols]
        return node.children[left].best if left in node.children else None
