"""What the front matter of a model card says, the README.md of a repository."""

import re
from pathlib import Path

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_front_matter(readme: Path) -> tuple[str | None, str | None]:
    """`license` and `pipeline_tag` from the front matter of a model card; None for what it does not say."""
    import yaml

    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    match = _FRONT_MATTER.match(text.removeprefix("\ufeff"))
    try:
        card = yaml.safe_load(match[1]) if match else None
    except (yaml.YAMLError, ValueError, RecursionError):
        card = None  # a card that nobody can read says nothing; the model is fine without
    entries = card.items() if isinstance(card, dict) else ()
    said = {key: value for key, value in entries if isinstance(value, str)}
    own_terms = said.get("license_name") if said.get("license") == "other" else None
    return own_terms or said.get("license"), said.get("pipeline_tag")
