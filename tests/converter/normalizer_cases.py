"""Normalizers against the reference: each normalized character with the bytes that it is aligned to."""

import json
import random
from functools import lru_cache
from typing import Any

import numpy as np
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from hfedge.tokenizer.alphabet import Alphabet, build_alphabet
from hfedge.tokenizer.normalizers import NORMALIZERS
from streams import pieces_of, stream_of

TOKEN = "<t>"
Aligned = list[tuple[str, int, int]]


@lru_cache(maxsize=64)
def _reference(key: str) -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
    data = json.loads(tokenizer.to_str()) | {"normalizer": json.loads(key)}
    data["added_tokens"] = [
        {"id": 1, "content": TOKEN, "special": True, "normalized": False}
        | dict.fromkeys(("single_word", "lstrip", "rstrip"), False)
    ]
    return Tokenizer.from_str(json.dumps(data))


def expected(data: dict, text: str) -> Aligned:
    """What the reference makes of a text in which TOKEN is an added token."""
    tokenizer = _reference(json.dumps(data))
    characters: list[str] = []
    for piece in pieces(text):
        characters += [TOKEN] if piece == TOKEN else normalized(data, piece)
    offsets = tokenizer.encode(text, add_special_tokens=False).offsets
    assert len(offsets) == len(characters), (text, characters, offsets)
    byte_at = [0]
    for char in text:
        byte_at.append(byte_at[-1] + len(char.encode()))
    return [(char, byte_at[begin], byte_at[end]) for char, (begin, end) in zip(characters, offsets)]


def pieces(text: str) -> list[str]:
    """The text cut round TOKEN."""
    parts = text.split(TOKEN)
    cut = [piece for part in parts[:-1] for piece in (part, TOKEN)] + [parts[-1]]
    return [piece for piece in cut if piece]


@lru_cache(maxsize=64)
def _compiled(key: str) -> tuple[Any, Alphabet]:
    step = parse(json.loads(key))
    alphabet = build_alphabet(step.needs(), [TOKEN])
    return step.compile(alphabet), alphabet


def compiled(data: dict) -> tuple[Any, Alphabet]:
    """The stage of a normalizer of tokenizer.json, and its alphabet."""
    return _compiled(json.dumps(data))


def parse(data: dict) -> Any:
    return NORMALIZERS[data["type"]](data)


def check(data: dict, texts: list[str], size: int | None = None, own_bytes: bool = True) -> None:
    """Asserts that every text gives the same characters, aligned to the same bytes. size: places; own_bytes: False
    where a symbol that stands for a class may be aligned to bytes that are not its character's."""
    stage, alphabet = compiled(data)
    for text in texts:
        stream = stage(stream_of(pieces(text), alphabet, size or len(text.encode()) + 8))
        assert not any(np.asarray(stream.lost)), ascii(text)
        columns = (np.asarray(column) for column in (stream.symbols, stream.begin, stream.end))
        assert found_in(*columns, int(np.asarray(stream.total)[0])) == wanted(data, text), ascii(text)
        if own_bytes:
            found = pieces_of(stream, alphabet)
            assert [unit for piece in found for unit in piece] == expected(data, text), ascii(text)
            parts = [normalized(data, piece) for piece in pieces(text)]
            assert ["".join(char for char, *_ in piece) for piece in found] == [part for part in parts if part]


def normalized(data: dict, piece: str) -> str:
    return piece if piece == TOKEN else _reference(json.dumps(data)).normalizer.normalize_str(piece)


def found_in(symbols: np.ndarray, begin: np.ndarray, end: np.ndarray, total: int) -> list[tuple[int, int, int]]:
    """The symbols of a stream with their bytes."""
    return list(zip(*(column[1 : total + 1].tolist() for column in (symbols, begin, end))))


def wanted(data: dict, text: str) -> list[tuple[int, int, int]]:
    """What the reference makes of a text, as symbols of the compiled normalizer's alphabet."""
    _, alphabet = compiled(data)

    def symbol(char: str) -> int:
        return alphabet.first_token if char == TOKEN else alphabet.symbol(char)

    return [(symbol(char), *span) for char, *span in expected(data, text)]


