"""From chosen tokens to model inputs: truncation, templates of special tokens, masks, type ids, offsets.

Semantics: tokenizers/src/utils/truncation.rs (`truncate_encodings`) and processors/template.rs at v0.22.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.features import FEATURES, Taken
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.template import TemplatePiece, Trim


@dataclass(frozen=True)
class Sequence:
    """The tokens of one text. places: int32[n], where in `tokens` each token of all texts stands, in order; first,
    count: int32[1], which of them is this text's first, and how many there are; first_byte: of the text, an int or
    int32 []."""

    tokens: Tokens
    places: Any
    first: Any
    count: Any
    first_byte: Any


def sequences(tokens: Tokens, first_bytes: tuple[int, ...]) -> dict[str, Sequence]:
    """By template name ("A", "B"), the tokens of each text."""
    return dict(zip("AB", sequences_of_texts(tokens, first_bytes)))


def sequences_of_texts(tokens: Tokens, first_bytes: tuple[int, ...]) -> list[Sequence]:
    """The tokens of each text."""
    places, counts = (_listed if tokens.places is None else _given)(tokens)
    found, before = [], np.zeros(1, np.int32)
    for until, first_byte in zip(counts, first_bytes):
        found.append(Sequence(tokens, places, before, until - before, first_byte))
        before = until
    return found


def _listed(tokens: Tokens) -> tuple[Any, list[Any]]:
    """The places of all tokens, and how many there are up to the end of each text."""
    size = int(tokens.flags.shape[0])
    rank = tf.cumsum(tokens.flags)
    order = np.arange(size, dtype=np.int32)
    places = tf.scatter_nd(tf.reshape(rank * tokens.flags, [-1, 1]), order * tokens.flags, [size + 1])
    return tf.slice(places, [1], [size]), [tf.gather(rank, total) for total in tokens.totals]


def _given(tokens: Tokens) -> tuple[Any, list[Any]]:
    within = (tf.cast(tf.less_equal(tokens.places, total), tf.int32) for total in tokens.totals)
    return tokens.places, [tf.reduce_sum(one, keepdims=True) for one in within]


@dataclass(frozen=True)
class TrimTable:
    """How many spaces a token has at its beginning and its end: int32[ids] each. space: the id of the token that is
    one space, -1 if none is."""

    leading: np.ndarray
    trailing: np.ndarray
    space: int


@dataclass(frozen=True)
class Layout:
    """How sequences are put together: the template, how many tokens at most, what is cut, what fills up."""

    template: tuple[TemplatePiece, ...]
    max_tokens: int
    strategy: str
    side: str
    pad_id: int
    pad_type_id: int
    trim: Trim | None = None
    trim_table: TrimTable | None = None
    utf8: Any = None  # int32[bytes], only for `trim`
    stride: int | None = None  # tokens that two windows of the second text share; None: what is too long is cut
    window: Any = None  # int32[1], the number of the window, from 0, only with a stride
    features: tuple[str, ...] = ()  # names of FEATURES
    lengths: Any = None  # int32[ids], only for some features

    @property
    def room(self) -> int:
        """Tokens that remain for the texts."""
        return self.max_tokens - sum(piece.token_id is not None for piece in self.template)


def assemble(sequences: dict[str, Sequence], layout: Layout, length: int) -> dict[str, Any]:
    """sequences: by template name ("A", "B") -> the tokenize signature's outputs; rows are int32[1, length]."""
    cut = _cut(sequences, layout) if layout.stride is None else _window(sequences, layout)
    iota = np.arange(length, dtype=np.int32)
    at = np.zeros(1, np.int32)  # where the next piece begins, int32[1]
    filling = {"ids": layout.pad_id, "types": layout.pad_type_id, "begin": 0, "end": 0}
    filling |= dict.fromkeys(layout.features, 0)
    rows = {name: np.full(length, value, np.int32) for name, value in filling.items()}
    for piece in layout.template:
        if piece.token_id is None:
            at = _put_sequence(rows, iota, at, sequences[piece.sequence], cut, piece, layout)
        else:
            at = _put_special(rows, iota, at, piece)
    return {
        "input_ids": tf.reshape(rows["ids"], [1, length]),
        "attention_mask": tf.reshape(tf.cast(tf.less(iota, at), tf.int32), [1, length]),
        "type_ids": tf.reshape(rows["types"], [1, length]),
        "offsets": tf.reshape(tf.stack([rows["begin"], rows["end"]], axis=1), [1, length, 2]),
        **{name: tf.reshape(rows[name], [1, length]) for name in layout.features},
        "token_count": tf.reshape(at, [1]),
        "overflow_count": tf.reshape(cut.lost, [1]),
        **({} if cut.windows is None else {"window_count": tf.reshape(cut.windows, [1])}),
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


def _put_sequence(
    rows: dict, iota: np.ndarray, at: Any, sequence: Sequence, cut: "Cut", piece: TemplatePiece, layout: Layout
) -> Any:
    from_token, kept, skipped = iota - at, cut.kept[piece.sequence], cut.skipped[piece.sequence]
    inside = tf.logical_and(tf.greater_equal(from_token, 0), tf.less(from_token, kept))
    token = tf.minimum(tf.maximum(from_token + (sequence.first + skipped), 0), sequence.places.shape[0] - 1)
    place = tf.gather(sequence.places, token)
    values = {name: tf.gather(getattr(sequence.tokens, name), place) for name in ("ids", "begin", "end")}
    values["byte"] = values["begin"]
    if not isinstance(sequence.first_byte, int) or sequence.first_byte:
        values |= {name: values[name] - sequence.first_byte for name in ("begin", "end")}
    if layout.trim:
        values |= _trimmed(values, tf.equal(from_token, 0), layout)
    taken = Taken(sequence.tokens, place, values["ids"], "AB".index(piece.sequence) + 1, layout.lengths)
    values |= {name: FEATURES[name].read(taken) for name in layout.features}
    for name in ("ids", "begin", "end", *layout.features):
        rows[name] = tf.where(inside, values[name], rows[name])
    _put_type(rows, inside, piece.type_id)
    return at + kept


def _trimmed(values: dict[str, Any], first: Any, layout: Layout) -> dict[str, Any]:
    """Offsets without the token's spaces (byte_level.rs, `process_offsets`)."""
    ids, begin, end = values["ids"], values["begin"], values["end"]
    leading, trailing = lookup(layout.trim_table.leading, ids), lookup(layout.trim_table.trailing, ids)
    if not layout.trim.prefix_space:
        begin = tf.minimum(begin + leading, end)
        return {"begin": begin, "end": tf.maximum(end - trailing, begin)}
    # One space before the first token, or at offset 0, may have been added. Alone, it is aligned to the first
    # character, of whatever width: without it nothing is left.
    perhaps_added = tf.logical_and(tf.logical_or(first, tf.equal(begin, 0)), tf.equal(leading, 1))
    # Behind an added token it may have been added too, and then what is left out is that character.
    leading = tf.minimum(leading, 1) * (leading - 1 + _width(layout.utf8, values["byte"]))
    begin = tf.where(perhaps_added, begin, tf.minimum(begin + leading, end))
    alone = tf.logical_and(perhaps_added, tf.equal(ids, layout.trim_table.space))
    return {"begin": begin, "end": tf.where(alone, begin, tf.maximum(end - trailing, begin))}


def _width(utf8: Any, places: Any) -> Any:
    """int32[n]: the bytes of the character that begins at each byte."""
    lead = tf.gather(utf8, tf.minimum(places, int(utf8.shape[0]) - 1))
    return 1 + sum(tf.cast(tf.greater_equal(lead, low), tf.int32) for low in (0xC2, 0xE0, 0xF0))


@dataclass(frozen=True)
class Cut:
    """What is read of each text, int32[1] each: by text, how many of its tokens, and how many are left out before them;
    how many of all are lost, and how many windows there are (None: what is too long is cut)."""

    kept: dict[str, Any]
    skipped: dict[str, Any]
    lost: Any
    windows: Any = None


def _cut(sequences: dict[str, Sequence], layout: Layout) -> Cut:
    kept = truncate(sequences, layout)
    lost = {name: sequences[name].count - kept[name] for name in sequences}
    skipped = lost if layout.side == "left" else dict.fromkeys(lost, 0)
    counts = list(lost.values())
    return Cut(kept, skipped, counts[0] if len(counts) == 1 else counts[0] + counts[1])


def _window(sequences: dict[str, Sequence], layout: Layout) -> Cut:
    """A window of the second text beside the whole first one: truncation by only_second with a stride, and what
    overflows (`Encoding::truncate` in tokenizers/src/tokenizer/encoding.rs). Nothing of the second text is lost.

    Where the first text leaves no more room than the stride the reference gives up; here the first text is cut.
    """
    first, second = sequences["A"].count, sequences["B"].count
    kept_first = tf.minimum(first, layout.room - layout.stride - 1)
    room = layout.room - kept_first
    step = room - layout.stride
    begin = tf.minimum(layout.window * step, second)
    windows = 1 + tf.math.floordiv(tf.maximum(second - room, 0) + step - 1, step)
    kept = {"A": kept_first, "B": tf.minimum(room, second - begin)}
    return Cut(kept, {"A": 0, "B": begin}, first - kept_first, windows)


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
