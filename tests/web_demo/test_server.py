"""What `hfedge demo` serves, and what it refuses. No browser is needed."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from hfedge import page
from hfedge.errors import BundleError
from hfedge.page.server import PageServer, rows
from hfedge_command import INTENTS, QUICK, run_hfedge
from toy_bundle import write_flat_bundle


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "toy.hfedge"
    write_flat_bundle(folder)
    (folder / "secret.txt").write_text("not a file of the bundle")
    return folder


@pytest.fixture(scope="module")
def server(bundle):
    with PageServer(rows((bundle,))) as server:
        yield server


def ask(server, path, method="GET", **headers):
    """-> (status, headers, body) of a request whose path is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    host = headers.pop("Host", f"127.0.0.1:{server.server_port}")
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": host, **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def test_the_page_comes_with_a_strict_policy(server):
    status, headers, body = ask(server, "/")
    assert status == 200 and b"<title>hfedge" in body
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] is None


def test_a_page_that_asks_for_isolation_has_it(bundle):
    with PageServer(rows((bundle,)), isolated=True) as server:
        for path in ("/", "/page.js", "/bundles/toy/hfedge.json"):
            headers = ask(server, path)[1]
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/page.js", "text/javascript; charset=utf-8"),
        ("/wasm/litert_wasm_internal.mjs", "text/javascript; charset=utf-8"),
        ("/wasm/litert_wasm_internal.wasm", "application/wasm"),
        ("/bundles.json", "application/json; charset=utf-8"),
        ("/bundles/toy/model.fp32.tflite", "application/octet-stream"),
        ("/icon.svg", "image/svg+xml"),
    ],
)
def test_files_have_the_types_that_browsers_ask_for(server, path, kind):
    status, headers, _ = ask(server, path)
    assert (status, headers["Content-Type"]) == (200, kind)


def test_bundles_json_lists_the_bundle_and_its_files_come_as_they_are(server, bundle):
    [row] = json.loads(ask(server, "/bundles.json")[2])
    assert row == {"name": "toy", "task": "text-classification", "url": "bundles/toy/"}
    for name in ("hfedge.json", "model.fp32.tflite"):
        assert ask(server, f"/bundles/toy/{name}")[2] == (bundle / name).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/bundles/toy/secret.txt",
        "/bundles/toy/../../../../etc/passwd",
        "/bundles/toy/..%2f..%2f..%2fetc%2fpasswd",
        "/bundles/toy/%2e%2e/%2e%2e/toy.hfedge/secret.txt",
        "//etc/passwd",
        "/..\\..\\etc\\passwd",
        "/bundles/toy/",
        "/bundles/",
        "/wasm.tar.xz",
        "/../server.py",
        "/bundles/toy/hfedge.json%00.txt",
    ],
)
def test_nothing_else_is_served(server, path):
    status, _, body = ask(server, path)
    assert (status, body) == (404, b"404 Not Found\n")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""])
def test_another_host_is_refused(server, host):
    status, _, body = ask(server, "/bundles/toy/hfedge.json", Host=host.format(port=server.server_port))
    assert status == 421 and b"toy" not in body


def test_localhost_is_the_same_server(server):
    assert ask(server, "/", Host=f"localhost:{server.server_port}")[0] == 200


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_head_has_no_body_and_what_is_known_is_not_sent_again(server):
    status, headers, body = ask(server, "/page.js", "HEAD")
    assert (status, body) == (200, b"") and int(headers["Content-Length"]) > 0
    assert ask(server, "/page.js", If_None_Match=headers["ETag"])[0] == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(server, method):
    assert ask(server, "/", method)[0] == 501


def test_a_link_that_leads_out_of_the_bundle_is_refused(bundle, tmp_path):
    copy = tmp_path / "linked.hfedge"
    copy.mkdir()
    (copy / "hfedge.json").write_bytes((bundle / "hfedge.json").read_bytes())
    (copy / "model.fp32.tflite").symlink_to("/etc/hostname")
    with pytest.raises(BundleError, match=r"no file model\.fp32\.tflite"):
        rows((copy,))


def test_bundles_of_one_name_are_told_apart(bundle):
    assert [row.name for row in rows((bundle, bundle))] == ["toy", "toy-2"]


def test_a_tflite_is_served_by_itself(shared_bundle):
    file = shared_bundle("small", INTENTS, *QUICK) / "model.int8.tflite"
    [row] = rows((file,))
    assert (row.name, row.task, row.url) == ("model.int8", "text-classification", "bundles/model.int8.tflite")
    assert row.files == {"bundles/model.int8.tflite": file}


def test_a_page_that_was_not_built_is_an_error_with_a_way_out(monkeypatch, tmp_path):
    monkeypatch.setattr(page, "BUILT", tmp_path)
    assert not page.is_built()
    with pytest.raises(BundleError, match="make page"):
        page.files()


def test_the_command_serves_until_it_is_interrupted(bundle):
    command = [sys.executable, "-m", "hfedge", "demo", str(bundle), "--port", "0", "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    url = process.stdout.readline().split()[0]
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert b"hfedge" in answer.read()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err.strip()) == (0, "", "")


def test_the_command_opens_a_browser(bundle, tmp_path):
    opened = tmp_path / "opened"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > {opened}.part && mv {opened}.part {opened}\n')
    program.chmod(0o755)
    command = [sys.executable, "-m", "hfedge", "demo", str(bundle), "--port", "0"]
    env = {**os.environ, "BROWSER": f"{program} %s"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    url = process.stdout.readline().split()[0]
    for _ in range(100):
        if opened.exists():
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert opened.read_text().strip() == url


def test_a_port_that_is_taken_is_named(server, bundle):
    done = run_hfedge("demo", bundle, "--port", server.server_port, "--no-open")
    assert done.code == 1 and str(server.server_port) in done.message


def test_what_is_no_bundle_is_refused(tmp_path):
    done = run_hfedge("demo", tmp_path, "--no-open")
    assert done.code == 1 and "no readable manifest" in done.message
