"""Compares compiled tokenizers with Hugging Face `tokenizers` on many strings and writes the table of the README.

    make conformance                                        # the small tokenizers in tests/families
    make conformance TOKENIZERS="roberta/tokenizer.json t5/tokenizer.json"      # and these
    .venv/bin/python benchmarks/conformance.py --lines 1000 --fuzz 1000 t5/tokenizer.json

Strings: the built-in texts of `hfedge conformance`, real lines in about a hundred languages (Django's translations),
and random strings. Exit code 1: something differs. What cannot be compiled is listed with the reason.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")

from tests.corpus import real_lines  # noqa: E402

from hfedge.conformance import show, suite  # noqa: E402
from hfedge.conformance.source import open_tokenizer  # noqa: E402
from hfedge.errors import UnsupportedError  # noqa: E402
from hfedge.progress import native_stderr_kept  # noqa: E402


def record(model: str, lines: int, fuzz: int, seed: int) -> suite.Conformance:
    """Raises UnsupportedError."""
    path = Path(model)
    name, spec = open_tokenizer(model)
    groups = {"real lines": real_lines(lines), **suite.built_in_groups(spec, fuzz, seed)}
    shown = path.parent.name if path.name == "tokenizer.json" else name.removesuffix(".json")
    with native_stderr_kept():
        return suite.run(spec, groups, name=shown)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", help="tokenizer.json files, folders or Hub ids")
    parser.add_argument("--lines", type=int, default=20_000, help="real lines")
    parser.add_argument("--fuzz", type=int, default=20_000, help="random strings")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--out", type=Path, help="also write the table there")
    options = parser.parse_args()
    rows, refused = [], []
    for model in options.models:
        try:
            rows.append(record(model, options.lines, options.fuzz, options.seed))
            print(*show.markdown(rows[-1:]).splitlines()[2:], flush=True)
        except UnsupportedError as error:
            refused.append((model, error.found))
            print(f"{model}: refused: {error}", file=sys.stderr, flush=True)
    table = show.markdown(rows, refused)
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(table, encoding="utf-8")
    print(table)
    return 0 if all(row.passed for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
