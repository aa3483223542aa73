"""Rotary positions: each pair of a head's numbers is turned by an angle that grows with the token's position.

Upstream: apply_rotary_pos_emb of transformers v4.57.6 (models/qwen3/modeling_qwen3.py and others), where the
pairs are (0, size / 2), (1, size / 2 + 1), ...
"""

import math
from dataclasses import dataclass
from typing import Any

from hfedge.errors import UnsupportedError
from hfedge.lazy import tf


def check_pairs(size: int, where: str) -> None:
    """Raises UnsupportedError for heads of an odd size."""
    if size % 2:
        found = f"attention heads are {size} wide"
        raise UnsupportedError(found, where=where, accepted="an even number, for positions turn pairs of numbers")


def read_rope_scaling(value: Any) -> float:
    """What the angles are divided by: null -> 1.0, {"rope_type": "linear", "factor": 2.0} -> 2.0.

    Raises ValueError for the kinds that stretch some angles more than others.
    """
    if value is None:
        return 1.0
    if not isinstance(value, dict) or value.keys() - {"rope_type", "type", "factor"}:
        raise ValueError
    kind, factor = value.get("rope_type", value.get("type")), value.get("factor", 0)
    # Where both spellings stand, transformers' configurations and models do not all take the same one.
    if value.get("type", kind) != kind or kind not in ("default", "linear"):
        raise ValueError
    if kind == "default":
        return 1.0
    if not isinstance(factor, (int, float)) or isinstance(factor, bool) or not 1 <= factor < math.inf:
        raise ValueError
    return float(factor)


@dataclass(frozen=True)
class Rotation:
    """float32 [tokens, size]: cosines, and sines of which the first half is negated. Made once per call."""

    cosines: Any
    sines: Any

    @classmethod
    def of(cls, tokens: Any, size: int, theta: float, factor: float = 1.0) -> "Rotation":
        """The rotation of positions 0, 1, ... `factor` divides the angles (rope_scaling "linear").

        Angles are float32 products as in the reference. For a static number of tokens they are constants, so that
        no runtime has to take the cosine of a large angle, which some GPUs do badly.
        """
        import numpy as np

        exponents = np.arange(0, size, 2, dtype=np.float32) / np.float32(size)
        frequencies = np.float32(1) / np.power(np.float32(theta), exponents) / np.float32(factor)
        if isinstance(tokens, int):
            angles = (np.arange(tokens, dtype=np.float32)[:, None] * frequencies).astype(np.float64)
            cosines, sines = np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)
            # One constant each, however many layers read it.
            pairs = ([cosines, cosines], [-sines, sines])
            return cls(*(tf.constant(np.concatenate(pair, -1)) for pair in pairs))
        angles = tf.cast(tf.reshape(tf.range(tokens), [-1, 1]), tf.float32) * frequencies
        cosines, sines = tf.cos(angles), tf.sin(angles)
        return cls(tf.concat([cosines] * 2, -1), tf.concat([-sines, sines], -1))

    def turn(self, x: Any) -> Any:
        """x [batch, heads, tokens, size], turned; five ops, for queries and keys at once."""
        left, right = tf.split(x, 2, axis=-1)
        return x * self.cosines + tf.concat([right, left], -1) * self.sines
