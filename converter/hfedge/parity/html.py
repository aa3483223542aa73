"""parity.html: the verdict first, then the numbers, in one page without any request and without a script.

It is made of what parity.json holds, and of nothing else. Every number and every name on it stands in an element that
names its place there (`data-key`), a number with its full value.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hfedge.parity import figures
from hfedge.printable import printable

# What the budget may ask of a report: its field, that of the report, its name, how far it may go, how it is shown.
CHECKS = (
    ("max_abs_diff", "max_abs_diff", "Largest difference", "at most", "small"),
    ("mean_cosine", "mean_cosine", "Cosine, mean", "at least", "cosine"),
    ("min_cosine", "min_cosine", "Cosine, least", "at least", "cosine"),
    ("label_agreement", "label_agreement", "Same label", "at least", "share"),
    ("labels_kept", "labels_kept", "Label kept", "at least", "share"),
    ("max_bytes", "bytes", "Size", "at most", "size"),
)


def size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


FORMATS: Mapping[str, Callable[[Any], str]] = {
    "count": lambda value: f"{value:,}",
    "small": lambda value: f"{value:.2g}",
    "cosine": lambda value: f"{value:.5f}",
    "share": lambda value: f"{100 * value:.1f} %",
    "size": size,
    "metric": lambda value: f"{value:.4f}",
    "change": lambda value: f"{value:+.4f}",
    "ms": lambda value: f"{value:.2f} ms" if value < 100 else f"{value:.0f} ms",
    "short": lambda value: f"{value:.4g}",
    "plain": lambda value: f"{value:g}",
}


def report_page(found: Mapping[str, Any]) -> str:
    """A self-contained HTML page of a report's JSON types; every name and text from the model is escaped."""
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    style, _, _ = loader.get_source(environment, "parity.css.jinja")
    page = Page(found)
    environment.globals |= {
        "number": page.number, "string": page.string, "checks": page.checks, "printed": printable, "figures": figures,
        "columns": page.columns(), "style": page.markup(style), "style_hash": _hash(style),
    }  # fmt: skip
    return environment.get_template("parity.html.jinja").render(report=found, verdict=page.verdict())


def _hash(style: str) -> str:
    """For the page's own policy, which lets no other style in, and no script at all."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


class Page:
    """The places of parity.json as elements."""

    def __init__(self, found: Mapping[str, Any]):
        from markupsafe import Markup

        self.found, self.markup = found, Markup

    def at(self, key: str) -> Any:
        """at("artifacts.0.recipe")"""
        value: Any = self.found
        for part in key.split("."):
            value = value[int(part)] if isinstance(value, list) else value[part]
        return value

    def number(self, key: str, form: str) -> Any:
        """As a row of FORMATS shows it; a number that there is none of is a dash."""
        value = self.at(key)
        shown = "–" if value is None else FORMATS[form](value)
        return self.markup('<data value="{}" data-key="{}">{}</data>').format(json.dumps(value), key, shown)

    def string(self, key: str, longest: int | None = None) -> Any:
        """Foreign text as it is: control characters are spelled, and it runs in its own direction."""
        text = printable(self.at(key))
        if longest and len(text) > longest:
            text = text[: longest - 1] + "…"
        if not text.strip():
            return self.markup('<i class="soft">{}</i>').format("(blank)" if text else "(empty)")
        return self.markup('<bdi data-key="{}">{}</bdi>').format(key, text)

    def verdict(self) -> str:
        """ "good", "bad", or "none" where nothing was run."""
        if not self.found["artifacts"]:
            return "none"
        return "good" if self.found["passed"] else "bad"

    def columns(self) -> dict[str, bool]:
        """Which of the fields that only some tasks have there are."""
        names = ("label_agreement", "mean_kl", "rank_agreement", "latency")
        return {name: any(item[name] is not None for item in self.found["artifacts"]) for name in names}

    def checks(self, place: int) -> list[dict[str, Any]]:
        """What the budget of an artifact asks: key and budget key, name, how far, how it is shown, and whether it is
        kept."""
        item, base = self.found["artifacts"][place], f"artifacts.{place}."
        rows = []
        for asked, field, name, how, form in CHECKS:
            limit, value = item["budget"][asked], item[field]
            if limit is None or (value is None and field.startswith("label")):
                continue
            kept = value is not None and (value <= limit if how == "at most" else value >= limit)
            rows.append({"key": base + field, "budget": f"{base}budget.{asked}", "name": name, "how": how,
                         "form": form, "kept": kept})  # fmt: skip
        return rows
