"""fill-mask: the likeliest tokens for every mask in a text.

As FillMaskPipeline, transformers v4.57.6, pipelines/fill_mask.py.
"""

import numpy as np

from hfedge_runtime.engine import Engine
from hfedge_runtime.errors import ModelError
from hfedge_runtime.results import FilledMasks, FilledToken
from hfedge_runtime.text import shown


def fill_masks(engine: Engine, texts: tuple[bytes, ...], top_k: int = 5) -> FilledMasks:
    """`top_k` tokens for each mask, best first, each with the whole text that it makes."""
    tokens = engine.tokenize(texts)
    count, ids, scores = engine.encode(tokens, "mask_count", "token_ids", "token_scores")
    _, masks, most = ids.shape
    if not 1 <= top_k <= most:
        raise ModelError(f"top_k is {top_k}. Accepted: 1 to {most}.")
    found = int(count[0, 0])
    if not 1 <= found <= masks:
        raise ModelError(_miscounted(engine, found, masks, tokens.truncated))
    row = tokens.row("input_ids")
    filled = []
    for place, candidates, values in zip(_masked(engine, row), ids[0].tolist(), scores[0].tolist()):
        kept = zip(candidates[:top_k], values[:top_k])
        filled.append(tuple(_filled(engine, row, int(place), *one, alone=found == 1) for one in kept))
    return FilledMasks(shown(texts[0]), tuple(filled), tokens.truncated)


def _masked(engine: Engine, row: np.ndarray) -> np.ndarray:
    return np.flatnonzero(row == engine.manifest.options["mask_id"])


def _filled(engine: Engine, row: np.ndarray, place: int, token: int, score: float, alone: bool) -> FilledToken:
    """The whole text keeps special tokens where there are other masks, which are of them."""
    whole = row.copy()
    whole[place] = token
    whole = whole[whole != engine.manifest.pad_id]
    text = engine.decode(whole, skip_special_tokens=alone)
    return FilledToken(engine.decode(np.array([token], np.int32), skip_special_tokens=False), token, score, text)


def _miscounted(engine: Engine, found: int, masks: int, truncated: bool) -> str:
    what = f"{found or 'no'} masks ({engine.manifest.options['mask_token']})"
    cut = ", whose end was cut off" if truncated else ""
    return f"the text{cut} has {what}. Accepted: 1 to {masks}."
