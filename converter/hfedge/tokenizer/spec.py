"""A closed, typed reading of a fast tokenizer: what the compiler knows, and a refusal for all else.

Source: `tokenizer.json` as written by huggingface/tokenizers 0.22 (tokenizers/src/tokenizer/serialization.rs).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tokenizers import Tokenizer

from hfedge.errors import UnsupportedError
from hfedge.tokenizer.decoders import DECODERS
from hfedge.tokenizer.limits import check_reference, load
from hfedge.tokenizer.models import MODELS, name_of_model
from hfedge.tokenizer.normalizers import NORMALIZERS
from hfedge.tokenizer.pre_tokenizers import PRE_TOKENIZERS
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.template import PLAIN, POST_PROCESSORS, Template

LARGEST_VOCABULARY = 2**24 - 1  # ids travel as exact integers of a float32 on WebGL

# What the compiler knows, by the name that tokenizer.json uses: one row per step.
STEPS: dict[str, Mapping[str, Callable[[dict], Any]]] = {
    "normalizer": NORMALIZERS,
    "pre_tokenizer": PRE_TOKENIZERS,
    "model": MODELS,
    "post_processor": POST_PROCESSORS,
}
KNOWN = {**STEPS, "decoder": DECODERS}
_WITHOUT = {"normalizer": None, "pre_tokenizer": None, "post_processor": PLAIN}
_FIELDS = {"normalizer": "normalizer", "pre_tokenizer": "pre_tokenizer", "model": "model", "post_processor": "template"}
_STRATEGIES = {"LongestFirst": "longest_first", "OnlyFirst": "only_first", "OnlySecond": "only_second"}


@dataclass(frozen=True)
class AddedToken:
    """A text that becomes one token wherever it stands. normalized: matched in the normalized text, not in the text
    itself; single_word: only where no word character is next to it; lstrip, rstrip: takes the white space before or
    after it."""

    id: int
    content: str
    special: bool
    normalized: bool
    single_word: bool = False
    lstrip: bool = False
    rstrip: bool = False

    @property
    def plain(self) -> bool:
        return not (self.single_word or self.lstrip or self.rstrip)


@dataclass(frozen=True)
class TokenizerSpec:
    """What one tokenizer does. `source` is the tokenizer.json that the reference library is given.

    normalizer, pre_tokenizer (None: none) and model are steps: they say what they must tell apart (`needs`) and
    compile themselves (`compile`).
    """

    kind: str  # what tokenizer.json calls the model
    normalizer: Any
    pre_tokenizer: Any
    model: Any
    template: Template
    added_tokens: tuple[AddedToken, ...]
    pad_id: int
    pad_type_id: int
    truncation_strategy: str  # longest_first, only_first, only_second
    truncation_side: str  # right, left
    truncation_length: int | None  # tokens, as stored in the file
    decoder: Mapping[str, Any] | None  # as in the file: only generation needs it, see decoders/
    source: str
    clean_up: bool = False  # clean_up_tokenization_spaces of tokenizer_config.json
    named: Mapping[str, int] = field(default_factory=dict)  # ids by role, as "cls_token": see named_tokens.py
    # At most how many tokens two windows of a pair's second text share; None: what is too long is cut.
    overlap: int | None = None

    def __repr__(self) -> str:
        return f"TokenizerSpec({self.kind}, {self.normalizer}, {self.model})"

    @property
    def token_ids(self) -> Mapping[str, int]:
        """The vocabulary without the added tokens, text to id."""
        return ids_of(self.model)

    @property
    def vocabulary_size(self) -> int:
        """One more than the largest token id."""
        ids = [*self.token_ids.values(), *(token.id for token in self.added_tokens)]
        return max(ids, default=-1) + 1

    def stride(self, max_tokens: int) -> int:
        """How many tokens two windows share, 0 where there are none; as transformers' question-answering pipeline
        chooses it (doc_stride)."""
        return 0 if self.overlap is None else min(max_tokens // 2, self.overlap)

    @property
    def special_tokens(self) -> dict[int, str]:
        """Id to text of the tokens that stand for no text of their own."""
        return {token.id: token.content for token in self.added_tokens if token.special}


def ids_of(model: Any) -> Mapping[str, int]:
    """The vocabulary of a model, text to id. (That of Unigram is a list of (text, score), by id.)"""
    if isinstance(model.vocabulary, Mapping):
        return model.vocabulary
    return {text: index for index, (text, *_) in enumerate(model.vocabulary)}


def parse_tokenizer_json(text: str, where: str) -> TokenizerSpec:
    """Reads a tokenizer.json. Raises UnsupportedError naming every step that cannot be compiled."""
    data = load(text, where)
    data["model"]["type"] = name_of_model(data["model"])
    refusals: list[str] = []
    steps = {}
    for key, table in STEPS.items():
        if key == "model" and not refusals:
            _read_scores(data["model"], text, where)
        steps[key] = _step(key, data.get(key), table, refusals)
    added = _added_tokens(data.get("added_tokens") or [], steps["model"], refusals)
    padding, truncation = data.get("padding") or {}, data.get("truncation") or {}
    if padding.get("direction", "Right") != "Right":
        # Every encode_<T> pads to its own length, and absolute positions would shift with it.
        refusals.append("padding on the left")
    # truncation's stride is passed over: it says where windows after the first begin, which is for the task to say, as
    # transformers' calls do. Fine-tuning on questions leaves one in the file.
    if refusals:
        raise UnsupportedError(
            "the tokenizer has " + "; ".join(refusals),
            where=where,
            accepted="; ".join(f"{key} {', '.join(table)}" for key, table in STEPS.items()),
            hint="See `hfedge list tokenizers`.",
        )
    spec = TokenizerSpec(
        kind=data["model"]["type"],
        **{_FIELDS[key]: value for key, value in steps.items()},
        added_tokens=added,
        pad_id=padding.get("pad_id", _pad_id(added)),
        pad_type_id=padding.get("pad_type_id", 0),
        truncation_strategy=_STRATEGIES[truncation.get("strategy", "LongestFirst")],
        truncation_side=truncation.get("direction", "Right").lower(),
        truncation_length=truncation.get("max_length"),
        decoder=data.get("decoder"),
        source=text,
    )
    _check_ids(spec, where)
    check_reference(text, where)
    return spec


def _read_scores(model: dict, text: str, where: str) -> None:
    """Takes the scores of Unigram from the reference, whose reading of decimal numbers is off by the last bit for some:
    that decides ties."""
    if model["type"] == "Unigram":
        check_reference(text, where)
        model["vocab"] = json.loads(Tokenizer.from_str(text).to_str())["model"]["vocab"]


def _step(key: str, data: Any, table: Mapping[str, Callable], refusals: list[str]) -> Any:
    if data is None and key in _WITHOUT:
        return _WITHOUT[key]
    name = data.get("type") if isinstance(data, dict) else None
    if name not in table:
        refusals.append(f"{key} {name or 'none'}")
        return None
    try:
        return table[name](data)
    except Refused as refused:
        refusals.append(f"{key} {name}: {refused}")
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        refusals.append(f"{key} {name} of another shape than tokenizers writes ({type(error).__name__}: {error})")
    return None


def _added_tokens(rows: list[dict], model: Any, refusals: list[str]) -> tuple[AddedToken, ...]:
    tokens = []
    known = ids_of(model) if model else {}
    following = len(known)
    for row in rows:
        if not {"\0", "\ufffd"}.isdisjoint(row["content"]):  # what padding and ill-formed bytes look like
            refusals.append(f"added token {row['content']!r} with U+0000 or U+FFFD")
        # The reference gives ids out anew when it reads the file: that of the vocabulary, or the next free one
        # (tokenizers/src/tokenizer/added_vocabulary.rs, `add_tokens`).
        expected = known.get(row["content"], following) if model else row["id"]
        if expected != row["id"]:
            refusals.append(f"added token {row['content']!r} with id {row['id']}, which tokenizers reads as {expected}")
        following = max(following, row["id"] + 1)
        flags = {name: row.get(name, False) for name in ("special", "normalized", "single_word", "lstrip", "rstrip")}
        tokens.append(AddedToken(id=row["id"], content=row["content"], **flags))
    return tuple(token for token in tokens if token.content)


def _pad_id(added: tuple[AddedToken, ...]) -> int:
    found = [token.id for token in added if token.content in ("[PAD]", "<pad>")]
    return found[0] if found else 0


def _check_ids(spec: TokenizerSpec, where: str) -> None:
    ids = [*spec.token_ids.values(), *(token.id for token in spec.added_tokens)]
    if min(ids) < 0 or max(ids) > LARGEST_VOCABULARY:
        raise UnsupportedError(f"token ids from {min(ids)} to {max(ids)}", where=where, accepted="0 to 16,777,215")
