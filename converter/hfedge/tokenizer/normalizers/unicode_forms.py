"""NFC, NFD, NFKC and NFKD.

Text is nearly always in order already: its marks sorted, nothing to compose. That is checked at a glance, and only
text that is not pays for more: decomposition, a loop that sorts the marks, and one that composes. A compatibility form
first replaces each character by its own normal form; NFKC is then NFC of that, NFKD what is left of it sorted.

The reference (crate unicode-normalization-alignments) numbers what it takes from the old text as it decomposes, 1 for
the first part of a character and 0 for the others, lets these numbers travel with the marks that it sorts, and adds
them up where it composes (src/decompose.rs, src/recompose.rs). So does this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.normalizers.combining import combining_classes, compositions, form_key
from hfedge.tokenizer.normalizers.compose import Composer, compile_composer
from hfedge.tokenizer.normalizers.outputs import (
    Outputs,
    compile_outputs,
    grown,
    needs_of_outputs,
    outputs_of_symbols,
)
from hfedge.tokenizer.normalizers.rarely import stream_if, widened
from hfedge.tokenizer.normalizers.reference import changed_characters
from hfedge.tokenizer.normalizers.sort_marks import sorted_marks
from hfedge.tokenizer.normalizers.transform import LATE, aligned, suspicious
from hfedge.tokenizer.stream import Stream, expand, expansion


@dataclass(frozen=True)
class FormStage:
    """characters: what each symbol becomes by itself (None for NFC: itself); low, high: int32[symbols], see
    `suspicious`; classes: int32[symbols], ranks of combining classes; composer: None for NFD and NFKD."""

    characters: Outputs | None
    low: np.ndarray
    high: np.ndarray
    classes: np.ndarray
    composer: Composer | None
    fresh: bool

    context_free = False

    def __call__(self, stream: Stream) -> Stream:
        if self.characters is None:
            source, first = stream.places, tf.minimum(stream.symbols, 1)
            found = stream
        else:
            found, moved = self.characters.expanded(stream)
            source = moved.source
            first = tf.cast(tf.equal(moved.within, 0), tf.int32) * tf.minimum(found.symbols, 1)
        size = found.size
        if self.composer and not self.fresh:
            size = grown(size, 2, fresh=False)

        return stream_if(
            suspicious(found, self.low, self.high),
            lambda: self._ordered(stream, found, source, first, size),
            lambda: widened(found, size),
        )

    def _ordered(self, old: Stream, found: Stream, source: Any, first: Any, size: int) -> Stream:
        """found: old, each symbol replaced by its own; source: int32[found.size], the old place of each; first: 1
        where it is the first of its source. -> places: size."""
        if self.composer is None:
            order = sorted_marks(lookup(self.classes, found.symbols), found.starts)
            found = replace(found, symbols=tf.gather(found.symbols, order))
            return aligned(old, found, source, tf.gather(first, order))
        parts, moved = self.composer.parts.expanded(found)
        consumed = tf.gather(first, moved.source) * tf.cast(tf.equal(moved.within, 0), tf.int32)
        order = sorted_marks(lookup(self.classes, parts.symbols), parts.starts)
        parts = replace(parts, symbols=tf.gather(parts.symbols, order))
        symbols, consumed = self.composer.compose(parts, tf.gather(consumed, order))
        left = expansion(parts, tf.minimum(symbols, 1), size, 2)
        composed = expand(parts, left, tf.gather(symbols, left.source))
        composed_from = tf.gather(source, tf.gather(moved.source, left.source))
        return aligned(old, composed, composed_from, tf.gather(consumed, left.source))


@dataclass(frozen=True)
class Form:
    """name: NFC, NFD, NFKC or NFKD."""

    name: str

    @property
    def composes(self) -> bool:
        return self.name.endswith("C")

    @property
    def marks(self) -> Mapping[str, int]:
        return combining_classes("NFKD" if "K" in self.name else "NFD")

    def changed(self, form: str) -> Mapping[str, str]:
        return changed_characters(form_key(form))

    def needs(self) -> Needs:
        needs = Needs(frozenset(self.marks))
        if self.name != "NFC":
            needs |= needs_of_outputs(self.changed(self.name))
        if self.composes:
            pairs = compositions()
            needs |= needs_of_outputs(self.changed("NFD"))
            needs |= Needs(frozenset(char for pair, whole in pairs.items() for char in (*pair, whole)))
        return needs

    def compile(self, alphabet: Alphabet, fresh: bool = True) -> FormStage:
        marks = self.marks
        classes = alphabet.table(lambda char: marks.get(char, 0))
        characters = composer = None
        if self.name != "NFC":
            outputs = outputs_of_symbols(self.changed(self.name), alphabet)
            characters = compile_outputs(outputs, alphabet, fresh)
        low = np.where(classes > 0, classes, LATE)
        if self.composes:
            composer = compile_composer(self.changed("NFD"), compositions(), classes, alphabet)
            undecided = self._undecided()
            low[alphabet.table(lambda char: int(char in undecided)) > 0] = -1
        return FormStage(characters, low.astype(np.int32), classes, classes, composer, fresh)

    def _undecided(self) -> frozenset[str]:
        """What composing may change, or merge with what stands before it."""
        return frozenset(self.changed("NFC")) | {right for _, right in compositions()}


def parse_form(data: dict) -> Form:
    return Form(data["type"])
