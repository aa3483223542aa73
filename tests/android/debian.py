"""Debian packages of another suite or processor, unpacked into a folder: nothing is installed, and root is not needed.

The packages come from the machine's own Debian mirror with the suite swapped, by an apt whose whole state is in the
cache folder. What they need is worked out by apt as for an empty system, unless `alone` is set.
"""

import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("HFEDGE_TOOLS", ROOT / ".cache" / "tools"))
# The machine's own C and C++ runtime, which all of a process uses: what is unpacked beside it goes with that.
_OWN = ("libc6_", "libgcc-s1_", "libstdc++6_", "gcc-12-base_", "libcrypt1_", "libc-bin_")
_HERE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), "another")
_SOURCES = Path("/etc/apt/sources.list.d")


class NotHere(Exception):
    """What is missing, in a sentence that a skipped test shows."""


@dataclass(frozen=True)
class Suite:
    """A Debian suite for one processor, in apt's name for it; `basis` are suites that its packages rest on."""

    name: str
    architecture: str
    basis: tuple[str, ...] = ()

    def unpacked(self, packages: tuple[str, ...], alone: bool = False) -> Path:
        """A folder with the packages' files, and with those of all they depend on unless `alone`. Raises NotHere."""
        CACHE.mkdir(parents=True, exist_ok=True)
        with (CACHE / "lock").open("w") as lock:  # tests of other workers want it too
            fcntl.flock(lock, fcntl.LOCK_EX)
            return self._unpacked(packages, alone)

    def _unpacked(self, packages: tuple[str, ...], alone: bool) -> Path:
        key = hashlib.sha256(" ".join([*sorted(packages), str(alone)]).encode()).hexdigest()[:8]
        folder = CACHE / f"debian-{self.name}-{self.architecture}-{key}"
        if not folder.exists():
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            for file in self._downloaded(packages, alone):
                if self.architecture == _HERE and file.name.startswith(_OWN):
                    continue
                _run("dpkg", "-x", str(file), str(part))
            part.rename(folder)
        return folder

    def _downloaded(self, packages: tuple[str, ...], alone: bool) -> list[Path]:
        state = CACHE / f"apt-{self.name}-{self.architecture}"
        options = self._options(state)
        # Refreshed every time: a mirror drops the old version when a new one comes.
        _run("apt-get", *options, "update", "-qq")
        archives = state / "archives"
        for old in archives.glob("*.deb"):
            old.unlink()
        if alone:
            _run("apt-get", *options, "download", "-qq", *packages, cwd=archives)
        else:
            _run("apt-get", *options, "install", "-y", "-qq", "-t", self.name, "--download-only", *packages)
        return sorted(archives.glob("*.deb"))

    def _options(self, state: Path) -> list[str]:
        for folder in ("lists/partial", "archives/partial", "parts"):
            (state / folder).mkdir(parents=True, exist_ok=True)
        (state / "status").touch()
        suites = (self.name, *self.basis)
        (state / "sources.list").write_text("".join(_source_line(suite, self.architecture) for suite in suites))
        settings = {
            "Dir::State": state, "Dir::State::Lists": state / "lists", "Dir::State::status": state / "status",
            "Dir::Cache": state, "Dir::Cache::archives": state / "archives",
            "Dir::Etc::sourcelist": state / "sources.list", "Dir::Etc::sourceparts": state / "parts",
            "Dir::Etc::preferences": "/dev/null", "Dir::Etc::preferencesparts": state / "parts",
            "APT::Architecture": self.architecture, "APT::Architectures": self.architecture,
            "APT::Install-Recommends": "false", "APT::Sandbox::User": "root", "APT::Update::Error-Mode": "any",
            "DPkg::Post-Invoke": "", "Acquire::Languages": "none", "Acquire::Retries": 3, "Acquire::http::Timeout": 30,
        }  # fmt: skip
        return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]


def _source_line(suite: str, architecture: str) -> str:
    """The machine's Debian source, for another suite. Raises NotHere."""
    keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"
    signed = f" signed-by={keyring}" if Path(keyring).exists() else ""
    return f"deb [arch={architecture}{signed}] {_mirror()} {suite} main\n"


def _mirror() -> str:
    """Where this machine's apt gets Debian itself from."""
    if shutil.which("apt-get") is None:
        raise NotHere("apt-get is not here: this check takes packages from Debian, and runs on Debian")
    lines = Path("/etc/apt/sources.list").read_text() if Path("/etc/apt/sources.list").exists() else ""
    texts = [lines, *(path.read_text() for path in sorted(_SOURCES.glob("*")) if path.is_file())]
    for text in texts:
        found = re.search(r"^(?:URIs:|deb)\s+(?:\[[^]]*\]\s+)?(\S+/debian/?)(?:\s|$)", text, re.MULTILINE)
        if found:
            return found.group(1)
    raise NotHere("no Debian mirror is in apt's sources: this check takes packages from Debian")


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no reason given"]
        errors = [line for line in lines if line.startswith("E:")] or lines
        raise NotHere(f"{command[0]} failed: {errors[0][:300]}")
