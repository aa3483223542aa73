"""Bad input: one clear message, a code that is not 0, and nothing left behind."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hfedge_command import (
    INTENTS,
    QUICK,
    Finished,
    intents_with,
    listing,
    run_hfedge,
    show_in_terminal,
    start_hfedge,
    stop_in_stage,
)
from hub_server import HubServer, Repository

SPLIT_AT_TWINS = {"type": "Split", "pattern": {"Regex": r"(a|b)\1"}, "behavior": "Isolated", "invert": False}
COMMIT = "1" * 40
QUERY = "bert.encoder.layer.0.attention.self.query.weight"


class Place:
    """A folder for one model, one destination and the command's temporary files."""

    def __init__(self, folder: Path):
        self.model, self.out, self.home = folder / "model", folder / "place" / "m.hfedge", folder / "home"
        self.out.parent.mkdir()

    def refused(self, *arguments: object, model: object = None, code: int = 1, **env: str) -> Finished:
        """Converts -> a refusal; asserts that it left no file anywhere and changed none."""
        before = listing(self.out.parent)
        chosen = [model or self.model, *QUICK, "-o", self.out, *arguments]
        finished = run_hfedge("convert", *chosen, home=self.home, **env)
        assert finished.code == code, (finished.code, finished.stderr)
        assert listing(self.out.parent) == before and listing(self.home / "tmp") == {}
        return finished


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def said_in(finished: Finished, *parts: str) -> bool:
    """Whether the one message says all of this, and nothing heavy was needed to find out."""
    assert "tensorflow" not in finished.loaded and "torch" not in finished.loaded
    return all(part in finished.message for part in parts)


# where the model is


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A Hub on loopback that has no model but org/damaged -> the client's environment."""
    files = {path.name: path.read_bytes() for path in INTENTS.iterdir()}
    files["model.safetensors"] = files["model.safetensors"][:-1000]
    with HubServer({"org/damaged": Repository({COMMIT: files}, {"main": COMMIT})}, tokens={"hf_x"}) as server:
        yield {"HF_ENDPOINT": server.url, "HF_HOME": str(tmp_path / "hf"), "HF_TOKEN": "hf_x"}


def test_no_such_repository(place, hub):
    assert said_in(place.refused(model="org/none", **hub), "org/none", "no such model", "Check the spelling")


def test_a_damaged_model_on_the_hub(place, hub):
    refused = place.refused(model="org/damaged", **hub)
    said = [line for line in refused.stderr.splitlines() if line.startswith("error: ")]
    assert len(said) == 1 and f"org/damaged@{COMMIT[:7]}/model.safetensors" in said[0]
    assert "Traceback" not in refused.stderr


def test_a_terminal_shows_the_downloads_own_bars_and_one_message(place, hub):
    seen = show_in_terminal("convert", "org/damaged", *QUICK, "-o", place.out, **hub)
    assert "model.safetensors: 100%" in seen and seen.count("error: ") == 1 and "plan" in seen


def test_no_such_folder(place):
    assert said_in(place.refused(), str(place.model), "no such folder", "a Hub id such as")


def test_a_name_that_is_neither_folder_nor_repository(place):
    assert said_in(place.refused(model="what is this?"), "no such folder", "cannot be a model on the Hub")


def test_a_folder_without_config(place):
    place.model.mkdir()
    (place.model / "model.safetensors").write_bytes(b"x")
    assert said_in(place.refused(), str(place.model), "no config.json", "Accepted: config.json with weights")


def test_a_revision_of_a_folder(place):
    refused = place.refused("--revision", "main", model=INTENTS, code=2)
    assert said_in(refused, "a folder has no revisions")


# what the request is


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--task", "translation"], ["translation", "text-classification"]),
        (["--recipe", "int3"], ["unknown recipe 'int3'", "fp32", "hfedge list recipes"]),
        (["--to", "coreml"], ["unknown target 'coreml'", "tflite"]),
        (["--to", "tfjs", "--recipe", "int8"], ["int8"]),
        (["--lengths", "16,many"], ["'16,many' is not a list of numbers"]),
        (["--lengths", "2"], ["a length of 2 tokens", "4 to 128"]),
        (["--lengths", "16,4096"], ["a length of 4096 tokens", "4 to 128"]),
        (["--lengths", "-5"], ["a length of -5 tokens", "4 to 128"]),
    ],
)  # fmt: skip
def test_a_request_for_something_unknown(place, arguments, parts):
    assert said_in(place.refused(*arguments, model=INTENTS, code=2), *parts)


