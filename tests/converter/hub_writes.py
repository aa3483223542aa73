"""What clients write to the Hub of hub_server.py: repositories, branches, uploads of large files, commits, cards.

As the Hub does it, a commit names large files by their SHA-256, which must have been uploaded before; a repository
begins with a .gitattributes, and a pull request is the reference refs/pr/<number>.
"""

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import yaml

LARGE = (".safetensors", ".bin", ".h5", ".tflite", ".pb")
JSON = {"Content-Type": "application/json"}
# Of what the Hub checks in a card's front matter, what hfedge writes (docs/hub/model-cards.md of huggingface/hub-docs).
_CARD = {
    "license": lambda value: re.fullmatch("[a-z0-9.+-]+", value),
    "license_name": lambda value: re.fullmatch("[a-z0-9.-]+", value),
    "base_model": lambda value: re.fullmatch(r"[\w.-]+/[\w.-]+", value),
    "base_model_relation": lambda value: value in ("adapter", "merge", "quantized", "finetune"),
    "pipeline_tag": lambda value: re.fullmatch("[a-z-]+", value),
    "library_name": lambda value: re.fullmatch("[a-z0-9-]+", value),
    "tags": lambda value: isinstance(value, list) and all(isinstance(tag, str) for tag in value),
}


class Writes:
    """The handlers of POST and PUT; `self` is the server's request handler."""

    def do_POST(self) -> None:
        body, path = self._body(), unquote(urlsplit(self.path).path).strip("/")
        self.server_state.requests.append(f"POST {path}")
        if self.server_state.broken:
            return self._answer(self.server_state.broken)
        if path == "api/validate-yaml":
            return self._validate(json.loads(body)["content"])
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.server_state.tokens:
            return self._answer(401, {"X-Error-Message": "Invalid credentials in Authorization header"})
        if token in self.server_state.readers:
            return self._answer(403, {"X-Error-Message": "You don't have the rights to write"})
        if path == "api/repos/create":
            return self._create(json.loads(body))
        if path.endswith(".git/info/lfs/objects/batch"):
            return self._batch(json.loads(body))
        org, name, action, revision = path.removeprefix("api/models/").split("/", 3)
        return getattr(self, f"_{action}")(f"{org}/{name}", revision, body)

    def do_PUT(self) -> None:
        body, path = self._body(), urlsplit(self.path).path.strip("/")
        self.server_state.requests.append(f"PUT {path}")
        oid = path.removeprefix("uploads/")
        if hashlib.sha256(body).hexdigest() != oid:
            return self._answer(400)
        self.server_state.uploads[oid] = body
        return self._answer(200)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _say(self, found: Any, status: int = 200) -> None:
        self._answer(status, JSON, json.dumps(found).encode())

    def _validate(self, card: str) -> None:
        match = re.match(r"---\n(.*?)\n---\n", card, re.DOTALL)
        found = yaml.safe_load(match[1]) if match else {}
        wrong = [key for key, value in found.items() if not _CARD.get(key, lambda _: False)(value)]
        warnings = [] if found else [{"message": "empty or missing yaml metadata in repo card"}]
        if found.get("license") == "other" and "license_name" not in found:
            warnings.append({"message": "license_name is missing"})
        errors = [{"message": f'"{key}" is not valid'} for key in wrong]
        self._say({"warnings": warnings, "errors": errors}, 400 if errors else 200)

    def _create(self, asked: dict) -> None:
        from hub_server import Repository

        name = f"{asked['organization']}/{asked['name']}"
        if name in self.server_state.repositories:
            return self._say({"error": "You already created this model repo"}, 409)
        commit = hashlib.sha1(name.encode()).hexdigest()
        files = {".gitattributes": b"*.tflite filter=lfs diff=lfs merge=lfs -text\n"}
        self.server_state.repositories[name] = Repository(
            {commit: files}, {"main": commit}, asked.get("private", False)
        )
        return self._say({"url": f"{self.server_state.url}/{name}"})

    def _branch(self, name: str, branch: str, body: bytes) -> None:
        repository = self.server_state.repositories[name]
        repository.references[branch] = repository.references["main"]
        self._say({})

    def _preupload(self, name: str, revision: str, body: bytes) -> None:
        if name not in self.server_state.repositories:
            return self._answer(404, {"X-Error-Code": "RepoNotFound"})
        commit = self.server_state.repositories[name].commit_of(revision)
        if commit is None:
            return self._answer(404, {"X-Error-Code": "RevisionNotFound"})
        files = self.server_state.repositories[name].commits[commit]
        return self._say({"files": [_mode(file["path"], files) for file in json.loads(body)["files"]]})

    def _batch(self, asked: dict) -> None:
        found = []
        for item in asked["objects"]:
            there = item["oid"] in self.server_state.uploads
            href = f"{self.server_state.storage_url}/uploads/{item['oid']}"
            found.append(item | ({} if there else {"actions": {"upload": {"href": href}}}))
        self._say({"transfer": "basic", "objects": found})

    def _commit(self, name: str, revision: str, body: bytes) -> None:
        repository = self.server_state.repositories[name]
        lines = [json.loads(line) for line in body.splitlines() if line]
        header = lines[0]["value"]
        parent = repository.references[revision]
        if header.get("parentCommit", parent) != parent:
            return self._say({"error": "the parent commit is another"}, 412)
        files = dict(repository.commits[parent])
        for line in lines[1:]:
            path = line["value"]["path"]
            if line["key"] == "file":
                files[path] = base64.b64decode(line["value"]["content"])
            elif line["key"] == "lfsFile":
                files[path] = self.server_state.uploads[line["value"]["oid"]]
            else:
                del files[path]
        commit = hashlib.sha1(parent.encode() + body).hexdigest()
        repository.commits[commit] = files
        self.server_state.headers.append(header)
        request = "create_pr" in parse_qs(urlsplit(self.path).query)
        reference = f"refs/pr/{len(self.server_state.headers)}" if request else revision
        repository.references[reference] = commit
        at = f"{self.server_state.url}/{name}"
        pull = f"{at}/discussions/{len(self.server_state.headers)}" if request else ""
        return self._say({"commitUrl": f"{at}/commit/{commit}", "commitOid": commit, "pullRequestUrl": pull})


def _mode(path: str, files: dict[str, bytes]) -> dict[str, Any]:
    """How a file is to be sent, and what is there under its name: clients leave out what is the same."""
    large, content = path.endswith(LARGE), files.get(path)
    oid = None if content is None else hashlib.sha256(content).hexdigest() if large else git_blob(content)
    return {"path": path, "uploadMode": "lfs" if large else "regular", "shouldIgnore": False, "oid": oid}


def git_blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
