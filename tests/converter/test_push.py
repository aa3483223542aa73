"""push, and bundles straight from the Hub: the real huggingface_hub client against a Hub on loopback."""

import json
import os
import re
import subprocess
import sys
import types
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest

import hfedge
from hfedge.card import Place, render_card
from hfedge.hub_bundle import is_on_hub, open_hub_bundle
from hfedge.hub_push import _NO_RIGHT as NO_RIGHT
from hfedge.hub_push import Pushed
from hfedge.manifest import Manifest, Parity, Reference, Verdict, read_manifest
from hfedge_command import ROOT, Finished, run_hfedge
from hfedge_runtime import open_bundle
from hub_server import HubServer, Repository, tiny_model
from tfjs_runner import require_tfjs
from toy_bundle import toy_manifest_parts, write_flat_bundle

TEXT = "I forgot my password, what now?"
TOKEN, READER = "hf_of_a_writer", "hf_of_a_reader"
GOLDEN = ROOT / "tests" / "parity" / "goldens" / "message-intents.npz"


@dataclass
class Hub:
    """The server, and the command with an empty cache of its own."""

    server: HubServer
    home: Path
    result: dict | None = None

    def env(self, **more: str) -> dict[str, str]:
        own = {"HF_ENDPOINT": self.server.url, "HF_HOME": str(self.home), "NO_PROXY": "127.0.0.1,localhost"}
        return own | {"HF_TOKEN": TOKEN} | more

    def hfedge(self, *arguments: object, **env: str) -> Finished:
        return run_hfedge(*arguments, **self.env(**env))

    def push(self, bundle: Path, repository: str, **options) -> Pushed:
        """In this process, which takes the fixture's server for the Hub."""
        return hfedge.push(bundle, repository, **options)

    def refused(self, bundle: Path, repository: str, **options) -> str:
        with pytest.raises(hfedge.HfedgeError) as caught:
            hfedge.push(bundle, repository, **options)
        assert "hf_" not in str(caught.value)
        return str(caught.value)

    def files(self, name: str, revision: str = "main") -> dict[str, bytes]:
        repository = self.server.repositories[name]
        return repository.commits[repository.commit_of(revision)]


def start(home: Path) -> Hub:
    return Hub(HubServer(tokens={TOKEN, READER}, readers={READER}), home)


@pytest.fixture(scope="module")
def pushed(tmp_path_factory, intents_bundle) -> Hub:
    """A Hub that the default model was pushed to, as org/intents."""
    hub = start(tmp_path_factory.mktemp("hub"))
    with hub.server:
        done = hub.hfedge("push", intents_bundle, "org/intents", "-m", "The first one", "--json")
        assert done.code == 0, done.stderr
        assert "arning" not in done.stderr and TOKEN not in done.stdout + done.stderr
        hub.result = done.json
        yield hub


@pytest.fixture
def hub(tmp_path, monkeypatch) -> Hub:
    """A Hub for the client in this process: what it reads from the environment as it is imported is set."""
    from huggingface_hub import constants, file_download

    hub, template = start(tmp_path / "home"), "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with hub.server:
        monkeypatch.setattr(constants, "ENDPOINT", hub.server.url)
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "home"))
        monkeypatch.setattr(file_download, "HUGGINGFACE_CO_URL_TEMPLATE", hub.server.url + template, raising=False)
        yield hub


@pytest.fixture
def flat(tmp_path) -> Path:
    """A bundle of one small file that nothing runs."""
    write_flat_bundle(tmp_path / "my.hfedge")
    return tmp_path / "my.hfedge"


def block(card: str, language: str) -> str:
    return card.split(f"```{language}\n")[1].split("```")[0]


def test_a_push_is_one_commit_with_the_files_of_the_bundle_and_a_card(pushed, intents_bundle):
    files, here = (
        pushed.files("org/intents"),
        sorted(path.relative_to(intents_bundle).as_posix() for path in intents_bundle.rglob("*") if path.is_file()),
    )
    assert sorted(files.keys() - {".gitattributes"}) == here
    assert all(files[name] == (intents_bundle / name).read_bytes() for name in here if name != "README.md")
    assert [header["summary"] for header in pushed.server.headers] == ["The first one"]
    found = pushed.result
    assert (found["url"], found["created"], found["changed"]) == (f"{pushed.server.url}/org/intents", True, True)
    assert found["commit"] in pushed.server.repositories["org/intents"].commits and found["files"] == len(here)


