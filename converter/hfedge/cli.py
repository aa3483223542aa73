"""The command line: parse, call, print. Nothing heavy is imported before a command runs."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hfedge import __version__
from hfedge.errors import HfedgeError, UsageError
from hfedge.printable import printable

DEVICES = ("auto", "cuda", "mps", "cpu")
LISTS = ("tasks", "architectures", "tokenizers", "recipes")


class Commands(click.Group):
    """Turns hfedge's own errors into one message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HfedgeError as error:
            click.echo(f"error: {printable(error)}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("error: interrupted; nothing was left behind", err=True)
            ctx.exit(130)


class _Names(click.ParamType):
    """A,B,C -> a tuple; `item` is what each must be."""

    name = "LIST"

    def __init__(self, item: Callable[[str], Any] = str):
        self.item = item

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple:
        if isinstance(value, tuple):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        try:
            return tuple(dict.fromkeys(self.item(part) for part in parts))
        except ValueError as error:
            raise UsageError(f"{value!r} is not a list of numbers", accepted="numbers such as 16,32,64") from error


def _target(name: str) -> str:
    return name.replace("-", "_")  # saved-model reads better on a command line


def _example(text: str) -> str:
    return f"\b\nExample:\n  {text}"


as_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable output on stdout.")


def _as_unicode(context: Any, option: Any, given: Any) -> Any:
    """A text from the command line, or several; None where there is none."""
    if not given:
        return None
    return _unicode(given) if isinstance(given, str) else tuple(map(_unicode, given))


def _texts_option(flag: str, name: str, **more: Any) -> Callable[..., Any]:
    """An option that is given once for each text."""
    return click.option(flag, name, multiple=True, callback=_as_unicode, metavar="TEXT", **more)


pair_option = click.option("--pair", metavar="TEXT", callback=lambda context, option, text: text and _unicode(text),
                           help="The second text of a pair; where TEXT is a question, what answers it.")  # fmt: skip


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]},
             epilog=_example("hfedge convert sentence-transformers/all-MiniLM-L6-v2 --recipe int8"))  # fmt: skip
@click.version_option(__version__, prog_name="hfedge")
def main() -> None:
    """Take a fine-tuned Hugging Face model to phones and browsers as one file: raw text in, prediction out."""


@main.command(epilog=_example("hfedge convert ./my-model -o my-model.hfedge --to tflite,tfjs --recipe int8,fp32"))
@click.argument("model")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The bundle's folder [default: <name>.hfedge].")
@click.option("--to", "targets", type=_Names(_target), help="Formats: tflite, tfjs, saved-model [default: all three].")
@click.option("--recipe", "recipes", type=_Names(), help="How weights are stored; see `hfedge list recipes`.")
@click.option("--task", help="What the model does [default: read from its files]; see `hfedge list tasks`.")
@click.option(
    "--lengths",
    type=_Names(int),
    help="Token lengths of encode_<T>; the largest cuts texts [default: 16, 32 ... up to 512].",
)
@click.option("--hidden-states", is_flag=True, help="Every layer's token states as an output (feature-extraction).")
@click.option("--revision", help="Branch, tag or commit on the Hub [default: main].")
@click.option("--dry-run", is_flag=True, help="Show what would be done; nothing is converted.")
@click.option("--verify/--no-verify", default=True, help="Compare every artifact with the original [default: yes].")
@as_json
def convert(
    model: str, out: Path | None, targets, recipes, task, lengths, hidden_states, revision, dry_run, verify, as_json
) -> None:
    """Convert MODEL, a Hub id (org/name) or a folder, into a bundle."""
    from hfedge import show
    from hfedge.api import default_path
    from hfedge.pipeline import convert as run
    from hfedge.pipeline import count_stages
    from hfedge.plan import ConvertRequest, check_architecture, plan
    from hfedge.progress import Bar
    from hfedge.recipes import choose
    from hfedge.resolve import ModelRef, resolve

    lists = ((part or None) for part in (targets, recipes, lengths))
    request = ConvertRequest(ModelRef.parse(model, revision), task, *lists, hidden_states=hidden_states)
    jobs = choose(request.targets, request.recipes)
    if dry_run:
        chosen = plan(resolve(request.ref, weights=False, check=check_architecture), request)
        _print(show.plan_json(chosen) if as_json else show.plan_table(chosen), as_json)
        return
    with Bar(count_stages(len(jobs), len({target for target, _ in jobs}), verify)) as bar:
        path, chosen, report = run(request, out or default_path(model), bar, verify=verify)
    found = show.bundle_json(path, report, bar.times) if as_json else show.bundle_table(path, report, bar.times)
    _print(found, as_json)


