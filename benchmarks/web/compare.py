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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, help="a bundle of MiniLM that is there already")
    parser.add_argument("--peer", type=Path, help="a folder that peer_folder made [default: made here]")
    parser.add_argument("--seconds", type=float, default=60, help="how long the calls take turns")
    parser.add_argument("--json", type=Path, help="write what was measured there as well")
    options = parser.parse_args()
    model = default_model()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        bundle, peer = options.bundle or work / "minilm.hfedge", options.peer or work / "peer"
        if not bundle.exists():
            convert(model, bundle)
        if not peer.exists():
            peer_folder(model, peer)
        found = measure(work, bundle.resolve(), peer.resolve(), texts(model), options.seconds)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