def test_the_card_is_what_huggingface_hub_validates_without_a_warning(pushed, caplog):
    from huggingface_hub import ModelCard, ModelCardData

    text = pushed.files("org/intents")["README.md"].decode()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = ModelCard(text).data
        again = ModelCardData(**data.to_dict())
    assert caplog.records == [] and again.to_dict() == data.to_dict()
    assert data.to_dict() == {
        "license": "apache-2.0",
        "pipeline_tag": "text-classification",
        "library_name": "hfedge",
        "tags": ["hfedge", "tflite", "tfjs"],
    }
    assert "| tflite | int8 |" in text and "| passed |" in text and "hfedge run org/intents" in text


def test_the_python_lines_of_the_card_give_the_bundles_answer(pushed, intents_bundle):
    code = block(pushed.files("org/intents")["README.md"].decode(), "python")
    env = os.environ | pushed.env(HF_HUB_DISABLE_PROGRESS_BARS="1", HF_HUB_DISABLE_TELEMETRY="1")
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with open_bundle(intents_bundle) as model:
        assert done.stdout == f"{model.run('your text')}\n"


def test_the_lines_of_the_card_for_a_web_page_give_the_bundles_answer(pushed, intents_bundle, tmp_path):
    """In Node: "@tensorflow/tfjs" is there what that package re-exports, on the backend that is quick to start."""
    card, packages = pushed.files("org/intents")["README.md"].decode(), require_tfjs()
    (tmp_path / "node_modules").symlink_to(packages / "node_modules")
    exports = [f'export * from "@tensorflow/tfjs-{name}";\n' for name in ("core", "converter")]
    (tmp_path / "tf.mjs").write_text("".join(exports) + 'import "@tensorflow/tfjs-backend-cpu";\n')
    code = block(card, "js").replace('"@tensorflow/tfjs"', '"./tf.mjs"')
    (tmp_path / "page.mjs").write_text(code.replace("console.log(", "console.log('scores', "))
    done = subprocess.run(["node", "page.mjs"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    scores = [float(number) for number in re.findall(r"\d\.\d+(?:e-\d+)?", done.stdout.split("scores")[1])]
    manifest = read_manifest(intents_bundle)
    with open_bundle(intents_bundle, recipe="fp32") as model:
        expected = {item.label: item.score for item in model.run("your text").labels}
    assert scores == pytest.approx([expected[label] for label in manifest.labels], abs=2e-3)


def test_the_lines_of_the_card_for_android_are_those_of_its_library(pushed):
    lines = block(pushed.files("org/intents")["README.md"].decode(), "kotlin").splitlines()
    form = 'val model = TextModel.open(context, "{}")'
    assert lines == [form.format("model.int8.tflite"), 'println(model.run("your text"))', "model.close()"]
    for readme in ROOT.glob("runtimes/android/README.md"):
        assert form.format("model.tflite") in readme.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("task", "options", "python", "kotlin"),
    [
        ("zero-shot-classification", {}, 'labels=["one", "another"]', 
         'options = RunOptions(labels = listOf("one", "another"))'),
        ("question-answering", {}, '"a text that holds the answer"', '"a text that holds the answer"'),
        ("fill-mask", {"mask_token": "<$m>"}, '"your text with a <$m>"', r'"your text with a <\$m>"'),
    ],
)  # fmt: skip
def test_the_examples_are_of_the_models_task(task, options, python, kotlin):
    parts = toy_manifest_parts()
    manifest = _with_artifact(parts | {"source": _replaced(parts["source"], task=task), "options": options})
    card = render_card(manifest, "x", Place("org/x"))
    assert f"{python}))" in block(card, "python") and f"{kotlin}))" in block(card, "kotlin")


def _replaced(record, **changes):
    import dataclasses

    return dataclasses.replace(record, **changes)


def _with_artifact(parts: dict, **more) -> Manifest:
    from hfedge.emit import Artifact, ArtifactFile

    files = (ArtifactFile("model.int8.tflite", 42, "a" * 64),)
    return Manifest(**parts, artifacts=(Artifact("tflite", "int8", files, "ai-edge-litert 2.0.0"),), **more)


@pytest.mark.parametrize("license, front", [
    ("mit", {"license": "mit"}), ("Apache-2.0", {"license": "apache-2.0"}), (None, {}),
    ("my terms\n---\n# hi", {"license": "other", "license_name": "my-terms-hi"}),
])  # fmt: skip
def test_the_license_is_one_that_the_hub_takes(license, front):
    import yaml

    parts = toy_manifest_parts()
    card = render_card(_with_artifact(parts | {"source": _replaced(parts["source"], license=license)}), "x")
    found = yaml.safe_load(card.split("---\n")[1])
    assert {key: value for key, value in found.items() if key.startswith("license")} == front
    assert (found["base_model"], found["base_model_relation"]) == ("toy/bytes", "quantized")


def test_a_run_straight_from_the_hub_gives_the_same_and_downloads_what_it_runs(pushed, intents_bundle, tmp_path):
    local = run_hfedge("run", intents_bundle, TEXT, "--json").json
    before = len(pushed.server.requests)
    assert pushed.hfedge("run", "org/intents", TEXT, "--json", HF_HOME=str(tmp_path)).json == local
    asked = {line.rsplit("/", 1)[1] for line in pushed.server.requests[before:] if "/resolve/" in line}
    assert asked == {"hfedge.json", "model.int8.tflite"}
    offline = pushed.hfedge("run", "org/intents", TEXT, "--json", HF_HOME=str(tmp_path), HF_HUB_OFFLINE="1")
    assert offline.json == local and "from the download cache" in offline.stderr
    missing = pushed.hfedge("run", "org/intents", TEXT, "--recipe", "fp32", HF_HOME=str(tmp_path), HF_HUB_OFFLINE="1")
    assert missing.code == 1 and "cache does not have this file" in missing.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", [("tokenize", TEXT), ("inspect",)])
def test_other_commands_take_a_bundle_of_the_hub_too(pushed, intents_bundle, command):
    name, *rest = command
    local = run_hfedge(name, intents_bundle, *rest, "--json").json
    assert pushed.hfedge(name, "org/intents", *rest, "--json", "--revision", pushed.result["commit"]).json == local


def test_verify_takes_one_too_and_asks_only_what_runs_no_foreign_program(pushed, intents_bundle, tmp_path):
    from hfedge.parity.runtimes import contained

    assert contained(read_manifest(intents_bundle)) == ("interpreter", "tfjs")
    before = len(pushed.server.requests)
    command = ("verify", "org/intents", "--golden", GOLDEN, "--runtime", "interpreter", "--report", tmp_path / "r.json")
    done = pushed.hfedge(*command, HF_HOME=str(tmp_path / "home"))
    assert done.code == 0, done.stderr
    assert {found["target"] for found in json.loads((tmp_path / "r.json").read_text())["artifacts"]} == {"tflite"}
    asked = {line.rsplit("/", 1)[1] for line in pushed.server.requests[before:] if "/resolve/" in line}
    assert asked == {"hfedge.json", "model.int8.tflite", "model.fp32.tflite", "model.fp16.tflite"}


def test_the_python_api_pushes_and_opens(pushed, intents_bundle):
    code = f"""
import json, hfedge
done = hfedge.push({str(intents_bundle)!r}, "org/by-api", private=True)
with hfedge.Bundle.from_hub("org/by-api", done.commit) as bundle:
    print(json.dumps([done.url, bundle.recipes, bundle.run({TEXT!r}, recipe="fp16").to_json()]))
"""
    env = os.environ | pushed.env(HF_HUB_DISABLE_TELEMETRY="1")
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    url, recipes, found = json.loads(done.stdout)
    with open_bundle(intents_bundle, recipe="fp16") as model:
        assert found == model.run(TEXT).to_json()
    assert url == f"{pushed.server.url}/org/by-api" and recipes == ["int8", "fp32", "fp16"]
    assert pushed.server.repositories["org/by-api"].private


def test_pushing_the_same_again_changes_nothing_and_shows_where_it_is(pushed, intents_bundle):
    shown = pushed.hfedge("push", intents_bundle, "org/intents")
    assert shown.stdout == f"{pushed.server.url}/org/intents\n" and "nothing to push" in shown.stderr
    assert pushed.server.repositories["org/intents"].references["main"] == pushed.result["commit"]


def test_a_newer_bundle_takes_the_files_of_the_older_away_and_leaves_those_of_others(hub, flat, tmp_path):
    hub.push(flat, "org/m")
    manifest = json.loads((flat / "hfedge.json").read_text())
    files, name = hub.files("org/m"), "model.fp32.tflite"
    files |= {"LICENSE": b"mine", "notes/plan.md": b"mine"}
    (flat / name).rename(flat / "model.fp16.tflite")
    manifest["artifacts"][0] |= {"recipe": "fp16"}
    manifest["artifacts"][0]["files"][0]["path"] = "model.fp16.tflite"
    (flat / "hfedge.json").write_text(json.dumps(manifest))
    hub.push(flat, "org/m")
    kept = {".gitattributes", "LICENSE", "notes/plan.md"}
    assert hub.files("org/m").keys() == kept | {"README.md", "hfedge.json", "model.fp16.tflite"}


def test_only_files_of_the_bundle_are_pushed(hub, flat):
    (flat / "secret.txt").write_text("mine")
    hub.push(flat, "org/m")
    assert hub.files("org/m").keys() == {".gitattributes", "README.md", "hfedge.json", "model.fp32.tflite"}


def test_a_pull_request_leaves_main_as_it_is(hub, flat):
    hub.server.repositories["org/model"] = Repository({"1" * 40: tiny_model(1.0)}, {"main": "1" * 40})
    found = hub.push(flat, "org/model", pull_request=True)
    assert found.url == found.pull_request == f"{hub.server.url}/org/model/discussions/1"
    assert "hfedge.json" in hub.files("org/model", "refs/pr/1") and "hfedge.json" not in hub.files("org/model")


def test_a_branch_is_made_if_need_be_and_the_card_loads_from_it(hub, flat):
    found = hub.push(flat, "org/m", revision="edge/v2", private=True)
    assert found.url == f"{hub.server.url}/org/m/tree/edge/v2" and hub.server.repositories["org/m"].private
    assert hub.files("org/m").keys() == {".gitattributes"}
    assert 'revision="edge/v2"' in hub.files("org/m", "edge/v2")["README.md"].decode()


def test_a_card_of_ones_own_is_pushed_as_it_is(hub, flat, tmp_path):
    (tmp_path / "card.md").write_text("---\nlicense: mit\n---\n# Mine\n")
    hub.push(flat, "org/m", card=tmp_path / "card.md")
    assert hub.files("org/m")["README.md"] == (tmp_path / "card.md").read_bytes()
    for text, found in (("---\na: [\n---\n", "not what the Hub reads"), ("# Mine\n", "no front matter")):
        (tmp_path / "card.md").write_text(text)
        assert found in hub.refused(flat, "org/n", card=tmp_path / "card.md")
    (tmp_path / "card.md").write_text("---\nlicense: my terms\n---\n")
    assert '"license" is not valid' in hub.refused(flat, "org/n", card=tmp_path / "card.md")


def failed_parity(flat: Path) -> None:
    found, verdict = json.loads((flat / "hfedge.json").read_text()), Verdict("tflite", "fp32", "x", False, 9, True, 0.5)
    parity = Parity(Reference("2.0", "4.0", "0.22", "CPU"), (verdict,))
    (flat / "hfedge.json").write_text(_replaced(Manifest.from_dict(found), parity=parity).to_json())


def test_a_bundle_that_failed_parity_needs_force_and_its_card_says_so(hub, flat, tmp_path):
    failed_parity(flat)
    assert "failed the comparison with its original: tflite fp32" in hub.refused(flat, "org/m")
    assert hub.server.requests == []
    hub.push(flat, "org/m", force=True)
    assert "**Not equal to the original:**" in hub.files("org/m")["README.md"].decode()
    (tmp_path / "card.md").write_text("---\nlicense: mit\n---\n# Mine\n")
    hub.push(flat, "org/m", force=True, card=tmp_path / "card.md")
    assert "**Not equal to the original:**" in hub.files("org/m")["README.md"].decode()


@pytest.mark.parametrize(
    ("repository", "options", "message"),
    [
        ("org/model", {}, "holds something else: 1_Pooling/config.json"),
        ("org/none", {"pull_request": True}, "no such repository to propose a bundle to"),
        ("org/bundle", {"private": True}, "exists and is public"),
        ("m", {}, "'m' is no place to push to"),
        ("org/m", {"private": True, "pull_request": True}, "--private with --pr"),
        ("org/m", {"revision": "a..b"}, "cannot be a revision"),
    ],
)
def test_a_push_that_cannot_be_says_why_and_changes_nothing(hub, flat, repository, options, message):
    hub.server.repositories["org/model"] = Repository({"1" * 40: tiny_model(1.0)}, {"main": "1" * 40})
    hub.server.repositories["org/bundle"] = Repository({"1" * 40: {"hfedge.json": b"{}"}}, {"main": "1" * 40})
    assert message in hub.refused(flat, repository, **options)
    assert hub.server.headers == [] and hub.server.repositories.keys() == {"org/model", "org/bundle"}


def test_a_training_pushes_each_bundle_and_a_refused_push_does_not_end_it(hub, tmp_path, monkeypatch, capsys):
    from hfedge import api
    from hfedge.keras import ConvertCallback

    def convert(model, out, tokenizer=None):
        write_flat_bundle(out, model.encode())
        return types.SimpleNamespace(close=lambda: None)

    callback = ConvertCallback(
        tmp_path / "m.hfedge", monitor="loss", push_to="org/m", push_options={"private": True}, verbose=1
    )
    monkeypatch.setattr(api, "convert", convert)
    callback.on_train_begin()
    for epoch, loss in enumerate((3.0, 4.0, 2.0)):
        callback.set_model(f"weights {epoch}")
        callback.on_epoch_end(epoch, {"loss": loss})
    assert [header["summary"] for header in hub.server.headers] == ["Epoch 1, loss 3.0000", "Epoch 3, loss 2.0000"]
    assert hub.files("org/m")["model.fp32.tflite"] == b"weights 2" and hub.server.repositories["org/m"].private
    assert capsys.readouterr().out.count(f"{hub.server.url}/org/m is at commit") == 2
    monkeypatch.setenv("HF_TOKEN", READER)
    with pytest.warns(UserWarning, match="Epoch 4: it was not pushed to org/m. org/m: the token may not write there"):
        callback.on_epoch_end(3, {"loss": 1.0})
    assert callback.monitor.best == 1.0 and len(hub.server.headers) == 2


@pytest.mark.parametrize(("token", "message"), [("", "there is no token for the Hub"),
    ("hf_wrong", "does not accept the token"), (READER, "the token may not write there (403)")])  # fmt: skip
def test_without_a_token_that_may_write_nothing_is_pushed(hub, flat, monkeypatch, token, message):
    from huggingface_hub import constants

    monkeypatch.setenv("HF_TOKEN", token)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(hub.home / "none"))
    assert message in hub.refused(flat, "org/m") and hub.server.repositories == {}


