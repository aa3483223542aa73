"""hfedge demo."""

from pathlib import Path

import click

from hfedge.cli.options import example
from hfedge.errors import HfedgeError

PORT = 8017


@click.command(epilog=example("hfedge demo my-model.hfedge"))
@click.argument("bundles", nargs=-1, required=True, metavar="BUNDLE...", type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"Where to serve it; 0 is any free port [default: {PORT}, or any if that is taken].",
)
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option("--isolated", is_flag=True, help="Send the headers that make the page cross-origin isolated.")
def demo(bundles: tuple[Path, ...], port: int | None, no_open: bool, isolated: bool) -> None:
    """Try bundles, or .tflite files, in a browser: a page on this machine, which sends nothing anywhere."""
    import webbrowser

    from hfedge.page.server import rows

    with _server(rows(bundles), port, isolated) as server:
        click.echo(f"{server.url} (Ctrl-C ends it)")
        if not no_open and not webbrowser.open(server.url):
            click.echo("No browser was found here: open that address in one.", err=True)
        try:
            server.wait()
        except KeyboardInterrupt:
            click.echo("", err=True)


def _server(listed: list, port: int | None, isolated: bool):
    """On the port that was asked for; on the usual one, or where that is taken any, if none was."""
    from hfedge.page.server import PageServer

    try:
        return PageServer(listed, PORT if port is None else port, isolated)
    except OSError as error:
        if port is not None:
            raise HfedgeError(
                f"port {port}: {error.strerror}", hint="Name another, or 0 for any that is free"
            ) from error
        return PageServer(listed, 0, isolated)
