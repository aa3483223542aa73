"""The command line: parse, call, print. Nothing heavy is imported before a command runs."""

from typing import Any

import click

from hfedge import __version__
from hfedge.cli.bench import bench
from hfedge.cli.check import conformance, reference, verify
from hfedge.cli.convert import convert
from hfedge.cli.demo import demo
from hfedge.cli.look import doctor, inspect, list_
from hfedge.cli.options import example
from hfedge.cli.predict import detokenize, run, tokenize
from hfedge.cli.share import push
from hfedge.errors import HfedgeError
from hfedge.printable import printable

COMMANDS = (
    convert, run, demo, tokenize, detokenize, verify, reference, bench, conformance, push, inspect, list_, doctor,
)  # fmt: skip


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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]},
             epilog=example("hfedge convert sentence-transformers/all-MiniLM-L6-v2 --recipe int8"))  # fmt: skip
@click.version_option(__version__, prog_name="hfedge")
def main() -> None:
    """Take a fine-tuned Hugging Face model to phones and browsers as one file: raw text in, prediction out."""


for _command in COMMANDS:
    main.add_command(_command)