def test_verifying_without_torch_says_how_to_get_it(place):
    refused = place.refused("--verify", model=INTENTS, code=2, HFEDGE_TEST_MISSING="torch transformers")
    assert said_in(refused, "torch and transformers", "pip install 'hfedge[reference]'", "--no-verify")


# what the model's files say


def set_to(**entries):
    return lambda config: {**config, **entries}


def with_step(name: str, step: object):
    return lambda tokenizer: {**tokenizer, name: step}


def without(*names: str):
    return lambda weights: {name: value for name, value in weights.items() if name not in names}


def with_weight(name: str, value: np.ndarray):
    return lambda weights: {**weights, name: value.astype(np.float32)}


BAD_MODELS = {
    "unknown model_type": ({"config": set_to(model_type="mamba")}, ["config.json", "mamba", "bert"]),
    "no model_type": ({"config": set_to(model_type=None)}, ["config.json", "model_type", "Add it"]),
    "an activation that nobody knows": ({"config": set_to(hidden_act="swish9")}, ["config.json", "swish9", "gelu"]),
    "hidden size of text": ({"config": set_to(hidden_size="128")}, ["config.json", "hidden_size", "'128'"]),
    "labels that skip a number": (
        {"config": set_to(id2label={"0": "a", "2": "b"})},
        ["config.json", "id2label", "Accepted"],
    ),
    "one label less than the weights": (
        {"config": set_to(id2label={str(i): f"l{i}" for i in range(7)})},
        ["model.safetensors", "classifier.weight is [8, 128]", "[7, 128]"],
    ),
    "a label that is no text": (
        {"config": set_to(id2label={str(i): "\ud800" for i in range(8)})},
        ["config.json", "not Unicode"],
    ),
    "two labels of one name": (
        {"config": set_to(id2label={str(i): f"l{i % 7}" for i in range(8)})},
        ["config.json", "called 'l0'", "id2label"],
    ),
    "a missing weight": ({"weights": without(QUERY)}, ["model.safetensors", f"{QUERY[5:]} is missing"]),
    "an extra weight that matters": (
        {"weights": with_weight("bert.encoder.layer.2.output.dense.bias", np.ones(128))},
        ["bert.encoder.layer.2.output.dense.bias is left over"],
    ),
    "a wrong shape": (
        {"weights": with_weight(QUERY, np.ones((128, 64)))},
        ["model.safetensors", f"{QUERY} is [128, 64]", "[128, 128]"],
    ),
    "a tokenizer step": (
        {"tokenizer": with_step("pre_tokenizer", {"type": "Jieba"})},
        ["tokenizer.json", "pre_tokenizer Jieba", "BertPreTokenizer"],
    ),
    "a regular expression": (
        {"tokenizer": with_step("pre_tokenizer", SPLIT_AT_TWINS)},
        ["tokenizer.json", "pre_tokenizer Split", r"(a|b)\1"],
    ),
    "a tokenizer model": (
        {"tokenizer": with_step("model", {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"})},
        ["tokenizer.json", "WordLevel", "WordPiece"],
    ),
    "a vocabulary larger than the embedding": (
        {
            "config": set_to(vocab_size=4000),
            "weights": lambda w: {
                **w,
                "bert.embeddings.word_embeddings.weight": w["bert.embeddings.word_embeddings.weight"][:4000].copy(),
            },
        },
        ["4799", "4000 rows", "resize_token_embeddings"],
    ),
    "a length that is no number": (
        {"tokenizer_config": set_to(model_max_length="long")},
        ["tokenizer_config.json", "'long'"],
    ),
    "a model of two positions": (
        {
            "config": set_to(max_position_embeddings=2),
            "weights": lambda w: {
                **w,
                "bert.embeddings.position_embeddings.weight": w["bert.embeddings.position_embeddings.weight"][
                    :2
                ].copy(),
            },
        },
        ["config.json", "takes 2 tokens", "Accepted: 4 or more"],
    ),
}


@pytest.mark.parametrize("changes, parts", BAD_MODELS.values(), ids=BAD_MODELS)
def test_a_model_that_cannot_be_converted(place, changes, parts):
    intents_with(place.model, **changes)
    assert said_in(place.refused(), *parts)


def test_no_tokenizer(place):
    intents_with(place.model)
    for name in ("tokenizer.json", "vocab.txt"):
        (place.model / name).unlink()
    assert said_in(place.refused(), "there is no tokenizer", "save_pretrained")


@pytest.mark.parametrize("kept", [0, 7, 1000, 100_000])
def test_truncated_weights(place, kept):
    weights = intents_with(place.model) / "model.safetensors"
    os.truncate(weights, kept)
    assert said_in(place.refused(), str(weights), "damaged or cut short", "Download it again")


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "tokenizer_config.json"])
@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b""])
def test_json_that_is_none(place, name, content):
    (intents_with(place.model) / name).write_bytes(content)
    assert said_in(place.refused(), str(place.model / name))


