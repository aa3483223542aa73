"""A small Hub on 127.0.0.1 for the real huggingface_hub client: the endpoints it calls, and their failures.

    with HubServer() as server:
        server.repositories["org/model"] = Repository({"a" * 40: tiny_model(1.0)}, {"main": "a" * 40})

Large files (LFS) are redirected to /cdn/..., as on the real Hub; every answer to a GET honours Range. What
clients write is in hub_writes.py.
"""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import numpy as np
from safetensors.numpy import save

from hub_writes import LARGE, Writes, git_blob


@dataclass
class Repository:
    """Commits (40 hex digits to file contents), references (branch or tag to commit), and who may read."""

    commits: dict[str, dict[str, bytes]]
    references: dict[str, str]
    private: bool = False
    gated: bool = False
    # Called after each file request, for what happens meanwhile (such as a push to main).
    after_request: Callable[[], None] = lambda: None

    def commit_of(self, revision: str) -> str | None:
        return self.references.get(revision, revision if revision in self.commits else None)


@dataclass
class HubServer:
    """Serves `repositories` to clients of any token in `tokens`; `requests` is what was asked, in order."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    # File name to how many bytes each of the next answers carries before the connection is cut.
    cuts: dict[str, list[int]] = field(default_factory=dict)
    # File name to bytes that are sent in place of the right ones, for the next answers.
    lies: dict[str, list[bytes]] = field(default_factory=dict)
    # Status of every answer, while set.
    broken: int | None = None
    requests: list[str] = field(default_factory=list)
    # Of `tokens` those that may read alone; what was uploaded, by SHA-256; the headers of commits, in order.
    readers: set[str] = field(default_factory=set)
    uploads: dict[str, bytes] = field(default_factory=dict)
    headers: list[dict] = field(default_factory=list)

    def __enter__(self) -> "HubServer":
        hub = self

        class Handler(_Handler):
            server_state = hub

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        port = self._http.server_address[1]
        # Two names for one server: a client takes a redirect to another host for the Hub's storage.
        self.url, self.storage_url = f"http://127.0.0.1:{port}", f"http://localhost:{port}"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Handler(Writes, BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body go out in two writes; without this each answer would wait 40 ms for an ACK.
    disable_nagle_algorithm = True
    server_state: HubServer

    def do_HEAD(self) -> None:
        self._serve()

    def do_GET(self) -> None:
        self._serve()

    def log_message(self, *_: object) -> None:
        pass

    def _serve(self) -> None:
        path = unquote(urlsplit(self.path).path).strip("/")
        if path == "api/agent-harnesses":  # asked once a day by clients since 1.x, about themselves
            return self._answer(404)
        self.server_state.requests.append(f"{self.command} {path}")
        if self.server_state.broken:
            return self._answer(self.server_state.broken)
        if path.startswith("api/models/"):
            name, _, revision = path.removeprefix("api/models/").partition("/revision/")
            return self._serve_listing(name, revision or "main")
        if path.startswith("cdn/"):
            name, commit, file = path.removeprefix("cdn/").split("//")
            return self._content(file, self.server_state.repositories[name].commits[commit][file], {})
        name, _, rest = path.partition("/resolve/")
        revision, _, file = rest.partition("/")
        self._serve_file(name, revision, file)

    def _admitted(self, name: str) -> Repository | None:
        """The repository, or None after an answer that says why not, in the Hub's way."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        repository = self.server_state.repositories.get(name)
        if token and token not in self.server_state.tokens:
            self._answer(401, {"X-Error-Message": "Invalid credentials in Authorization header"})
        elif repository is None or (repository.private and not token):
            # Without a token the Hub does not tell a private repository from none.
            self._answer(404, {"X-Error-Code": "RepoNotFound"}) if token else self._answer(401)
        else:
            return repository
        return None

    def _serve_listing(self, name: str, revision: str) -> None:
        if (repository := self._admitted(name)) is None:
            return
        if (commit := repository.commit_of(revision)) is None:
            return self._answer(404, {"X-Error-Code": "RevisionNotFound"})
        siblings = [_sibling(file, content) for file, content in repository.commits[commit].items()]
        listing = {
            "id": name,
            "modelId": name,
            "sha": commit,
            "private": repository.private,
            "siblings": siblings,
        }
        self._answer(200, {"Content-Type": "application/json"}, json.dumps(listing).encode())

    def _serve_file(self, name: str, revision: str, file: str) -> None:
        if (repository := self._admitted(name)) is None:
            return
        if repository.gated and not self.headers.get("Authorization"):
            return self._answer(401, {"X-Error-Code": "GatedRepo"})
        if (commit := repository.commit_of(revision)) is None:
            return self._answer(404, {"X-Error-Code": "RevisionNotFound"})
        if (content := repository.commits[commit].get(file)) is None:
            return self._answer(404, {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": commit})
        headers = {"X-Repo-Commit": commit}
        if file.endswith(LARGE):
            headers |= {
                "X-Linked-Etag": f'"{hashlib.sha256(content).hexdigest()}"',
                "X-Linked-Size": str(len(content)),
                "Location": f"{self.server_state.storage_url}/cdn/{name}//{commit}//{file}",
            }
            self._answer(302, headers)
        else:
            self._content(file, content, headers | {"ETag": f'"{git_blob(content)}"'})
        repository.after_request()

    def _content(self, file: str, content: bytes, headers: dict[str, str]) -> None:
        reading = self.command == "GET"
        if reading and self.server_state.lies.get(file):
            content = self.server_state.lies[file].pop(0)
        first = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").split("-")[0])
        if first >= len(content) > 0:
            return self._answer(416, {"Content-Range": f"bytes */{len(content)}"})
        if first:
            headers = headers | {"Content-Range": f"bytes {first}-{len(content) - 1}/{len(content)}"}
        cut = self.server_state.cuts[file].pop(0) if reading and self.server_state.cuts.get(file) else None
        self._answer(206 if first else 200, headers, content[first:], cut)

    def _answer(
        self, status: int, headers: dict[str, str] | None = None, body: bytes = b"", cut: int | None = None
    ) -> None:
        self.send_response(status)
        for key, value in {
            "Accept-Ranges": "bytes",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[:cut])
        if cut is not None:
            self.close_connection = True


def tiny_model(value: float) -> dict[str, bytes]:
    """The files of a sentence-transformers model, every weight `value`, beside some that nobody reads."""
    return {
        "config.json": json.dumps({"model_type": "bert", "architectures": ["BertModel"], "value": value}).encode(),
        "README.md": b"---\nlicense: apache-2.0\npipeline_tag: sentence-similarity\n---\n# A model\n",
        "tokenizer.json": b"{}",
        "vocab.txt": f"[PAD]\n{value}\n".encode(),
        "modules.json": json.dumps(
            [
                {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
                {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
                {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"},
            ]
        ).encode(),
        "1_Pooling/config.json": b'{"pooling_mode_mean_tokens": true}',
        "2_Dense/config.json": b'{"in_features": 2, "out_features": 2}',
        "2_Dense/model.safetensors": save({"linear.weight": np.full((2, 2), value, np.float32)}),
        "sentence_bert_config.json": b'{"max_seq_length": 128}',
        "model.safetensors": save({"weight": np.full((300, 100), value, np.float32)}),
        "pytorch_model.bin": b"never asked for",
        "tf_model.h5": b"never asked for",
        "onnx/model.onnx": b"never asked for",
        "modeling_custom.py": b"raise SystemExit('code of a model was run')",
    }


def _sibling(file: str, content: bytes) -> dict[str, object]:
    entry = {"rfilename": file, "size": len(content), "blobId": git_blob(content)}
    if file.endswith(LARGE):
        entry["lfs"] = {
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "pointerSize": 130,
        }
    return entry
