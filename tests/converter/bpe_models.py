"""Random small BPE models, consistent or not, with every option; and pieces for them."""

import random


def random_model(choice: random.Random) -> tuple[dict, str]:
    """-> the model of a tokenizer.json and the letters it knows."""
    letters = "abcdé一😀▁"[: choice.randint(3, 8)]
    unknown = choice.choice(["unk", "unk", "drop", "bytes", "byteless"])
    affixes = unknown != "bytes"
    prefix = choice.choice([None, None, None, "", "##"]) if affixes else None
    suffix = choice.choice([None, None, None, "", "</w>"]) if affixes else None
    texts = _symbols(choice, letters, prefix or "", suffix or "", unknown)
    merges = _merges(choice, texts, prefix or "")
    whole = choice.random() < 0.3
    if whole:
        texts += ["".join(choice.choice(letters + "xz") for _ in range(choice.randint(1, 6))) for _ in range(5)]
    step, first = choice.choice([(1, 0), (1, 0), (1, 0), (3, 5)])
    return {
        "type": "BPE",
        "unk_token": "<unk>" if unknown in ("unk", "bytes") or choice.random() < 0.2 else None,
        "continuing_subword_prefix": prefix,
        "end_of_word_suffix": suffix,
        "fuse_unk": choice.random() < 0.5,
        "byte_fallback": unknown in ("bytes", "byteless"),
        "ignore_merges": whole,
        "vocab": {text: first + step * index for index, text in enumerate(dict.fromkeys(texts))},
        "merges": merges if choice.random() < 0.5 else [" ".join(merge) for merge in merges],
    }, letters


def _symbols(choice: random.Random, letters: str, prefix: str, suffix: str, unknown: str) -> list[str]:
    texts = ["<unk>"]
    if unknown == "bytes":
        texts += [f"<0x{byte:02X}>" for byte in range(256)]
    forms = [form for char in letters for form in (char, prefix + char, char + suffix, prefix + char + suffix)]
    return texts + [form for form in forms if choice.random() < 0.85]


def _merges(choice: random.Random, texts: list[str], prefix: str) -> list[list[str]]:
    """Adds what comes out to `texts`."""
    parts = [text for text in texts if not text.startswith("<") or choice.random() < 0.03]
    merges = []
    for _ in range(choice.randint(0, 40)):
        rights = [text for text in parts if text.startswith(prefix) and text != prefix]
        if not rights:
            break
        left, right = choice.choice(parts), choice.choice(rights)
        merged = left + right[len(prefix) :]
        if len(merged) <= 14:
            texts.append(merged)
            parts.append(merged)
            merges.append([left, right])
    if choice.random() < 0.5:
        choice.shuffle(merges)
    if choice.random() < 0.2:
        merges += choice.sample(merges, min(3, len(merges)))
    return merges


def random_pieces(choice: random.Random, letters: str, added: str) -> list[str]:
    """Up to five pieces, some of them long, or the added token."""
    pieces = []
    for _ in range(choice.randint(1, 5)):
        if choice.random() < 0.08:
            pieces.append(added)
            continue
        length = choice.choice([1, 2, 3, 5, 8, 13, 17, 30] * 5 + [60, 130, 150])
        among = letters + choice.choice(["", "xyω\U00010400"])
        among = choice.choice([among, among, among, among[:2], choice.choice(among)])
        pieces.append("".join(choice.choice(among) for _ in range(length)))
    return pieces
