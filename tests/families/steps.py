"""Steps of a tokenizer.json, and the whole of one put together."""

import json


def token(content: str, special: bool = True, **flags: bool) -> dict:
    """A row of added_tokens; its id is found, or given, when the file is put together."""
    plain = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    return {"content": content, **plain, **flags, "special": special}


def template(single: str, pair: str | None = None) -> dict:
    """TemplateProcessing of texts such as "<s> A </s>", a type id other than 0 behind a colon."""
    if pair is None:
        pair = single.replace("A", "A B:1")

    def pieces(text: str) -> list[dict]:
        rows = [(piece.partition(":")[0], int(piece.partition(":")[2] or 0)) for piece in text.split()]
        return [{"Sequence" if x in "AB" else "SpecialToken": {"id": x, "type_id": kind}} for x, kind in rows]

    return {"type": "TemplateProcessing", "single": pieces(single), "pair": pieces(pair)}


def put_together(model: dict, *, added: list[dict] = (), **steps: dict | None) -> dict:
    """The tokenizer.json; ids of added tokens and of templates come from the vocabulary, or are the next free ones."""
    pieces = model["vocab"] if isinstance(model["vocab"], dict) else [piece for piece, _ in model["vocab"]]
    ids = dict(pieces) if isinstance(pieces, dict) else {piece: index for index, piece in enumerate(pieces)}
    for row in added:
        ids.setdefault(row["content"], len(ids))
    rows = sorted(({"id": ids[row["content"]], **row} for row in added), key=lambda row: row["id"])
    post = steps.get("post_processor")
    for step in (post or {}).get("processors", [post]):
        if step and step["type"] == "TemplateProcessing":
            names = {piece["SpecialToken"]["id"] for side in ("single", "pair") for piece in step[side]
                     if "SpecialToken" in piece}  # fmt: skip
            step["special_tokens"] = {x: {"id": x, "ids": [ids[x]], "tokens": [x]} for x in sorted(names)}
        if step and step["type"] in ("RobertaProcessing", "BertProcessing"):
            step |= {key: [step[key], ids[step[key]]] for key in ("sep", "cls")}
    order = ("normalizer", "pre_tokenizer", "post_processor", "decoder")
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": rows,
            **{key: steps.get(key) for key in order}, "model": model}  # fmt: skip


def sequence(kind: str, *steps: dict) -> dict:
    return {"type": "Sequence", kind: list(steps)}


def step(made: object) -> dict:
    """The JSON of a normalizer or pre-tokenizer object."""
    return json.loads(made.__getstate__())


def specials(*names: str, mask: str = "", **flags: bool) -> list[dict]:
    """Special tokens; `mask` takes the space before it, as masks do."""
    return [*(token(name, **flags) for name in names), *([token(mask, lstrip=True)] if mask else [])]


def byte_level_step(**flags: bool) -> dict:
    return {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True, **flags}


def split(pattern: str, behavior: str = "Isolated", invert: bool = False) -> dict:
    return {"type": "Split", "pattern": {"Regex": pattern}, "behavior": behavior, "invert": invert}
