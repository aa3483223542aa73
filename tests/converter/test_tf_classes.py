"""Architectures that come through transformers' TF classes: equal to torch, in every runtime, or refused by name."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES, TF_CLASSES, find_architecture, tf_classes
from hfedge.emit.tfjs import emit_tfjs
from hfedge.emit.tflite import bind, convert_skeleton
from hfedge.errors import UnsupportedError, WeightError
from hfedge.lazy import tf
from hfedge.manifest import Signature, TensorSpec, read_manifest
from hfedge.plan import ConvertRequest, plan
from hfedge.recipes import Forms
from hfedge.resolve import ModelRef, resolve
from hfedge.show import known, plan_json
from hfedge.tf_classes.einsum import einsum
from hfedge.tf_classes.patches import patched
from hfedge.trace import TracedProgram
from tfjs_runner import TfjsRun, require_tfjs, run_tfjs
from tiny_classes import IDS, LONGEST, SIZES, VARIANTS, answer, encoder_of, padded, static, text, tiny_class, worst

FAMILIES = Path(__file__).resolve().parents[1] / "families"
TOLERANCE = 1e-4
KINDS = sorted(TF_CLASSES)
STATES = [kind for kind in KINDS if kind != "dpr"]
HEADS = [(kind, head) for kind in KINDS for head in TF_CLASSES[kind].heads]


def test_every_row_has_a_tiny_model():
    assert sorted(SIZES) == KINDS and not set(KINDS) & set(ARCHITECTURES)
    assert not set(tf_classes.REFUSED) & set(KINDS)


@pytest.mark.parametrize("kind", STATES)
def test_states_are_those_of_torch_whatever_stands_behind_the_text(kind, tmp_path):
    model = tiny_class(kind, None)
    assert worst(static(encoder_of(model, None, tmp_path)), model, None, kind) < TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "head"), HEADS)
def test_a_head_gives_the_logits_of_torch(kind, head, tmp_path):
    model = tiny_class(kind, head)
    assert worst(static(encoder_of(model, head, tmp_path)), model, head, kind) < TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_the_config_chooses_the_form(name, tmp_path):
    kind, config = VARIANTS[name]
    model = tiny_class(kind, None, **config)
    assert worst(static(encoder_of(model, None, tmp_path)), model, None, kind) < TOLERANCE


@pytest.mark.parametrize("summary", ["first", "last", "mean"])
def test_a_summary_is_of_the_tokens_not_of_the_padding(summary, tmp_path):
    model = tiny_class("xlnet", "text-classification", summary_type=summary)
    function = static(encoder_of(model, "text-classification", tmp_path))
    assert worst(function, model, "text-classification", "xlnet") < TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_texts_of_any_number_and_length_give_the_same(kind, tmp_path):
    head = "sentence-similarity" if kind == "dpr" else "text-classification"
    encoder = encoder_of(tiny_class(kind, head), head, tmp_path)
    one, many = static(encoder), static(encoder, None, None)
    rows = [padded(text(tokens, kind)) for tokens in (3, 9)]
    together = answer(many, tuple(np.concatenate(parts)[:, :11] for parts in zip(*rows)))
    apart = np.concatenate([answer(one, row) for row in rows])
    assert np.abs(together - apart).max() < TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_tflite_and_tfjs_give_the_numbers_of_torch(kind, tmp_path):
    head = "sentence-similarity" if kind == "dpr" else "text-classification"
    model = tiny_class(kind, head)
    program = program_of(encoder_of(model, head, tmp_path / "model"))
    files = {recipe: tmp_path / f"{recipe}.tflite" for recipe in ("float32", "int8")}
    write_tflite(program, files)
    graph = tmp_path / "tfjs"
    graph.mkdir()
    emit_tfjs(program, "fp32", graph, metadata={})
    errors = {recipe: worst(litert(file), model, head, kind) for recipe, file in files.items()}
    print(f"{kind}: fp32 {errors['float32']:.1e}, int8 {errors['int8']:.1e}")
    assert errors["float32"] < TOLERANCE and errors["int8"] < 0.3
    assert files["int8"].stat().st_size < 0.7 * files["float32"].stat().st_size
    require_tfjs()
    for backend in ("cpu", "wasm"):
        assert worst(tfjs(graph, backend), model, head, kind) < TOLERANCE


def program_of(encoder):
    """What emitters read: a function that takes the weights as inputs, and one that reads them."""
    parameters = dict(encoder.parameters)
    names = {f"parameter_{index:03}": name for index, name in enumerate(sorted(parameters))}

    def run(**inputs):
        weights = {name: inputs.pop(key) for key, name in names.items()}
        return encoder.apply(weights, *(inputs[name] for name in IDS))

    ids = {name: tf.TensorSpec([1, LONGEST], tf.int32, name) for name in IDS}
    specs = {key: tf.TensorSpec(parameters[name].shape, tf.float32, key) for key, name in names.items()}
    module = tf.Module()
    module.encoder = encoder
    closed = static(encoder)
    shape = tuple(closed.structured_outputs["rows"].shape)
    inputs = tuple(TensorSpec(name, "int32", (1, LONGEST)) for name in IDS)
    signature = Signature("encode", inputs, (TensorSpec("rows", "float32", shape),))
    opened = tf.function(run, autograph=False).get_concrete_function(**ids, **specs)
    return TracedProgram(
        module, parameters, {"encode": closed}, {"encode": opened}, names, {"encode": signature}, {}
    )  # fmt: skip


def write_tflite(program, files):
    skeleton = convert_skeleton(program.open_functions, program.parameter_inputs)
    for recipe, file in files.items():
        bind(skeleton, lambda name: program.parameters[name].numpy(), Forms(recipe), file)


def litert(file):
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=str(file), num_threads=1)
    runner = interpreter.get_signature_runner("encode")

    def run(**inputs):
        feeds = {name: value.numpy() for name, value in inputs.items()}
        return {"rows": tf.constant(runner(**feeds)["rows"])}

    return run


def tfjs(folder, backend):
    def run(**inputs):
        feeds = {f"encode/{name}": value.numpy() for name, value in inputs.items()}
        (result,) = run_tfjs(folder, [TfjsRun(feeds, ("encode/rows",))], backend)
        return {"rows": tf.constant(result.outputs["encode/rows"])}

    return run


# The whole way, from text

WHOLE = {  # the longest conversions in one or two formats
    "deberta": ("bytebpe-roberta", "text-classification", {"type_vocab_size": 0}, ["tflite"]),
    "xlnet": ("wordpiece-bert", "text-classification", {}, ["tflite"]),
    "convbert": ("wordpiece-bert", None, {}, ["tfjs"]),
    "dpr": ("wordpiece-bert", "sentence-similarity", {}, ["tflite", "tfjs", "saved_model"]),
}


def folder_of(tmp_path, kind, family, head, **config):
    tokenizer = json.loads((FAMILIES / f"{family}.json").read_text(encoding="utf-8"))
    folder = tmp_path / kind
    tiny_class(kind, head, vocab_size=3000, **config).save_pretrained(folder)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_a_bundle_is_equal_to_the_original_and_says_where_its_graph_came_from(kind, tmp_path):
    import hfedge

    family, head, config, targets = WHOLE[kind]
    folder = folder_of(tmp_path, kind, family, head, **config)
    with hfedge.convert(
        str(folder), tmp_path / "out.hfedge", targets=targets, recipes=["fp32"], lengths=[16]
    ) as bundle:
        manifest = read_manifest(bundle.path)
        assert manifest.source.architecture_source == "tf-classes"
        assert manifest.parity.passed and len(manifest.parity.artifacts) == len(targets)
        assert "classes)" in (bundle.path / "README.md").read_text()


def test_the_list_and_the_plan_say_which_source_a_row_has(tmp_path):
    rows = {row["name"]: row for row in known("architectures")}
    assert rows["bert"]["source"] == "native" and rows["xlnet"]["source"] == "tf-classes"
    folder = folder_of(tmp_path, "rembert", "wordpiece-bert", None)
    assert plan_json(plan(resolve(ModelRef.parse(str(folder))), ConvertRequest(ModelRef.parse(str(folder)))))[
        "source"
    ] == "tf-classes"  # fmt: skip


# What is refused

REFUSED = [
    ({"model_type": "gpt2"}, "gpt2"),
    ({"model_type": "llama"}, "llama"),
    ({"model_type": "vit"}, "vit"),
    ({"model_type": "funnel"}, "pools neighbouring tokens"),
    ({"model_type": "longformer"}, "windows of attention"),
    ({"model_type": "rembert", "auto_map": {"AutoModel": "modeling.Custom"}}, "auto_map"),
    ({"model_type": "rembert", "is_decoder": True}, "is_decoder"),
    ({"model_type": "rembert", "quantization_config": {"quant_method": "gptq"}}, "quantization_config"),
    ({"model_type": "rembert", "hidden_act": "gelu_python"}, "hidden_act"),
    ({"model_type": "xlnet", "attn_type": "uni"}, "attn_type"),
    ({"model_type": "xlnet", "summary_type": "attn"}, "summary_type"),
    ({"model_type": "xlm", "causal": True}, "causal"),
    ({"model_type": "xlm", "asm": True}, "adaptive softmax"),
    ({"model_type": "flaubert", "sinusoidal_embeddings": True}, "sinusoidal_embeddings"),
    ({"model_type": "deberta", "legacy": False}, "legacy"),
    ({"model_type": "esm", "position_embedding_type": "relative_key"}, "absolute, rotary"),
    (
        {"model_type": "dpr", "architectures": ["DPRQuestionEncoder"], "projection_dim": 8},
        "cannot build its projection",
    ),
    ({"model_type": "dpr", "architectures": ["DPRReader"]}, "DPRQuestionEncoder, DPRContextEncoder"),
]


@pytest.mark.parametrize(("config", "says"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_class_would_compute_otherwise_is_refused_by_name(config, says):
    with pytest.raises(UnsupportedError) as error:
        find_architecture(config, "config.json").numbers(config, "config.json")
    assert says in str(error.value)
    if config["model_type"] not in TF_CLASSES:
        assert all(name in error.value.accepted for name in ("bert", "xlnet", "dpr"))


NOT_ENCODERS = {
    "a decoder": {"model_type": "llama", "architectures": ["LlamaForCausalLM"]},
    "a vision model": {"model_type": "vit", "architectures": ["ViTForImageClassification"]},
    "code of its own": {"model_type": "nomic_bert", "auto_map": {"AutoModel": "modeling.NomicBertModel"}},
}


@pytest.mark.parametrize("kind", NOT_ENCODERS)
@pytest.mark.parametrize("command", ["convert", "inspect"])
def test_a_refusal_takes_less_than_two_seconds_whatever_the_weights_size(kind, command, tmp_path):
    config = NOT_ENCODERS[kind]
    (tmp_path / "config.json").write_text(json.dumps(config))
    with (tmp_path / "model.safetensors").open("wb") as weights:
        weights.truncate(16 << 30)  # a hole: no bytes on the disk, but many seconds to read
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = [sys.executable, "-m", "hfedge", command, str(tmp_path)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # The process's own seconds: others on the machine do not count.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
    assert done.returncode == 1 and config["model_type"] in done.stderr
    assert all(name in done.stderr for name in ("bert", "modernbert", "xlnet"))


def test_a_plan_imports_no_tensorflow():
    check = "import sys, hfedge.plan; sys.exit(bool({'tensorflow', 'transformers', 'tf_keras'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], timeout=60).returncode == 0


@pytest.mark.parametrize(
    ("version", "says"), [("5.0.1", "transformers 5.0.1 has no TensorFlow"), ("", "not installed")]
)
def test_without_classes_it_is_said_what_to_install(version, says, monkeypatch):
    monkeypatch.setattr(tf_classes, "_installed", lambda package: version)
    with pytest.raises(UnsupportedError, match=says) as error:
        TF_CLASSES["xlnet"].numbers({"model_type": "xlnet"}, "config.json")
    assert "transformers 4.57" in str(error.value) and "hfedge[tf-classes]" in str(error.value)


def test_without_keras_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(tf_classes.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnsupportedError, match="tf-keras is not installed"):
        TF_CLASSES["xlnet"].numbers({"model_type": "xlnet"}, "config.json")


def test_weights_that_are_missing_or_left_over_are_named(tmp_path):
    model = tiny_class("rembert", None)
    broken = {"lacking": lambda state: state.pop("encoder.layer.1.output.dense.weight"),
              "more": lambda state: state.update(extra=state["pooler.dense.bias"].clone())}  # fmt: skip
    for name, says in (("lacking", "encoder.layer.1.output.dense.weight is missing"), ("more", "extra is left over")):
        state = {key: tensor.clone() for key, tensor in model.state_dict().items()}
        broken[name](state)
        with pytest.raises(WeightError, match=says):
            encoder_of(StateOf(model, state), None, tmp_path / name)


class StateOf:
    """A model that saves another state than its own."""

    def __init__(self, model, state):
        self.model, self.state = model, state

    def save_pretrained(self, folder):
        self.model.save_pretrained(folder, state_dict=self.state)


def test_a_checkpoint_without_a_pooler_gives_the_states_all_the_same(tmp_path):
    model = tiny_class("rembert", "fill-mask")
    model.save_pretrained(tmp_path / "saved")
    encoder = encoder_of(model, None, tmp_path)
    assert not [name for name in encoder.parameters if "pooler" in name]
    assert worst(static(encoder), model.rembert, None, "rembert") < TOLERANCE


# Patches


def test_patches_are_undone():
    import tf_keras
    from transformers.models.deberta import modeling_tf_deberta as deberta

    def seen():
        return (tf.cast, tf.nn.gelu, tf.einsum, tf_keras.layers.Dense.call, deberta.TFDebertaXSoftmax.call)

    before = seen()
    with pytest.raises(RuntimeError), patched(None):
        assert all(one is not other for one, other in zip(before, seen()))
        raise RuntimeError
    assert seen() == before


@pytest.mark.parametrize(
    "equation",
    ["ibh,hnd->ibnd", "ibnd,jbnd->ijbn", "ibnd,snd->ibns", "ijbs,ibns->ijbn", "ijbn,jbnd->ibnd", "ibnd,hnd->ibh",
     "i, j -> ij"],
)  # fmt: skip
def test_einsum_is_einsum(equation):
    names = equation.replace(" ", "").split("->")[0].split(",")
    random, size = np.random.default_rng(0), dict(zip("ijbnhsd", (3, 4, 2, 5, 6, 7, 8)))
    left, right = (random.normal(size=[size[i] for i in part]).astype(np.float32) for part in names)
    ours = einsum(equation, tf.constant(left), tf.constant(right)).numpy()
    assert np.abs(ours - np.einsum(equation, left, right)).max() < 1e-5
