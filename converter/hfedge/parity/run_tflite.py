"""Runs a .tflite in tflite-runtime 2.14: python run_tflite.py WORK, by a Python of its own (it needs numpy < 2).

WORK/request.json   {"model": path, "calls": [{"signature", "inputs": [name], "outputs": [name]}]}
WORK/request.npz    the inputs, called <number of the call>/<name>
WORK/result.npz     the outputs in the same way

Needs tflite_runtime and numpy alone. `python run_tflite.py --version` prints the runtime's version. Exits with 1 and
the runtime's message where it refuses the file or a call.
"""

import json
import os
import sys

import numpy as np
from tflite_runtime.interpreter import Interpreter


def run(work: str) -> None:
    with open(os.path.join(work, "request.json"), encoding="utf-8") as stream:
        request = json.load(stream)
    inputs = np.load(os.path.join(work, "request.npz"))
    interpreter = Interpreter(model_path=request["model"], num_threads=1)
    runners, results = {}, {}
    for number, call in enumerate(request["calls"]):
        name = call["signature"]
        if name not in runners:
            runners[name] = interpreter.get_signature_runner(name)
        found = runners[name](**{one: inputs[f"{number}/{one}"] for one in call["inputs"]})
        results.update({f"{number}/{one}": found[one] for one in call["outputs"]})
    np.savez(os.path.join(work, "result.npz"), **results)


def main() -> None:
    if sys.argv[1] == "--version":
        from importlib.metadata import version

        print(version("tflite-runtime"))
        return
    try:
        run(sys.argv[1])
    except (RuntimeError, ValueError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
