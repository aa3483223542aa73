// Runs a TF.js graph model from a folder on disk or a URL: node run_tfjs.mjs WORK PACKAGES
//
// WORK/request.json   {"model": folder or URL of model.json, "backend": "cpu" | "wasm", "runs": [RUN]}
//                     RUN = {"inputs": [TENSOR], "outputs": [name], "repeat": 1}; names are SIGNATURE/NAME
//                     TENSOR = {"name", "dtype", "shape", "offset"}
// WORK/request.bin    the inputs' values, little-endian, 4 bytes each, at those offsets (bytes)
// WORK/result.json    {"tfjs", "backend", "tensors", "runs": [{"ms": [...], "outputs": [TENSOR]}]}
// WORK/result.bin     the outputs' values in the same way
//
// Exits non-zero with one message when the model, an input or an output is not what the request says.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

// The packages are those of the folder in the second argument.
const require = createRequire(path.join(process.argv[3], 'package.json'));
const tf = require('@tensorflow/tfjs-core');
const {loadGraphModel} = require('@tensorflow/tfjs-converter');
const ARRAYS = {float32: Float32Array, int32: Int32Array, bool: Int32Array};

async function startBackend(name) {
  if (!['cpu', 'wasm'].includes(name)) throw new Error(`unknown backend ${name}: cpu or wasm`);
  const backend = require(`@tensorflow/tfjs-backend-${name}`);
  if (name === 'wasm') {
    backend.setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  }
  const started = await tf.setBackend(name);
  await tf.ready();
  if (!started || tf.getBackend() !== name) {
    throw new Error(`asked for ${name}, TF.js took ${tf.getBackend()}`);
  }
}

// The IOHandler that a page gets from loadGraphModel(url), reading from disk instead.
function fromFolder(folder) {
  return {load: async () => {
    const {weightsManifest, ...artifacts} = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8'));
    const names = weightsManifest.flatMap((group) => group.paths);
    const bytes = Buffer.concat(names.map((name) => readFileSync(path.join(folder, name))));
    const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    return {...artifacts, weightSpecs: weightsManifest.flatMap((group) => group.weights), weightData};
  }};
}

function readTensor({name, dtype, shape, offset}, bytes) {
  const count = shape.reduce((product, size) => product * size, 1);
  const start = bytes.byteOffset + offset;
  if (!(dtype in ARRAYS)) throw new Error(`input ${name}: ${dtype} is not one of ${Object.keys(ARRAYS)}`);
  if (offset + 4 * count > bytes.byteLength) throw new Error(`input ${name}: request.bin is too short`);
  return tf.tensor(new ARRAYS[dtype](bytes.buffer.slice(start, start + 4 * count)), shape, dtype);
}

// Signatures with loops, which model.execute refuses. (model.metadata is the userDefinedMetadata of model.json.)
function needsAsync(model, run) {
  const dynamic = model.metadata?.hfedge?.executeAsync ?? [];
  return run.outputs.some((name) => dynamic.includes(name.split('/')[0]));
}

async function runOnce(model, run, inputs) {
  const started = performance.now();
  const execute = needsAsync(model, run) ? model.executeAsync : model.execute;
  const outputs = await execute.call(model, inputs, run.outputs);
  const tensors = Array.isArray(outputs) ? outputs : [outputs];
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  const found = tensors.map(({dtype, shape}, i) => ({name: run.outputs[i], dtype, shape, values: values[i]}));
  tensors.forEach((tensor) => tensor.dispose());
  return {ms: performance.now() - started, found};
}

async function runAll(model, runs, bytes, sink) {
  const results = [];
  for (const run of runs) {
    const inputs = Object.fromEntries(run.inputs.map((spec) => [spec.name, readTensor(spec, bytes)]));
    const times = [];
    let last;
    for (let i = 0; i < (run.repeat ?? 1); i++) {
      last = await runOnce(model, run, inputs);
      times.push(last.ms);
    }
    Object.values(inputs).forEach((tensor) => tensor.dispose());
    const outputs = last.found.map(({values, ...spec}) => ({...spec, offset: sink.push(values, spec.dtype)}));
    results.push({ms: times, outputs});
  }
  return results;
}

class Sink {
  constructor() {
    this.parts = [];
    this.length = 0;
  }

  push(values, dtype) {
    const part = Buffer.from(new ARRAYS[dtype](values).buffer);
    this.parts.push(part);
    this.length += part.length;
    return this.length - part.length;
  }
}

async function main(work) {
  if (!work || !existsSync(path.join(work, 'request.json'))) {
    throw new Error('usage: node run_tfjs.mjs WORK (a folder with request.json)');
  }
  const request = JSON.parse(readFileSync(path.join(work, 'request.json'), 'utf8'));
  await startBackend(request.backend);
  const isUrl = request.model.startsWith('http:');
  const model = await loadGraphModel(isUrl ? request.model : fromFolder(request.model));
  const before = tf.memory().numTensors;
  const sink = new Sink();
  const runs = await runAll(model, request.runs, readFileSync(path.join(work, 'request.bin')), sink);
  const tensors = {weights: before, leaked: tf.memory().numTensors - before};
  writeFileSync(path.join(work, 'result.bin'), Buffer.concat(sink.parts));
  const result = {tfjs: tf.version_core, backend: tf.getBackend(), tensors, runs};
  writeFileSync(path.join(work, 'result.json'), JSON.stringify(result));
}

main(process.argv[2]).catch((error) => {
  console.error(`run_tfjs: ${error.message}`);
  process.exit(1);
});
