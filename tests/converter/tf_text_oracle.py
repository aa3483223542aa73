"""TF Text as a second oracle of WordPiece: the texts that it and Hugging Face read differently, listed.

    python -m tests.converter.tf_text_oracle        writes tf_text_differences.json anew, then `make tables`

The tokenizers are those of a family in tests/families, which lower-cases and which does not.
"""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from hfedge.conformance.compare import Reference
from hfedge.conformance.texts import everyday_texts, fuzz_strings, nasty_texts
from hfedge.lazy import tf
from hfedge.tf_text.classes import class_of, differing_part
from hfedge.tf_text.tokens import OPS
from hfedge.tokenizer.spec import TokenizerSpec, parse_tokenizer_json

LISTED = Path(__file__).with_name("tf_text_differences.json")
FAMILY = Path(__file__).parents[1] / "families" / "wordpiece-bert.json"
LOWERS = {"lower-cased": True, "cased": False}
LONG = 1 << 20


@cache
def spec_of(name: str) -> TokenizerSpec:
    """name: a key of LOWERS."""
    data = json.loads(FAMILY.read_text(encoding="utf-8"))
    data["normalizer"] |= {"lowercase": LOWERS[name], "strip_accents": None}
    return parse_tokenizer_json(json.dumps(data), name)


class Both:
    """The two readings of a text, without special tokens."""

    def __init__(self, spec: TokenizerSpec):
        self.spec, self.ops, self.reference = spec, OPS[spec.kind](spec), Reference(spec, LONG)
        texts = {**{index: text for text, index in spec.token_ids.items()}, **spec.special_tokens}
        self.tokens = lambda ids: [texts[index] for index in ids]

    def difference(self, text: str) -> dict[str, Any] | None:
        """None where the ids are equal."""
        ids, begin, end = (row.numpy().tolist() for row in self.ops(tf.constant([text])))
        expected = self.reference(text)
        original = expected.ids[1:-1]
        if ids == original:
            return None
        offsets = (expected.offsets[1:-1], list(zip(begin, end)))
        part = differing_part(text, (original, ids), offsets)
        kind = class_of(self.spec.kind, part, tuple(self.spec.special_tokens.values()))
        return {"text": text, "class": kind, "hugging_face": self.tokens(original), "tf_text": self.tokens(ids)}


def listed_texts() -> list[str]:
    """Those whose differences are listed one by one."""
    return list(dict.fromkeys(everyday_texts() + nasty_texts()))


def counted_texts() -> list[str]:
    """Those whose differences are counted by class: lines that people wrote, and random ones."""
    from corpus import real_lines

    return real_lines(2000) + fuzz_strings(500, seed=7)


def found(texts: Iterable[str], both: Both) -> list[dict[str, Any]]:
    return [row for row in map(both.difference, texts) if row]


def differences(name: str) -> dict[str, Any]:
    """What LISTED holds of one tokenizer: `listed` has a row for each text, `counted` the number of texts by class."""
    both = Both(spec_of(name))
    counts = Counter(row["class"] for row in found(counted_texts(), both))
    return {
        "texts": len(listed_texts()),
        "listed": found(listed_texts(), both),
        "counted": dict(sorted(counts.items())),
    }


def main() -> None:
    rows = {name: differences(name) for name in LOWERS}
    LISTED.write_text(json.dumps(rows, indent=1, ensure_ascii=True) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
