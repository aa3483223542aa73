"""Added tokens with `normalized`: matched in the normalized text, across the pre-tokenizer's words, before it.

What `tokenizer.add_tokens(["covid19"])` makes. The reference (tokenizers/src/tokenizer/added_vocabulary.rs,
`extract_and_normalize`) takes the leftmost match, of those the longest, goes on behind it, and splits the text there.
Here every place walks a trie of the normalized tokens, one symbol a step; the matches that count are those at places
which that scan visits: it jumps over a match, and goes to the next place where there is none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tokenizer.double_array import DoubleArray, Node, place, table_by_state
from hfedge.tokenizer.doubling import follow


@dataclass(frozen=True)
class Matches:
    """For each place (int32[positions]): symbols of the added token that begins there, and its id plus one; 0: none."""

    lengths: Any
    numbers: Any


@dataclass(frozen=True)
class AddedWords:
    """root: int32[1], the state before the first symbol; length, number: int32[states], as in Matches."""

    array: DoubleArray
    root: np.ndarray
    length: np.ndarray
    number: np.ndarray
    steps: int

    def __repr__(self) -> str:
        return f"AddedWords({int((self.number > 0).sum())} states with a token, {self.steps} steps)"

    def find(self, symbols: Any, breaks: Any, size: int) -> Matches:
        """symbols, breaks: int32[size], as words.find_words packs them; a break ends a match."""
        nothing = np.zeros(size, np.int32)
        unbroken = tf.pad(tf.where(tf.greater(breaks, 0), nothing, symbols), [[0, self.steps]])
        states = [self.array.step(nothing + self.root, symbols, nothing)]
        for step in range(1, self.steps):
            states.append(self.array.step(states[-1], tf.slice(unbroken, [step], [size]), nothing))
        deepest = tf.reduce_max(tf.stack(states), axis=0)  # bases grow with depth
        lengths = tf.gather(self.length, deepest)
        visited = self._visited(lengths, size)
        return Matches(lengths * visited, tf.gather(self.number, deepest) * visited)

    def _visited(self, lengths: Any, size: int) -> Any:
        """int32[size]: 1 where the scan comes by, 0 within a match."""
        iota = np.arange(size, dtype=np.int32)
        jump = tf.minimum(tf.maximum(lengths, 1) + iota, size - 1)
        places = follow(jump, np.ones(1, np.int32), size)
        ones = np.ones(places.shape[0], np.int32)
        return tf.minimum(tf.scatter_nd(tf.reshape(places, [-1, 1]), ones, [size]), 1)


@dataclass
class _TokenNode(Node):
    best: tuple[int, int] = (0, 0)  # length and id plus one of the longest token on the way


def compile_added_words(tokens: Mapping[tuple[int, ...], int], symbols: int) -> AddedWords | None:
    """tokens: symbols of the normalized text to id; symbols: one more than the largest. None for no tokens."""
    if not tokens:
        return None
    root, nodes = _TokenNode(), []
    for text in sorted(tokens, key=len):  # so that a token is there before a longer one passes it
        node = root
        for symbol in text:
            if symbol not in node.children:
                node.children[symbol] = _TokenNode(best=node.best)
                nodes.append(node.children[symbol])
            node = node.children[symbol]
        node.best = (len(text), tokens[text] + 1)
    array = place([root], columns=symbols)
    return AddedWords(
        array=array,
        root=np.array([root.state], np.int32),
        length=table_by_state(array.states, {node.state: node.best[0] for node in nodes}, 0),
        number=table_by_state(array.states, {node.state: node.best[1] for node in nodes}, 0),
        steps=max(map(len, tokens)),
    )


def refuse_overlaps(texts: Iterable[str]) -> None:
    """Raises UnsupportedError where a token begins as another, or itself, ends: which of two matches counts would
    depend on all that is before them."""
    texts = list(texts)
    prefixes: dict[str, str] = {text[:size]: text for text in texts for size in range(1, len(text))}
    for text in texts:
        for size in range(1, len(text)):
            if text[-size:] in prefixes:
                raise UnsupportedError(
                    f"added tokens {text!r} and {prefixes[text[-size:]]!r}, whose text can overlap",
                    accepted="added tokens of which none begins as another ends",
                )
