"""A toy model with every signature of the contract, small enough to convert in seconds.

Its tokenizer makes every byte a token (id = byte + 3) between [CLS] (1) and [SEP] (2), padded with 0, so that
a test can say in one line of Python what ids, offsets and scores must come out. The encoder is a masked
mean over a 3-wide table, followed by a softmax. For texts that grow as they are normalized, every "^" takes two
places of tokenize_<B>: what finds none is not read, and counted in unread_count. Shapes follow the real
artifacts: batch 1, static, int32 in.
"""

import json
import shutil
import tempfile
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

BYTE_SIZES = (16, 32)
MAX_TOKENS = 20  # so that tokenize_16 yields 18 tokens and encode_20 has to be padded
ENCODE_LENGTHS = (4, 8, 20)
WRITTEN = 32  # bytes that detokenize_20 gives; special tokens that are kept need more
LABELS = ("bad", "fair", "good")
SPECIAL_TOKENS = {0: "[PAD]", 1: "[CLS]", 2: "[SEP]"}
TABLE = np.random.default_rng(7).normal(size=(259, 3)).astype(np.float32)
OUTPUTS = {
    "text-classification": ("logits", "scores"),
    "sentence-similarity": ("embedding",),
    "feature-extraction": ("last_hidden_state",),
}


