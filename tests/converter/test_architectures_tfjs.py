"""The encoder of every architecture as a TF.js graph model, in TF.js itself, against torch."""

import pytest

from hfedge.emit import tfjs
from tfjs_program import program_of
from tfjs_runner import TfjsRun, require_tfjs, run_tfjs
from tiny_models import KINDS, Checkpoint, batch, largest_difference, of_tokens, tiny, torch_outputs

NAMES = ("input_ids", "attention_mask", "type_ids")
# Of what float32 keeps in seven digits: TF.js sums in another order, and its wasm kernels approximate exp and erf.
TOLERANCE = 1e-4


@pytest.mark.parametrize("kind", KINDS)
def test_the_states_in_tfjs_are_those_of_torch(kind, tmp_path):
    require_tfjs()
    model = tiny(kind)
    encoder = Checkpoint.of(model, tmp_path / "model").encoder("feature-extraction")
    program = program_of(encoder, {"encode": (encoder, {name: [1, 16] for name in NAMES})})
    (tmp_path / "tfjs").mkdir()
    tfjs.emit_tfjs(program, "fp32", tmp_path / "tfjs", metadata={})
    inputs = tuple(array[1:] for array in batch(2, 16))
    feeds = {f"encode/{name}": array for name, array in zip(NAMES, inputs, strict=True)}
    feeds = {name: feeds[name] for name in (f"encode/{spec.name}" for spec in program.signatures["encode"].inputs)}
    (result,) = run_tfjs(tmp_path / "tfjs", [TfjsRun(feeds, ("encode/last_hidden_state",))], "wasm")
    ours, theirs = result.outputs["encode/last_hidden_state"], torch_outputs(model, *inputs)
    largest = max(1.0, abs(theirs).max())
    assert largest_difference(of_tokens(ours, inputs[1]), of_tokens(theirs, inputs[1])) / largest < TOLERANCE