@pytest.mark.parametrize("command", ["run {} x", "tokenize {} x", "verify {}", "inspect {}"])
@pytest.mark.parametrize("content", [None, b"", b"not a bundle", b"\x18\0\0\0TFL3" + bytes(100)])
def test_a_bundle_that_is_none(tmp_path, command, content):
    file = tmp_path / "m.tflite"
    if content is not None:
        file.write_bytes(content)
    refused = run_hfedge(*(word.format(file) for word in command.split()))
    assert refused.code == 1 and said_in(refused, str(file))


# where the bundle goes


def test_the_output_is_a_folder_of_somebody_else(place):
    place.out.mkdir()
    (place.out / "thesis.txt").write_text("mine")
    assert said_in(place.refused(model=INTENTS), str(place.out), "is not a bundle", "-o")


def test_the_output_is_a_file(place):
    place.out.write_text("mine")
    assert said_in(place.refused(model=INTENTS), str(place.out), "a file is in the way", "-o")


def test_the_folder_to_write_into_does_not_exist(place):
    place.out = place.out.parent / "no" / "such" / "m.hfedge"
    refused = run_hfedge("convert", INTENTS, *QUICK, "-o", place.out)
    assert refused.code == 1 and said_in(refused, "does not exist", "Create it first")


def test_a_folder_that_cannot_be_written():
    # /proc refuses root too.
    refused = run_hfedge("convert", INTENTS, *QUICK, "-o", "/proc/m.hfedge")
    assert refused.code == 1 and said_in(refused, "/proc", "cannot write here", "-o")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB. Only root may mount one: elsewhere it is skipped, in CI it fails."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m,mode=777", "none", str(disk)]
    as_root = [[], ["sudo", "-n"]] if shutil.which("sudo") else [[]]
    prefix = next((how for how in as_root if subprocess.run([*how, *mount], capture_output=True).returncode == 0), None)
    if prefix is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("A FULL DISK IS NOT TESTED: no right to mount one")
    yield disk
    subprocess.run([*prefix, "umount", str(disk)], check=True)


def test_a_disk_that_is_full_from_the_start(place, small_disk):
    (small_disk / "data").write_bytes(bytes(8_000_000))
    place.out = small_disk / "m.hfedge"
    assert said_in(place.refused(model=INTENTS), str(small_disk), "the disk is full", "-o")


@pytest.mark.slow
def test_a_disk_that_fills_up_meanwhile(place, small_disk):
    place.out = small_disk / "m.hfedge"
    process = start_hfedge("convert", INTENTS, *QUICK, "-o", place.out, home=place.home)
    finished = _stop_after(process, "build", lambda: (small_disk / "data").write_bytes(bytes(11_900_000)))
    assert finished.code == 1 and "the disk is full" in finished.message
    assert list(small_disk.iterdir()) == [small_disk / "data"]


def _stop_after(process: subprocess.Popen, stage: str, action) -> Finished:
    """Does something once a stage has begun, and waits for the end."""
    for line in process.stderr:
        if line.decode().startswith(stage):
            break
    action()
    stdout, stderr = process.communicate(timeout=120)
    return Finished(process.returncode, stdout.decode(), stderr.decode(), ())


# interruptions


def older(place: Place, bundle: Path) -> dict[str, bytes]:
    """Puts a bundle where the new one will be -> what is there."""
    shutil.copytree(bundle, place.out)
    return listing(place.out.parent)


STAGES = ("compile the tokenizer", "trace", "prepare tflite")


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_leaves_nothing_and_the_older_bundle_as_it_was(place, intents_bundle, stage):
    before = older(place, intents_bundle)
    process = start_hfedge("convert", INTENTS, *QUICK, "-o", place.out, home=place.home)
    stopped = stop_in_stage(process, stage, signal.SIGINT)
    assert stopped.code == 130 and stopped.message == "interrupted; nothing was left behind"
    assert listing(place.out.parent) == before and listing(place.home / "tmp") == {}


