"""What make.py trains: the text, and one small model per algorithm, as the `model` of a tokenizer.json."""

import base64
import io
from collections import Counter
from functools import cache
from pathlib import Path

from tests.corpus import real_lines
from tokenizers import pre_tokenizers as p

from hfedge.conformance.texts import code_lines, everyday_texts

ROOT = Path(__file__).resolve().parents[2]
BLANK = "▁"


@cache
def lines() -> tuple[str, ...]:
    """Customers' messages in English, everyday sentences, Django's translations, and what looks like code."""
    rows = (ROOT / "models" / "training" / "data" / "written.tsv").read_text(encoding="utf-8").splitlines()
    english = [row.split("\t")[1] for row in rows]
    return (*english, *everyday_texts() * 3, *real_lines(2500), *code_lines(300, seed=4))


@cache
def _words(first, normalizer) -> Counter:
    """Pieces that the pre-tokenizer makes of the lines, with how often they come."""
    found: Counter = Counter()
    for line in lines():
        text = normalizer.normalize_str(line) if normalizer else line
        found.update(piece for piece, _ in first.pre_tokenize_str(text))
    return found


def _train_bpe(words: Counter, letters: list[str], size: int, prefix: str = "", suffix: str = "") -> tuple[list, list]:
    """Pieces and merges of byte pair encoding; a word with a character that is not among `letters` does not count.

    The trainers of `tokenizers` number symbols in the order of a hash table, so that ties fall otherwise every time.
    """
    spelled = [
        (_spelled(word, prefix, suffix), count) for word, count in sorted(words.items()) if set(word) <= set(letters)
    ]
    pieces = sorted({symbol for word, _ in spelled for symbol in word} | set(letters))
    counts: Counter = Counter()
    places: dict[tuple, set] = {}
    for index, (word, count) in enumerate(spelled):
        _count(word, index, count, counts, places)
    merges = []
    while len(pieces) < size:
        pair = max(counts, key=lambda pair: (counts[pair], pair))
        merged = pair[0] + pair[1].removeprefix(prefix)
        merges.append(list(pair))
        pieces += [merged] if merged not in pieces else []
        for index in sorted(places[pair]):
            word, count = spelled[index]
            _count(word, index, -count, counts, places)
            spelled[index] = (_merged(word, pair, merged), count)
            _count(spelled[index][0], index, count, counts, places)
    return pieces, merges


def _spelled(word: str, prefix: str, suffix: str) -> list[str]:
    symbols = [word[0], *(prefix + char for char in word[1:])]
    return [*symbols[:-1], symbols[-1] + suffix]


def _count(word: list[str], index: int, count: int, counts: Counter, places: dict[tuple, set]) -> None:
    for pair in zip(word, word[1:]):
        counts[pair] += count
        (places.setdefault(pair, set()).add if count > 0 else places[pair].discard)(index)


def _merged(word: list[str], pair: tuple, merged: str) -> list[str]:
    found, at = [], 0
    while at < len(word):
        hit = tuple(word[at : at + 2]) == pair
        found.append(merged if hit else word[at])
        at += 1 + hit
    return found


def _frequent(words: Counter, count: int) -> list[str]:
    letters: Counter = Counter()
    for word, times in words.items():
        letters.update({char: n * times for char, n in Counter(word).items()})
    return sorted(sorted(letters, key=lambda char: (-letters[char], char))[:count])


def _numbered(*pieces: list[str]) -> dict[str, int]:
    return {piece: index for index, piece in enumerate(dict.fromkeys(piece for row in pieces for piece in row))}


