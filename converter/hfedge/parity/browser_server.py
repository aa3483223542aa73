"""What a page in Chromium gets from Python, and what it sends back: one server on 127.0.0.1 for one artifact."""

import json
import queue
import secrets
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any

_SCRIPT = Path(__file__).with_name("run_browser.mjs")
_PAGE = (
    b'<!doctype html><meta charset="utf-8"><title>hfedge</title><script type="module" src="run_browser.mjs"></script>'
)
_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".wasm": "application/wasm",
}  # fmt: skip
# The page runs what we ship and talks to nobody else.
_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"
_LARGEST = 1 << 30  # bytes of one answer
Said = queue.Queue[tuple[dict[str, Any], bytes]]


@contextmanager
def serve(page: Mapping[str, bytes], bundle: Path, request: dict[str, Any]) -> Iterator[tuple[str, Said]]:
    """The URL to open and what the page says: a JSON object each, and bytes.

    The first part of every path is secret, so that no other program here reads the bundle or answers in its place.
    """
    secret, said = secrets.token_urlsafe(16), Said()
    files = {**page, "index.html": _PAGE, "run_browser.mjs": _SCRIPT.read_bytes(),
             "request.json": json.dumps(request).encode()}  # fmt: skip
    handler = type("Handler", (_Handler,), {"files": files, "bundle": bundle.resolve(), "said": said, "secret": secret})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{secret}/index.html", said
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    files: Mapping[str, bytes]
    bundle: Path
    said: Said
    secret: str
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        data = self._content()
        if data is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(PurePosixPath(self.path).suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        """uint32 (little-endian), as many bytes of JSON, and the rest."""
        size = int(self.headers.get("Content-Length", 0))
        if self._name() != "answer" or not 4 <= size <= _LARGEST:
            self.send_error(404)
            return
        body = self.rfile.read(size)
        (length,) = struct.unpack_from("<I", body)
        self.said.put((json.loads(body[4 : 4 + length]), body[4 + length :]))
        self.send_response(204)
        self.end_headers()

    def _name(self) -> str | None:
        """The path behind the secret."""
        first, _, rest = self.path.partition("?")[0].removeprefix("/").partition("/")
        return rest if secrets.compare_digest(first.encode(), self.secret.encode()) else None

    def _content(self) -> bytes | None:
        name = self._name()
        if name is None or not name.startswith("bundle/"):
            return self.files.get(name or "")
        file = (self.bundle / name.removeprefix("bundle/")).resolve()
        return file.read_bytes() if file.is_relative_to(self.bundle) and file.is_file() else None

    def log_message(self, *_: Any) -> None:
        """Nothing: the report is what there is to say."""
