"""What is there: inspect, list, doctor."""

from pathlib import Path
from typing import Any

import click

from hfedge.cli.options import as_json, example, local_bundle, show_found

LISTS = ("tasks", "architectures", "tokenizers", "recipes")


@click.command(epilog=example("hfedge inspect sentence-transformers/all-MiniLM-L6-v2"))
@click.argument("model")
@click.option("--revision", help="Branch, tag or commit on the Hub [default: main].")
@as_json
def inspect(model: str, revision: str | None, as_json: bool) -> None:
    """Say what a MODEL or bundle is, and what would be done with it, or why not."""
    from hfedge import show
    from hfedge.hub_bundle import has_bundle, is_on_hub
    from hfedge.manifest import MANIFEST_NAME, read_manifest
    from hfedge.plan import ConvertRequest, check_architecture, plan
    from hfedge.resolve import ModelRef, resolve

    path = Path(model)
    if ModelRef.parse(model, revision).folder is None and is_on_hub(path) and has_bundle(model, revision):
        path = local_bundle(path, revision, lambda found: found.folder)
    if path.is_file() or (path / MANIFEST_NAME).is_file():
        manifest = read_manifest(path) if path.is_dir() else _embedded(path)
        show_found(manifest.to_dict() if as_json else show.manifest_table(manifest), as_json)
        return
    ref = ModelRef.parse(model, revision)
    chosen = plan(resolve(ref, weights=False, check=check_architecture), ConvertRequest(ref))
    show_found(show.plan_json(chosen) if as_json else show.plan_table(chosen), as_json)


def _embedded(path: Path) -> Any:
    from hfedge.manifest import Manifest, read_embedded

    return Manifest.from_dict(read_embedded(path), str(path))


@click.command("list", epilog=example("hfedge list recipes"))
@click.argument("what", type=click.Choice(LISTS))
@as_json
def list_(what: str, as_json: bool) -> None:
    """List what hfedge knows: tasks, architectures, tokenizers or recipes."""
    from hfedge import show

    rows = show.known(what)
    show_found(rows if as_json else show.rows_table(rows), as_json)


@click.command(epilog=example("hfedge doctor"))
@as_json
def doctor(as_json: bool) -> None:
    """Show the versions and runtimes found, and what each missing piece would enable."""
    from hfedge import show
    from hfedge.doctor import examine

    rows = examine()
    show_found(rows if as_json else show.rows_table(rows), as_json)
    if any(row["needed"] == "yes" and not row["found"] for row in rows):
        raise click.exceptions.Exit(1)
