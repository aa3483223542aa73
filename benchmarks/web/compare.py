"""MiniLM in one page of Chromium: hfedge on LiteRT.js and TF.js beside transformers.js, text to embedding.

    make bench-web                         # writes the table of docs/web.md

The same weights everywhere: the bundle is converted here, and the peer's q8 is ONNX Runtime's dynamic int8 of the same
checkpoint. All calls take turns in one page, one thread each, after a warm-up by time; the page's medians are kept as
ratios, since machines differ and are shared. Bytes are those of the files that the page fetched, JavaScript minified,
each compressed by brotli at its best.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

from bench import PARAGRAPH, WORDS_12, default_model, onnx_files, torch_model  # noqa: E402

TOKENS, BYTES = 128, 512
PAGE = ROOT / "docs" / "web.md"


def peer_folder(model: Path, out: Path) -> Path:
    """What transformers.js loads: the tokenizer, the config, and onnx/model_quantized.onnx."""
    (out / "onnx").mkdir(parents=True)
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copy(model / name, out / name)
    with tempfile.TemporaryDirectory() as folder:
        files = onnx_files(torch_model(model), Path(folder))
        shutil.copy(files["int8"], out / "onnx" / "model_quantized.onnx")
        shutil.copy(files["fp32"], out / "onnx" / "model.onnx")
    return out


def convert(model: Path, out: Path) -> None:
    command = [sys.executable, "-m", "hfedge", "convert", str(model), "-o", str(out), "--to", "tflite,tfjs",
               "--recipe", "int8,fp32", "--no-verify"]  # fmt: skip
    subprocess.run(command, check=True)


def text_of(model: Path, tokens: int) -> str:
    """Ordinary English of that many tokens, the special ones included."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    words = (PARAGRAPH * 3).split(" ")
    pieces = (" ".join(words[start:end]) for start in range(10) for end in range(start + 1, len(words)))
    return next(piece for piece in pieces if len(tokenizer.encode(piece).ids) == tokens)


def texts(model: Path) -> dict[str, str]:
    return {f"{TOKENS} tokens": text_of(model, TOKENS), "12 words": WORDS_12, f"{BYTES} bytes": (PARAGRAPH * 2)[:BYTES]}


