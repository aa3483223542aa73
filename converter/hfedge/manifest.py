"""hfedge.json: all that a runtime ever reads about a bundle, as frozen records and as JSON.

The shape is `converter/manifest.schema.json`; `hfedge/manifest.schema.json` is its shipped copy (a test holds
them equal). The text is deterministic: sorted keys, fixed indentation, no times, so that converting the same
commit twice gives the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from hfedge.data.record import CalibratedOn, Calibration
from hfedge.emit import Artifact, ArtifactFile, CustomOps, Variant
from hfedge.errors import BundleError
from hfedge.recipes import Budget
from hfedge.tflite_metadata import MANIFEST_ENTRY, embed_in_tflite, read_embedded
from hfedge.vectors import GoldenText, Vectors

__all__ = [
    "MANIFEST_ENTRY",
    "MANIFEST_NAME",
    "SCHEMA_VERSION",
    "Defaults",
    "Manifest",
    "Parity",
    "Reference",
    "Signature",
    "Source",
    "TensorSpec",
    "TokenDifferences",
    "Tokenizer",
    "Verdict",
    "embed_in_tflite",
    "embedded_manifest",
    "read_embedded",
    "read_manifest",
    "validate",
]

SCHEMA_VERSION = 1
MANIFEST_NAME = "hfedge.json"
TEXT_INPUT = {"encoding": "utf-8", "input": "one byte per int32, zero-padded"}


@dataclass(frozen=True)
class TensorSpec:
    """Name, element type ("int32", "float32", "string") and shape of a tensor; -1 is any size."""

    name: str
    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Signature:
    """What a signature takes and gives."""

    name: str
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]


@dataclass(frozen=True)
class Source:
    """What was converted: Hub id or local name, 40-digit commit, licence (None: not stated), architecture, task;
    where its graph came from, "native", "tf-classes" (transformers') or "keras" (a Keras model's own)."""

    name: str
    commit: str
    license: str | None
    architecture: str
    task: str
    architecture_source: str = "native"


@dataclass(frozen=True)
class Tokenizer:
    """The tokenizer in the graph: its kind, and the version of `tokenizers` that its ids and offsets equal.

    `special_tokens` maps ids to texts; `pad_id` and `pad_type_id` fill `encode_<T>` behind the tokens.
    """

    kind: str
    library_version: str
    special_tokens: Mapping[int, str] = field(default_factory=dict)
    pad_id: int = 0
    pad_type_id: int = 0


@dataclass(frozen=True)
class Defaults:
    """What a runtime does by default; `top_k` None returns all labels, `recipe` None loads the first."""

    max_tokens: int
    top_k: int | None = None
    recipe: str | None = None


@dataclass(frozen=True)
class Reference:
    """What computed the expected answers: versions of torch and transformers, or of TensorFlow and Keras."""

    torch: str
    transformers: str
    tokenizers: str
    device: str
    dtype: str = "float32"
    tensorflow: str = ""
    keras: str = ""

    @classmethod
    def of(cls, found: Mapping[str, str]) -> "Reference":
        """What to_json gave."""
        return cls(**{"torch": "", "transformers": "", **found})

    def to_json(self) -> dict[str, str]:
        """Without what took no part."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def software(self) -> str:
        """ "torch 2.13.0, transformers 4.57.6" """
        if self.keras:
            return f"Keras {self.keras}, TensorFlow {self.tensorflow}"
        return f"torch {self.torch}, transformers {self.transformers}"

    @property
    def kind(self) -> str:
        """What the answers are worth beside others: "CPU reference" or "GPU reference"."""
        return f"{'CPU' if self.device.startswith('CPU') else 'GPU'} reference"


@dataclass(frozen=True)
class TokenDifferences:
    """Of an artifact that TF Text's ops read the text for: of how many texts the ids differ from the reference's; by
    class (tf_text/classes.py), of how many; which of the built-in texts these are; of how many other texts the offsets
    differ."""

    texts: int
    classes: Mapping[str, int]
    which: tuple[tuple[str, ...], ...]
    offsets: int


@dataclass(frozen=True)
class Verdict:
    """One artifact against the reference in one runtime; the last three numbers are None where the task has none. Where
    ids may differ, `differences` says where, and the numbers are those of the texts whose ids are equal."""

    target: str
    recipe: str
    runtime: str
    passed: bool
    texts: int
    ids_equal: bool
    max_abs_diff: float
    mean_cosine: float | None = None
    min_cosine: float | None = None
    label_agreement: float | None = None
    differences: TokenDifferences | None = None

    def to_dict(self) -> dict[str, Any]:
        found = asdict(self)
        if found["differences"] is None:
            del found["differences"]
        else:
            found["differences"]["which"] = [list(texts) for texts in found["differences"]["which"]]
        return found

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Verdict":
        if "differences" not in found:
            return cls(**found)
        differences = TokenDifferences(**found["differences"])
        which = tuple(map(tuple, differences.which))
        return cls(**{**found, "differences": replace(differences, which=which)})


