"""Run hfedge bundles: text in, prediction out, with numpy and LiteRT only.

from hfedge_runtime import open_bundle

with open_bundle("my-model.hfedge") as model:
    print(model.run("what a day").labels[0])
"""

from hfedge_runtime.bundle import Bundle, open_bundle
from hfedge_runtime.errors import ModelError
from hfedge_runtime.model import ModelInfo, TextModel
from hfedge_runtime.results import (
    Answers,
    AnswerSpan,
    Choices,
    ChoiceScore,
    Classification,
    Embedding,
    Entity,
    FilledMasks,
    FilledToken,
    LabelScore,
    RankedDocument,
    Ranking,
    TokenClassification,
    TokenEmbeddings,
    Tokens,
)

__all__ = [
    "AnswerSpan",
    "Answers",
    "Bundle",
    "ChoiceScore",
    "Choices",
    "Classification",
    "Embedding",
    "Entity",
    "FilledMasks",
    "FilledToken",
    "LabelScore",
    "ModelError",
    "ModelInfo",
    "RankedDocument",
    "Ranking",
    "TextModel",
    "TokenClassification",
    "TokenEmbeddings",
    "Tokens",
    "open_bundle",
]
