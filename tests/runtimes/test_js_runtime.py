"""runtimes/js: its own tests, types, size and package, with the packages that `npm ci` put beside it."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "runtimes" / "js"
README = PACKAGE / "README.md"


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of the tools. Skips, loudly, where Node or the packages are missing."""
    if shutil.which("node") is None or not (PACKAGE / "node_modules" / ".bin" / "vitest").exists():
        pytest.skip(f"THE BROWSER RUNTIME IS NOT TESTED: node, or its packages, are missing: run `npm ci` in {PACKAGE}")
    return PACKAGE / "node_modules" / ".bin"


def run(*command: str | Path, cwd: Path = PACKAGE, **env: str) -> str:
    """Its output. Fails with it where the command does."""
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env={**os.environ, "CI": "true", **env}, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ask_python(out: Path, bundle: Path) -> Path:
    """What the Python runtime answers about a bundle."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", ""), *sys.path])}
    command = [sys.executable, str(ROOT / "tests" / "runtimes" / "js_cases.py"), str(out), str(bundle)]
    subprocess.run(command, env=env, check=True, timeout=300, capture_output=True)
    return out


@pytest.mark.slow
def test_its_tests_pass_with_a_converted_bundle_in_tfjs_equal_to_the_python_runtime(tools, intents_bundle, tmp_path):
    cases = ask_python(tmp_path / "cases.json", intents_bundle)
    found = run(tools / "vitest", "run", "--reporter=json", HFEDGE_JS_CASES=str(cases))
    report = json.loads(found[found.index("{") :])
    assert report["success"] and report["numTotalTests"] > 150
    assert report["numPendingTests"] == 0, "tests were skipped"


def test_it_and_the_snippets_of_its_readme_are_well_typed(tools, tmp_path):
    blocks = re.findall(r"```ts\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 5
    for number, block in enumerate(blocks):
        (tmp_path / f"snippet{number}.ts").write_text(f"{block}\nexport {{}};\n", encoding="utf-8")
    entries = ("index", "litert", "tfjs", "worker", "worker-script")
    names = {name: "hfedge" if name == "index" else f"hfedge/{name}" for name in entries}
    options = {
        "paths": {spelled: [str(PACKAGE / "src" / f"{name}.ts")] for name, spelled in names.items()},
        "typeRoots": [str(PACKAGE / "node_modules" / "@types")], "types": ["node"], "noUnusedLocals": False,
    }  # fmt: skip
    include = [str(PACKAGE / "src"), str(PACKAGE / "tests"), str(PACKAGE / "vitest.config.ts"), "*.ts"]
    config = {"extends": str(PACKAGE / "tsconfig.json"), "compilerOptions": options, "include": include}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    run(tools / "tsc", "-p", tmp_path / "tsconfig.json")


def test_its_own_code_is_small_enough(tools, capsys):
    found = run("node", "scripts/size.mjs")
    with capsys.disabled():
        print(f"\n{found}")


def test_the_packed_package_is_imported_by_its_name(tools, tmp_path):
    run("npm", "pack", "--silent", "--pack-destination", tmp_path)
    with tarfile.open(next(tmp_path.glob("hfedge-*.tgz"))) as packed:
        packed.extractall(tmp_path, filter="data")
    package = tmp_path / "node_modules" / "hfedge"
    package.parent.mkdir()
    (tmp_path / "package").rename(package)
    (tmp_path / "node_modules" / "@tensorflow").symlink_to(PACKAGE / "node_modules" / "@tensorflow")
    manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
    files = [path for row in manifest["exports"].values() if isinstance(row, dict) for path in row.values()]
    assert [path for path in files if not (package / path).is_file()] == []
    entries = "['hfedge', 'hfedge/litert', 'hfedge/tfjs', 'hfedge/worker']"
    script = f"for (const name of {entries}) console.log(Object.keys(await import(name)).sort().join())"
    first, *others, worker = run("node", "--input-type=module", "-e", script, cwd=tmp_path).split()
    assert first == "BundleError,EngineError,HfedgeError,ModelError,UsageError,clearCache,inspect,load,readDrop"
    assert others == [first, first] and "loadInWorker" in worker
    # A bundler must not leave out the one file that does something when it is imported.
    (tmp_path / "worker.js").write_text("import 'hfedge/worker-script';", encoding="utf-8")
    bundled = run(tools / "esbuild", "worker.js", "--bundle", "--format=esm", "--external:@*", cwd=tmp_path)
    assert "addEventListener" in bundled and "TFL3" in bundled
    copied = run("node", package / "bin" / "copy-wasm.mjs", tmp_path / "site", "tfjs", cwd=tmp_path)
    assert "tfjs: 1.2 MB" in copied and (tmp_path / "site" / "tfjs-backend-wasm-simd.wasm").is_file()


def test_the_lock_file_names_no_host():
    assert "resolved" not in (PACKAGE / "package-lock.json").read_text(encoding="utf-8")