@pytest.mark.slow
def test_sigterm_leaves_nothing(place):
    process = start_hfedge("convert", INTENTS, *QUICK, "-o", place.out, home=place.home)
    assert stop_in_stage(process, "trace", signal.SIGTERM).code == 128 + signal.SIGTERM
    assert listing(place.out.parent) == {} and listing(place.home / "tmp") == {}


@pytest.mark.slow
def test_after_sigkill_the_older_bundle_runs_and_a_rerun_clears_up(place, intents_bundle):
    before = older(place, intents_bundle)
    process = start_hfedge("convert", INTENTS, *QUICK, "-o", place.out, home=place.home)
    assert stop_in_stage(process, "prepare tflite", signal.SIGKILL).code == -signal.SIGKILL
    after = listing(place.out.parent)
    assert {name: after[name] for name in before} == before
    assert run_hfedge("run", place.out, "where is my parcel", "--json").json[0]["labels"][0]["label"] == "order_status"
    assert run_hfedge("convert", INTENTS, *QUICK, "-o", place.out).code == 0
    assert [path.name for path in place.out.parent.iterdir()] == ["m.hfedge"]
    assert not (place.out / "tfjs").exists()


# names that would like to be more than names

NASTY = [
    "\x1b[31mred\x1b[0m", "../../../etc/passwd", "<script>alert(1)</script>", "a|b`c`\n# head\n---\n", "\x00\x07\r\b",
    "[bold]x[/bold] [link=http://x]y[/link]", "\u202eevil\u2066", '"; $(touch x); {{ 7 * 7 }} {% raw %}',
]  # fmt: skip


@pytest.fixture(scope="session")
def nasty_model(tmp_path_factory) -> Path:
    """A model whose labels, licence and folder are hostile."""
    config = set_to(id2label={str(i): label for i, label in enumerate(NASTY)}, label2id=None)
    model = intents_with(tmp_path_factory.mktemp("nasty") / "model <b>\x1b[31m", config=config)
    (model / "README.md").write_text('---\nlicense: "<img src=x>\\e[31m\\n# x"\n---\n')
    return model


@pytest.fixture(scope="session")
def nasty_bundle(shared_bundle, nasty_model) -> Path:
    """Its bundle, parity checked, in a folder of its own."""
    return shared_bundle("nasty", nasty_model, *QUICK[:-1])


def test_hostile_labels_write_nothing_outside_the_bundle(nasty_bundle):
    assert [path.name for path in nasty_bundle.parent.iterdir()] == ["nasty.hfedge"]
    assert {path.name for path in nasty_bundle.iterdir()} == {
        "README.md", "hfedge.json", "model.int8.tflite", "parity.html", "parity.json"
    }  # fmt: skip


def test_hostile_labels_come_back_exactly_as_json(nasty_bundle):
    found = run_hfedge("run", nasty_bundle, "x", "--json").json[0]
    assert sorted(entry["label"] for entry in found["labels"]) == sorted(NASTY)
    assert json.loads((nasty_bundle / "hfedge.json").read_text())["labels"] == NASTY


@pytest.mark.parametrize("command", ["run {} x", "inspect {}", "inspect {}/model.int8.tflite", "inspect MODEL"])
def test_hostile_labels_do_not_steer_the_terminal(nasty_bundle, nasty_model, command):
    words = [str(nasty_model) if word == "MODEL" else word.format(nasty_bundle) for word in command.split()]
    shown = run_hfedge(*words)
    assert shown.code == 0 and not set(shown.stdout + shown.stderr) & set("\x1b\x00\x07\r\b\u202e\u2066")
    assert "[bold]x[/bold]" in shown.stdout or command.startswith("run")


def test_hostile_names_do_not_steer_a_refusal(place):
    intents_with(place.model, config=set_to(model_type="\x1b[31m\nerror: fine\u202e"))
    assert said_in(place.refused(), r"\x1b[31m\nerror: fine\u202e")


def test_hostile_names_stay_text_in_the_report_and_in_the_card(nasty_bundle):
    page, card = (nasty_bundle / "parity.html").read_text(), (nasty_bundle / "README.md").read_text()
    assert "<b>" not in page and "model &lt;b&gt;" in page
    front, body = card.split("\n---\n", 1)
    assert not [line for line in card.splitlines() if line.startswith("# ") and "nasty.hfedge" not in line]
    assert "\x1b" not in card and "`<script>alert(1)</script>`" in body and "\u202e" not in card
    assert front.count('\nlicense: "other"\nlicense_name: ') == 1 and front.count("license") == 2
