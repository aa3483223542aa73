"""resolve: the real huggingface_hub client, in a process of its own, against a Hub on loopback."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import hfedge
from hub_server import HubServer, Repository, tiny_model

FIRST, SECOND = "1" * 40, "2" * 40
READ = [
    "1_Pooling/config.json", "2_Dense/config.json", "2_Dense/model.safetensors", "README.md", "config.json",
    "model.safetensors", "modules.json", "sentence_bert_config.json", "tokenizer.json", "vocab.txt",
]  # fmt: skip

# What a client process does: its constants are read when huggingface_hub is imported.
_CLIENT = """
import json, sys
from hfedge.errors import HfedgeError
from hfedge.resolve import ModelRef, resolve

def run(name="org/model", revision=None, **options):
    said, out = [], {}
    try:
        snapshot = resolve(ModelRef.parse(name, revision), progress=said.append, **options)
        every = lambda: [path for path in snapshot.folder.rglob("*") if path.is_file()]
        files = lambda: sorted(path.relative_to(snapshot.folder).as_posix() for path in every())
        out |= {"commit": snapshot.commit, "license": snapshot.license, "task": snapshot.pipeline_tag}
        out |= {"before": files(), "where": snapshot.where("config.json")}
        with snapshot.weights() as weights:
            out |= {"value": float(weights.get("weight").mean()), "weights": weights.names}
        out |= {"config": snapshot.read_json("config.json")["value"], "files": files()}
    except HfedgeError as error:
        out |= {"error": str(error), "kind": type(error).__name__}
    return out | {"said": said}