@main.command(epilog=_example('hfedge run my-model.hfedge "What time do you open?" --json'))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("texts", nargs=-1, metavar="TEXT...")
@pair_option
@click.option("--recipe", help="Which of the bundle's recipes [default: its first].")
@click.option("--top-k", type=click.IntRange(1), help="How many labels or answers to show.")
@click.option("--aggregation", help="How tokens become entities: none, simple, first, average or max.")
@click.option("--max-answer-tokens", type=click.IntRange(1), help="Of how many tokens an answer is at most.")
@click.option("--allow-no-answer", is_flag=True, default=None, help="No answer may be the best (question-answering).")
@click.option("--ignore-labels", type=_Names(), help="Labels that are no entities [default: O].")
@_texts_option("--label", "labels", help="A label to choose from; once for each (zero-shot-classification).")
@click.option("--hypothesis", "hypothesis_template", callback=_as_unicode, metavar="TEXT",
              help="What a label claims, {} for the label [default: This example is {}.].")  # fmt: skip
@click.option("--multi-label", is_flag=True, default=None, help="Score every label by itself.")
@_texts_option("--document", "documents", help="A text to rank by how well it answers TEXT; once for each.")
@_texts_option("--choice", "choices", help="What may follow TEXT; once for each (multiple-choice).")
@as_json
def run(bundle: Path, texts: tuple[str, ...], pair, recipe, as_json: bool, **options: Any) -> None:
    """Predict with a bundle's TFLite file, by the bundle alone. Without TEXT, lines of stdin are read.

    The options that say how a prediction looks are those of the model's task; another task's are refused.
    """
    from hfedge import show

    given = {name: value for name, value in options.items() if value is not None}
    results = _with_model(bundle, recipe, lambda model: [model.run(text, pair, **given) for text in _texts(texts)])
    _print([result.to_json() for result in results] if as_json else show.results(results), as_json)


@main.command(epilog=_example('hfedge tokenize my-model.hfedge "naïve café"'))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("texts", nargs=-1, metavar="TEXT...")
@pair_option
@as_json
def tokenize(bundle: Path, texts: tuple[str, ...], pair, as_json: bool) -> None:
    """Show token ids, tokens and byte offsets from the compiled tokenizer."""
    from hfedge import show

    found = _with_model(bundle, None, lambda model: [model.tokenize(text, pair) for text in _texts(texts)])
    _print([tokens.to_json() for tokens in found] if as_json else show.tokens(found), as_json)


@main.command(epilog=_example("hfedge detokenize my-model.hfedge 101 7592 2088 102"))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--keep-special", is_flag=True, help="Keep special tokens such as [CLS].")
@as_json
def detokenize(bundle: Path, ids: tuple[str, ...], keep_special: bool, as_json: bool) -> None:
    """Show the text of token ids, as the original tokenizer decodes them. With - for ID, every line of stdin is a list
    of ids (with or without commas and brackets)."""
    rows = [_ids(line) for line in _lines()] if ids == ("-",) else [_ids(" ".join(ids))]
    texts = _with_model(bundle, None, lambda model: [model.decode(row, not keep_special) for row in rows])
    if as_json:
        _print([{"ids": row, "text": text} for row, text in zip(rows, texts)], as_json)
        return
    for text in texts:  # a line a text, whatever the terminal's width
        click.echo(printable(text))


def _ids(line: str) -> list[int]:
    parts = re.sub(r"[\[\],]", " ", line).split()
    wrong = next((part for part in parts if not re.fullmatch("[0-9]{1,18}", part)), None)
    if wrong is not None:
        raise UsageError(f"{wrong!r} is no token id", accepted="numbers from 0, as in: 101 7592 102")
    return [int(part) for part in parts]


def _texts(texts: tuple[str, ...]) -> list[str]:
    return [_unicode(text) for text in texts] if texts else _lines()


def _lines() -> list[str]:
    if sys.stdin.isatty():
        raise click.UsageError("nothing to read: give one or more, or pipe lines in")
    # Not splitlines(): U+2028 and its like are characters of a text. Invalid UTF-8 is read as the model reads it.
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").split("\n")
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]


