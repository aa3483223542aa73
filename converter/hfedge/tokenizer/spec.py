"""A closed, typed reading of a fast tokenizer: what the compiler knows, and a refusal for all else.

Sources: `tokenizer.json` as written by huggingface/tokenizers 0.22 (tokenizers/src/tokenizer/serialization.rs),
or `vocab.txt` with `tokenizer_config.json` (then the same tokenizer that transformers' BertConverter makes).
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.errors import UnsupportedError

LARGEST_VOCABULARY = 2**24 - 1  # ids travel as exact integers of a float32 on WebGL


@dataclass(frozen=True)
class BertNormalizer:
    clean_text: bool
    handle_chinese_chars: bool
    strip_accents: bool | None  # None: follows `lowercase`
    lowercase: bool

    @property
    def decomposes(self) -> bool:
        """Whether NFD and the removal of nonspacing marks take part."""
        return self.lowercase if self.strip_accents is None else self.strip_accents


@dataclass(frozen=True)
class BertPreTokenizer:
    """Splits on white space (removed) and round every punctuation character (kept)."""


@dataclass(frozen=True)
class WordPiece:
    vocabulary: Mapping[str, int]
    unk_token: str
    prefix: str  # continuing_subword_prefix
    max_word_chars: int  # max_input_chars_per_word

    def __repr__(self) -> str:
        return f"WordPiece({len(self.vocabulary):,} entries, prefix={self.prefix!r}, unk={self.unk_token!r})"


@dataclass(frozen=True)
class TemplatePiece:
    """One place of a template: a special token (`token_id` set), or sequence "A" or "B" (`token_id` None)."""

    sequence: str
    token_id: int | None
    type_id: int


@dataclass(frozen=True)
class Template:
    single: tuple[TemplatePiece, ...]
    pair: tuple[TemplatePiece, ...]

    def specials(self, pair: bool) -> int:
        """How many special tokens the template adds."""
        return sum(piece.token_id is not None for piece in (self.pair if pair else self.single))

    def largest_type(self, pair: bool) -> int:
        """The largest type id that it gives."""
        return max(piece.type_id for piece in (self.pair if pair else self.single))


@dataclass(frozen=True)
class AddedToken:
    id: int
    content: str
    special: bool
    normalized: bool  # matched in the normalized text, not in the text itself


@dataclass(frozen=True)
class TokenizerSpec:
    """What one tokenizer does. `source` is the tokenizer.json that the reference library is given."""

    normalizer: BertNormalizer
    pre_tokenizer: BertPreTokenizer
    model: WordPiece
    template: Template
    added_tokens: tuple[AddedToken, ...]
    pad_id: int
    pad_type_id: int
    truncation_strategy: str  # longest_first, only_first, only_second
    truncation_side: str  # right, left
    truncation_length: int | None  # tokens, as stored in the file
    source: str

    def __repr__(self) -> str:
        return f"TokenizerSpec({self.kind}, {self.normalizer}, {self.model})"

    @property
    def kind(self) -> str:
        return type(self.model).__name__

    @property
    def vocabulary_size(self) -> int:
        """One more than the largest token id."""
        ids = [*self.model.vocabulary.values(), *(token.id for token in self.added_tokens)]
        return max(ids, default=-1) + 1

    @property
    def special_tokens(self) -> dict[int, str]:
        """Id to text of the tokens that stand for no text of their own."""
        return {token.id: token.content for token in self.added_tokens if token.special}


def parse_tokenizer_json(text: str, where: str) -> TokenizerSpec:
    """Reads a tokenizer.json. Raises UnsupportedError naming every step that cannot be compiled."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise UnsupportedError(f"not valid JSON ({error})", where=where, hint="Save the tokenizer again.") from error
    if not isinstance(data, dict) or not isinstance(data.get("model"), dict):
        raise UnsupportedError("holds no tokenizer model", where=where, accepted="a tokenizer.json")
    refusals: list[str] = []
    steps = {key: _step(key, data.get(key), table, refusals) for key, table in STEPS.items()}
    added = _added_tokens(data.get("added_tokens") or [], steps["model"], refusals)
    padding, truncation = data.get("padding") or {}, data.get("truncation") or {}
    if padding.get("direction", "Right") != "Right":
        # Every encode_<T> pads to its own length, and absolute positions would shift with it.
        refusals.append("padding on the left")
    if truncation.get("stride"):
        refusals.append(f"truncation with stride {truncation['stride']} (overflowing windows)")
    if refusals:
        raise UnsupportedError(
            "the tokenizer has " + "; ".join(refusals),
            where=where,
            accepted="; ".join(f"{key} {', '.join(table)}" for key, table in STEPS.items()),
            hint="See `hfedge list tokenizers`.",
        )
    spec = TokenizerSpec(
        **{_FIELDS[key]: value for key, value in steps.items()},
        added_tokens=added,
        pad_id=padding.get("pad_id", _pad_id(steps["model"], added)),
        pad_type_id=padding.get("pad_type_id", 0),
        truncation_strategy=_STRATEGIES[truncation.get("strategy", "LongestFirst")],
        truncation_side=truncation.get("direction", "Right").lower(),
        truncation_length=truncation.get("max_length"),
        source=text,
    )
    _check_ids(spec, where)
    return spec


