"""Builds the page and puts it where the Python package finds it: converter/hfedge/page/built.

python web-demo/pack.py            needs node and npm
python web-demo/pack.py --check    exit code 1 where what is there is not what the sources give
"""

import argparse
import io
import lzma
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "converter"))

from hfedge import page  # noqa: E402

DIST = HERE / "dist"
OLDEST_NODE = (20, 19)  # of Vite 8
PRESET = 9 | lzma.PRESET_EXTREME


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="Write nothing; say what differs.")
    check = parser.parse_args().check
    missing = why_not()
    if missing:
        print(f"The page cannot be built: {missing}.", file=sys.stderr)
        return 1
    build()
    made = {path.relative_to(DIST).as_posix(): path.read_bytes() for path in sorted(DIST.rglob("*")) if path.is_file()}
    there = page.files() if page.is_built() else {}
    changed = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
    if not check:
        write(made, there)
    print(f"{len(made)} files, {size() / 1e6:.2f} MB; changed: {', '.join(changed) or 'none'}")
    return 1 if check and changed else 0


def why_not() -> str:
    """What the build needs and is not here; empty: nothing."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "Node and npm are not installed"
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    major, minor = (int(part) for part in version.removeprefix("v").split(".")[:2])
    return "" if (major, minor) >= OLDEST_NODE else f"Node {version} is older than 20.19"


def build() -> None:
    """dist/ from the sources; packages are installed where they are not those of the lock file."""
    done = HERE / "node_modules" / ".package-lock.json"
    if not done.exists() or done.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=HERE, check=True)
    subprocess.run(["npm", "run", "--silent", "build", "--", "--logLevel", "error"], cwd=HERE, check=True)


def write(made: dict[str, bytes], there: dict[str, bytes]) -> None:
    wasm, old = (engines(files) for files in (made, there))
    # Another xz gives other bytes for the same files: what is there stays while it holds the same.
    archive = (page.BUILT / page.ARCHIVE).read_bytes() if wasm == old else packed(wasm)
    shutil.rmtree(page.BUILT, ignore_errors=True)
    for name, content in {**made, page.ARCHIVE: archive}.items():
        if name not in wasm:
            (page.BUILT / name).parent.mkdir(parents=True, exist_ok=True)
            (page.BUILT / name).write_bytes(content)


def engines(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith("wasm/")}


def packed(files: dict[str, bytes]) -> bytes:
    """A .tar.xz without names of people or times."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return lzma.compress(plain.getvalue(), preset=PRESET)


def size() -> int:
    return sum(path.stat().st_size for path in page.BUILT.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
