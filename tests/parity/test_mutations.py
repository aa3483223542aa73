"""`hfedge verify` ends with 3 where one thing in a bundle is wrong: a weight, a label, the mask, a vocabulary entry.

Each is put into a copy of the default model's float32 file, with a manifest that agrees, and compared with the
committed answers of the original, so that neither torch nor a conversion takes part.
"""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import hfedge
from edited_bundles import constant, edited, floats, matrices, scalars, with_rows
from hfedge.architectures.layers import PADDING_SCORE
from hfedge.emit.flatbuffer import read_model
from hfedge.parity.golden import read_golden
from hfedge_command import run_hfedge

GOLDEN = Path(__file__).parent / "goldens" / "message-intents.npz"
QUERY_KEY_VALUE = "encoder/layers/1/attention/query_key_value/weight"
MATRICES = (
    "encoder/classifier/weight", "encoder/embeddings/position/weight", "encoder/embeddings/type/weight",
    "encoder/embeddings/word/weight", "encoder/layers/0/attention/output/weight",
    "encoder/layers/0/attention/query_key_value/weight", "encoder/layers/0/feed_forward/contract/weight",
    "encoder/layers/0/feed_forward/expand/weight", "encoder/layers/1/attention/output/weight", QUERY_KEY_VALUE,
    "encoder/layers/1/feed_forward/contract/weight", "encoder/layers/1/feed_forward/expand/weight",
    "encoder/pooler/weight",
)  # fmt: skip


@pytest.fixture
def verified(intents_bundle, tmp_path):
    """change, manifest=...: as of `edited` -> (exit code, failures, how many texts have the right ids)"""

    def verify(change, **more):
        bundle = edited(intents_bundle, tmp_path / "edited.hfedge", change, **more)
        done = run_hfedge("verify", bundle, "--golden", GOLDEN, "--json", HFEDGE_TEST_MISSING="torch transformers")
        assert done.code in (0, 3), done.stderr
        found = done.json["artifacts"]
        assert [item["recipe"] for item in found] == ["fp32"] and done.json["passed"] is (done.code == 0)
        return done.code, " | ".join(found[0]["failures"]), found[0]["texts"] - found[0]["ids_equal"]

    return verify


def test_a_copy_in_which_nothing_is_wrong_passes(verified):
    assert verified(lambda model: None) == (0, "", 0)


def test_a_weight_perturbed_by_5_percent_fails(verified):
    code, failures, wrong_ids = verified(lambda model: floats(model, QUERY_KEY_VALUE).__imul__(np.float32(1.05)))
    assert code == 3 and failures.startswith("largest difference") and wrong_ids == 0


def test_noise_of_5_percent_on_a_weight_fails(verified):
    def change(model):
        weight = floats(model, QUERY_KEY_VALUE)
        weight += np.random.default_rng(0).normal(0, 0.05 * weight.std(), weight.shape).astype(np.float32)

    assert verified(change)[0] == 3


def test_the_matrices_are_all_that_there_are(intents_bundle):
    model = read_model(bytearray((intents_bundle / "model.fp32.tflite").read_bytes()))
    assert matrices(model) == sorted(MATRICES)


@pytest.mark.parametrize("name", MATRICES)
def test_every_matrix_perturbed_by_5_percent_fails(intents_bundle, tmp_path, name):
    def scale(model):
        for rows in with_rows(model, name):
            rows *= np.float32(1.05)

    bundle = edited(intents_bundle, tmp_path / "e.hfedge", scale)
    report = hfedge.verify(bundle, golden=GOLDEN)
    assert not report.passed and report.artifacts[0].max_abs_diff > report.artifacts[0].budget.max_abs_diff


def test_two_labels_swapped_in_the_manifest_fail(verified):
    def swap(manifest):
        manifest["labels"][:2] = manifest["labels"][1::-1]

    code, failures, _ = verified(lambda model: None, manifest=swap)
    assert code == 3 and failures.startswith("the labels are cancel_subscription, billing_question,")


def test_two_labels_swapped_in_the_classifier_fail(verified):
    def swap(model):
        for name in ("encoder/classifier/weight", "encoder/classifier/bias"):
            rows = floats(model, name)
            rows[:2] = rows[1::-1].copy()

    code, failures, wrong_ids = verified(swap)
    assert code == 3 and "labels kept" in failures and wrong_ids == 0


def test_a_mask_that_is_ignored_fails(verified):
    """Padding is then scored as tokens are; short texts are padded to 16, 32 or 64 tokens."""

    def ignore(model):
        (score,) = scalars(model, PADDING_SCORE)
        score[:] = 0

    code, failures, wrong_ids = verified(ignore)
    assert code == 3 and failures.startswith("largest difference") and wrong_ids == 0


def test_a_vocabulary_entry_that_is_moved_fails(verified):
    """Two tokens change places in the tokenizer's trie: the one that the most texts use, and one that none does."""
    cases = read_golden(GOLDEN).cases
    uses = Counter(number for case in cases for number in set(case.ids))
    moved = []

    def swap(model):
        low = constant(model, "tokenizer/model/trie/low", np.int16)
        # A state without children is -(dead + id), dead one more than the largest base (hfedge.tokenizer.double_array).
        leaves = {-int(state) - int(low.max()) - 1: slot for slot, state in enumerate(low) if state < -int(low.max())}
        one, other = max(leaves, key=lambda number: uses[number]), min(leaves, key=lambda number: uses[number])
        low[[leaves[one], leaves[other]]] = low[[leaves[other], leaves[one]]]
        moved.extend((one, other))

    code, failures, wrong_ids = verified(swap)
    assert code == 3 and failures.startswith(f"token ids or offsets differ in {wrong_ids} of")
    assert wrong_ids == sum(moved[0] in case.ids for case in cases) > 0 == uses[moved[1]]
