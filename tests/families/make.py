"""Makes the small tokenizers of every family that lie beside this file: `python tests/families/make.py [NAME...]`.

Each is trained on a few thousand committed or installed lines, one thread, so that the same versions of `tokenizers`
and `sentencepiece` (which trains Unigram and compiles the charsmap) give the same files.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "converter")]

import byte_level_families  # noqa: E402
import sentence_piece_families  # noqa: E402
import word_families  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

LARGEST_FILE = 60_000
FAMILIES = word_families.FAMILIES | byte_level_families.FAMILIES | sentence_piece_families.FAMILIES


def main(names: list[str]) -> None:
    for name in names or FAMILIES:
        data = FAMILIES[name]()
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
        tokenizer = Tokenizer.from_str(text)
        ids = tokenizer.encode("The naïve café, it's 2026! 中文").ids
        size = len(text.encode())
        print(f"{name:<28}{size:>8,} bytes{tokenizer.get_vocab_size():>7} tokens  {tokenizer.decode(ids)!r}")
        assert size < LARGEST_FILE
        (HERE / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
