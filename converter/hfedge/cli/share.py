"""To the Hub: push."""

from pathlib import Path

import click

from hfedge.cli.options import as_json, example, show_found


@click.command(epilog=example('hfedge push my-model.hfedge org/my-model-edge --private -m "int8 and fp16"'))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("repository", metavar="ORG/NAME")
@click.option("--private", is_flag=True, help="Create the repository so that only its owners see it.")
@click.option("-m", "--message", metavar="TEXT", help="The commit's message [default: the model's name].")
@click.option("--pr", "pull_request", is_flag=True, help="Propose it as a pull request to a repository that exists.")
@click.option("--revision", metavar="BRANCH", help="The branch; made if it does not exist [default: main].")
@click.option("--card", type=click.Path(path_type=Path), help="A README.md of your own [default: written anew].")
@click.option("--force", is_flag=True, help="Although parity failed; the card says so.")
@as_json
def push(bundle: Path, repository: str, as_json: bool, **options) -> None:
    """Put BUNDLE on the Hub as the repository ORG/NAME, with a model card; `hfedge run ORG/NAME` then runs it.

    The token is that of HF_TOKEN or of `hf auth login`.
    """
    from hfedge.hub_push import PUSH_STAGES
    from hfedge.hub_push import push as run
    from hfedge.progress import Bar

    with Bar(len(PUSH_STAGES)) as bar:
        done = run(bundle, repository, progress=bar, **options)
        if not done.changed:
            bar.say("nothing to push: it is there already")
    if as_json:
        show_found(done.to_json(), as_json)
    else:
        click.echo(done.url)
