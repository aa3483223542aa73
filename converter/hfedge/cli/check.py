"""What is compared with the original: verify, reference, conformance."""

from pathlib import Path

import click

from hfedge.cli.options import DEVICES, Names, as_json, data_options, data_request, example, show_found


@click.command(epilog=example("hfedge verify my-model.hfedge --data reviews.csv --label-column stars"))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--model", help="Where the original is [default: the bundle's Hub id, at its commit].")
@click.option(
    "--data",
    metavar="SRC",
    help="Texts to compare on: a text file (one a line, pairs by a tab), .csv, .tsv, .jsonl, .json, a data set's Hub "
    "id or folder. Where there are labels, the task's metrics are measured.",
)
@data_options("--data")
@click.option("--label-column", metavar="NAME", default="", help="Column of the labels [default: by its name].")
@click.option(
    "--runtime",
    "runtimes",
    multiple=True,
    type=Names(),
    help="Runtimes, several with commas: interpreter, compiled, tflite-2.14, tfjs, saved-model, browser (which is "
    "browser-litert and browser-tfjs: headless Chromium) [default: interpreter, tfjs, saved-model].",
)
@click.option("--device", type=click.Choice(DEVICES), help="Where the original is run [default: auto].")
@click.option(
    "--golden",
    type=click.Path(path_type=Path),
    help="Compare with the answers in a file of `hfedge reference`: needs neither torch nor the model.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Write the report (.html or .json) there; with times.")
@click.option("--bisect", is_flag=True, help="Find the first layer of every .tflite that leaves the original.")
@as_json
def verify(
    bundle: Path,
    model: str | None,
    data: str | None,
    columns: tuple[str, ...],
    split: str,
    config: str,
    samples: int | None,
    label_column: str,
    runtimes: tuple[tuple[str, ...], ...],
    device: str | None,
    golden: Path | None,
    report: Path | None,
    bisect: bool,
    as_json: bool,
) -> None:
    """Compare every artifact of a bundle with the original in torch float32. Exit code 3: outside the budget."""
    from hfedge import api, show
    from hfedge.manifest import read_manifest
    from hfedge.parity import check_writable, write_report
    from hfedge.parity.layers import BISECT_STAGES
    from hfedge.parity.runtimes import runtimes_for
    from hfedge.parity.show import layer_tables
    from hfedge.progress import Bar

    asked = data_request("--data", data, columns, split=split, config=config, samples=samples, label=label_column)
    named = tuple(name for given in runtimes for name in given) or None
    options = {"model": model, "data": asked, "device": device, "golden": golden, "runtimes": named}
    if report:
        check_writable(report)
    artifacts, latency = read_manifest(bundle).artifacts, bool(report or as_json)
    runs = sum(len(runtimes_for(artifact, named)) for artifact in artifacts)
    stages = (1 if golden else 2) + runs + latency + (BISECT_STAGES + len(artifacts) if bisect else 0)
    with Bar(stages) as bar:
        found = api.verify(bundle, **options, latency=latency, bisect=bisect, progress=bar)
    if report:
        write_report(found, report)
    tables = [] if as_json else [*show.parity_table(found), *layer_tables(found)]
    show_found(found.to_json() if as_json else tables, as_json)
    if not found.passed:
        raise click.exceptions.Exit(3)


@click.command(epilog=example("hfedge reference org/name -o name.golden.npz --device cuda"))
@click.argument("model")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="The golden file to write.")
@click.option("--task", help="What the model does [default: read from its files]; see `hfedge list tasks`.")
@click.option(
    "--device",
    type=click.Choice(DEVICES),
    default="auto",
    show_default=True,
    help="Where it is run; auto is cuda where there is one, else cpu.",
)
@click.option("--data", metavar="SRC", help="Texts to ask about, as for `hfedge verify`.")
@data_options("--data")
@click.option("--lengths", type=Names(int), help="As for `hfedge convert`: texts are cut to the largest.")
@click.option("--hidden-states", is_flag=True, help="Every layer's token states too (feature-extraction).")
@click.option("--revision", help="Branch, tag or commit on the Hub [default: main].")
@as_json
def reference(
    model: str,
    out: Path,
    task,
    device: str,
    data: str | None,
    columns,
    split,
    config,
    samples,
    lengths,
    hidden_states,
    revision,
    as_json,
):
    """Write the answers of the original MODEL in torch float32 to a file, for `hfedge verify --golden` elsewhere.

    TensorFlow is not needed for it: any machine with a GPU, torch and transformers will do.
    """
    from hfedge import api, show
    from hfedge.progress import Bar

    options = {"task": task, "lengths": lengths, "hidden_states": hidden_states, "revision": revision}
    asked = data_request("--data", data, columns, split=split, config=config, samples=samples)
    with Bar(len(api.REFERENCE_STAGES)) as bar:
        golden = api.reference(model, out, data=asked, device=device, progress=bar, **options)
    show_found(show.golden_json(golden, out) if as_json else show.golden_table(golden, out), as_json)


@click.command(epilog=example("hfedge conformance ./my-model/tokenizer.json --fuzz 20000"))
@click.argument("model")
@click.option("--corpus", type=click.Path(path_type=Path), help="Texts to compare on, one a line [default: built in].")
@click.option("--fuzz", type=click.IntRange(0), default=1000, show_default=True, help="How many random strings.")
@click.option("--seed", type=int, default=0, show_default=True, help="Which random strings.")
@click.option("--pairs", is_flag=True, help="Compare neighbouring texts as pairs.")
@click.option("--revision", help="Branch, tag or commit on the Hub [default: main].")
@as_json
def conformance(model: str, corpus: Path | None, fuzz: int, seed: int, pairs: bool, revision, as_json: bool) -> None:
    """Compare the compiled tokenizer of MODEL (a Hub id, a folder or a tokenizer.json) with the original's ids and
    offsets. Exit code 1: they differ."""
    from hfedge.conformance import show, suite
    from hfedge.conformance.source import open_tokenizer
    from hfedge.progress import Bar

    name, spec = open_tokenizer(model, revision)
    groups = suite.chosen_groups(spec, corpus, fuzz, seed, pairs)
    with Bar(suite.stage_count(groups)) as bar:
        found = suite.run(spec, groups, name=name, pairs=pairs, progress=bar)
    show_found(found.to_json() if as_json else show.conformance_table(found, spec), as_json)
    if not found.passed:
        raise click.exceptions.Exit(1)
