"""What the commands share: kinds of options, and how a result is printed."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hfedge.errors import UsageError
from hfedge.printable import printable

DEVICES = ("auto", "cuda", "mps", "cpu")


class Names(click.ParamType):
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


def target_name(name: str) -> str:
    return name.replace("-", "_")  # saved-model reads better on a command line


def example(text: str) -> str:
    return f"\b\nExample:\n  {text}"


revision_option = click.option("--revision", help="Of a bundle on the Hub: branch, tag or commit [default: main].")
as_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable output on stdout.")


def as_unicode(context: Any, option: Any, given: Any) -> Any:
    """A text from the command line, or several; None where there is none."""
    if not given:
        return None
    return as_utf8(given) if isinstance(given, str) else tuple(map(as_utf8, given))


def local_bundle(bundle: Path, revision: str | None, bring: Callable[[Any], Path]) -> Path:
    """BUNDLE itself; or where a bundle of the Hub is in the cache, once `bring` has downloaded what is needed."""
    from hfedge.hub_bundle import is_on_hub, open_hub_bundle

    if not is_on_hub(bundle, revision):
        return bundle
    return bring(open_hub_bundle(bundle.as_posix(), revision, lambda text: click.echo(printable(text), err=True)))


def texts_option(flag: str, name: str, **more: Any) -> Callable[..., Any]:
    """An option that is given once for each text."""
    return click.option(flag, name, multiple=True, callback=as_unicode, metavar="TEXT", **more)


pair_option = click.option("--pair", metavar="TEXT", callback=lambda context, option, text: text and as_utf8(text),
                           help="The second text of a pair; where TEXT is a question, what answers it.")  # fmt: skip


def as_utf8(argument: str) -> str:
    """An argument whose bytes are not UTF-8 is read as the model reads it."""
    return os.fsencode(argument).decode("utf-8", "replace")


def data_options(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """--column, --split, --config, --samples: how the rows of `what` are read."""
    added = (
        click.option("--column", "columns", multiple=True, metavar="NAME",
                     help=f"Column of the texts in {what}, twice for pairs [default: by its name]; in a table without "
                     "names its place, from 1."),
        click.option("--split", default="", metavar="NAME", help="Which split of a data set."),
        click.option("--config", default="", metavar="NAME", help="Which configuration of a data set."),
        click.option("--samples", type=click.IntRange(1), help="How many rows at most, drawn from all of a file."),
    )  # fmt: skip

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(added):
            command = option(command)
        return command

    return add


_FLAGS = {"columns": "--column", "label": "--label-column"}


def data_request(flag: str, source: str | None, columns: tuple[str, ...], **more: Any) -> Any:
    """A DataRequest, or None. Raises UsageError for options of data where there is none, and for many columns."""
    from hfedge.data import DataRequest

    given = [_FLAGS.get(name, f"--{name}") for name, value in {"columns": columns, **more}.items() if value]
    if source is None and given:
        raise UsageError(f"{given[0]} without {flag}, whose rows it is about")
    if len(columns) > 2:
        raise UsageError(f"{len(columns)} columns", accepted="one, or two for pairs")
    return None if source is None else DataRequest(source, columns, **more)


def show_found(found: Any, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 160)  # in a pipe, a path should stay in one piece
    for item in found if isinstance(found, list) else [found]:
        console.print(item, markup=False, highlight=False)
