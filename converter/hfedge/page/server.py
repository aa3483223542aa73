"""Serves the web demo and bundles from 127.0.0.1, for one person on this machine.

What can be asked for is a table, made when the server starts: no path is ever joined to a folder. A request must name
this server as its host: a page on another site that points its own name here (DNS rebinding) is refused.
"""

import hashlib
import json
import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from hfedge import page
from hfedge.errors import BundleError
from hfedge.manifest import MANIFEST_NAME, read_embedded, read_manifest

ADDRESS = "127.0.0.1"
TYPES = {
    ".bin": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".tflite": "application/octet-stream",
    ".wasm": "application/wasm",
}
# As in the page itself; frame-ancestors can be said in a header only.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
ISOLATION = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}


@dataclass(frozen=True)
class Row:
    """A bundle as bundles.json lists it; `files` are what may be asked for, by their path below the page."""

    name: str
    task: str
    url: str
    files: Mapping[str, Path]


def rows(bundles: tuple[Path, ...]) -> list[Row]:
    """One for each bundle: its folder, or a .tflite of one. Raises BundleError for what is neither."""
    found: list[Row] = []
    for path in bundles:
        name = _free_name(path.name.removesuffix(".hfedge").removesuffix(".tflite"), {row.name for row in found})
        found.append(_file_row(path, name) if path.is_file() else _folder_row(path, name))
    return found


def _folder_row(folder: Path, name: str) -> Row:
    manifest = read_manifest(folder)
    artifacts = (artifact for artifact in manifest.artifacts if artifact.target in ("tflite", "tfjs"))
    names = [MANIFEST_NAME, *(file.path for artifact in artifacts for file in artifact.files)]
    files = {f"bundles/{name}/{path}": _inside(folder, path) for path in names}
    return Row(name, manifest.source.task, f"bundles/{quote(name)}/", files)


def _file_row(file: Path, name: str) -> Row:
    task = read_embedded(file)["source"]["task"]
    return Row(name, task, f"bundles/{quote(name)}.tflite", {f"bundles/{name}.tflite": file})


def _inside(folder: Path, path: str) -> Path:
    """The file, which a link may not lead out of the bundle."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise BundleError(f"no file {path} in the bundle", where=str(folder), hint="Convert the model again.")
    return file


def _free_name(name: str, taken: set[str]) -> str:
    number = 2
    chosen = name
    while chosen in taken:
        chosen, number = f"{name}-{number}", number + 1
    return chosen


class PageServer(ThreadingHTTPServer):
    """`with PageServer(rows(bundles)) as server: print(server.url)`; port 0 is any that is free."""

    daemon_threads = True

    def __init__(self, listed: list[Row], port: int = 0, isolated: bool = False):
        table = [{"name": row.name, "task": row.task, "url": row.url} for row in listed]
        self.contents: dict[str, bytes | Path] = {**page.files(), "bundles.json": json.dumps(table).encode()}
        self.contents[""] = self.contents["index.html"]
        for row in listed:
            self.contents |= row.files
        self.headers = HEADERS | (ISOLATION if isolated else {})
        super().__init__((ADDRESS, port), _Handler)
        self.hosts = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}/"

    def __enter__(self) -> "PageServer":
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def wait(self) -> None:
        """Until the process is interrupted."""
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    protocol_version = "HTTP/1.1"
    server_version = "hfedge"
    sys_version = ""
    timeout = 60  # seconds that a connection may be idle

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, body: bool) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            return self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        content = self.server.contents.get(path)
        if content is None or (isinstance(content, Path) and not content.is_file()):
            return self._refuse(HTTPStatus.NOT_FOUND)
        tag = _tag(content)
        if self.headers.get("If-None-Match") == tag:
            return self._begin(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
        size = content.stat().st_size if isinstance(content, Path) else len(content)
        kind = TYPES.get(Path(path or "index.html").suffix, "application/octet-stream")
        self._begin(HTTPStatus.OK, {"ETag": tag, "Content-Type": kind, "Content-Length": str(size)})
        if body:
            self._send(content)

    def _begin(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**self.server.headers, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _refuse(self, status: HTTPStatus) -> None:
        text = f"{status.value} {status.phrase}\n".encode()
        self.close_connection = True
        self._begin(status, {"Content-Type": "text/plain", "Content-Length": str(len(text)), "Connection": "close"})
        if self.command != "HEAD":
            self.wfile.write(text)

    def _send(self, content: bytes | Path) -> None:
        try:
            if isinstance(content, bytes):
                self.wfile.write(content)
                return
            with content.open("rb") as file:
                shutil.copyfileobj(file, self.wfile, 1 << 20)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the page was closed, or what it asked for is no longer wanted

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: the terminal belongs to the person."""


def _tag(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    status = content.stat()
    return f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
