"""Attention scores that depend on the distance of query and key, in few ops and with one-dimensional GATHERs.

What depends on a distance is computed once per distance, 2 * tokens columns for a row of queries, and each row is
then shifted by its own position: the shift of a matrix is a matter of its shape, as row i of [n, m] starts at
i * m. Measured in LiteRT against a GATHER of every (query, key), DeBERTa with 6 heads, 128 tokens, 256 buckets:
72 ms instead of 80 for 4 layers (61 without any distances), 10 ops a layer instead of 9.
"""

from typing import Any

from hfedge.lazy import tf


def log_bucket(distances: Any, buckets: int, most: int) -> Any:
    """DeBERTa's bucket of each distance (query - key): int array. Near ones, below buckets / 2, are their own.

    In float32 as in the reference, where rounding decides. Upstream: make_log_bucket_position, transformers
    v4.57.6, models/deberta_v2/modeling_deberta_v2.py.
    """
    import numpy as np

    middle = buckets // 2
    size = np.where(np.abs(distances) < middle, middle - 1, np.abs(distances))
    logs = np.log(size.astype(np.float32) / np.float32(middle)) / np.log(np.float32((most - 1) / middle))
    far = np.ceil(logs * np.float32(middle - 1)) + middle
    return np.where(size <= middle, distances, far * np.sign(distances)).astype(np.int64)


def t5_bucket(distances: Any, buckets: int, most: int) -> Any:
    """T5's bucket of each distance (query - key): int array. Those behind the query and those ahead have half each.

    In float32 as in the reference. Upstream: T5Attention._relative_position_bucket, transformers v4.57.6,
    models/t5/modeling_t5.py.
    """
    import numpy as np

    half, size = buckets // 2, np.abs(distances)
    exact = half // 2
    logs = np.log(np.maximum(size, 1).astype(np.float32) / np.float32(exact)) / np.float32(np.log(most / exact))
    far = exact + (logs * np.float32(half - exact)).astype(np.int64)
    return np.where(distances < 0, half, 0) + np.where(size < exact, size, np.minimum(far, half - 1))


def for_tokens(of_distances: Any, tokens: Any) -> Any:
    """The part for a text of int32 numbers of the distances most - 1, ..., 0, ..., -most: int32 [2 * tokens].

    They are in the order of `shifted`'s columns. A constant where `tokens` is static.
    """
    start = len(of_distances) // 2 - tokens
    if isinstance(tokens, int):
        return tf.constant(of_distances[start : start + 2 * tokens])
    return tf.slice(tf.constant(of_distances), [start], [2 * tokens])


def shifted(columns: Any, batch: Any, heads: int, tokens: Any) -> Any:
    """[batch, heads, tokens, 2 * tokens] -> [batch, heads, tokens, tokens]: row i from column tokens - 1 - i on.

    With the distances tokens - 1, ..., 0, ..., -tokens as columns, [i, j] is that of the distance i - j.
    """
    flat = tf.reshape(columns, [batch, heads, 2 * tokens * tokens])
    flat = flat[:, :, tokens - 1 : tokens - 1 + tokens * (2 * tokens - 1)]
    return tf.reshape(flat, [batch, heads, tokens, 2 * tokens - 1])[:, :, :, :tokens]
