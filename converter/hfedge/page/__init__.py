"""The web demo as it was built from web-demo/: what `hfedge demo` serves, and a browser is verified with.

`built/` holds the files as they are, but those of the engines (`wasm/`) lie in one archive: they are nearly the same
twice, so they take 2.3 MB together, and 6.3 MB each for itself in gzip. `web-demo/pack.py` writes both.
"""

import io
import tarfile
from pathlib import Path

from hfedge.errors import BundleError

BUILT = Path(__file__).parent / "built"
ARCHIVE = "wasm.tar.xz"


def is_built() -> bool:
    return (BUILT / "index.html").is_file() and (BUILT / ARCHIVE).is_file()


def files() -> dict[str, bytes]:
    """Path -> content of every file of the page, the engines' unpacked. Raises BundleError where it was not built."""
    if not is_built():
        raise BundleError("the web demo is not in this installation", where=str(BUILT), hint="Run `make page`.")
    paths = [path for path in sorted(BUILT.rglob("*")) if path.is_file() and path.name != ARCHIVE]
    plain = {path.relative_to(BUILT).as_posix(): path.read_bytes() for path in paths}
    return plain | unpack((BUILT / ARCHIVE).read_bytes())


def unpack(archive: bytes) -> dict[str, bytes]:
    """Path -> content of the files in a .tar.xz."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:xz") as tar:
        return {member.name: tar.extractfile(member).read() for member in tar.getmembers() if member.isfile()}
