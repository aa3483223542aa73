"""The model card: README.md of a bundle, ready to push to a model repository."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

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


# The license identifiers that the Hub takes (docs/hub/repositories-licenses.md of huggingface/hub-docs).
_LICENSES = """
    afl-3.0 agpl-3.0 apache-2.0 apple-amlr apple-ascl artistic-2.0 bigcode-openrail-m bigscience-bloom-rail-1.0
    bigscience-openrail-m bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda cc cc-by-2.0 cc-by-2.5
    cc-by-3.0 cc-by-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0
    cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc0-1.0 cdla-permissive-1.0
    cdla-permissive-2.0 cdla-sharing-1.0 creativeml-openrail-m deepfloyd-if-license ecl-2.0 epl-1.0 epl-2.0
    etalab-2.0 eupl-1.1 eupl-1.2 fair-noncommercial-research-license gemma gfdl gpl gpl-2.0 gpl-3.0
    grok2-community intel-research isc lgpl lgpl-2.1 lgpl-3.0 lgpl-lr llama2 llama3 llama3.1 llama3.2
    llama3.3 llama4 lppl-1.3c mit mpl-2.0 ms-pl ncsa odbl odc-by ofl-1.1 openrail openrail++ osl-3.0 other
    pddl postgresql unknown unlicense wtfpl zlib
"""
HUB_LICENSES = frozenset(_LICENSES.split())


@dataclass(frozen=True)
class Place:
    """Where on the Hub a bundle will be: its id, the branch, and the Hub's address."""

    repository: str
    revision: str = "main"
    endpoint: str = "https://huggingface.co"

    def url(self, file: str) -> str:
        """Of a file there, for a link or a download."""
        return f"{self.endpoint}/{self.repository}/resolve/{quote(self.revision, safe='')}/{quote(file)}"


def write_card(folder: Path, manifest: Manifest, name: str) -> Path:
    """Write README.md into `folder`; `name` is the bundle's final folder name, shown in the examples."""
    path = Path(folder) / "README.md"
    path.write_text(render_card(manifest, name), encoding="utf-8", newline="\n")
    return path


def render_card(manifest: Manifest, name: str, place: Place | None = None) -> str:
    """The card of a bundle that is in the folder `name`, or at a place on the Hub, from where the examples load it."""
    source, chosen = manifest.source, {}
    for artifact in manifest.artifacts:
        if artifact.target not in chosen or artifact.recipe == manifest.defaults.recipe:
            chosen[artifact.target] = artifact
    return (
        _environment()
        .get_template("README.md.jinja")
        .render(
            manifest=manifest,
            name=name,
            place=place,
            base_model=source.name if HUB_ID.fullmatch(source.name) else None,
            call=_call(manifest),
            kotlin_call=_kotlin_call(manifest),
            pipeline_tag=source.task if source.task in PIPELINE_TAGS else None,
            tflite=chosen.get("tflite"),
            tfjs=chosen.get("tfjs"),
            tf_text=chosen.get("tflite_tf_text"),
            serve=_serve(manifest),
            output=_shown(manifest),
            outputs=_listed(_outputs(manifest)),
            serve_inputs=_serve_inputs(manifest),
            sizes=[(artifact, _size(artifact)) for artifact in manifest.artifacts],
            license=_license(source.license),
            failed=[verdict for verdict in manifest.parity.artifacts if not verdict.passed] if manifest.parity else [],
        )
    )


def _environment():
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
    return environment


def _license(found: str | None) -> dict[str, str]:
    """The front matter's license: an identifier that the Hub takes, or "other" with a name."""
    if not found:
        return {}
    if found.lower() in HUB_LICENSES:
        return {"license": found.lower()}
    name = re.sub(r"[^a-z0-9.]+", "-", found.lower()).strip("-.")[:96]
    return {"license": "other"} | ({"license_name": name} if name else {})


def _text(manifest: Manifest) -> str:
    return f"your text with a {manifest.options['mask_token']}" if "mask_token" in manifest.options else "your text"


def _call(manifest: Manifest) -> str:
    """The arguments of `run`, as Python."""
    task = manifest.source.task
    return _quoted(_text(manifest)) + (TASKS[task].calls if task in TASKS else "")


def _kotlin_call(manifest: Manifest) -> str:
    """The same as Kotlin: a $ would start a template there, and options are written another way."""
    task, text = manifest.source.task, _quoted(_text(manifest)).replace("$", r"\$")
    name, _, values = (TASKS[task].calls if task in TASKS else "").removeprefix(", ").partition("=")
    if values:
        return f"{text}, options = RunOptions({name} = listOf({values[1:-1]}))"
    return f"{text}, {name}" if name else text


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