def measure(work: Path, bundle: Path, peer: Path, given: dict[str, str], seconds: float) -> dict[str, Any]:
    """What run.mjs found: see there."""
    from hfedge.parity.browser import INSTALL, find_browser

    browser = find_browser()
    if browser is None:
        sys.exit(f"no browser: {INSTALL}")
    request = {"work": str(work), "bundle": str(bundle), "peer": str(peer), "texts": given, "seconds": seconds,
               "chromium": str(browser)}  # fmt: skip
    done = subprocess.run(["node", str(HERE / "run.mjs"), json.dumps(request)], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit("the page failed; what it said is above")
    return json.loads(done.stdout)


HEAD = """# hfedge beside transformers.js in Chromium, measured

Made by `make bench-web` (benchmarks/web): all-MiniLM-L6-v2 from text to embedding, in one page of Chromium {chromium}
without cross-origin isolation, one thread each, on {machine}. All calls
took turns; each number is the median divided by that of transformers.js with q8 in the same run: below 1 is faster. The
cosine is that of the {tokens}-token embedding with transformers.js in fp32. The download is what a page of that runner
alone fetches, JavaScript (bundled and minified by esbuild) and wasm, in MB by brotli; models are not in it.

| | {tokens} tokens | 12 words | cosine | download |
| --- | ---: | ---: | ---: | ---: |
"""
FOOT = """
The medians of transformers.js with q8 were {long:.1f} ms ({tokens} tokens) and {short:.1f} ms (12 words). Tokenizing
{size} bytes took {litert:.1f} ms in LiteRT.js, where the tokenizer is part of the .tflite, {tfjs:.1f} ms with
the TF.js engine, where the runtime itself runs the graph model's integer ops, and {peer:.1f} ms in transformers.js,
which has a tokenizer in JavaScript.
"""
PEER, DOWNLOADS = "transformers.js q8", ("hfedge LiteRT.js", "hfedge TF.js wasm", "transformers.js")
# Issue 6: (what, of the measured numbers, whether it holds).
BARS = (
    (f"LiteRT.js int8 is 1.5 times as fast as q8 at {TOKENS} tokens",
     lambda found: 1 / found["ratios"]["hfedge LiteRT.js int8"][0], lambda value: value >= 1.5),
    ("LiteRT.js int8 is as fast as q8 at 12 words",
     lambda found: 1 / found["ratios"]["hfedge LiteRT.js int8"][1], lambda value: value >= 1),
    ("LiteRT.js takes 2.6 MB at most", lambda found: found["mb"]["hfedge LiteRT.js"], lambda value: value <= 2.6),
    ("TF.js takes 0.35 MB at most", lambda found: found["mb"]["hfedge TF.js wasm"], lambda value: value <= 0.35),
    (f"TF.js tokenizes {BYTES} bytes in 8 ms at most", lambda found: found["tokenize"]["hfedge TF.js wasm fp32"],
     lambda value: value <= 8),
)  # fmt: skip


def summary(measured: dict[str, Any]) -> dict[str, Any]:
    """The numbers of the page: ratios at both lengths, cosines, megabytes, tokenizing in ms."""
    found = measured["found"]
    parts = [found[title] for title in (f"{TOKENS} tokens", "12 words", f"{BYTES} bytes")]
    medians = [{name: row["median"] for name, row in part["embed"].items()} for part in parts[:2]]
    return {
        "ratios": {name: [row[name] / row[PEER] for row in medians] for name in medians[0]},
        "medians": {name: [row[name] for row in medians] for name in medians[0]},
        "cosines": parts[0]["cosines"],
        "tokenize": {name: row["median"] for name, row in parts[2]["tokenize"].items()},
        "mb": {name: measured["downloads"][name]["brotli"] / 1e6 for name in DOWNLOADS},
    }


def table(found: dict[str, Any], chromium: str) -> str:
    from recipes import machine

    lines = []
    for name, (long, short) in found["ratios"].items():
        size = next(size for key, size in found["mb"].items() if name.startswith(key))
        lines.append(f"| {name} | {long:.2f} | {short:.2f} | {found['cosines'][name]:.4f} | {size:.2f} |\n")
    long, short = found["medians"][PEER]
    times = found["tokenize"]
    foot = FOOT.format(tokens=TOKENS, size=BYTES, long=long, short=short, litert=times["hfedge LiteRT.js int8"],
                       tfjs=times["hfedge TF.js wasm fp32"], peer=times[PEER])  # fmt: skip
    return HEAD.format(chromium=chromium, machine=machine(), tokens=TOKENS) + "".join(lines) + foot


def missed(found: dict[str, Any]) -> list[str]:
    return [f"{what}: {of(found):.2f}" for what, of, holds in BARS if not holds(of(found))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, help="a bundle of MiniLM that is there already")
    parser.add_argument("--peer", type=Path, help="a folder that peer_folder made [default: made here]")
    parser.add_argument("--seconds", type=float, default=40, help="how long the calls of each text take turns")
    parser.add_argument("--json", type=Path, help="write all that was measured there as well")
    options = parser.parse_args()
    model = default_model()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        bundle, peer = options.bundle or work / "minilm.hfedge", options.peer or work / "peer"
        if not bundle.exists():
            convert(model, bundle)
        if not peer.exists():
            peer_folder(model, peer)
        measured = measure(work, bundle.resolve(), peer.resolve(), texts(model), options.seconds)
    if options.json:
        options.json.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    found = summary(measured)
    page = table(found, measured["chromium"])
    print(page)
    PAGE.write_text(page, encoding="utf-8")
    for line in missed(found):
        print(f"missed: {line}", file=sys.stderr)
    return 1 if missed(found) else 0


if __name__ == "__main__":
    sys.exit(main())
