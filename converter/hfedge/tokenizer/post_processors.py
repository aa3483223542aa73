"""From chosen tokens to model inputs: truncation, templates of special tokens, masks, type ids, offsets.

Semantics: tokenizers/src/utils/truncation.rs (`truncate_encodings`) and processors/template.rs at v0.22.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.spec import TemplatePiece


@dataclass(frozen=True)
class Sequence:
    """The tokens of one text: ids, begin, end (bytes) int32[n]; count int32[1], how many of them there are."""

    ids: Any
    begin: Any
    end: Any
    count: Any


@dataclass(frozen=True)
class Layout:
    """How sequences are put together: the template, how many tokens at most, what is cut, what fills up."""

    template: tuple[TemplatePiece, ...]
    max_tokens: int
    strategy: str
    side: str
    pad_id: int
    pad_type_id: int

    @property
    def room(self) -> int:
        """Tokens that remain for the texts."""
        return self.max_tokens - sum(piece.token_id is not None for piece in self.template)


def assemble(sequences: dict[str, Sequence], layout: Layout, length: int) -> dict[str, Any]:
    """sequences: by template name ("A", "B") -> the tokenize signature's outputs; rows are int32[1, length]."""
    kept = truncate(sequences, layout)
    iota = np.arange(length, dtype=np.int32)
    at = np.zeros(1, np.int32)  # where the next piece begins, int32[1]
    filling = {"ids": layout.pad_id, "types": layout.pad_type_id, "begin": 0, "end": 0}
    rows = {name: np.full(length, value, np.int32) for name, value in filling.items()}
    for piece in layout.template:
        if piece.token_id is None:
            at = _put_sequence(rows, iota, at, sequences[piece.sequence], kept[piece.sequence], piece.type_id, layout)
        else:
            at = _put_special(rows, iota, at, piece)
    cut = [sequences[name].count - kept[name] for name in sequences]
    return {
        "input_ids": tf.reshape(rows["ids"], [1, length]),
        "attention_mask": tf.reshape(tf.cast(tf.less(iota, at), tf.int32), [1, length]),
        "type_ids": tf.reshape(rows["types"], [1, length]),
        "offsets": tf.reshape(tf.stack([rows["begin"], rows["end"]], axis=1), [1, length, 2]),
        "token_count": tf.reshape(at, [1]),
        "overflow_count": tf.reshape(cut[0] if len(cut) == 1 else cut[0] + cut[1], [1]),
    }


def _put_special(rows: dict, iota: np.ndarray, at: Any, piece: TemplatePiece) -> Any:
    size = len(iota)
    here = tf.equal(iota, at)
    rows["ids"] = tf.where(here, np.full(size, piece.token_id, np.int32), rows["ids"])
    _put_type(rows, here, piece.type_id)
    return at + 1


def _put_type(rows: dict, where: Any, type_id: int) -> None:
    """Type ids stay a constant for as long as none differs from the filling."""
    if isinstance(rows["types"], np.ndarray) and (rows["types"] == type_id).all():
        return
    rows["types"] = tf.where(where, np.full(rows["types"].shape[0], type_id, np.int32), rows["types"])


def _put_sequence(rows: dict, iota: np.ndarray, at: Any, sequence: Sequence, kept: Any, type_id: int, layout) -> Any:
    limit = sequence.ids.shape[0]
    from_token = iota - at
    inside = tf.logical_and(tf.greater_equal(from_token, 0), tf.less(from_token, kept))
    skipped = sequence.count - kept if layout.side == "left" else 0
    token = tf.minimum(tf.maximum(from_token + skipped, 0), limit - 1)
    for name, values in (("ids", sequence.ids), ("begin", sequence.begin), ("end", sequence.end)):
        rows[name] = tf.where(inside, tf.gather(values, token), rows[name])
    _put_type(rows, inside, type_id)
    return at + kept


def truncate(sequences: dict[str, Sequence], layout: Layout) -> dict[str, Any]:
    """How many tokens of each text are kept (int32[1] each)."""
    room = layout.room
    if len(sequences) == 1:
        return {name: tf.minimum(sequence.count, room) for name, sequence in sequences.items()}
    first, second = sequences["A"].count, sequences["B"].count
    if layout.strategy == "longest_first":
        return _longest_first(first, second, room)
    over = tf.maximum(first + second - room, 0)
    # The reference raises where the named text is too short to give way; here it is cut to nothing, then the other.
    if layout.strategy == "only_first":
        return {"A": tf.maximum(first - over, 0), "B": tf.minimum(second, room)}
    return {"A": tf.minimum(first, room), "B": tf.maximum(second - over, 0)}


def _longest_first(first: Any, second: Any, room: int) -> dict[str, Any]:
    """The shorter text keeps all it has up to half the room; of an odd room the longer text gets the larger half,
    the second text if both are equally long."""
    small, large = room // 2, room - room // 2
    first_is_longer = tf.greater(first, second)
    half_first = tf.where(first_is_longer, np.array([large], np.int32), np.array([small], np.int32))
    keep_first = tf.minimum(first, tf.maximum(room - second, half_first))
    return {"A": keep_first, "B": tf.minimum(second, room - keep_first)}
