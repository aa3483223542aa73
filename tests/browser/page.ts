// What the tests' page offers to scenarios.mjs: the package, and what shows whether it leaks.
import * as litert from '@litertjs/core';
import * as tf from '@tensorflow/tfjs-core';
import * as hfedge from '../../runtimes/js/src/index.js';
import { loadInWorker } from '../../runtimes/js/src/worker.js';
import { replay } from './replay.js';

/** Tensors of TF.js that are alive, and bytes of LiteRT.js's heap, 0 where it is not started. */
function memory(): { tensors: number; heap: number } {
  let heap = 0;
  try {
    const started = litert.getGlobalLiteRt() as unknown as { liteRtWasm: { HEAPU8: Uint8Array } };
    heap = started.liteRtWasm.HEAPU8.length;
  } catch {
    // LiteRT.js is not started.
  }
  return { tensors: tf.getBackend() ? tf.memory().numTensors : 0, heap };
}

Object.assign(globalThis, { hfedge: { ...hfedge, loadInWorker }, memory, replay });
