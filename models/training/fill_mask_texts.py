"""Take English prose from docstrings of installed packages, and write what models/fill-mask learns from.

    python models/training/fill_mask_texts.py

writes fill-mask/docstrings.txt and fill-mask/held_out.jsonl. They are committed, since other versions of Python
and of the packages have other docstrings; fill-mask/NOTICE.txt names the versions, the authors and the licences.
To the docstrings come this project's own texts: the messages of the default model and sentences of entity_texts.py,
which bring everyday words, names and letters beyond ASCII. Held-out paragraphs are from source files that no
training paragraph is from, held-out messages and sentences from the held-out texts of those models.
"""

from __future__ import annotations

import ast
import random
import re
import sysconfig
import zlib
from collections import Counter
from pathlib import Path

from entity_texts import draw, fill_mask_grammar, template_grammar
from fitting import write_jsonl
from generate import HERE, read_rows

FOLDER = HERE / "fill-mask"
PACKAGES = ("django", "networkx", "click", "jinja2")
HELD_OUT_PART = 12  # one source file in so many is for measuring
ROWS = {"docstrings": 300, "messages": 80, "sentences": 120}
SENTENCES = 3000
COMMON = 1500  # words that may be asked for: so many of the most frequent in training
WORD = re.compile(r"(?<= )[A-Za-z]+(?=[ ,.])")


def paragraphs(source: str) -> list[str]:
    """The paragraphs of the docstrings of a Python file that read as prose."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            found += [" ".join(part.split()) for part in re.split(r"\n\s*\n", ast.get_docstring(node))]
    return [text for text in found if is_prose(text)]


def is_prose(text: str) -> bool:
    ordinary = sum(char.isalpha() or char == " " for char in text)
    return 40 < len(text) < 500 and text[0].isupper() and text.endswith(".") and ordinary > 0.92 * len(text)


def docstrings() -> tuple[list[str], list[str]]:
    """Paragraphs for training and for measuring, each once; a source file's all go to one side."""
    sides: tuple[dict[str, None], dict[str, None]] = ({}, {})
    library, site = (Path(sysconfig.get_paths()[name]) for name in ("stdlib", "purelib"))
    for root in (library, *(site / name for name in PACKAGES)):
        for path in sorted(root.rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if re.search(r"site-packages|test|lib2to3|idlelib", name):
                continue
            side = sides[zlib.crc32(f"{root.name}/{name}".encode()) % HELD_OUT_PART == 0]
            side.update(dict.fromkeys(paragraphs(path.read_text(encoding="utf-8"))))
    return list(sides[0]), [text for text in sides[1] if text not in sides[0]]


def ask(text: str, words: set[str], rng: random.Random) -> dict | None:
    """`text` with one of its `words` hidden, or None where it has none."""
    found = [hit for hit in WORD.finditer(text) if hit[0] in words]
    if not found:
        return None
    hit = rng.choice(found)
    return {"text": f"{text[: hit.start()]}<mask>{text[hit.end() :]}", "answer": hit[0]}


def questions(texts: list[str], count: int, words: set[str], rng: random.Random) -> list[dict]:
    rows = [row for text in rng.sample(texts, len(texts)) if (row := ask(text, words, rng))]
    return rows[:count]


def training_texts() -> list[str]:
    """The committed docstrings and this project's own texts."""
    texts = (FOLDER / "docstrings.txt").read_text(encoding="utf-8").splitlines()
    texts += [text for _, text in read_rows(HERE / "data" / "train.tsv")]
    return texts + [row["text"] for row in draw(template_grammar(seed=2), SENTENCES)]


def word_counts(texts: list[str]) -> Counter[str]:
    """How often each word stands where one may be asked for."""
    return Counter(word for text in texts for word in WORD.findall(text))


def main() -> None:
    rng = random.Random(1)
    train, held_out = docstrings()
    (FOLDER / "docstrings.txt").write_bytes("".join(f"{text}\n" for text in train).encode("utf-8"))
    sentences = {
        "docstrings": held_out,
        "messages": [text for _, text in read_rows(HERE / "data" / "held_out.tsv")],
        "sentences": [row["text"] for row in draw(fill_mask_grammar(seed=2), 800) if not row["text"].isascii()],
    }
    words = {word for word, _ in word_counts(training_texts()).most_common(COMMON)}
    rows = [row for name, texts in sentences.items() for row in questions(texts, ROWS[name], words, rng)]
    write_jsonl(FOLDER / "held_out.jsonl", rows)
    foreign = sum(not row["text"].isascii() for row in rows)
    print(
        f"{len(train)} docstring paragraphs for training; {len(rows)} rows for measuring, {foreign} with non-ASCII text"
    )


if __name__ == "__main__":
    main()