MARKS = "\u0301\u0300\u0323\u0327\u0338\u0345\u0334\u0308\u0304\u031b\u0302\u0316\u302e\u0e38\u05b0\u0651\u0344\u0653"
NASTY = [
    "",
    " ",
    "plain ASCII text, and more of it",
    "tiê\u0301ng Vie\u0302\u0323t Vi\u1ec7t Vie\u0323\u0302t",
    "\u1112\u1161\u11ab\u1100\u1173\u11af \u1112\u1112\u1161\u1161\u11ab\u11ab",
    "\ud55c\u11ab \ud558\u11ab\u11ab \uac00\u11a7",
    "\u1161\u11ab \u11ab\u1161 \u1100 \uac01\u11a8 \u1100\u0301\u1161 \uac00\u0323\u11a8",
    "a\u0301\u0323 a\u0323\u0301 e\u0327\u0301\u0308 q\u0307\u0323 s\u0323\u0307 s\u0307\u0323 \u1e9b\u0323",
    "\u0301a\u0301 \u0323\u0301\u0323b \u0344\u0323 \u0323\u0344 a\u0344\u0323",
    "\u0958 \u0915\u093c \u0f43 \ufb1d \u2adc \U0001d15e \U0001d160 \U0001d1c0",
    "\ufdfa\ufdfa \ufb01 \ufb03 \u2126 \u212b \u00bd \u2460 \u3392 \uff76\uff9e \uff8a\uff9f \uff21\u3000\u00a0x",
    "\u30ab\u3099 \u306f\u309a \u304b\u3099\u3099 \u1f82\u0323 \u03b1\u0345\u0313\u0300 \u01d6\u0323",
    "\u09c7\u09be \u09c7\u09d7 \u0bc6\u0bbe \u0dd9\u0dca \u0dd9\u0dcf\u0dca \u0dd9\u0dcf\u0301\u0dca \u1025\u102e",
    "<t>\u0301<t>a\u0301<t>\u0323\u0301b<t><t> <t>",
    "a<t>\u0301\u0323\u0301<t>\u1100<t>\u1161",
    "\u0f71\u0f72\u0f74\u0f80 \u0f73\u0f75\u0f81 \u0f75\u0f72\u0f71 \u0fb2\u0f80",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea\U0001f1eb \u2764\ufe0f",
    "\u00a9\u200d\u2764 \u00a9\u200dx",
    "\r\n \r\n\r \n\r a\r\n\u0301 \u0600\u0661 \u0600a\u0301 \u06dd1 \u200b\u200c\u200d\u2060\ufeff",
    "\x00\x01\x02a\x7f\x80\x9f\xad\ufffd b\ufffd\u2028\u2029\x0b\x0c\x85",
    "\x01\x01abc\u2122\x1e\x1eg\u2122\u2026\x1e",
    "\u4e2d\u6587 \u3400 \U00020000 \uf900 \U0002f800 \u304b \uac00",
    "\u0130I\u0131i \u1e9e\u00df \u03a3\u03c2\u03c3 A\u0307 \u023a \u0149 \ufb04",
    "'' `` ''' '''' \"\" -- --- a''b``c `'` ''<t>''",
    "  two  spaces   three    \t\n  \u00a0\u3000  ",
    "\ud7b0\ud7cb\ua960 \u0378\u0380\U000e0001\U0001fbff \U0010ffff \uffff",
    "\u0915\u094d\u0937 \u0915\u094d\u200d\u0937 \u0e01\u0e33 \u0eb3 \u0e40\u0e01\u0e49",
    "\u0627\u0653 \u0627\u0654 \u0623 \u0644\u0627\u0653 \ufefb \ufef5",
]
_POOL = (
    "aAeEoOuUsS qQ'`\"-\n\r\t0 1"
    + MARKS * 2
    + "\u1100\u1112\u1161\u1173\u11a8\u11ab\uac00\ud55c\u30ab\u3099\uff76\uff9e\u0915"
    + "\u093c\u094d\u09c7\u09be\u0dd9\u0dcf\u0dca"
    + "\x01\x1e\u200b\u200d\u2122\u2026\ufb01\ufdfa"
    + "\u00a9\u2764\U0001f468\U0001f1e9\u0600\u0627\u4e2d\U00020000\u0e33\u0130\u1ec7\u01d6"
)


def random_texts(count: int, seed: int = 0, pool: str = _POOL) -> list[str]:
    """Short texts of troublesome characters, and some of any characters at all."""
    chance = random.Random(seed)

    def unit() -> str:
        if chance.random() < 0.04:
            return TOKEN
        if chance.random() < 0.1:
            point = chance.randrange(0x110000)
            return chr(point) if not 0xD800 <= point < 0xE000 else "\ufffd"
        if chance.random() < 0.1:
            return chr(chance.randrange(0x80, 0x3100))
        return chance.choice(pool)

    return ["".join(unit() for _ in range(chance.randrange(1, 24))) for _ in range(count)]
