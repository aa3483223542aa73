"""What `--recipe auto` has measured, kept in a file of the user's cache, so that a search that was cut off goes on."""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from hfedge.auto.search import Attempt

LARGEST = 16 << 20


def cache_folder() -> Path:
    """HFEDGE_CACHE, or hfedge in the user's cache."""
    own, base = os.environ.get("HFEDGE_CACHE"), os.environ.get("XDG_CACHE_HOME")
    return Path(own) if own else (Path(base) if base else Path.home() / ".cache") / "hfedge"


def key_of(what: Mapping[str, Any]) -> str:
    """SHA-256 of everything that the numbers depend on, this package's own code included."""
    text = json.dumps({**what, "code": _code()}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _code() -> str:
    digest, package = hashlib.sha256(), Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Trail:
    """The attempts of one search by what they tried. A file that cannot be read or written is as none: then everything
    is measured."""

    def __init__(self, key: str, folder: Path | None = None):
        self.path = (folder or cache_folder() / "auto") / f"{key}.json"
        self.attempts: dict[str, Attempt] = {}
        self.ranks: dict[str, tuple[str, ...]] = {}
        self._read()

    def get(self, target: str, base: str, overrides: tuple[tuple[str, str], ...]) -> Attempt | None:
        found = self.attempts.get(_name(target, base, overrides))
        return replace(found, remembered=True) if found else None

    def put(self, attempt: Attempt) -> None:
        self.attempts[_name(attempt.target, attempt.base, attempt.overrides)] = attempt
        self._write()

    def put_rank(self, name: str, names: tuple[str, ...]) -> None:
        self.ranks[name] = names
        self._write()

    def _read(self) -> None:
        try:
            if self.path.stat().st_size > LARGEST:
                return
            found = json.loads(self.path.read_text(encoding="utf-8"))
            attempts = [_attempt(row) for row in found["attempts"]]
            self.ranks = {str(name): tuple(map(str, names)) for name, names in found["ranks"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return
        self.attempts = {_name(one.target, one.base, one.overrides): one for one in attempts}

    def _write(self) -> None:
        found = {"attempts": [asdict(one) for one in self.attempts.values()], "ranks": self.ranks}
        aside = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps(found, indent=1), encoding="utf-8")
            os.replace(aside, self.path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink()


def _name(target: str, base: str, overrides: tuple[tuple[str, str], ...]) -> str:
    return json.dumps([target, base, overrides])


def _attempt(row: Mapping[str, Any]) -> Attempt:
    names = {field.name for field in fields(Attempt)}
    if row.keys() != names:
        raise ValueError(f"the attempt has {', '.join(row)}")
    overrides = tuple((str(pattern), str(name)) for pattern, name in row["overrides"])
    return Attempt(**{**row, "overrides": overrides, "failures": tuple(map(str, row["failures"]))})
