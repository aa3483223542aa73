"""hfedge bench."""

from pathlib import Path
from typing import Any

import click

from hfedge.cli.options import Names, as_json, example, local_bundle, revision_option, show_found


@click.command(epilog=example("hfedge bench my-model.hfedge --recipe int8,fp32 --threads 2"))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--recipe", "recipes", type=Names(), help="Which of its recipes [default: every .tflite].")
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True, help="Of LiteRT, for one call.")
@revision_option
@as_json
def bench(bundle: Path, recipes: tuple[str, ...] | None, threads: int, revision: str | None, as_json: bool) -> None:
    """Time a bundle's TFLite files on this machine, from text to outputs: a short text, a typical one, the longest.

    BUNDLE is a folder, or a bundle on the Hub: org/name. Compare times of one run only.
    """
    from hfedge import show
    from hfedge.benchmark import bench as run
    from hfedge.manifest import read_manifest
    from hfedge.progress import Bar, native_stderr_kept

    def bring(found: Any) -> Path:
        names = recipes or [item.recipe for item in found.manifest.artifacts if item.target == "tflite"]
        return [found.bring_recipe(name) for name in names or (None,)][-1]

    folder = local_bundle(bundle, revision, bring)
    count = sum(item.target == "tflite" for item in read_manifest(folder).artifacts)
    with Bar(len(recipes or ()) or count) as bar, native_stderr_kept():
        found = run(folder, recipes or None, threads, bar)
    show_found(found.to_json() if as_json else show.bench_table(found), as_json)
