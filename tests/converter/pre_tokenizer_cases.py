"""Pre-tokenizers as tokenizer.json has them, the texts to try them on, and what the reference makes of those."""

import json
import random

from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import PreTokenizer

BEHAVIORS = ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous")

CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
BLANKS = r"\s*[\r\n]+|\s+(?!\S)|\s+"

# The patterns of real tokenizers.
PATTERNS = {
    "GPT-2": r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    "CLIP": r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
    "Llama-3": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + BLANKS,
    "Qwen2": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + BLANKS,
    "cl100k": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|"
    r"\s*[\r\n]|\s+(?!\S)|\s+",
    "o200k": rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+{CONTRACTIONS}?|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*"
    rf"{CONTRACTIONS}?|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{BLANKS}",
    "BLOOM": r" ?[^(\s|[.,!?…。，、।۔،])]+",
    "DeepSeek letters": r"\s?\p{L}+",
    "DeepSeek punctuation": r"\s?\p{P}+",
    "DeepSeek Han": "[一-龥ࠀ-一가-퟿]+",
    "DeepSeek blanks": r"\s+$",
    "DeepSeek-V3": r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+|"
    r" ?[\p{P}\p{S}]+[\r\n]*|" + BLANKS,
    "Falcon digits": "[0-9][0-9][0-9]",
}

# What else the parser takes, one pattern for each construct.
CONSTRUCTS = {
    "a class": r"[\r\n]",
    "a run": r"\s+",
    "runs and classes": r"\p{Lu}|\p{Ll}+|\d+",
    "at least two": " {2,}",
    "two or three": r"\d{2,3}",
    "up to three, then more": r"[dD]{0,3}x|y{1,4}z",
    "lazy": r"a.*?b|\".+?\"|c??d",
    "greedy with a rest": r"a.*b|'.+s",
    "possessive": r"a?+a|\s*+\S|\w++",
    "atomic": r"(?>\s*)[\p{L}']+|(?>ab|a)c?",
    "a look at several": r"\d{1,3}(?=\d\d\d)|\w(?=ab|\s)",
    "a look at none": r"(?!  )\s+\S",
    "a look back": r"(?<=[a-z])[A-Z]|(?<![A-Z ])\d+",
    "a line's start, a text's end": r"^\s*\S|\S\z",
    "a text's start": r"\A\w",
    "word edges": r"\b\w+\b",
    "no word edges": r"\B\w",
    "precedence": r"ab|a|b+c",
    "either case": "(?i)k|s[a-c]|tr?",
    "escapes": r"\x20\x{20AC}|\u00E9|\.|\t|\\",
    "a set": r"[\p{L}&&[^a-y]]|[[:digit:]ab]+",
}

_POOL = [
    *" " * 10, *"\n\n\r\t''''ssttrreevvmmllddSTREVMLDſKkK", *"abcABxyz0123456789.,!?-\"()/_\\|$<>€",
    "\u00a0", "\u2003", "\u3000", "\u200b", "é", "É", "e\u0301", "ß", "ñ", "Ж", "ж", "я", "中", "国", "か", "カ", "ー",
    "한", "न", "म", "\u094d", "ا", "ل", "٣", "²", "½", "Ⅷ", "ǅ", "ʰ", "ª", "😀", "👨\u200d👩", "\u0085", "\0", "\ufffd",
    "\U000e0001", "\u0378", "…", "。", "  ", "   ", "\r\n", "\n\n", "'ll", "'S", "ab", "<|endoftext|>", "▁", "Ġ",
]  # fmt: skip

NASTY = [
    "", " ", "  ", "a", " a", "a ", "\n", "a\n", " \n ", "don't", "DON'T we'll", "it'ſ x", "1234567", "abc1234 5",
    "Hello,  world!!\n\n  x", "\u3000\u3000a", "a\u0301b", "  Ab cD", "'s's's", "''s", "x\r\n\r\n y", "\n\n\n   a",
    "   \n   ", "HTMLParser camelCase ǅAB", "▁a ▁ b", "12 345 6789", "'", "ababab", "<|startoftext|>a<|endoftext|>",
]  # fmt: skip


def texts(count: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return [*NASTY, *("".join(rng.choices(_POOL, k=rng.randint(1, 25))) for _ in range(count))]


def split(pattern: str, behavior: str = "Isolated", invert: bool = False) -> dict:
    return {"type": "Split", "pattern": {"Regex": pattern}, "behavior": behavior, "invert": invert}


def split_text(text: str, behavior: str = "Isolated", invert: bool = False) -> dict:
    return {"type": "Split", "pattern": {"String": text}, "behavior": behavior, "invert": invert}


def sequence(*parts: dict) -> dict:
    return {"type": "Sequence", "pretokenizers": list(parts)}


def byte_level(prefix: bool, regex: bool = True) -> dict:
    return {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": True, "use_regex": regex}


def metaspace(scheme: str, split: bool = True) -> dict:
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": split}


STEPS = {
    **{name: {"type": name} for name in ("Whitespace", "WhitespaceSplit", "BertPreTokenizer", "UnicodeScripts")},
    **{f"Punctuation {behavior}": {"type": "Punctuation", "behavior": behavior} for behavior in BEHAVIORS},
    "Digits individual": {"type": "Digits", "individual_digits": True},
    "Digits": {"type": "Digits", "individual_digits": False},
    "CharDelimiterSplit": {"type": "CharDelimiterSplit", "delimiter": "a"},
    "FixedLength": {"type": "FixedLength", "length": 3},
    **{f"Metaspace {s}": metaspace(s) for s in ("always", "first", "never")},
    **{f"Metaspace {s} whole": metaspace(s, split=False) for s in ("always", "first", "never")},
    "Metaspace of a space": {**metaspace("always"), "replacement": " "},
    **{f"ByteLevel {p} {r}": byte_level(p, r) for p in (True, False) for r in (True, False)},
    "T5": sequence({"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}),
    "StarCoder": sequence({"type": "Digits", "individual_digits": True}, byte_level(True)),
    "Falcon": sequence(
        {"type": "Punctuation", "behavior": "Contiguous"}, byte_level(False),
        {"type": "Digits", "individual_digits": False}, split(PATTERNS["Falcon digits"]),
    ),
    "DeepSeek": sequence(
        split(r"[\r\n]"), split(PATTERNS["DeepSeek letters"]), split(PATTERNS["DeepSeek punctuation"]),
        split(PATTERNS["DeepSeek Han"]), split(PATTERNS["DeepSeek blanks"]), split(r"\p{N}"), byte_level(False, False),
    ),
    "Gemma": split_text(" ", "MergedWithPrevious"),
    "nothing": sequence(),
}  # fmt: skip


def reference(entry: dict) -> PreTokenizer:
    """The reference's own reading of the entry."""
    model = {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}
    parts = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None}
    parts |= {"pre_tokenizer": entry, "post_processor": None, "decoder": None, "model": model}
    return Tokenizer.from_str(json.dumps(parts)).pre_tokenizer