def toy_ids(text: str | bytes, pair: str | bytes | None = None) -> list[int]:
    """The token ids of `text` (and `pair`), truncated as the toy graph truncates."""
    first, second = _utf8(text), None if pair is None else _utf8(pair)
    if second is None:
        return [1, *(byte + 3 for byte in first[: MAX_TOKENS - 2]), 2]
    first = first[: (MAX_TOKENS - 3) // 2]
    second = second[: MAX_TOKENS - 3 - len(first)]
    return [1, *(byte + 3 for byte in first), 2, *(byte + 3 for byte in second), 2]


def toy_text(ids: list[int], skip_special: bool) -> bytes:
    """What the toy decodes to: bytes again, special tokens by their names."""
    special = {token: b"" if skip_special else name.encode() for token, name in SPECIAL_TOKENS.items()}
    return b"".join(special[token] if token in special else bytes([token - 3]) for token in ids)


def toy_scores(text: str | bytes, pair: str | bytes | None = None) -> np.ndarray:
    """The scores, float32 `[3]`, of the toy encoder."""
    logits = TABLE[toy_ids(text, pair)].mean(axis=0)
    exps = np.exp(logits - logits.max())
    return exps / exps.sum()


@lru_cache
def convert_toy(task: str = "text-classification") -> bytes:
    """The toy as a .tflite; imports TensorFlow."""
    from hfedge.lazy import tf

    module = tf.Module()
    module.table = tf.Variable(TABLE)
    folder = tempfile.mkdtemp()
    try:
        tf.saved_model.save(module, folder, signatures=_signatures(tf, module.table, OUTPUTS[task]))
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        return converter.convert()
    finally:
        shutil.rmtree(folder)


def toy_signatures(task: str = "text-classification"):
    """The signatures as the manifest lists them: {name: (inputs, outputs)}, each {name: (dtype, shape)}."""
    found = {
        f"tokenize_{size}": ({"utf8": ("int32", (1, size))}, _tokens(min(MAX_TOKENS, size + 2))) for size in BYTE_SIZES
    }
    found[f"detokenize_{MAX_TOKENS}"] = (
        {"ids": ("int32", (1, MAX_TOKENS)), "count": ("int32", (1, 1)), "skip_special": ("int32", (1, 1))},
        {"utf8": ("int32", (1, WRITTEN)), "byte_count": ("int32", (1,)), "unwritten_count": ("int32", (1,))},
    )
    shapes = {
        "logits": (1, 3),
        "scores": (1, 3),
        "embedding": (1, 3),
        "last_hidden_state": (1, MAX_TOKENS, 3),
    }
    for length in ENCODE_LENGTHS:
        shapes_here = {**shapes, "last_hidden_state": (1, length, 3)}
        ids = {name: ("int32", (1, length)) for name in ("input_ids", "attention_mask", "type_ids")}
        found[f"encode_{length}"] = (ids, {name: ("float32", shapes_here[name]) for name in OUTPUTS[task]})
    whole = {name: ("float32", shapes[name]) for name in OUTPUTS[task]}
    found["serve"] = ({"utf8": ("int32", (1, BYTE_SIZES[-1]))}, whole)
    if task == "text-classification":
        for size in BYTE_SIZES:
            pair = {"utf8": ("int32", (1, size)), "utf8_pair": ("int32", (1, size))}
            found[f"tokenize_pair_{size}"] = (pair, _tokens(MAX_TOKENS))
        found["serve_pair"] = (pair, whole)
    return found


def toy_manifest_parts(task: str = "text-classification") -> dict:
    """Arguments of `hfedge.manifest.Manifest` for the toy, all but artifacts and parity."""
    from hfedge.manifest import Defaults, Signature, Source, TensorSpec, Tokenizer

    def specs(tensors):
        return tuple(TensorSpec(name, dtype, shape) for name, (dtype, shape) in tensors.items())

    return {
        "hfedge_version": "0.1.0",
        "source": Source("toy/bytes", "0123456789abcdef0123456789abcdef01234567", "apache-2.0", "toy", task),
        "tokenizer": Tokenizer("bytes", "0.22.1", special_tokens=SPECIAL_TOKENS, pad_id=0),
        "signatures": {
            name: Signature(name, specs(inputs), specs(outputs))
            for name, (inputs, outputs) in toy_signatures(task).items()
        },
        "labels": LABELS if task == "text-classification" else (),
        "defaults": Defaults(max_tokens=MAX_TOKENS),
    }


def write_flat_bundle(folder: Path, content: bytes = b"weights"):
    """A bundle whose only file is `content`: enough for publishing, which never looks inside. Returns its
    manifest."""
    from hfedge.emit import Artifact, ArtifactFile
    from hfedge.manifest import Manifest
    from hfedge.publish import write_manifest

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.fp32.tflite").write_bytes(content)
    files = (ArtifactFile.of(folder, "model.fp32.tflite"),)
    manifest = Manifest(**toy_manifest_parts(), artifacts=(Artifact("tflite", "fp32", files, "ai-edge-litert 2.0.0"),))
    write_manifest(folder, manifest)
    return manifest


def write_toy_bundle(folder: Path, tflite: bytes, task: str = "text-classification") -> Path:
    """Write a whole bundle with one `fp32` artifact into `folder` and return it."""
    from hfedge.emit import Artifact, ArtifactFile
    from hfedge.manifest import Manifest, embed_in_tflite, embedded_manifest
    from hfedge.publish import write_manifest

    folder.mkdir(parents=True, exist_ok=True)
    parts = toy_manifest_parts(task)
    (folder / "model.fp32.tflite").write_bytes(tflite)
    embed_in_tflite(folder / "model.fp32.tflite", embedded_manifest(Manifest(**parts), "fp32"))
    files = (ArtifactFile.of(folder, "model.fp32.tflite"),)
    write_manifest(folder, Manifest(**parts, artifacts=(Artifact("tflite", "fp32", files, "ai-edge-litert 2.0.0"),)))
    return folder


def _utf8(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8")


def _tokens(count: int) -> dict:
    ids = {name: ("int32", (1, count)) for name in ("input_ids", "attention_mask", "type_ids")}
    return {
        **ids,
        "offsets": ("int32", (1, count, 2)),
        "token_count": ("int32", (1,)),
        "overflow_count": ("int32", (1,)),
        "unread_count": ("int32", (1,)),
    }


def _signatures(tf, table, outputs: tuple[str, ...]) -> dict:
    functions = {f"tokenize_{size}": (partial(_tokenize, tf), (("utf8", size),)) for size in BYTE_SIZES}
    row = (("ids", MAX_TOKENS), ("count", 1), ("skip_special", 1))
    functions[f"detokenize_{MAX_TOKENS}"] = (partial(_detokenize, tf), row)
    functions["serve"] = (partial(_serve, tf, table, outputs), (("utf8", BYTE_SIZES[-1]),))
    if "scores" in outputs:
        pair = partial(_serve_pair, tf, table, outputs)
        functions["serve_pair"] = (pair, (("utf8", BYTE_SIZES[-1]), ("utf8_pair", BYTE_SIZES[-1])))
        for size in BYTE_SIZES:
            functions[f"tokenize_pair_{size}"] = (
                partial(_tokenize_pair, tf),
                (("utf8", size), ("utf8_pair", size)),
            )
    for length in ENCODE_LENGTHS:
        specs = tuple((name, length) for name in ("input_ids", "attention_mask", "type_ids"))
        functions[f"encode_{length}"] = (partial(_encode, tf, table, outputs), specs)
    return {
        name: tf.function(function).get_concrete_function(
            **{key: tf.TensorSpec([1, size], tf.int32, key) for key, size in specs}
        )
        for name, (function, specs) in functions.items()
    }


def _length(tf, row):
    """How many bytes are read, and how many find no room."""
    length = tf.reduce_max(tf.where(row != 0, tf.range(1, row.shape[0] + 1), 0))
    places = length + tf.reduce_sum(tf.where(row == ord("^"), 1, 0))
    unread = tf.minimum(tf.maximum(places - row.shape[0], 0), length)
    return length - unread, unread


def _span(tf, row, start, kept, count):
    """Bytes of `row` moved to `start`: ids, offsets `[count, 2]` and where they stand (bool `[count]`)."""
    position = tf.range(count) - start
    inside = (position >= 0) & (position < kept)
    place = tf.where(inside, position, 0)
    ids = tf.where(inside, tf.gather(row, tf.minimum(place, row.shape[0] - 1)) + 3, 0)
    return ids, tf.stack([place, tf.where(inside, place + 1, 0)], axis=1), inside


def _pack(tf, ids, types, offsets, count, overflow, unread):
    size = ids.shape[0]
    mask = tf.where(tf.range(size) < count, 1, 0)
    return {
        "input_ids": ids[None],
        "attention_mask": mask[None],
        "type_ids": types[None],
        "offsets": offsets[None],
        "token_count": tf.reshape(count, [1]),
        "overflow_count": tf.reshape(overflow, [1]),
        "unread_count": tf.reshape(unread, [1]),
    }


def _tokenize(tf, utf8):
    row = tf.reshape(utf8, [-1])
    count = min(MAX_TOKENS, row.shape[0] + 2)
    length, unread = _length(tf, row)
    kept = tf.minimum(length, count - 2)
    ids, offsets, _ = _span(tf, row, 1, kept, count)
    position = tf.range(count)
    ids += tf.where(position == 0, 1, 0) + tf.where(position == kept + 1, 2, 0)
    return _pack(tf, ids, tf.zeros_like(ids), offsets, kept + 2, length - kept, unread)


def _tokenize_pair(tf, utf8, utf8_pair):
    first, second = tf.reshape(utf8, [-1]), tf.reshape(utf8_pair, [-1])
    lengths, unread = zip(_length(tf, first), _length(tf, second))
    kept = tf.minimum(lengths[0], (MAX_TOKENS - 3) // 2)
    kept_pair = tf.minimum(lengths[1], MAX_TOKENS - 3 - kept)
    ids, offsets, _ = _span(tf, first, 1, kept, MAX_TOKENS)
    more, more_offsets, inside = _span(tf, second, kept + 2, kept_pair, MAX_TOKENS)
    position, last = tf.range(MAX_TOKENS), kept + kept_pair + 2
    ids += more + tf.where(position == 0, 1, 0) + tf.where((position == kept + 1) | (position == last), 2, 0)
    types = tf.where(inside | (position == last), 1, 0)
    overflow = lengths[0] + lengths[1] - kept - kept_pair
    return _pack(tf, ids, types, offsets + more_offsets, last + 1, overflow, unread[0] + unread[1])


def _detokenize(tf, ids, count, skip_special):
    row = tf.reshape(ids, [-1])
    spelled = np.zeros((259, 5), np.int32)
    spelled[3:, 0] = np.arange(256)
    for token, name in SPECIAL_TOKENS.items():
        spelled[token] = list(name.encode())
    size = tf.where(row < 3, 5 * (1 - tf.reshape(skip_special, [])), 1)
    known = (row >= 0) & (row < 259) & (tf.range(MAX_TOKENS) < tf.reshape(count, []))
    size = tf.where(known, size, 0)
    place = (tf.cumsum(size) - size)[:, None] + tf.range(5)
    place = tf.where(tf.range(5) < size[:, None], tf.minimum(place, WRITTEN), WRITTEN)
    values = tf.gather(spelled, tf.where(known, row, 0))
    written = tf.scatter_nd(tf.reshape(place, [-1, 1]), tf.reshape(values, [-1]), [WRITTEN + 1])[:WRITTEN]
    total = tf.reduce_sum(size, keepdims=True)
    kept = tf.minimum(total, WRITTEN)
    return {"utf8": written[None], "byte_count": kept, "unwritten_count": total - kept}


def _encode(tf, table, outputs, input_ids, attention_mask, type_ids):
    length = input_ids.shape[1]
    hidden = tf.reshape(tf.gather(table, tf.reshape(input_ids, [-1])), [1, length, 3])
    mask = tf.cast(attention_mask, tf.float32)[:, :, None]
    mean = tf.reduce_sum(hidden * mask, axis=1) / tf.reduce_sum(mask, axis=1)
    mean += 0.0 * tf.reduce_sum(tf.cast(type_ids, tf.float32))  # keeps type_ids among the inputs
    found = {"logits": mean, "scores": tf.nn.softmax(mean), "embedding": mean, "last_hidden_state": hidden}
    return {name: found[name] for name in outputs}


def _serve(tf, table, outputs, utf8):
    tokens = _tokenize(tf, utf8)
    return _encode(tf, table, outputs, tokens["input_ids"], tokens["attention_mask"], tokens["type_ids"])


def _serve_pair(tf, table, outputs, utf8, utf8_pair):
    tokens = _tokenize_pair(tf, utf8, utf8_pair)
    return _encode(tf, table, outputs, tokens["input_ids"], tokens["attention_mask"], tokens["type_ids"])


def rewrite_manifest(folder: Path, **changes: object) -> Path:
    """Change top-level values of the manifest."""
    path = folder / "hfedge.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    return folder
