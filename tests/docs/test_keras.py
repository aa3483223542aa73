"""docs/keras.md: its Python runs from the root, top to bottom, and what it trains in Keras is a bundle at the end that
gives the Keras model's own labels."""

import re
from pathlib import Path

import numpy as np
import pytest
from tests.hfedge_command import HELD_OUT, ROOT

PAGE = ROOT / "docs" / "keras.md"
READ = "models"  # what the page reads of the repository


def run_page(folder: Path) -> dict:
    """-> the names that its blocks left."""
    import keras

    keras.utils.set_random_seed(0)
    (folder / READ).symlink_to(ROOT / READ)
    names: dict = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, str(PAGE), "exec"), names)
    return names


@pytest.mark.slow
def test_what_the_page_trains_in_keras_is_a_bundle_with_the_same_labels(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.warns(UserWarning, match="new weights, to be trained: classifier.weight, classifier.bias"):
        names = run_page(tmp_path)
    rows = [line.split("\t") for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]
    texts = [text for _, text in rows]
    expected = ["money" if label in ("billing_question", "refund_request") else "other" for label, _ in rows]
    model, bundle = names["model"], names["bundle"]
    found = [model.labels[best] for best in model.predict(texts, verbose=0)["scores"].argmax(-1)]
    assert np.mean([one == other for one, other in zip(found, expected)]) > 0.9
    assert [bundle.run(text).labels[0].label for text in texts] == found
    assert (tmp_path / "serving" / "1" / "saved_model.pb").is_file()
