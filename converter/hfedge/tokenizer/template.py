"""Post-processors, read into one template of special tokens (tokenizers/src/processors/*.rs at v0.22)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hfedge.tokenizer.refused import Refused


@dataclass(frozen=True)
class TemplatePiece:
    """One place of a template: a special token (`token_id` set), or sequence "A" or "B" (`token_id` None)."""

    sequence: str
    token_id: int | None
    type_id: int


@dataclass(frozen=True)
class Trim:
    """`trim_offsets` of byte-level tokenizers: a token's offsets leave out the spaces at its ends, save a first space
    that add_prefix_space may have put there."""

    prefix_space: bool


@dataclass(frozen=True)
class Template:
    single: tuple[TemplatePiece, ...]
    pair: tuple[TemplatePiece, ...]
    trim: Trim | None = None

    def specials(self, pair: bool) -> int:
        """How many special tokens the template adds."""
        return sum(piece.token_id is not None for piece in (self.pair if pair else self.single))

    def largest_type(self, pair: bool) -> int:
        """The largest type id that it gives."""
        return max(piece.type_id for piece in (self.pair if pair else self.single))


_A, _B = TemplatePiece("A", None, 0), TemplatePiece("B", None, 1)
PLAIN = Template((_A,), (_A, _B))  # no post-processor: the second text has type 1


def _template_processing(data: dict) -> Template:
    ids = {name: token["ids"] for name, token in data.get("special_tokens", {}).items()}

    def pieces(rows: list[dict]) -> tuple[TemplatePiece, ...]:
        return tuple(piece for row in rows for piece in _template_pieces(row, ids))

    template = Template(single=pieces(data["single"]), pair=pieces(data["pair"]))
    for found, expected in ((template.single, ["A"]), (template.pair, ["A", "B"])):
        sequences = [piece.sequence for piece in found if piece.token_id is None]
        if sequences != expected:
            raise Refused(f"a template with the sequences {sequences}, not {expected}")
    return template


def _template_pieces(row: dict, ids: Mapping[str, list[int]]) -> list[TemplatePiece]:
    if "Sequence" in row:
        return [TemplatePiece(row["Sequence"]["id"], None, row["Sequence"]["type_id"])]
    special = row["SpecialToken"]
    if special["id"] not in ids:
        raise Refused(f"special token {special['id']!r} without an id")
    return [TemplatePiece("", token_id, special["type_id"]) for token_id in ids[special["id"]]]


def _bert_processing(data: dict) -> Template:
    # bert.rs: [CLS] A [SEP] with type 0, then B [SEP] with type 1
    cls, sep = data["cls"][1], data["sep"][1]
    single = (TemplatePiece("", cls, 0), _A, TemplatePiece("", sep, 0))
    return Template(single, (*single, _B, TemplatePiece("", sep, 1)))


def _roberta_processing(data: dict) -> Template:
    # roberta.rs: <s> A </s>, then </s> B </s>; every type is 0
    cls, sep = data["cls"][1], data["sep"][1]
    single = (TemplatePiece("", cls, 0), _A, TemplatePiece("", sep, 0))
    second = (TemplatePiece("", sep, 0), replace(_B, type_id=0), TemplatePiece("", sep, 0))
    return Template(single, (*single, *second), _trim(data))


def _byte_level(data: dict) -> Template:
    return replace(PLAIN, trim=_trim(data))


def _trim(data: dict) -> Trim | None:
    return Trim(data.get("add_prefix_space", True)) if data.get("trim_offsets", True) else None


def _sequence(data: dict) -> Template:
    """Each processor works on what the one before gave: at most one of them may add tokens, and one trim."""
    found = [parse_post_processor(part) for part in data["processors"]]
    trims = [template.trim for template in found if template.trim]
    adding = [template for template in found if replace(template, trim=None) != PLAIN]
    if len(trims) > 1:
        raise Refused("offsets trimmed twice")
    if len(adding) > 1:
        raise Refused("special tokens added twice")
    return replace(adding[0] if adding else PLAIN, trim=trims[0] if trims else None)


POST_PROCESSORS: dict[str, Callable[[dict], Template]] = {
    "TemplateProcessing": _template_processing,
    "BertProcessing": _bert_processing,
    "RobertaProcessing": _roberta_processing,
    "ByteLevel": _byte_level,
    "Sequence": _sequence,
}


def parse_post_processor(data: dict | None) -> Template:
    """None: no post-processor. Raises Refused."""
    if data is None:
        return PLAIN
    name = data.get("type")
    if name not in POST_PROCESSORS:
        raise Refused(f"post_processor {name}")
    return POST_PROCESSORS[name](data)
