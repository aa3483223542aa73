"""A character put in front of pieces: add_prefix_space of ByteLevel, prepend_scheme of Metaspace."""

from typing import Any

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet
from hfedge.tokenizer.stream import Stream, expand, expansion


def prefixed(stream: Stream, wanted: Any, symbol: int, extra: int) -> Stream:
    """wanted: int32[n], 1 for the characters that get the symbol before them, in their piece; extra: how many places
    there are for it. It takes the alignment of the character (NormalizedString::prepend in normalizer.rs)."""
    # Where every prefix finds room by the rule below, none is counted as lost.
    most = 2 if extra > len(stream.totals) else 1
    moved = expansion(stream, tf.minimum(stream.symbols, 1) + wanted, stream.size + extra, most)
    own = tf.gather(stream.symbols, moved.source)
    is_new = tf.less(moved.within, tf.gather(wanted, moved.source))
    return expand(stream, moved, tf.where(is_new, symbol, own))


def room_for_prefixes(stream: Stream, many: bool) -> int:
    """How many places prefixes need. A piece is begun by a text, by an added token or by a cut before it. A token is
    one symbol for all its bytes and a cut that removes what it cuts at leaves a place: so where all tokens have two
    bytes or more, only the texts need room. many: some have one, or there were cuts that remove nothing."""
    return stream.size // 2 + 16 if many else len(stream.totals)


def has_short_tokens(alphabet: Alphabet) -> bool:
    return any(len(token.encode()) < 2 for token in alphabet.characters[alphabet.first_token :])
