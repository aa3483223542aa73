"""The model card: README.md of a bundle, ready to push to a model repository."""

import json
import re
from pathlib import Path

from hfedge.emit import Artifact
from hfedge.manifest import Manifest
from hfedge.tasks import TASKS

TEMPLATES = Path(__file__).with_name("templates")
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+", re.ASCII)
PIPELINE_TAGS = {
    "text-classification",
    "feature-extraction",
    "sentence-similarity",
    "zero-shot-classification",
    "token-classification",
    "question-answering",
    "fill-mask",
    "text-ranking",
}  # what the Hub knows; another task has none


def write_card(folder: Path, manifest: Manifest, name: str) -> Path:
    """Write README.md into `folder`; `name` is the bundle's final folder name, shown in the examples."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters |= {
        "code": _code,
        "cell": _cell,
        "quoted": _quoted,
        "megabytes": _megabytes,
        "number": _number,
    }
    source = manifest.source
    text = environment.get_template("README.md.jinja").render(
        manifest=manifest,
        name=name,
        base_model=source.name if HUB_ID.fullmatch(source.name) else None,
        call=_call(manifest),
        pipeline_tag=source.task if source.task in PIPELINE_TAGS else None,
        tflite=next((artifact for artifact in manifest.artifacts if artifact.target == "tflite"), None),
        tfjs=next((artifact for artifact in manifest.artifacts if artifact.target == "tfjs"), None),
        serve=_serve(manifest),
        output=_shown(manifest),
        outputs=_listed(_outputs(manifest)),
        serve_inputs=_serve_inputs(manifest),
        sizes=[(artifact, _size(artifact)) for artifact in manifest.artifacts],
    )
    path = Path(folder) / "README.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _call(manifest: Manifest) -> str:
    """The arguments of `run`, as Python."""
    text = f"your text with a {manifest.options['mask_token']}" if "mask_token" in manifest.options else "your text"
    task = manifest.source.task
    return _quoted(text) + (TASKS[task].calls if task in TASKS else "")


def _outputs(manifest: Manifest) -> list[str]:
    """The names that `serve` gives, the one that a result is made of last ("logits", then "scores")."""
    signature = manifest.signatures.get(_serve(manifest))
    return [spec.name for spec in signature.outputs] if signature else ["scores"]


def _serve(manifest: Manifest) -> str:
    """serve, or serve_pair where the task is about pairs alone."""
    return "serve_pair" if "serve" not in manifest.signatures and "serve_pair" in manifest.signatures else "serve"


def _serve_inputs(manifest: Manifest) -> list[tuple[str, int]]:
    """Its inputs with their sizes in bytes."""
    signature = manifest.signatures.get(_serve(manifest))
    return [(spec.name, spec.shape[-1]) for spec in signature.inputs] if signature else []


def _shown(manifest: Manifest) -> str:
    """The output to look at first."""
    task = TASKS.get(manifest.source.task)
    return (task.shown if task else "") or _outputs(manifest)[-1]


def _listed(names: list[str]) -> str:
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def _size(artifact: Artifact) -> int:
    return sum(item.bytes for item in artifact.files)


def _code(text: object) -> str:
    """A code span that shows untrusted text as it is: no Markdown, HTML or link in it works."""
    line = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ", str(text)).strip()
    return "`" + (line.replace("`", "'") or " ") + "`"


def _cell(text: object) -> str:
    """The same in a table, where a bar would end the cell even inside a code span."""
    return _code(text).replace("|", r"\|")


def _quoted(text: str) -> str:
    """A double-quoted string on one line: valid YAML, Python and JavaScript."""
    return json.dumps(text)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"


def _number(value: float | None, digits: int = 4) -> str:
    return "-" if value is None else f"{value:.{digits}g}"
