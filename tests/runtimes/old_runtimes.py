"""What a runtime makes of a bundle's .tflite files; docs/compatibility.md has the table that came of it.

    python old_runtimes.py BUNDLE --save answers.npz      with the newest runtime
    python old_runtimes.py BUNDLE --compare answers.npz   with an older one, in an environment of its own

Goes around the check of the oldest runtime, since that is what is asked here. Needs hfedge_runtime on the path, numpy,
and ai-edge-litert or tflite-runtime.
"""

import argparse
import sys
import types
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

SENTENCES = Path(__file__).parents[1] / "parity" / "sentences.txt"


def name_runtime() -> str:
    """Its name and version; tflite-runtime is put where hfedge_runtime looks for ai-edge-litert."""
    try:
        return f"ai-edge-litert {version('ai-edge-litert')}"
    except PackageNotFoundError:
        import tflite_runtime.interpreter

        package = types.ModuleType("ai_edge_litert")
        package.__version__ = version("tflite-runtime")
        sys.modules |= {"ai_edge_litert": package, "ai_edge_litert.interpreter": tflite_runtime.interpreter}
        return f"tflite-runtime {package.__version__}"


def answers(bundle: Path, recipe: str, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """-> token ids one after the other; outputs [texts, size]."""
    from hfedge_runtime.bundle import Bundle
    from hfedge_runtime.model import TextModel

    model = TextModel(Bundle.open(bundle).manifest, bundle / f"model.{recipe}.tflite", recipe, 1)
    results = [model.run(text) for text in texts]
    if hasattr(results[0], "labels"):
        rows = [[entry.score for entry in sorted(result.labels, key=lambda entry: entry.label)] for result in results]
    else:
        rows = [result.embedding for result in results]
    return np.concatenate([model.tokenize(text).ids for text in texts]), np.array(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--compare", type=Path)
    options = parser.parse_args()
    runtime, texts = name_runtime(), SENTENCES.read_text(encoding="utf-8").splitlines()[::4]
    known = {} if options.save else dict(np.load(options.compare))
    for recipe in ("fp32", "fp16", "int8"):
        try:
            ids, outputs = answers(options.bundle, recipe, texts)
        except Exception as error:  # whatever an old runtime raises: it refuses
            print(f"{runtime} {recipe}: refused, {str(error)[-160:]!r}")
            continue
        if options.save:
            known |= {"ids": ids, recipe: outputs}
            continue
        same, difference = np.array_equal(ids, known["ids"]), np.abs(outputs - known[recipe]).max()
        norms = np.linalg.norm(outputs, axis=1) * np.linalg.norm(known["fp32"], axis=1)
        cosine = (outputs * known["fp32"]).sum(1) / norms
        print(f"{runtime} {recipe}: ids equal {same}, largest difference {difference:.1g}", end=", ")
        print(f"least cosine to fp32 {cosine.min():.4f}")
    if options.save:
        np.savez(options.save, **known)


if __name__ == "__main__":
    main()
