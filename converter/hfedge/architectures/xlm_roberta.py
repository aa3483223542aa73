"""XLM-RoBERTa: RoBERTa with defaults of its own; its weights start with "roberta." too."""

from dataclasses import replace

from hfedge.architectures import roberta
from hfedge.architectures.config import Number

ARCHITECTURE = replace(
    roberta.ARCHITECTURE,
    model_type="xlm-roberta",
    example="FacebookAI/xlm-roberta-base",
    config_keys={**roberta.CONFIG, "vocab_size": Number("vocab_size", 30522)},
)
