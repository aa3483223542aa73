"""DeBERTa's attention (v1) as TFLite, TF.js and padding want it; after transformers v4.57.6, modeling_deberta.py."""

from typing import Any

from hfedge.lazy import tf

# As in transformers' other TF classes.
_PADDING_SCORE = -10000.0


def masked_softmax(self: Any, inputs: Any, mask: Any) -> Any:
    """inputs [batch, heads, tokens, tokens]; mask of its shape or less. The class takes infinities, and so NaNs."""
    kept = tf.cast(mask, inputs.dtype)
    return tf.nn.softmax(inputs + (1.0 - kept) * _PADDING_SCORE) * kept


def distance_bias(
    self: Any, query_layer: Any, key_layer: Any, relative_pos: Any, rel_embeddings: Any, scale_factor: int
) -> Any:
    """What each token's distance to each other adds to its score: [batch, heads, tokens, tokens].

    The class gathers it by an index for every pair of tokens. Here the distances stand in a row for each token, and
    reading the rows at a length one less moves each by one more: no index at all.
    """
    tokens = query_layer.shape[2] or tf.shape(query_layer)[2]
    score = 0.0
    if "c2p" in self.pos_att_type:
        # Column m is the distance tokens - 1 - m; from i to j it is i - j.
        keys = _heads(self, self.pos_proj(_by_distance(self, rel_embeddings, tokens - 1 - tf.range(2 * tokens))))
        score += _moved(tf.matmul(query_layer, keys, transpose_b=True), tokens, tokens - 1)
    if "p2c" in self.pos_att_type:
        # Column m is the distance m - tokens; rows are keys here.
        queries = _heads(self, self.pos_q_proj(_by_distance(self, rel_embeddings, tf.range(2 * tokens) - tokens)))
        queries /= (self.attention_head_size * scale_factor) ** 0.5
        moved = _moved(tf.matmul(key_layer, queries, transpose_b=True), tokens, tokens)
        score += tf.transpose(moved, [0, 1, 3, 2])
    return score


def _by_distance(self: Any, table: Any, distances: Any) -> Any:
    """[1, distances, hidden]: the embedding of each, at the table's ends of what is farther."""
    most = self.max_relative_positions
    return tf.gather(table, tf.clip_by_value(distances, -most, most - 1) + most)[None]


def _heads(self: Any, rows: Any) -> Any:
    """[1, n, hidden] -> [1, heads, n, size]"""
    return self.transpose_for_scores(rows)


def _moved(scores: Any, tokens: Any, start: Any) -> Any:
    """[batch, heads, tokens, 2 * tokens] -> [batch, heads, tokens, tokens]: row i from its column start - i on."""
    batch, heads = scores.shape[0] or tf.shape(scores)[0], scores.shape[1]
    flat = tf.reshape(scores, [batch, heads, 2 * tokens * tokens])
    width = 2 * tokens - 1
    rows = tf.reshape(flat[:, :, start : start + tokens * width], [batch, heads, tokens, width])
    return rows[:, :, :, :tokens]