def _unicode(argument: str) -> str:
    """An argument whose bytes are not UTF-8 is read as the model reads it."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _with_model(bundle: Path, recipe: str | None, use: Any) -> Any:
    from hfedge.errors import BundleError
    from hfedge.progress import native_stderr_kept
    from hfedge_runtime import ModelError, open_bundle

    try:
        with native_stderr_kept(), open_bundle(bundle, recipe=recipe) as model:
            return use(model)
    except ModelError as error:
        raise BundleError(str(error)) from error


@main.command(epilog=_example("hfedge verify my-model.hfedge --model ./my-model --report parity.html"))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--model", help="Where the original is [default: the bundle's Hub id, at its commit].")
@click.option("--data", type=click.Path(path_type=Path), help="Texts to compare on, one a line, pairs by a tab.")
@click.option("--device", type=click.Choice(DEVICES), help="Where the original is run [default: auto].")
@click.option(
    "--golden",
    type=click.Path(path_type=Path),
    help="Compare with the answers in a file of `hfedge reference`: needs neither torch nor the model.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Write the report (.html or .json) there.")
@as_json
def verify(
    bundle: Path,
    model: str | None,
    data: Path | None,
    device: str | None,
    golden: Path | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Compare every artifact of a bundle with the original in torch float32. Exit code 3: outside the budget."""
    from hfedge import api, show
    from hfedge.manifest import read_manifest
    from hfedge.parity import check_writable, write_report
    from hfedge.parity.texts import read_lines
    from hfedge.progress import Bar

    texts = read_lines(data) if data else None
    if report:
        check_writable(report)
    with Bar((1 if golden else 2) + len(read_manifest(bundle).artifacts)) as bar:
        found = api.verify(bundle, model=model, texts=texts, device=device, golden=golden, progress=bar)
    if report:
        write_report(found, report)
    _print(found.to_json() if as_json else show.parity_table(found), as_json)
    if not found.passed:
        raise click.exceptions.Exit(3)


@main.command(epilog=_example("hfedge reference org/name -o name.golden.npz --device cuda"))
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
@click.option("--data", type=click.Path(path_type=Path), help="Texts to ask about, one a line, pairs by a tab.")
@click.option("--lengths", type=_Names(int), help="As for `hfedge convert`: texts are cut to the largest.")
@click.option("--hidden-states", is_flag=True, help="Every layer's token states too (feature-extraction).")
@click.option("--revision", help="Branch, tag or commit on the Hub [default: main].")
@as_json
def reference(model: str, out: Path, task, device: str, data: Path | None, lengths, hidden_states, revision, as_json):
    """Write the answers of the original MODEL in torch float32 to a file, for `hfedge verify --golden` elsewhere.

    TensorFlow is not needed for it: any machine with a GPU, torch and transformers will do.
    """
    from hfedge import api, show
    from hfedge.parity.texts import read_lines
    from hfedge.progress import Bar

    options = {"task": task, "lengths": lengths, "hidden_states": hidden_states, "revision": revision}
    texts = read_lines(data) if data else None
    with Bar(len(api.REFERENCE_STAGES)) as bar:
        golden = api.reference(model, out, texts=texts, device=device, progress=bar, **options)
    _print(show.golden_json(golden, out) if as_json else show.golden_table(golden, out), as_json)


@main.command(epilog=_example("hfedge conformance ./my-model/tokenizer.json --fuzz 20000"))
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
    _print(found.to_json() if as_json else show.conformance_table(found, spec), as_json)
    if not found.passed:
        raise click.exceptions.Exit(1)


@main.command(epilog=_example("hfedge inspect sentence-transformers/all-MiniLM-L6-v2"))
@click.argument("model")
@click.option("--revision", help="Branch, tag or commit on the Hub [default: main].")
@as_json
def inspect(model: str, revision: str | None, as_json: bool) -> None:
    """Say what a MODEL or bundle is, and what would be done with it, or why not."""
    from hfedge import show
    from hfedge.manifest import MANIFEST_NAME, read_manifest
    from hfedge.plan import ConvertRequest, check_architecture, plan
    from hfedge.resolve import ModelRef, resolve

    path = Path(model)
    if path.is_file() or (path / MANIFEST_NAME).is_file():
        manifest = read_manifest(path) if path.is_dir() else _embedded(path)
        _print(manifest.to_dict() if as_json else show.manifest_table(manifest), as_json)
        return
    ref = ModelRef.parse(model, revision)
    chosen = plan(resolve(ref, weights=False, check=check_architecture), ConvertRequest(ref))
    _print(show.plan_json(chosen) if as_json else show.plan_table(chosen), as_json)


def _embedded(path: Path) -> Any:
    from hfedge.manifest import Manifest, read_embedded

    return Manifest.from_dict(read_embedded(path), str(path))


@main.command("list", epilog=_example("hfedge list recipes"))
@click.argument("what", type=click.Choice(LISTS))
@as_json
def list_(what: str, as_json: bool) -> None:
    """List what hfedge knows: tasks, architectures, tokenizers or recipes."""
    from hfedge import show

    rows = show.known(what)
    _print(rows if as_json else show.rows_table(rows), as_json)


@main.command(epilog=_example("hfedge doctor"))
@as_json
def doctor(as_json: bool) -> None:
    """Show the versions and runtimes found, and what each missing piece would enable."""
    from hfedge import show
    from hfedge.doctor import examine

    rows = examine()
    _print(rows if as_json else show.rows_table(rows), as_json)
    if any(row["needed"] == "yes" and not row["found"] for row in rows):
        raise click.exceptions.Exit(1)


def _print(found: Any, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 160)  # in a pipe, a path should stay in one piece
    for item in found if isinstance(found, list) else [found]:
        console.print(item, markup=False, highlight=False)


if __name__ == "__main__":
    main()
