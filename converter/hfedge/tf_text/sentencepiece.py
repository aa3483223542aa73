"""SentencePiece by TF Text: FastSentencepieceTokenizer, over a model that is made of tokenizer.json's Unigram.

The op puts a space before the text, replaces what the charsmap names, makes runs of spaces one and takes the last
space, all or none of it, and cuts the whole with the best score (optimized_encoder.cc at 2.21). It gives no offsets.

The op reads SentencePiece's ModelProto, of which these fields matter (sentencepiece_model.proto at 0.2):

    ModelProto     { repeated SentencePiece pieces = 1; TrainerSpec trainer_spec = 2;
                     NormalizerSpec normalizer_spec = 3; }
    SentencePiece  { string piece = 1; float score = 2; Type type = 3; }   NORMAL = 1, UNKNOWN = 2, CONTROL = 3
    TrainerSpec    { int32 unk_id = 40; }
    NormalizerSpec { bytes precompiled_charsmap = 2; bool add_dummy_prefix = 3; bool remove_extra_whitespaces = 4;
                     bool escape_whitespaces = 5; }
"""

import base64
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.emit.serving import field, varint
from hfedge.lazy import tf, tf_text
from hfedge.tokenizer.spec import TokenizerSpec

SPACE = "▁"
NORMAL, UNKNOWN, CONTROL = 1, 2, 3
_ONE_SPACE = {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}


@dataclass(frozen=True)
class Settings:
    """charsmap: SentencePiece's own; prefix: whether a space is put before the text; spaces: whether runs of spaces are
    made one."""

    charsmap: bytes
    prefix: bool
    spaces: bool


def settings_of(data: Mapping[str, Any]) -> tuple[Settings | None, tuple[str, ...]]:
    """data: a tokenizer.json of Unigram. -> the op's settings; what it cannot do, in words."""
    normalizers, before = (
        _steps(data.get("normalizer"), "normalizers"),
        _steps(data.get("pre_tokenizer"), "pretokenizers"),
    )
    charsmaps = [step for step in normalizers if step["type"] == "Precompiled"]
    metaspaces = [step for step in before if step["type"] == "Metaspace"]
    others = [step for step in normalizers if step["type"] not in ("Precompiled", "Strip") and step != _ONE_SPACE]
    found = [f"normalizer {step['type']}" for step in others]
    found += [
        f"pre_tokenizer {step['type']}" for step in before if step["type"] not in ("Metaspace", "WhitespaceSplit")
    ]
    found += [] if len(charsmaps) == 1 else [f"{len(charsmaps)} Precompiled normalizers"]
    found += [] if len(metaspaces) == 1 else [f"{len(metaspaces)} pre_tokenizers Metaspace"]
    found += [f"Metaspace with {step['replacement']!r}" for step in metaspaces if step["replacement"] != SPACE]
    inner = [piece for piece, _ in data["model"]["vocab"] if SPACE in piece.lstrip(SPACE)]
    found += [f"the piece {inner[0]!r} with a space inside"] if inner else []
    if found:
        return None, tuple(found)
    scheme = metaspaces[0].get("prepend_scheme") or (
        "always" if metaspaces[0].get("add_prefix_space", True) else "never"
    )
    spaces = _ONE_SPACE in normalizers or len(before) > 1
    charsmap = base64.b64decode(charsmaps[0]["precompiled_charsmap"])
    return Settings(charsmap, scheme != "never", spaces), ()


def _steps(step: Mapping[str, Any] | None, key: str) -> list[Mapping[str, Any]]:
    if step is None:
        return []
    return [inner for part in step[key] for inner in _steps(part, key)] if step["type"] == "Sequence" else [step]


def model_proto(spec: TokenizerSpec, settings: Settings) -> bytes:
    """The ModelProto whose ids are those of tokenizer.json. Special tokens are no text to it."""
    special = {token.content for token in spec.added_tokens}
    pieces = []
    for index, (piece, score) in enumerate(spec.model.vocabulary):
        kind = UNKNOWN if index == spec.model.unk_id else CONTROL if piece in special or not piece else NORMAL
        entry = field(1, piece.encode()) + b"\x15" + struct.pack("<f", score) + _number(3, kind)
        pieces.append(field(1, entry))
    trainer = _number(40, spec.model.unk_id)
    normalizer = field(2, settings.charsmap) + _number(3, settings.prefix) + _number(4, settings.spaces) + _number(5, 1)
    return b"".join(pieces) + field(2, trainer) + field(3, normalizer)


def _number(number: int, value: int) -> bytes:
    """A varint field of a protocol buffer."""
    return varint(number << 3) + varint(int(value))


class SentencePieceOps:
    """string [1] -> ids, int32 [tokens], without special tokens; zeros for where they begin and end."""

    gives_offsets = False

    def __init__(self, spec: TokenizerSpec):
        settings, refused = settings_of(json.loads(spec.source))
        assert settings, refused  # accepts.py looks first
        self._tokenizer = tf_text.FastSentencepieceTokenizer(model_proto(spec, settings))

    def __call__(self, text: Any) -> tuple[Any, Any, Any]:
        ids = tf.cast(self._tokenizer.tokenize(text).flat_values, tf.int32)
        return ids, tf.zeros_like(ids), tf.zeros_like(ids)
