"""An arm64 Linux in a folder, for an emulator of the processor alone (qemu-user): no root, no chroot.

The processor is always given: qemu 7.2 with its default one, which has SVE, gives wrong int8 results without a word;
LiteRT reads /proc/cpuinfo, which would be the machine's own.
"""

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from tests.android.debian import CACHE, NotHere, Suite

TARGET, HOST = Suite("bookworm", "arm64"), Suite("bookworm", "amd64")
PYTHON = ("python3.11-minimal", "libpython3.11-stdlib", "libstdc++6")
JAVA = ("openjdk-17-jre-headless",)
WHEELS = ("ai-edge-litert", "numpy", "flatbuffers", "backports.strenum", "tqdm", "typing_extensions", "protobuf")
_PROCESSOR = "cortex-a76"
_CPUINFO = """processor\t: 0
BogoMIPS\t: 100.00
Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp
CPU implementer\t: 0x41
CPU architecture: 8
CPU variant\t: 0x1
CPU part\t: 0xd0b
CPU revision\t: 0

"""


@lru_cache
def root() -> Path:
    """The folder with Python and a JVM. Raises NotHere."""
    folder = TARGET.unpacked((*PYTHON, *JAVA))
    (folder / "proc").mkdir(exist_ok=True)
    (folder / "proc" / "cpuinfo").write_text(_CPUINFO)
    return folder


def emulated() -> list[str]:
    """The words before a program of the root. Raises NotHere."""
    qemu = HOST.unpacked(("qemu-user-static",), alone=True) / "usr/bin/qemu-aarch64-static"
    return [str(qemu), "-cpu", _PROCESSOR, "-L", str(root())]


@lru_cache
def packages() -> Path:
    """A folder with the wheels for arm64, of the versions that are installed here. Raises NotHere."""
    from importlib.metadata import version

    wanted = [f"{name}=={version(name)}" for name in WHEELS]
    folder = CACHE / f"arm64-packages-{version('ai-edge-litert')}-{version('numpy')}"
    if not folder.exists():
        platforms = [f"--platform=manylinux{name}_aarch64" for name in ("_2_27", "_2_28", "2014")]
        part = folder.with_suffix(".part")
        command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps",
                   "--only-binary=:all:", "--python-version=3.11", "--implementation=cp", "--abi=cp311", "--abi=abi3",
                   "--abi=none", *platforms, "--target", str(part), *wanted]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise NotHere(f"pip has no wheels for arm64: {done.stderr.strip()[-300:]}")
        part.rename(folder)
    return folder


def python(script: str, *arguments: str, path: tuple[Path, ...] = ()) -> str:
    """Runs a program of Python on arm64 -> what it wrote to stdout. Raises CalledProcessError."""
    command = [*emulated(), str(root() / "usr/bin/python3.11"), "-c", script, *arguments]
    own = {"PYTHONHOME": str(root() / "usr"), "PYTHONPATH": ":".join(map(str, (packages(), *path))),
           "LD_LIBRARY_PATH": "", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, timeout=900)
    if done.returncode:
        raise RuntimeError(f"on arm64: code {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def java() -> list[str]:
    """The words that run a JVM on arm64. Raises NotHere."""
    return [*emulated(), str(root() / "usr/lib/jvm/java-17-openjdk-arm64/bin/java")]


def c_compiler() -> dict[str, str]:
    """The environment in which the harness is compiled for arm64, by a gcc that runs here. Raises NotHere."""
    folder = HOST.unpacked(("gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"))
    compiler = f"{folder}/usr/bin/aarch64-linux-gnu-gcc --sysroot={folder}"
    return {"HFEDGE_CC": compiler, "LD_LIBRARY_PATH": f"{folder}/usr/lib/x86_64-linux-gnu"}  # of its assembler
