"""hfedge convert."""

from pathlib import Path

import click

from hfedge.cli.options import Names, as_json, data_options, data_request, example, show_found, target_name


@click.command(epilog=example("hfedge convert ./my-model -o my-model.hfedge --to tflite,tfjs --recipe int8,fp32"))
@click.argument("model")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The bundle's folder [default: <name>.hfedge].")
@click.option(
    "--to", "targets", type=Names(target_name), help="Formats: tflite, tfjs, saved-model [default: all three]."
)
@click.option(
    "--recipe",
    "recipes",
    type=Names(),
    help="How weights are stored (`hfedge list recipes`); auto: the smallest inside the budget; or a .json file.",
)
@click.option(
    "--budget",
    metavar="MEASURE=NUMBER,...",
    help="What is kept, instead of the recipes' own budgets: label-agreement, cosine, min-cosine, max-diff, max-size "
    "[example: label-agreement=0.99,max-size=25MB].",
)
@click.option(
    "--legacy-runtime",
    metavar="RUNTIME",
    help="Make .tflite files that an older runtime runs right: tflite-2.14 (tflite-runtime 2.14).",
)
@click.option(
    "--tokenizer",
    "tokenizers",
    type=Names(),
    default="compiled",
    help="What reads the text: compiled (built-in ops); tf-text (TF Text's custom ops and a string, as tflite and "
    "saved-model); or both [default: compiled].",
)
@click.option("--task", help="What the model does [default: read from its files]; see `hfedge list tasks`.")
@click.option(
    "--lengths",
    type=Names(int),
    help="Token lengths of encode_<T>; the largest cuts texts [default: 16, 32 ... up to 512].",
)
@click.option("--hidden-states", is_flag=True, help="Every layer's token states as an output (feature-extraction).")
@click.option("--revision", help="Branch, tag or commit on the Hub [default: main].")
@click.option(
    "--calibration",
    metavar="SRC",
    help="What int4 and int8-static are fitted to: a text file, .csv, .tsv, .jsonl, .json, a data set's Hub id or "
    "folder [default: built-in texts].",
)
@data_options("--calibration")
@click.option(
    "--data",
    metavar="SRC",
    help="What the artifacts are compared on, `auto` included: as for --calibration, columns by their usual names "
    "[default: built-in texts].",
)
@click.option("--dry-run", is_flag=True, help="Show what would be done; nothing is converted.")
@click.option("--verify/--no-verify", default=True, help="Compare every artifact with the original [default: yes].")
@as_json
def convert(
    model: str,
    out: Path | None,
    targets,
    recipes,
    budget,
    legacy_runtime,
    tokenizers,
    task,
    lengths,
    hidden_states,
    revision,
    calibration,
    columns,
    split,
    config,
    samples,
    data,
    dry_run,
    verify,
    as_json,
) -> None:
    """Convert MODEL, a Hub id (org/name) or a folder, into a bundle."""
    from hfedge import show
    from hfedge.api import default_path
    from hfedge.pipeline import convert as run
    from hfedge.pipeline import count_stages
    from hfedge.plan import ConvertRequest, check_architecture, check_calibration, plan
    from hfedge.progress import Bar
    from hfedge.recipe_choice import parse_budget
    from hfedge.resolve import ModelRef, resolve

    lists = ((part or None) for part in (targets, recipes, lengths))
    fitted = data_request("--calibration", calibration, columns, split=split, config=config, samples=samples)
    told = {"hidden_states": hidden_states, "budget": parse_budget(budget) if budget else None}
    told |= {"legacy_runtime": legacy_runtime, "calibration": fitted, "data": data_request("--data", data, ())}
    told |= {"tokenizers": tokenizers}
    request = ConvertRequest(ModelRef.parse(model, revision), task, *lists, **told)
    check_calibration(request)
    jobs = request.choices
    if dry_run:
        chosen = plan(resolve(request.ref, weights=False, check=check_architecture), request)
        show_found(show.plan_json(chosen) if as_json else show.plan_table(chosen), as_json)
        return
    with Bar(count_stages(jobs, verify, request.data is not None)) as bar:
        path, chosen, report = run(request, out or default_path(model), bar, verify=verify)
    found = show.bundle_json(path, report, bar.times) if as_json else show.bundle_table(path, report, bar.times)
    show_found(found, as_json)