def _step(key: str, data: Any, table: Mapping[str, Callable], refusals: list[str]) -> Any:
    name = data.get("type") if isinstance(data, dict) else None
    if key == "model" and name is None and isinstance(data, dict) and "max_input_chars_per_word" in data:
        name = "WordPiece"  # files of tokenizers < 0.10 have no type there
    if name not in table:
        refusals.append(f"{key} {name or 'none'}")
        return None
    try:
        return table[name](data)
    except _Refused as refused:
        refusals.append(f"{key} {name}: {refused}")
        return None


class _Refused(Exception):
    pass


def _bert_normalizer(data: dict) -> BertNormalizer:
    return BertNormalizer(
        clean_text=data.get("clean_text", True),
        handle_chinese_chars=data.get("handle_chinese_chars", True),
        strip_accents=data.get("strip_accents"),
        lowercase=data.get("lowercase", True),
    )


def _word_piece(data: dict) -> WordPiece:
    vocabulary, unk = data.get("vocab"), data.get("unk_token", "[UNK]")
    if not isinstance(vocabulary, dict) or not all(isinstance(value, int) for value in vocabulary.values()):
        raise _Refused("vocab is not a table of token to id")
    if unk not in vocabulary:
        raise _Refused(f"unk_token {unk!r} is not in the vocabulary")
    longest = data.get("max_input_chars_per_word", 100)
    if longest < 1:
        raise _Refused(f"max_input_chars_per_word {longest}")
    return WordPiece(
        vocabulary=vocabulary,
        unk_token=unk,
        prefix=data.get("continuing_subword_prefix", "##"),
        max_word_chars=longest,
    )


def _template_processing(data: dict) -> Template:
    ids = {name: token["ids"] for name, token in data.get("special_tokens", {}).items()}

    def pieces(rows: list[dict]) -> tuple[TemplatePiece, ...]:
        return tuple(piece for row in rows for piece in _template_pieces(row, ids))

    template = Template(single=pieces(data["single"]), pair=pieces(data["pair"]))
    for found, expected in ((template.single, ["A"]), (template.pair, ["A", "B"])):
        sequences = [piece.sequence for piece in found if piece.token_id is None]
        if sequences != expected:
            raise _Refused(f"a template with the sequences {sequences}, not {expected}")
    return template


def _template_pieces(row: dict, ids: Mapping[str, list[int]]) -> list[TemplatePiece]:
    if "Sequence" in row:
        return [TemplatePiece(row["Sequence"]["id"], None, row["Sequence"]["type_id"])]
    special = row["SpecialToken"]
    if special["id"] not in ids:
        raise _Refused(f"special token {special['id']!r} without an id")
    return [TemplatePiece("", token_id, special["type_id"]) for token_id in ids[special["id"]]]


def _bert_processing(data: dict) -> Template:
    # tokenizers/src/processors/bert.rs: [CLS] A [SEP] with type 0, then B [SEP] with type 1
    cls, sep = data["cls"][1], data["sep"][1]
    single = (TemplatePiece("", cls, 0), TemplatePiece("A", None, 0), TemplatePiece("", sep, 0))
    return Template(single, (*single, TemplatePiece("B", None, 1), TemplatePiece("", sep, 1)))


# What the compiler knows, by the name that tokenizer.json uses: one row per step.
STEPS: dict[str, dict[str, Callable[[dict], Any]]] = {
    "normalizer": {"BertNormalizer": _bert_normalizer},
    "pre_tokenizer": {"BertPreTokenizer": lambda data: BertPreTokenizer()},
    "model": {"WordPiece": _word_piece},
    "post_processor": {"TemplateProcessing": _template_processing, "BertProcessing": _bert_processing},
}
_FIELDS = {"normalizer": "normalizer", "pre_tokenizer": "pre_tokenizer", "model": "model", "post_processor": "template"}
_STRATEGIES = {"LongestFirst": "longest_first", "OnlyFirst": "only_first", "OnlySecond": "only_second"}
_UNSUPPORTED_FLAGS = ("single_word", "lstrip", "rstrip")


def _added_tokens(rows: list[dict], model: WordPiece | None, refusals: list[str]) -> tuple[AddedToken, ...]:
    tokens = []
    following = len(model.vocabulary) if model else 0
    for row in rows:
        flags = [flag for flag in _UNSUPPORTED_FLAGS if row.get(flag)]
        if flags:
            refusals.append(f"added token {row['content']!r} with {' and '.join(flags)}")
        if not {"\0", "\ufffd"}.isdisjoint(row["content"]):  # what padding and ill-formed bytes look like
            refusals.append(f"added token {row['content']!r} with U+0000 or U+FFFD")
        # The reference gives ids out anew when it reads the file: that of the vocabulary, or the next free one
        # (tokenizers/src/tokenizer/added_vocabulary.rs, `add_tokens`).
        expected = model.vocabulary.get(row["content"], following) if model else row["id"]
        if expected != row["id"]:
            refusals.append(f"added token {row['content']!r} with id {row['id']}, which tokenizers reads as {expected}")
        following = max(following, row["id"] + 1)
        tokens.append(AddedToken(row["id"], row["content"], row.get("special", False), row.get("normalized", False)))
    return tuple(token for token in tokens if token.content)


