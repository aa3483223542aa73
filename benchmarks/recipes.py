"""Every TFLite recipe of MiniLM beside ONNX Runtime's dynamic int8, in one run: size, cosine, and latency as a ratio.

    make bench-recipes                         # writes docs/recipes.md

The calls of all recipes and of ONNX Runtime are interleaved, one thread each; only ratios are kept, since machines
differ and are shared. Cosines are of 200 sentences, against the committed answers of torch (tests/parity/goldens).
A recipe that is larger and slower than another stands there with what it is for, else the run fails.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import bundle_calls, default_model, peer_calls, time_calls

from hfedge.recipes import RECIPES

ROOT = Path(__file__).resolve().parents[1]
TABLE, GOLDEN = ROOT / "docs" / "recipes.md", ROOT / "tests" / "parity" / "goldens" / "minilm.npz"
LENGTHS = (16, 128)
NAMES = tuple(name for name, row in RECIPES.items() if "tflite" in row.targets)
PEER = "onnxruntime int8"

HEAD = """# The TFLite recipes, measured

Made by `make bench-recipes` (benchmarks/recipes.py): all-MiniLM-L6-v2, one thread on {machine}. The
cosines are the mean and the least of 200 sentences, against torch in float32. Times are those of `encode_<T>` divided
by ONNX Runtime's for the same number of tokens with the same weights in its dynamic int8 (per channel), in the same
run: below 1 is faster. How fast int8 is beside fp32 depends on the CPU's instructions for it.
ONNX Runtime's file is {peer:.1f} MB, without a tokenizer.

| recipe | MB | cosine, mean | least | 16 tokens | 128 tokens | for |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
"""


def measure(rounds: int) -> tuple[list[dict[str, Any]], float]:
    """A row for each recipe, and the megabytes of ONNX Runtime's file."""
    import hfedge
    from hfedge.manifest import read_manifest
    from hfedge.parity.compare import compare
    from hfedge.parity.golden import read_golden
    from hfedge.progress import Progress

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "m.hfedge"
        hfedge.convert(str(default_model()), out, targets=["tflite"], recipes=list(NAMES), verify=False).close()
        calls, _ = peer_calls(default_model(), Path(folder), LENGTHS)
        if not calls:
            sys.exit("torch, transformers, onnx and onnxruntime are needed: make .venv/test")
        calls = {name: call for name, call in calls.items() if name.endswith(PEER)}
        for name in NAMES:
            calls |= bundle_calls(out, name, LENGTHS)
        times = time_calls(calls, rounds)
        report = compare(out, read_manifest(out), read_golden(GOLDEN), Progress())
        peer = (Path(folder) / "model.int8.onnx").stat().st_size / 1e6
    rows = []
    for item in report.artifacts:
        ratios = {n: times[f"encode_{n} {item.recipe}"] / times[f"encode {n} {PEER}"] for n in LENGTHS}
        rows.append({"name": item.recipe, "mb": item.bytes / 1e6, "mean": item.mean_cosine, "least": item.min_cosine,
                     **{str(n): ratio for n, ratio in ratios.items()}, "use": RECIPES[item.recipe].use})  # fmt: skip
    return rows, peer


def beaten(rows: list[dict[str, Any]]) -> list[str]:
    """The recipes that another beats in size and in both times, without a word of what they are for."""

    def beats(one: dict[str, Any], other: dict[str, Any]) -> bool:
        return all(one[key] < other[key] for key in ("mb", *map(str, LENGTHS)))

    return [row["name"] for row in rows if any(beats(one, row) for one in rows) and not row["use"]]


def machine() -> str:
    """The CPU, and which instructions for products of int8 it has."""
    from hfedge.parity.latency import processor

    flags = Path("/proc/cpuinfo")
    there = flags.read_text().split() if flags.exists() else []
    has = [name for name in ("avx2", "avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm") if name in there]
    return f"{processor()}, {', '.join(has) or 'no instructions for it known'}"


def line(row: dict[str, Any]) -> str:
    times = " | ".join(f"{row[str(length)]:.2f}" for length in LENGTHS)
    return f"| {row['name']} | {row['mb']:.1f} | {row['mean']:.4f} | {row['least']:.4f} | {times} | {row['use']} |\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    rows, peer = measure(parser.parse_args().rounds)
    page = HEAD.format(peer=peer, machine=machine()) + "".join(map(line, rows))
    print(page)
    if unsaid := beaten(rows):
        print(f"larger and slower than another, and nobody says what for: {', '.join(unsaid)}", file=sys.stderr)
        return 1
    aside = TABLE.with_suffix(".part")
    aside.write_text(page, encoding="utf-8")
    aside.replace(TABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
