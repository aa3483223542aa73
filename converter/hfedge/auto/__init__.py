"""`--recipe auto`: tries recipes on the model itself, through the real runtimes, against the original."""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from hfedge.auto.search import LADDERS, Attempt, Found, Search
from hfedge.auto.trail import Trail, key_of
from hfedge.data.calibration import calibration_of
from hfedge.emit.targets import emit
from hfedge.errors import EmitError, ParityError, UsageError
from hfedge.manifest import Manifest
from hfedge.parity.compare import compare
from hfedge.parity.reference import Golden
from hfedge.plan import EmitJob
from hfedge.progress import Progress
from hfedge.publish import write_manifest
from hfedge.recipes import Budget, Recipe, derived
from hfedge.trace import TracedProgram

MEASURED = ("max_abs_diff", "mean_cosine", "min_cosine", "label_agreement", "labels_kept", "failures")


def require_runtimes(targets: Sequence[str]) -> None:
    """Raises UsageError, before minutes of work, where a format could be written and not be measured."""
    from hfedge.parity import runtimes
    from hfedge.parity.node import find_modules

    if "tfjs" in targets and find_modules() is None:
        needs = runtimes.RUNTIMES["tfjs"].needs
        raise UsageError(f"--recipe auto for tfjs needs {needs}", hint="Or leave tfjs out of --to.")


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
        yield Path(folder)


@dataclass(frozen=True)
class Bench:
    """What an attempt is made of and measured with. exact: the float32 .tflite of the encoder, where `target` is
    tflite."""

    target: str
    prepared: Any
    program: TracedProgram
    manifest: Manifest
    golden: Golden
    exact: Path | None = None

    def write(self, recipe: Recipe, folder: Path) -> Manifest:
        """The attempt as a bundle of one artifact -> its manifest."""
        artifact = emit(self.prepared, self.program, EmitJob(self.target, recipe), folder, self.manifest)
        manifest = replace(self.manifest, artifacts=(artifact,))
        write_manifest(folder, manifest)
        return manifest

    def measure(self, recipe: Recipe) -> Attempt:
        attempt = Attempt(self.target, recipe.name, recipe.rows[0], recipe.overrides)
        with scratch_folder() as folder:
            try:
                manifest = self.write(recipe, folder)
            except EmitError as error:
                return replace(attempt, refused=str(error))
            found = compare(folder, manifest, self.golden, Progress())
            if not found.artifacts:
                raise UsageError(f"--recipe auto cannot measure here: {'; '.join(found.not_run)}")
            report = found.artifacts[0]
        numbers = {name: getattr(report, name) for name in MEASURED}
        return replace(attempt, bytes=manifest.artifacts[0].bytes, **numbers)


def find_smallest(
    bench: Bench, budget: Budget, progress: Progress, allowed: Sequence[str] | None = None
) -> tuple[Recipe, Found]:
    """The recipe to write, and what was tried; allowed: rows that it is made of, None for all. Raises ParityError
    where none is inside the budget."""
    ladder = tuple(row for row in LADDERS[bench.target] if allowed is None or row in allowed)
    trail = Trail(_key(bench, budget))

    def measure(recipe: Recipe) -> Attempt:
        found = trail.get(bench.target, recipe.rows[0], recipe.overrides)
        if found is None:
            found = bench.measure(recipe)
            trail.put(found)
        progress.say(f"  {attempt_line(found)}")
        return found

    def rank(recipe: Recipe) -> tuple[str, ...]:
        if recipe.name not in trail.ranks:
            from hfedge.auto.rank import rank_weights

            trail.put_rank(recipe.name, rank_weights(bench, recipe))
        return trail.ranks[recipe.name]

    found = Search(ladder, budget, measure, rank).run()
    if found.chosen is None:
        lines = "; ".join(map(attempt_line, found.attempts))
        raise ParityError(
            f"no recipe for {bench.target} is inside the budget ({budget.reason}): {found.reason}",
            accepted=f"what was tried: {lines}", hint="Widen --budget.",
        )  # fmt: skip
    chosen = found.chosen
    return derived(chosen.recipe, chosen.base, chosen.overrides, budget), found


def _key(bench: Bench, budget: Budget) -> str:
    import ai_edge_litert
    import tensorflow

    return key_of(
        {
            "manifest": replace(bench.manifest, artifacts=()).to_dict(),
            "target": bench.target,
            "budget": asdict(budget),
            "texts": bench.golden.texts_sha256,
            "calibration": calibration_of(bench.manifest).note.sha256,
            "reference": bench.golden.reference.to_json(),
            "versions": [ai_edge_litert.__version__, tensorflow.__version__],
        }
    )


def attempt_line(attempt: Attempt) -> str:
    """One line of the trail."""
    if attempt.refused:
        return f"{attempt.target} {attempt.summary}: cannot be written: {attempt.refused}"
    agreement = "" if attempt.label_agreement is None else f", same label {attempt.label_agreement:.1%}"
    verdict = "inside" if attempt.inside else f"outside: {'; '.join(attempt.failures)}"
    before = ", measured before" if attempt.remembered else ""
    return (
        f"{attempt.target} {attempt.summary}: {attempt.bytes / 1e6:.2f} MB, cosine {attempt.mean_cosine:.5f} "
        f"(least {attempt.min_cosine:.5f}){agreement}: {verdict}{before}"
    )