def wordpiece(first, size: int, names: list[str], normalizer) -> dict:
    words = _words(first, normalizer)
    pieces, _ = _train_bpe(words, _frequent(words, 250), size, prefix="##")
    return {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": _numbered(names, pieces)}  # fmt: skip


def word_level(first, size: int, names: list[str], normalizer) -> dict:
    words = _words(first, normalizer)
    return {"type": "WordLevel", "unk_token": "[UNK]",
            "vocab": _numbered(names, sorted(words, key=lambda word: (-words[word], word))[:size])}  # fmt: skip


def _bpe(pieces: dict[str, int], merges: list, **fields: object) -> dict:
    plain = {"dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None,
             "fuse_unk": False, "byte_fallback": False, "ignore_merges": False}  # fmt: skip
    return {"type": "BPE", **plain, **fields, "vocab": pieces, "merges": merges}


def byte_level(first, size: int, names: list[str], normalizer=None, **fields: str) -> dict:
    """BPE over the 256 letters that stand for bytes; with a suffix of words, over those with the suffix too."""
    letters, suffix = sorted(p.ByteLevel.alphabet()), fields.get("end_of_word_suffix", "")
    pieces, merges = _train_bpe(_words(first, normalizer), letters, size - len(names), suffix=suffix)
    return _bpe(_numbered(names, pieces, [letter + suffix for letter in letters]), merges, **fields)


def char_bpe(first, size: int, names: list[str], normalizer, **fields: str) -> dict:
    words = _words(first, normalizer)
    affixes = {"prefix": fields.get("continuing_subword_prefix", ""), "suffix": fields["end_of_word_suffix"]}
    pieces, merges = _train_bpe(words, _frequent(words, 150), size - len(names), **affixes)
    return _bpe(_numbered(names, pieces), merges, **fields)


def byte_pieces() -> list[str]:
    return [f"<0x{byte:02X}>" for byte in range(256)]


@cache
def sentence_pieces(size: int) -> tuple[str, ...]:
    """Pieces of a SentencePiece BPE vocabulary by rank: longer ones first as they were merged, then characters."""
    words = _words(p.Metaspace(BLANK, prepend_scheme="always"), None)
    pieces, merges = _train_bpe(words, _frequent(words, 250), size)
    merged = ["".join(pair) for pair in merges]
    return tuple(dict.fromkeys([BLANK * 2, BLANK * 4, BLANK * 3, *merged, *pieces]))


def piece_merges(pieces: tuple[str, ...]) -> list[list[str]]:
    """Every way to put a piece together from two, by the rank of the piece, as transformers' converters write it."""
    rank = {piece: index for index, piece in enumerate(pieces)}
    merges = []
    for piece in pieces:
        halves = [(piece[:at], piece[at:]) for at in range(1, len(piece))]
        known = [pair for pair in halves if pair[0] in rank and pair[1] in rank]
        merges += sorted(known, key=lambda pair: (rank[pair[0]], rank[pair[1]]))
    return [list(pair) for pair in merges]


@cache
def unigram(size: int) -> list[list]:
    """[piece, score] of SentencePiece's own trainer, scores in float32; every seventh is rounded, so that some tie."""
    import sentencepiece

    common = set(_frequent(_words(p.Metaspace(BLANK, prepend_scheme="always"), None), 300)) | {" "}
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter("".join(char for char in line if char in common) for line in lines()),
        model_writer=made, vocab_size=size, character_coverage=1.0, normalization_rule_name="identity",
        minloglevel=2, num_threads=1, max_sentencepiece_length=12,
    )  # fmt: skip
    model = sentencepiece.SentencePieceProcessor(model_proto=made.getvalue())
    rows = [(model.id_to_piece(index), model.get_score(index)) for index in range(model.get_piece_size())]
    rows = [(piece, score) for piece, score in rows if piece not in ("<unk>", "<s>", "</s>")]
    return [[piece, round(score, 1) if index % 7 == 0 else score] for index, (piece, score) in enumerate(rows)]


# What the charsmap turns into what: single characters and sequences, longer and shorter, to nothing and to a blank.
CHARSMAP = {
    "\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u3000": " ", "\u2028": " ", "\u200b": " ", "\u00ad": "",
    "\u007f": "", "\ufeff": "", "\u200d": "", "ﬁ": "fi", "ﬂ": "fl", "½": "1⁄2", "…": "...", "™": "TM",
    "①": "1", "\u212b": "\u00c5", "㍿": "株式会社", "ﷺ": "صلى الله عليه وسلم", "ｶ": "カ", "ｶﾞ": "ガ", "ﾞ": "\u3099",
    "か\u3099": "が", "e\u0301": "é", "E\u0301": "É", "a\u0308": "ä", "o\u0302\u0301": "ố", "n\u0303": "ñ",
    "\u1100\u1161": "가", "\u1100\u1161\u11a8": "각", "ǆ": "dž", "ſ": "s", "\u2126": "Ω",
    "ﬀ": "ff", "ﬃ": "ffi", "²": "2", "\u0344": "\u0308\u0301", "\u0340": "\u0300", "“": '"', "”": '"',
    **{chr(0xFF01 + index): chr(0x21 + index) for index in range(94)},
}  # fmt: skip


@cache
def charsmap() -> str:
    """CHARSMAP as SentencePiece compiles it, in base64."""
    import tempfile

    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2 as pb2

    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        for source, target in CHARSMAP.items():
            file.write("\t".join(" ".join(f"{ord(char):X}" for char in text) for text in (source, target)) + "\n")
        file.flush()
        normalizer = sentencepiece.SentencePieceNormalizer(rule_tsv=file.name)
    model = pb2.ModelProto.FromString(normalizer.serialized_model_proto())
    return base64.b64encode(model.normalizer_spec.precompiled_charsmap).decode()
