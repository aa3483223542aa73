"""The architectures that hfedge converts, by config.json's model_type. One file and one row each.

Two sources: ARCHITECTURES are written here, TF_CLASSES are transformers' own TensorFlow classes.
"""

from collections.abc import Mapping
from typing import Any

from hfedge.architectures import (
    albert,
    bert,
    camembert,
    deberta_v2,
    distilbert,
    electra,
    gemma3_text,
    mobilebert,
    modernbert,
    mpnet,
    qwen3,
    roberta,
    t5,
    xlm_roberta,
)
from hfedge.architectures.record import Architecture, Head
from hfedge.architectures.tf_classes import REFUSED, TF_CLASSES
from hfedge.errors import UnsupportedError

__all__ = ["ARCHITECTURES", "TF_CLASSES", "Architecture", "Head", "find_architecture"]

ARCHITECTURES: dict[str, Architecture] = {
    "bert": bert.ARCHITECTURE,
    "distilbert": distilbert.ARCHITECTURE,
    "electra": electra.ARCHITECTURE,
    "roberta": roberta.ARCHITECTURE,
    "xlm-roberta": xlm_roberta.ARCHITECTURE,
    "camembert": camembert.ARCHITECTURE,
    "albert": albert.ARCHITECTURE,
    "mpnet": mpnet.ARCHITECTURE,
    "mobilebert": mobilebert.ARCHITECTURE,
    "modernbert": modernbert.ARCHITECTURE,
    "deberta-v2": deberta_v2.ARCHITECTURE,
    "t5": t5.ARCHITECTURE,
    "qwen3": qwen3.ARCHITECTURE,
    "gemma3_text": gemma3_text.ARCHITECTURE,
}


def find_architecture(config: Mapping[str, Any], where: str) -> Architecture:
    """The row of config["model_type"]. Raises UnsupportedError that lists the accepted ones.

    `where` names the config.json, for the message.
    """
    model_type = config.get("model_type")
    rows = {**TF_CLASSES, **ARCHITECTURES}
    if isinstance(model_type, str) and model_type in rows:
        return rows[model_type]
    found = f"the model_type {model_type!r} is not supported" if model_type else "there is no model_type"
    if isinstance(model_type, str) and model_type in REFUSED:
        found += f": {REFUSED[model_type]}"
    raise UnsupportedError(found, where=where, accepted=", ".join(sorted(rows)))