def test_a_hub_that_cannot_be_asked_is_said_so(hub, flat, monkeypatch):
    from huggingface_hub import constants

    hub.server.broken = 503
    assert "is not able to answer now (503)" in hub.refused(flat, "org/m")
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    assert "no connection to http://127.0.0.1:9" in hub.refused(flat, "org/m")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert "HF_HUB_OFFLINE is set, so nothing can be pushed" in hub.refused(flat, "org/m")


def test_a_refused_push_is_one_line_of_the_command(hub, flat):
    said = hub.hfedge("push", flat, "org/m", HF_TOKEN=READER).message
    assert said == f"org/m: the token may not write there (403). {NO_RIGHT}"


def test_what_is_no_bundle_or_was_changed_is_not_pushed(hub, flat, tmp_path):
    assert "it is no bundle: there is no hfedge.json" in hub.refused(tmp_path, "org/m")
    assert "no such folder" in hub.refused(tmp_path / "none", "org/m")
    (flat / "model.fp32.tflite").write_bytes(b"changed")
    assert "the file was changed" in hub.refused(flat, "org/m")
    (flat / "model.fp32.tflite").unlink()
    assert "it is not there" in hub.refused(flat, "org/m")
    assert hub.server.requests == []


def unusable(bundle: str, recipe: str | None = None, revision: str | None = None) -> str:
    with pytest.raises(hfedge.HfedgeError) as caught:
        if is_on_hub(bundle, revision):
            open_hub_bundle(bundle, revision, lambda text: None).bring_recipe(recipe)
    return str(caught.value)


def test_a_bundle_on_the_hub_that_cannot_be_run_says_why(hub, flat):
    hub.push(flat, "org/m")
    hub.server.repositories["org/model"] = Repository({"1" * 40: tiny_model(1.0)}, {"main": "1" * 40})
    assert "convert it: hfedge convert org/model" in unusable("org/model")
    assert "no such model" in unusable("org/none")
    assert "no revision 'v9'" in unusable("org/m", revision="v9")
    assert "no recipe 'int4'. Accepted: fp32" in unusable("org/m", "int4")
    assert "a folder has no revisions" in unusable(str(flat), revision="v9")
    hub.files("org/m")["model.fp32.tflite"] = b"another"
    assert "not the file that hfedge.json describes" in unusable("org/m")
    hub.server.broken = 503
    assert "the download cache does not have this bundle" in unusable("org/n")
