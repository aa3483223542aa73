"""How far each layer of an artifact is from the float32 graph."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerError:
    """error: relative error of that layer's output against the fp32 graph on the same texts; own: the part that the
    layer itself adds given its own inputs."""

    name: str
    error: float
    own: float
