"""The embedded default model: what is committed is a Hub repository, small, and as good as its card says."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

MODELS = Path(__file__).resolve().parents[2] / "models"
REPOSITORY = MODELS / "message-intents"
FILES = {
    "README.md",
    "config.json",
    "model.safetensors",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
}


def optional(module: str):
    """A reference library: a missing one skips the test, except in CI, where it fails it."""
    if os.environ.get("CI") == "true":
        return __import__(module)
    return pytest.importorskip(module)


def rows(name: str) -> list[tuple[str, str]]:
    lines = (MODELS / "training" / "data" / name).read_text(encoding="utf-8").splitlines()
    return [(label, text) for label, text in (line.split("\t") for line in lines)]


def folded(name: str) -> list[str]:
    return [" ".join(text.casefold().split()) for _, text in rows(name)]


def config() -> dict:
    return json.loads((REPOSITORY / "config.json").read_text(encoding="utf-8"))


def stated_accuracy() -> float:
    """Percent, from the sentence in the model card."""
    card = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    return float(re.search(r"Held-out accuracy: ([0-9.]+) %", card)[1])


def measured_accuracy() -> float:
    """Percent of held-out rows that the committed weights label right, in torch float32."""
    torch, transformers = optional("torch"), optional("transformers")
    tokenizer = transformers.AutoTokenizer.from_pretrained(REPOSITORY)
    model = transformers.AutoModelForSequenceClassification.from_pretrained(REPOSITORY).eval()
    held_out = rows("held_out.tsv")
    right = 0
    for start in range(0, len(held_out), 32):
        part = held_out[start : start + 32]
        encoded = tokenizer([text for _, text in part], padding=True, truncation=True, return_tensors="pt")
        with torch.no_grad():
            best = model(**encoded).logits.argmax(-1).tolist()
        right += sum(model.config.id2label[at] == label for at, (label, _) in zip(best, part))
    return 100 * right / len(held_out)


def test_the_folder_has_the_files_of_a_hub_repository_and_no_others():
    assert {path.name for path in REPOSITORY.iterdir()} == FILES


def test_the_folder_is_at_most_five_megabytes():
    assert sum(path.stat().st_size for path in REPOSITORY.iterdir()) <= 5_000_000


def test_no_text_is_both_trained_on_and_held_out():
    assert not set(folded("train.tsv")) & set(folded("held_out.tsv"))


def test_no_held_out_text_occurs_twice():
    assert len(set(folded("held_out.tsv"))) == len(rows("held_out.tsv")) >= 400


def test_every_label_of_the_model_has_its_share_of_the_held_out_rows():
    counts = Counter(label for label, _ in rows("held_out.tsv"))
    assert set(counts) == set(config()["label2id"])
    assert max(counts.values()) <= 2 * min(counts.values())


def test_no_committed_json_names_a_path_of_the_machine_that_trained_it():
    for path in REPOSITORY.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        values = re.findall(r'"(?:_?name_or_path|tokenizer_file|cache_dir)": "[^"]+"', text)
        assert not values, f"{path.name}: {values}"


def test_the_model_labels_the_held_out_rows_as_well_as_its_card_says():
    assert measured_accuracy() >= stated_accuracy() - 0.5
