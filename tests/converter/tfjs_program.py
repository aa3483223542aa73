"""A small traced program with the ops of an encoder and a tokenizer, for tests of emitters."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hfedge.lazy import tf
from hfedge.manifest import Signature
from hfedge.manifest import TensorSpec as Spec

WORDS, WIDTH, HEADS, LABELS, PAD_TO = 4000, 64, 4, 3, 24


@dataclass(frozen=True)
class Program:
    module: object
    functions: dict
    signatures: dict


def program_of(module, traced):
    """A traced program: `traced` maps a name to a function and its int32 inputs' shapes by name."""
    functions, signatures = {}, {}
    for name, (function, inputs) in traced.items():
        specs = {key: tf.TensorSpec(shape, tf.int32, name=key) for key, shape in inputs.items()}
        functions[name] = tf.function(function, autograph=False).get_concrete_function(**specs)
        outputs = functions[name].structured_outputs
        signatures[name] = Signature(
            name,
            tuple(Spec(key, "int32", tuple(shape)) for key, shape in inputs.items()),
            tuple(Spec(key, value.dtype.name, tuple(value.shape)) for key, value in outputs.items()),
        )
    return Program(module, functions, signatures)


def encoder_weights():
    rng = np.random.default_rng(7)
    shapes = {
        "word": (WORDS, WIDTH),
        "position": (512, WIDTH),
        "query": (WIDTH, WIDTH),
        "key": (WIDTH, WIDTH),
        "value": (WIDTH, WIDTH),
        "up": (WIDTH, 4 * WIDTH),
        "down": (4 * WIDTH, WIDTH),
        "head": (WIDTH, LABELS),
        "query_bias": (WIDTH,),
        "up_bias": (4 * WIDTH,),
        "down_bias": (WIDTH,),
        "head_bias": (LABELS,),
        "gamma": (WIDTH,),
        "beta": (WIDTH,),
    }
    module = tf.Module()
    module.table = tf.Variable(rng.integers(0, WORDS, 30_000), dtype=tf.int32)
    for name, shape in shapes.items():
        setattr(module, name, tf.Variable(rng.normal(0, 0.3, shape), dtype=tf.float32))
    return module


def layer_norm(module, x):
    mean = tf.reduce_mean(x, -1, keepdims=True)
    variance = tf.reduce_mean(tf.math.squared_difference(x, mean), -1, keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + 1e-6) * module.gamma + module.beta


def dense(x, kernel, bias):
    return tf.matmul(x, kernel) + bias


def gelu(x):
    return 0.5 * x * (1.0 + tf.math.erf(x * 0.70710678))


def heads(x, tokens):
    return tf.transpose(tf.reshape(x, [1, tokens, HEADS, WIDTH // HEADS]), [0, 2, 1, 3])


def encode(module, input_ids, attention_mask):
    """One transformer layer and a classifier, in the ways that hfedge's architectures write them."""
    tokens = input_ids.shape[1]
    x = tf.gather(module.word, tf.reshape(input_ids, [-1])) + module.position[:tokens]
    query = heads(dense(x, module.query, module.query_bias), tokens)
    key, value = heads(tf.matmul(x, module.key), tokens), heads(tf.matmul(x, module.value), tokens)
    mask = (1.0 - tf.cast(tf.reshape(attention_mask, [1, 1, 1, tokens]), tf.float32)) * -100.0
    weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) * 0.25 + mask)
    mixed = tf.reshape(tf.transpose(tf.matmul(weights, value), [0, 2, 1, 3]), [tokens, WIDTH])
    x = layer_norm(module, x + mixed)
    x = layer_norm(module, x + dense(gelu(dense(x, module.up, module.up_bias)), module.down, module.down_bias))
    logits = tf.nn.relu(dense(tf.stop_gradient(x[:1]), module.head, module.head_bias))
    return {"logits": logits, "scores": tf.nn.softmax(logits), "again": logits}


def tokenize(module, utf8):
    """Words between blanks, each summed up, looked up, compacted and padded: the ops of a tokenizer."""
    size = utf8.shape[1]
    text = tf.reshape(utf8, [size])
    blank = tf.equal(text, 32) | tf.equal(text, 0)
    before = tf.concat([[True], blank[:-1]], 0)
    starts = tf.cast(~blank & before, tf.int32)
    word = tf.cumsum(starts) - 1
    slot = tf.where(blank, size, word)
    sums = tf.scatter_nd(tf.reshape(slot, [-1, 1]), text * 37 + tf.range(size), [size + 1])[:size]
    places = tf.math.floordiv(sums, 3) + tf.math.floormod(sums, 7)
    ids = tf.gather(module.table, tf.minimum(places, 29_999))
    ids = tf.where(tf.range(size) < tf.reduce_sum(starts), ids, 0)
    padded = tf.pad(ids, [[1, PAD_TO]])[:PAD_TO]
    return {
        "input_ids": tf.reshape(padded, [1, PAD_TO]),
        "token_count": tf.reshape(tf.reduce_sum(starts), [1]),
    }


@lru_cache(maxsize=1)
def small_program():
    module = encoder_weights()
    traced = {
        f"encode_{size}": (
            lambda input_ids, attention_mask: encode(module, input_ids, attention_mask),
            {"input_ids": [1, size], "attention_mask": [1, size]},
        )
        for size in (8, 16)
    }
    traced["tokenize_32"] = (lambda utf8: tokenize(module, utf8), {"utf8": [1, 32]})
    return program_of(module, traced)


@lru_cache(maxsize=1)
def small_inputs():
    rng = np.random.default_rng(3)
    text = np.frombuffer(b"the quick  brown fox".ljust(32, b"\0"), np.uint8).astype(np.int32)[None]
    inputs = {"tokenize_32": {"utf8": text}}
    for size in (8, 16):
        mask = (np.arange(size)[None] < size - 3).astype(np.int32)
        inputs[f"encode_{size}"] = {
            "input_ids": rng.integers(0, WORDS, (1, size)).astype(np.int32),
            "attention_mask": mask,
        }
    return inputs


def expected(program, inputs):
    return {
        f"{name}/{key}": value.numpy()
        for name, feeds in inputs.items()
        for key, value in program.functions[name](**{k: tf.constant(v) for k, v in feeds.items()}).items()
    }
