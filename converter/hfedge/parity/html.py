"""parity.html: the verdict first, then the numbers, in one page without any request."""

from pathlib import Path

from hfedge.parity.compare import ParityReport


def report_page(report: ParityReport) -> str:
    """A self-contained HTML page; every name and text from the model is escaped."""
    import jinja2

    folder = Path(__file__).parent.parent / "templates"
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True)
    return environment.get_template("parity.html.jinja").render(report=report)