print(json.dumps([run(**call) for call in json.loads(sys.argv[1])]))
"""


@dataclass
class Client:
    """Runs resolve in fresh processes that share one cache and ask one server."""

    home: Path
    endpoint: str
    stderr: str = ""

    def resolve(self, name: str = "org/model", env: dict | None = None, **options) -> dict:
        """What came of one call; `options` are of resolve, and `revision`."""
        return self.resolve_each({"name": name, **options}, env=env)[0]

    def resolve_each(self, *calls: dict, env: dict | None = None) -> list[dict]:
        """Several calls in one process."""
        foreign = ("HF_", "HUGGING", "TRANSFORMERS_")
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        mine = {
            "HF_HOME": str(self.home),
            "HF_ENDPOINT": self.endpoint,
            "NO_PROXY": "127.0.0.1,localhost",
            "PYTHONPATH": str(Path(hfedge.__path__[0]).parent),
        }
        arguments = [sys.executable, "-c", _CLIENT, json.dumps(calls)]
        environment = inherited | mine | (env or {})
        done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60)
        self.stderr = done.stderr
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def server():
    with HubServer() as server:
        server.repositories["org/model"] = Repository(
            {FIRST: tiny_model(1.0), SECOND: tiny_model(2.0)}, {"main": FIRST, "v2": SECOND}
        )
        yield server


@pytest.fixture
def client(server, tmp_path):
    return Client(tmp_path, server.url)


def test_a_model_comes_from_the_hub_with_only_the_files_that_are_read(client, server):
    out = client.resolve()
    assert (out["commit"], out["files"], out["said"]) == (FIRST, READ, [])
    assert (out["value"], out["license"], out["task"]) == (1.0, "apache-2.0", "sentence-similarity")
    assert out["where"] == "org/model@1111111/config.json"
    assert not [line for line in server.requests if "tf_model" in line or ".py" in line or ".bin" in line]


def test_progress_bars_go_to_stderr(client):
    client.resolve(env={"TQDM_POSITION": "-1"})  # bars also where stderr is no terminal
    assert "model.safetensors: 100%" in client.stderr


def test_two_revisions_are_two_commits_in_one_cache(client):
    commits = client.resolve_each({"revision": "main"}, {"revision": "v2"}, {"revision": SECOND})
    assert [(out["commit"], out["value"]) for out in commits] == [(FIRST, 1.0), (SECOND, 2.0), (SECOND, 2.0)]


def test_a_pull_request_is_a_revision_too(client, server):
    server.repositories["org/model"].references["refs/pr/1"] = SECOND
    pull = {"revision": "refs/pr/1"}
    assert [out["commit"] for out in client.resolve_each(pull, {**pull, "offline": True})] == [SECOND] * 2


def test_every_file_is_of_one_commit_when_main_moves_meanwhile(client, server):
    repository = server.repositories["org/model"]
    repository.after_request = lambda: repository.references.update(main=SECOND)
    out = client.resolve()
    assert (out["commit"], out["config"], out["value"]) == (FIRST, 1.0, 1.0)
    assert repository.references["main"] == SECOND


def test_weights_can_be_left_out_until_they_are_asked_for(client):
    out = client.resolve(weights=False)
    assert out["before"] == [name for name in READ if not name.endswith(".safetensors")]
    assert out["files"] == READ


def test_a_second_run_downloads_nothing(client, server):
    client.resolve()
    server.requests.clear()
    assert client.resolve()["value"] == 1.0
    assert server.requests == ["GET api/models/org/model/revision/main"]


def test_sharded_weights_come_with_every_shard(client, server):
    files = tiny_model(1.0)
    shard = files.pop("model.safetensors")
    index = {"weight_map": {"weight": "model-00001-of-00001.safetensors"}}
    files |= {
        "model-00001-of-00001.safetensors": shard,
        "model.safetensors.index.json": json.dumps(index).encode(),
    }
    server.repositories["org/model"].commits[FIRST] = files
    assert client.resolve()["value"] == 1.0


def test_a_shard_that_the_repository_lacks_is_named(client, server):
    files = tiny_model(1.0)
    del files["model.safetensors"]
    files["model.safetensors.index.json"] = b'{"weight_map": {"weight": "model-1.safetensors"}}'
    server.repositories["org/model"].commits[FIRST] = files
    assert "model-1.safetensors" in client.resolve()["error"]


def test_a_wrong_repository_or_revision_or_token_is_told_apart(client, server):
    server.tokens.add("right")
    none, unknown = client.resolve_each({"name": "org/none"}, {"revision": "v9"})
    assert "no such model" in none["error"]
    assert "no revision 'v9'" in unknown["error"]
    assert "no such model" in client.resolve("org/none", env={"HF_TOKEN": "right"})["error"]
    assert "does not accept the token" in client.resolve(env={"HF_TOKEN": "wrong"})["error"]


def test_a_private_model_takes_a_token(client, server):
    server.repositories["org/model"].private = True
    server.tokens.add("right")
    refused = client.resolve()["error"]
    assert "HF_TOKEN" in refused and "private" in refused
    assert client.resolve(env={"HF_TOKEN": "right"})["value"] == 1.0


def test_a_gated_model_says_where_its_terms_are(client, server):
    server.repositories["org/model"].gated = True
    out = client.resolve()
    assert "gated" in out["error"] and f"{server.url}/org/model" in out["error"] and "HF_TOKEN" in out["error"]
    server.tokens.add("right")
    assert client.resolve(env={"HF_TOKEN": "right"})["value"] == 1.0


def test_a_file_that_is_listed_but_gone_is_named(client, server):
    listed = server.repositories["org/model"].commits[FIRST]
    server.repositories["org/model"].after_request = lambda: listed.pop("vocab.txt", None)
    assert "org/model@1111111/vocab.txt" in client.resolve()["error"]


@pytest.mark.parametrize("how", [{"env": {"HF_HUB_OFFLINE": "1"}}, {"offline": True}])
def test_offline_uses_the_cached_commit_of_the_revision_and_says_so(client, server, how):
    client.resolve(revision="v2")
    server.requests.clear()
    out = client.resolve(revision="v2", **how)
    assert (out["commit"], out["value"], server.requests) == (SECOND, 2.0, [])
    assert len(out["said"]) == 1 and f"using commit {SECOND}" in out["said"][0]


@pytest.mark.parametrize("failure", ["server gone", "server broken"])
def test_a_hub_that_does_not_answer_is_as_offline(client, server, failure):
    client.resolve()
    if failure == "server gone":
        server.stop()
    else:
        server.broken = 503
    out = client.resolve()
    assert out["value"] == 1.0 and f"using commit {FIRST}" in out["said"][0]


def test_offline_without_the_model_in_the_cache_is_refused(client, server):
    client.resolve(revision="v2")
    for out in (client.resolve(env={"HF_HUB_OFFLINE": "1"}), client.resolve("org/none", offline=True)):
        assert out["kind"] == "SourceError" and "download cache does not have this model" in out["error"]
    server.stop()
    assert f"no connection to {server.url}" in client.resolve()["error"]


def test_offline_with_only_the_small_files_asks_for_a_connection(client, server):
    client.resolve()
    [path] = client.home.rglob("snapshots/*/model.safetensors")
    path.unlink()
    assert "Run it once with a connection" in client.resolve(offline=True)["error"]


@pytest.mark.parametrize("file", ["modules.json", "1_Pooling/config.json"])
def test_offline_does_not_take_a_part_of_an_embedding_model_for_the_whole(client, server, file):
    client.resolve()
    [path] = client.home.rglob(f"snapshots/*/{file}")
    path.unlink()
    refused = client.resolve(offline=True)["error"]
    assert f"org/model@1111111/{file}: the download cache holds only a part" in refused


def test_offline_knows_what_the_model_never_had(client, server):
    del server.repositories["org/model"].commits[FIRST]["2_Dense/config.json"]
    online, offline = client.resolve_each({}, {"offline": True})
    assert online["files"] == offline["files"]
    assert len(offline["said"]) == 1


def test_offline_takes_a_classifier_that_another_program_cached_and_says_what_is_unknown(client, server):
    config = {"model_type": "bert", "architectures": ["BertForSequenceClassification"], "value": 1.0}
    files = {"config.json": json.dumps(config).encode()}
    server.repositories["org/model"].commits[FIRST] |= files
    client.resolve()
    for name in ("modules.json", "README.md"):
        [path] = client.home.rglob(f"snapshots/*/{name}")
        path.unlink()
    out = client.resolve(offline=True)
    assert (out["value"], out["license"]) == (1.0, None)
    assert "taken as absent: README.md, modules.json" in out["said"][1]


def test_a_cut_connection_is_resumed(client, server):
    server.cuts["model.safetensors"] = [50_000]
    out = client.resolve()
    assert (out["value"], server.cuts["model.safetensors"]) == (1.0, [])


def test_a_connection_that_stays_cut_fails_clearly_and_a_rerun_works(client, server):
    server.cuts["model.safetensors"] = [50_000] + [0] * 30
    out = client.resolve()
    assert "org/model@1111111/model.safetensors" in out["error"] and "run the command again" in out["error"]
    assert not list(client.home.rglob("snapshots/*/model.safetensors"))
    server.cuts.clear()
    assert client.resolve()["value"] == 1.0


def test_a_damaged_download_is_never_used(client, server):
    good = server.repositories["org/model"].commits[FIRST]["model.safetensors"]
    server.lies["model.safetensors"] = [good[:-4] + b"\0\0\0\0"]
    out = client.resolve()
    assert out["value"] == 1.0 and "damaged, its SHA-256" in out["said"][0]


def test_a_file_of_another_size_than_announced_is_never_used(client, server):
    good = server.repositories["org/model"].commits[FIRST]["model.safetensors"]
    server.lies["model.safetensors"] = [good + b"more"]
    out = client.resolve()
    assert out["value"] == 1.0 and "damaged" in out["said"][0]


def test_a_kept_part_that_is_longer_than_the_file_is_not_continued(client, server):
    content = server.repositories["org/model"].commits[FIRST]["model.safetensors"]
    part = client.home / "hub/models--org--model/blobs" / f"{hashlib.sha256(content).hexdigest()}.incomplete"
    part.parent.mkdir(parents=True)
    part.write_bytes(bytes(len(content) + 1))
    assert client.resolve()["value"] == 1.0


def test_a_cache_that_cannot_be_written_is_said_to_be_the_cause(client):
    (client.home / "hub").write_bytes(b"a file where the cache wants its folder")
    error = client.resolve()["error"]
    assert "the download cache cannot be used" in error and "HF_HOME" in error


def test_a_download_that_stays_damaged_is_refused_and_deleted(client, server):
    good = server.repositories["org/model"].commits[FIRST]["model.safetensors"]
    server.lies["model.safetensors"] = [good[:-4] + b"\0\0\0\0"] * 3
    assert "damaged" in client.resolve()["error"]
    assert not list(client.home.rglob("snapshots/*/model.safetensors"))


def test_a_cached_file_that_was_cut_short_is_downloaded_again(client):
    client.resolve()
    [path] = client.home.rglob("snapshots/*/model.safetensors")
    path.resolve().write_bytes(b"short")
    out = client.resolve()
    assert out["value"] == 1.0 and "damaged, 5 of" in out["said"][0]


def test_a_hub_model_without_weights_that_are_read_is_refused_before_any_download(client, server):
    files = tiny_model(1.0)
    del files["model.safetensors"], files["pytorch_model.bin"]
    files["other.h5"] = files.pop("tf_model.h5")
    server.repositories["org/model"].commits[FIRST] = files
    error = client.resolve()["error"]
    assert (
        "other.h5 (TensorFlow under another name)" in error
        and "onnx/model.onnx (ONNX)" in error
        and "model.safetensors" in error
    )
    assert server.requests == ["GET api/models/org/model/revision/main"]