def _pad_id(model: WordPiece | None, added: tuple[AddedToken, ...]) -> int:
    found = [token.id for token in added if token.content in ("[PAD]", "<pad>")]
    return found[0] if found else 0


def _check_ids(spec: TokenizerSpec, where: str) -> None:
    ids = [*spec.model.vocabulary.values(), *(token.id for token in spec.added_tokens)]
    if min(ids) < 0 or max(ids) > LARGEST_VOCABULARY:
        raise UnsupportedError(f"token ids from {min(ids)} to {max(ids)}", where=where, accepted="0 to 16,777,215")


def from_vocab_txt(vocabulary_text: str, config: Mapping[str, Any], where: str) -> TokenizerSpec:
    """The tokenizer that transformers makes of vocab.txt and tokenizer_config.json (BertConverter in
    transformers/convert_slow_tokenizer.py at v4.57): used where no tokenizer.json exists."""
    vocabulary = {line: index for index, line in enumerate(_vocabulary_lines(vocabulary_text))}
    names = {key: _token_text(config.get(f"{key}_token"), default) for key, default in _BERT_SPECIALS.items()}
    missing = [names[key] for key in ("unk", "sep", "cls", "pad") if names[key] not in vocabulary]
    if missing:
        raise UnsupportedError(
            f"special tokens {missing} are not in the vocabulary",
            where=where,
            accepted="a vocab.txt that holds the special tokens of tokenizer_config.json",
            hint="Save the tokenizer with save_pretrained() to get a tokenizer.json.",
        )
    added = _bert_added_tokens(vocabulary, names, config)
    beyond = [row["content"] for row in added if row["id"] is None]
    if beyond:
        raise UnsupportedError(
            f"added tokens {beyond} are not in the vocabulary", where=where,
            accepted="added tokens that vocab.txt holds",
            hint="Save the tokenizer with save_pretrained() to get a tokenizer.json.",
        )  # fmt: skip
    data = _bert_tokenizer_json(vocabulary, names, added, config)
    return parse_tokenizer_json(json.dumps(data, ensure_ascii=False), where)


_PLAIN_TOKEN = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
_TOKEN_KEYS = ("id", "content", *_PLAIN_TOKEN, "special")
_BERT_SPECIALS = {"unk": "[UNK]", "sep": "[SEP]", "pad": "[PAD]", "cls": "[CLS]", "mask": "[MASK]"}


def _vocabulary_lines(text: str) -> list[str]:
    """As Python reads lines from a text file: all of \\n, \\r\\n and \\r end one, and nothing else does."""
    return [line.removesuffix("\n") for line in io.StringIO(text, newline=None)]


def _token_text(value: Any, default: str) -> str:
    return value["content"] if isinstance(value, dict) else value or default


def _bert_added_tokens(vocabulary: dict[str, int], names: dict[str, str], config: Mapping[str, Any]) -> list[dict]:
    """Rows for tokenizer.json by id; the id is None where the vocabulary lacks the token.

    Those of added_tokens_decoder come first and with their own flags, as in transformers' PreTrainedTokenizerFast.
    A mask token outside the vocabulary is left out: there is no row of the embedding for it.
    """
    values = [config.get(f"{key}_token") or names[key] for key in _BERT_SPECIALS if names[key] in vocabulary]
    values += config.get("additional_special_tokens") or []
    rows = {}
    for key, row in (config.get("added_tokens_decoder") or {}).items():
        known = vocabulary.get(row["content"])
        token_id = None if known is None else int(key)
        rows[row["content"]] = {"normalized": not row.get("special", False), **row, "id": token_id}
    for value in values:
        flags = value if isinstance(value, dict) else {}
        text = _token_text(value, "")
        rows.setdefault(text, {**flags, "content": text, "id": vocabulary.get(text), "special": True})
    return sorted(rows.values(), key=lambda row: -1 if row["id"] is None else row["id"])


def _bert_tokenizer_json(
    vocabulary: dict[str, int], names: dict[str, str], added: list[dict], config: Mapping[str, Any]
) -> dict:
    cls, sep = ({"SpecialToken": {"id": names[key], "type_id": 0}} for key in ("cls", "sep"))
    second = [{"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": names["sep"], "type_id": 1}}]
    single = [cls, {"Sequence": {"id": "A", "type_id": 0}}, sep]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{**_PLAIN_TOKEN, **{key: row[key] for key in _TOKEN_KEYS if key in row}} for row in added],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": config.get("tokenize_chinese_chars", True),
            "strip_accents": config.get("strip_accents"),
            "lowercase": config.get("do_lower_case", True),
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": single,
            "pair": [*single, *second],
            "special_tokens": {
                names[key]: {"id": names[key], "ids": [vocabulary[names[key]]], "tokens": [names[key]]}
                for key in ("cls", "sep")
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": names["unk"],
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": vocabulary,
        },
    }
