"""What is asked of a bundle: run, tokenize, detokenize."""

import re
import sys
from pathlib import Path
from typing import Any

import click

from hfedge.cli.options import (
    Names,
    as_json,
    as_unicode,
    as_utf8,
    example,
    local_bundle,
    pair_option,
    revision_option,
    show_found,
    texts_option,
)
from hfedge.errors import UsageError
from hfedge.printable import printable


@click.command(epilog=example('hfedge run my-model.hfedge "What time do you open?" --json'))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("texts", nargs=-1, metavar="TEXT...")
@pair_option
@click.option("--recipe", help="Which of the bundle's recipes [default: its first].")
@click.option("--top-k", type=click.IntRange(1), help="How many labels or answers to show.")
@click.option("--aggregation", help="How tokens become entities: none, simple, first, average or max.")
@click.option("--max-answer-tokens", type=click.IntRange(1), help="Of how many tokens an answer is at most.")
@click.option("--allow-no-answer", is_flag=True, default=None, help="No answer may be the best (question-answering).")
@click.option("--ignore-labels", type=Names(), help="Labels that are no entities [default: O].")
@texts_option("--label", "labels", help="A label to choose from; once for each (zero-shot-classification).")
@click.option("--hypothesis", "hypothesis_template", callback=as_unicode, metavar="TEXT",
              help="What a label claims, {} for the label [default: This example is {}.].")  # fmt: skip
@click.option("--multi-label", is_flag=True, default=None, help="Score every label by itself.")
@texts_option("--document", "documents", help="A text to rank by how well it answers TEXT; once for each.")
@texts_option("--choice", "choices", help="What may follow TEXT; once for each (multiple-choice).")
@revision_option
@as_json
def run(bundle: Path, texts: tuple[str, ...], pair, recipe, revision, as_json: bool, **options: Any) -> None:
    """Predict with a bundle's TFLite file, by the bundle alone. Without TEXT, lines of stdin are read.

    BUNDLE is a folder, or a bundle on the Hub: org/name. Of that one the file that is run is downloaded.

    The options that say how a prediction looks are those of the model's task; another task's are refused.
    """
    from hfedge import show

    given = {name: value for name, value in options.items() if value is not None}
    read = _texts(texts)
    results = _with_model(bundle, recipe, revision, lambda model: [model.run(text, pair, **given) for text in read])
    show_found([result.to_json() for result in results] if as_json else show.results(results), as_json)


@click.command(epilog=example('hfedge tokenize my-model.hfedge "naïve café"'))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("texts", nargs=-1, metavar="TEXT...")
@pair_option
@revision_option
@as_json
def tokenize(bundle: Path, texts: tuple[str, ...], pair, revision, as_json: bool) -> None:
    """Show token ids, tokens and byte offsets from the compiled tokenizer."""
    from hfedge import show

    found = _with_model(bundle, None, revision, lambda model: [model.tokenize(text, pair) for text in _texts(texts)])
    show_found([tokens.to_json() for tokens in found] if as_json else show.tokens(found), as_json)


@click.command(epilog=example("hfedge detokenize my-model.hfedge 101 7592 2088 102"))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--keep-special", is_flag=True, help="Keep special tokens such as [CLS].")
@revision_option
@as_json
def detokenize(bundle: Path, ids: tuple[str, ...], keep_special: bool, revision, as_json: bool) -> None:
    """Show the text of token ids, as the original tokenizer decodes them. With - for ID, every line of stdin is a list
    of ids (with or without commas and brackets)."""
    rows = [_ids(line) for line in _lines()] if ids == ("-",) else [_ids(" ".join(ids))]
    texts = _with_model(bundle, None, revision, lambda model: [model.decode(row, not keep_special) for row in rows])
    if as_json:
        show_found([{"ids": row, "text": text} for row, text in zip(rows, texts)], as_json)
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
    return [as_utf8(text) for text in texts] if texts else _lines()


def _lines() -> list[str]:
    if sys.stdin.isatty():
        raise click.UsageError("nothing to read: give one or more, or pipe lines in")
    # Not splitlines(): U+2028 and its like are characters of a text. Invalid UTF-8 is read as the model reads it.
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").split("\n")
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]


def _with_model(bundle: Path, recipe: str | None, revision: str | None, use: Any) -> Any:
    from hfedge.errors import BundleError
    from hfedge.progress import native_stderr_kept
    from hfedge_runtime import ModelError, open_bundle

    folder = local_bundle(bundle, revision, lambda found: found.bring_recipe(recipe))
    try:
        with native_stderr_kept(), open_bundle(folder, recipe=recipe) as model:
            return use(model)
    except ModelError as error:
        raise BundleError(str(error)) from error