@dataclass(frozen=True)
class Parity:
    """The summary of parity.json."""

    reference: Reference
    artifacts: tuple[Verdict, ...]

    @property
    def passed(self) -> bool:
        """Whether every artifact passed."""
        return all(verdict.passed for verdict in self.artifacts)


@dataclass(frozen=True)
class Manifest:
    """One bundle. `signatures` and `tokenizer` hold for every artifact; `options` are what the task's results need
    beside the outputs; `parity` is None until verified. `calibration`: the texts for recipes that are fitted to some,
    while the bundle is made (None: the built-in ones); of them the artifacts alone say what they were. `golden`: texts
    whose tokens are known, and to which the artifacts' `golden` belong; () until verified."""

    hfedge_version: str
    source: Source
    tokenizer: Tokenizer
    signatures: Mapping[str, Signature]
    labels: tuple[str, ...]
    defaults: Defaults
    artifacts: tuple[Artifact, ...] = ()
    parity: Parity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    calibration: Calibration | None = field(default=None, compare=False)
    golden: tuple[GoldenText, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The manifest as JSON types, valid under the schema once it has an artifact."""
        return {
            "schema_version": SCHEMA_VERSION,
            "hfedge_version": self.hfedge_version,
            "source": asdict(self.source),
            "tokenizer": _tokenizer_to_dict(self.tokenizer),
            "text": dict(TEXT_INPUT),
            "signatures": _signatures_to_dict(self.signatures),
            "labels": list(self.labels),
            "options": dict(self.options),
            "defaults": {key: value for key, value in asdict(self.defaults).items() if value is not None},
            "artifacts": [_artifact_to_dict(artifact) for artifact in self.artifacts],
            "parity": _parity_to_dict(self.parity),
            **({"golden": [text.to_dict() for text in self.golden]} if self.golden else {}),
        }

    def to_json(self) -> str:
        """The text of hfedge.json. Raises BundleError when it would not be valid."""
        found = validate(self.to_dict())
        return json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"

    @classmethod
    def from_dict(cls, found: dict[str, Any], where: str = MANIFEST_NAME) -> "Manifest":
        """The reverse of `to_dict`, and of the copy inside a .tflite. Raises BundleError when not valid."""
        validate(found, where)
        tokenizer = {key: found["tokenizer"][key] for key in ("kind", "library_version", "pad_id", "pad_type_id")}
        special = {int(key): text for key, text in found["tokenizer"]["special_tokens"].items()}
        return cls(
            hfedge_version=found["hfedge_version"],
            source=Source(**found["source"]),
            tokenizer=Tokenizer(**tokenizer, special_tokens=special),
            signatures=_signatures_from_dict(found["signatures"]),
            labels=tuple(found["labels"]),
            options=found["options"],
            defaults=Defaults(**found["defaults"]),
            artifacts=tuple(_artifact_from_dict(item) for item in found.get("artifacts", ())),
            parity=_parity_from_dict(found.get("parity")),
            golden=tuple(map(GoldenText.from_dict, found.get("golden", ()))),
        )


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a bundle. Raises BundleError when it is missing, damaged, too new or not valid."""
    path = Path(folder) / MANIFEST_NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BundleError(
            f"no readable manifest ({error})",
            where=str(path),
            accepted="a bundle folder that hfedge wrote",
            hint="Convert the model again.",
        ) from error
    return Manifest.from_dict(found, str(path))


def embedded_manifest(manifest: Manifest, recipe: str, custom_ops: CustomOps | None = None) -> bytes:
    """What goes into the metadata of the .tflite of `recipe`: all but artifacts and parity, as compact UTF-8
    JSON. custom_ops: as Artifact has them.

    A file cannot hold its own hash, and it is hashed before it is verified.
    """
    needed = {} if custom_ops is None else {"custom_ops": _listed(asdict(custom_ops))}
    found = {**manifest.to_dict(), "embedded": {"recipe": recipe, **needed}}
    del found["artifacts"], found["parity"]
    found.pop("golden", None)  # as parity: known once the file is there
    text = json.dumps(validate(found, MANIFEST_ENTRY), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def validate(found: Any, where: str = MANIFEST_NAME) -> dict[str, Any]:
    """Return `found` if it obeys the schema, else raise BundleError with the first thing that is wrong and
    its place."""
    import jsonschema

    version = found.get("schema_version") if isinstance(found, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise BundleError(
            f"the manifest has schema version {version}, written by hfedge "
            f"{found.get('hfedge_version', 'of an unknown version')}",
            where=where,
            accepted=f"schema version {SCHEMA_VERSION}",
            hint="Upgrade with: pip install -U hfedge.",
        )
    error = jsonschema.exceptions.best_match(_validator().iter_errors(found))
    if error is not None:
        place = "/".join(str(part) for part in error.absolute_path) or "the top level"
        raise BundleError(
            f"the manifest is not valid at {place}: {error.message[:300]}",
            where=where,
            accepted="what manifest.schema.json describes",
        )
    return found


@lru_cache(maxsize=1)
def _validator():
    import jsonschema

    text = Path(__file__).with_name("manifest.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def _tokenizer_to_dict(tokenizer: Tokenizer) -> dict[str, Any]:
    special = {str(key): text for key, text in tokenizer.special_tokens.items()}
    return {
        "kind": tokenizer.kind,
        "library": "tokenizers",
        "library_version": tokenizer.library_version,
        "offsets": "utf8-bytes",
        "special_tokens": special,
        "pad_id": tokenizer.pad_id,
        "pad_type_id": tokenizer.pad_type_id,
    }


def _signatures_to_dict(signatures: Mapping[str, Signature]) -> dict[str, Any]:
    def tensors(specs: tuple[TensorSpec, ...]) -> list[dict[str, Any]]:
        return [{"name": spec.name, "dtype": spec.dtype, "shape": list(spec.shape)} for spec in specs]

    return {
        name: {"inputs": tensors(item.inputs), "outputs": tensors(item.outputs)} for name, item in signatures.items()
    }


def _signatures_from_dict(found: dict[str, Any]) -> dict[str, Signature]:
    def tensors(items: list[dict[str, Any]]) -> tuple[TensorSpec, ...]:
        return tuple(TensorSpec(item["name"], item["dtype"], tuple(item["shape"])) for item in items)

    return {name: Signature(name, tensors(item["inputs"]), tensors(item["outputs"])) for name, item in found.items()}


def _artifact_to_dict(artifact: Artifact) -> dict[str, Any]:
    runtime, _, version = artifact.oldest_runtime.rpartition(" ")
    found = {
        "target": artifact.target,
        "recipe": artifact.recipe,
        "files": [asdict(item) for item in artifact.files],
        "oldest_runtime": {"name": runtime, "version": version},
    }
    if artifact.variant is not None:
        found["variant"] = _variant_to_dict(artifact.variant)
    if artifact.calibration is not None:
        found["calibration"] = asdict(artifact.calibration)
    if artifact.golden is not None:
        found["golden"] = artifact.golden.to_dict()
    if artifact.custom_ops is not None:
        found["custom_ops"] = _listed(asdict(artifact.custom_ops))
    if artifact.signatures is not None:
        found["signatures"] = _signatures_to_dict(artifact.signatures)
    return found


def _listed(custom_ops: dict[str, Any]) -> dict[str, Any]:
    return {**custom_ops, "ops": list(custom_ops["ops"])}


def _custom_ops_from_dict(found: dict[str, Any]) -> CustomOps:
    return CustomOps(found["library"], found["version"], tuple(found["ops"]))


def _artifact_from_dict(found: dict[str, Any]) -> Artifact:
    runtime = found["oldest_runtime"]
    signatures = _signatures_from_dict(found["signatures"]) if "signatures" in found else None
    return Artifact(
        found["target"],
        found["recipe"],
        tuple(ArtifactFile(**item) for item in found["files"]),
        f"{runtime['name']} {runtime['version']}",
        signatures,
        _variant_from_dict(found["variant"]) if "variant" in found else None,
        CalibratedOn(**found["calibration"]) if "calibration" in found else None,
        golden=Vectors.from_dict(found["golden"]) if "golden" in found else None,
        custom_ops=_custom_ops_from_dict(found["custom_ops"]) if "custom_ops" in found else None,
    )


def _variant_to_dict(variant: Variant) -> dict[str, Any]:
    found: dict[str, Any] = {"base": variant.base, "overrides": [list(pair) for pair in variant.overrides]}
    if variant.budget is not None:
        found["budget"] = {key: value for key, value in asdict(variant.budget).items() if value is not None}
    return found


def _variant_from_dict(found: dict[str, Any]) -> Variant:
    budget = Budget(**found["budget"]) if "budget" in found else None
    return Variant(found["base"], tuple((pattern, row) for pattern, row in found["overrides"]), budget)


def _parity_to_dict(parity: Parity | None) -> dict[str, Any] | None:
    if parity is None:
        return None
    verdicts = [verdict.to_dict() for verdict in parity.artifacts]
    return {"reference": parity.reference.to_json(), "artifacts": verdicts, "passed": parity.passed}


def _parity_from_dict(found: dict[str, Any] | None) -> Parity | None:
    if found is None:
        return None
    return Parity(Reference.of(found["reference"]), tuple(map(Verdict.from_dict, found["artifacts"])))
