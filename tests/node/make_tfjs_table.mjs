// Writes converter/hfedge/emit/ops/tfjs.json: which TensorFlow ops TF.js's graph executor runs, by backend.
//
//   npm install --no-save @tensorflow/tfjs-backend-webgl@4.22.0 @tensorflow/tfjs-backend-webgpu@4.22.0
//   node make_tfjs_table.mjs            writes the table
//   node make_tfjs_table.mjs --check    exits 1 unless the table agrees with the backends that are installed
//
// How: the op lists of tfjs-converter say which names it knows, its executors which tfjs-core functions each
// of them calls, tfjs-core's sources which kernels those functions run (directly or through other functions),
// and every backend registers its kernels in Node too, even those that only a browser can run. An op passes
// on a backend that has all its kernels.
import {readFileSync, readdirSync, writeFileSync, existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const require = createRequire(import.meta.url);
const HERE = path.dirname(fileURLToPath(import.meta.url));
const TABLE = path.join(HERE, '../../converter/hfedge/emit/ops/tfjs.json');
const BACKENDS = ['cpu', 'wasm', 'webgl', 'webgpu'];

// Ops that the packages list but that were run and seen to fail or to answer wrongly, and why.
const REFUSED = {
  BitwiseAnd: 'the graph executor passes null for its inputs; use FloorMod and FloorDiv by powers of two',
  DenseBincount: 'wrong counts on webgpu; use ScatterNd',
  Bincount: 'wrong counts on webgpu; use ScatterNd',
  OneHot: 'wrong numbers on wasm; compare a range with the index',
};
// Ops that TF.js does not know and that models reach for, with what to write instead.
const INSTEAD = {
  Erfc: 'write GELU as 0.5 * x * (1 + erf(x * 0.70710678))',
  RaggedTensorToTensor: 'use dense tensors of a static shape',
  UnsortedSegmentSum: 'use ScatterNd',
  UnsortedSegmentMax: 'use masks and reductions',
  UnsortedSegmentMin: 'use masks and reductions',
  BitwiseOr: 'use Add of disjoint powers of two',
  BitwiseXor: 'use integer arithmetic',
  LeftShift: 'use Mul by powers of two',
  RightShift: 'use FloorDiv by powers of two',
  TruncateDiv: 'use FloorDiv',
  Where: 'use SelectV2 and a cumulative sum',
  Roll: 'use Slice and ConcatV2',
  MatrixSetDiagV3: 'use SelectV2',
  MatrixDiagV3: 'use SelectV2',
  TensorScatterMax: 'use masks and reductions',
  PartitionedCall: 'inline the function',
  StatefulPartitionedCall: 'inline the function',
};
// Nodes that the executor treats itself: they run no kernel.
const STRUCTURAL = new Set([
  'Const', 'Placeholder', 'NoOp', 'If', 'StatelessIf', 'While', 'StatelessWhile', 'Enter', 'Exit', 'Merge',
  'NextIteration', 'Switch', 'LoopCond', 'Shape', 'ShapeN', 'Rank', 'Size', 'FakeQuantWithMinMaxVars',
]);

// Functions that others call only for complex64 tensors, which the converter refuses, or for gradients.
const NEVER_CALLED = [
  'complex', 'real', 'imag', 'conv2d_backprop_filter', 'depthwise_conv2d_native_backprop_filter',
  'depthwise_conv2d_native_backprop_input',
];

const dist = (name) => path.join(path.dirname(require.resolve(`@tensorflow/${name}/package.json`)), 'dist');
const source = (file) => readFileSync(file, 'utf8').split('//# sourceMappingURL')[0];

async function listedOps() {
  const folder = path.join(dist('tfjs-converter'), 'operations/op_list');
  // `ragged` and `tfdf` are shipped, but OperationMapper does not load them: it does not know their ops.
  const mapper = source(path.join(folder, '../operation_mapper.js'));
  const names = new Set();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js')).sort()) {
    if (!mapper.includes(`'./op_list/${file.slice(0, -3)}'`)) continue;
    const script = encodeURIComponent(source(path.join(folder, file)));
    const {json} = await import(`data:text/javascript,${script}`);
    json.forEach((entry) => names.add(entry.tfOpName));
  }
  return names;
}

function executorCalls() {
  const folder = path.join(dist('tfjs-converter'), 'operations/executors');
  const calls = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('_executor.js'))) {
    const parts = source(path.join(folder, file)).split(/case '(\w+)':/).slice(1);
    let labels = [];
    for (let i = 0; i < parts.length; i += 2) {
      labels.push(parts[i]);
      const body = parts[i + 1].split(/\bdefault:/)[0];
      if (!body.trim() || body.trim() === '{') continue;
      const functions = [...body.matchAll(/\bops\.((?:\w+\.)?\w+)\(/g)].map((match) => match[1]);
      labels.forEach((label) => calls.set(label, functions));
      labels = [];
    }
  }
  return calls;
}

class CoreSources {
  constructor() {
    this.root = path.join(dist('tfjs-core'), 'ops');
    // Files that only gather other files' exports (ops.js and its like) name no kernels of their own.
    this.files = readdirSync(this.root, {recursive: true})
      .filter((name) => /(?<!_test|_util)\.js$/.test(name) && !/ops(_for_converter)?\.js$/.test(name));
    this.cache = new Map();
  }

  fileOf(call) {
    const [group, name] = call.includes('.') ? call.split('.') : ['', call];
    const exported = new RegExp(`export (const|(async )?function) ${name}\\b|export \\{[^}]*\\b${name}\\b`);
    const found = this.files.filter((file) => exported.test(source(path.join(this.root, file))));
    const grouped = found.filter((file) => path.dirname(file) === (group || '.'));
    return path.join(this.root, grouped[0] ?? found[0] ?? `${call} has no source`);
  }

  // Kernels that `file`'s function runs, itself or through the functions it imports.
  kernels(file) {
    const kernels = new Set();
    const seen = new Set([file]);
    for (const current of seen) {
      const {own, next} = this.imports(current);
      const forComplex = current.endsWith('/abs.js') ? 'ComplexAbs' : '';
      own.filter((name) => name !== forComplex).forEach((name) => kernels.add(name));
      const called = next.filter((name) => !NEVER_CALLED.includes(path.basename(name, '.js')));
      called.forEach((name) => seen.add(name));
    }
    return kernels;
  }

  imports(file) {
    if (this.cache.has(file)) return this.cache.get(file);
    const found = {own: [], next: []};
    for (const [, names, from] of source(file).matchAll(/import \{([^}]*)\} from '([^']+)'/g)) {
      if (from.endsWith('/kernel_names')) {
        found.own.push(...names.split(',').map((name) => name.trim().split(' as ')[0]));
      }
      const next = `${path.resolve(path.dirname(file), from)}.js`;
      const isOp = next.startsWith(this.root) && !/(_util|operation)\.js$/.test(next);
      if (isOp && existsSync(next)) found.next.push(next);
    }
    this.cache.set(file, found);
    return found;
  }
}

async function registeredKernels() {
  const core = require('@tensorflow/tfjs-core');
  const registered = {};
  for (const backend of BACKENDS) {
    try {
      require(`@tensorflow/tfjs-backend-${backend}`);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
      continue;
    }
    registered[backend] = new Set(core.getKernelsForBackend(backend).map((kernel) => kernel.kernelName));
  }
  return registered;
}

function needsAsync() {
  const text = source(path.join(dist('tfjs-converter'), 'executor/model_analysis.js'));
  const sets = /const (?:CONTROL_FLOW|DYNAMIC_SHAPE|HASH_TABLE)_OPS = new Set\(([^)]*)\)/g;
  const lists = [...text.matchAll(sets)];
  return lists.flatMap((match) => [...match[1].matchAll(/'(\w+)'/g)].map((name) => name[1])).sort();
}

async function makeTable() {
  const calls = executorCalls();
  const core = new CoreSources();
  const registered = await registeredKernels();
  const ops = {};
  for (const op of [...await listedOps()].sort()) {
    const functions = calls.get(op) ?? (STRUCTURAL.has(op) ? [] : null);
    if (functions === null) continue;
    const kernels = new Set(functions.flatMap((call) => [...core.kernels(core.fileOf(call))]));
    const runs = (backend) => [...kernels].every((kernel) => registered[backend].has(kernel));
    ops[op] = Object.keys(registered).filter(runs);
  }
  const version = require('@tensorflow/tfjs-converter/package.json').version;
  return {
    tfjs: version,
    made_by: 'tests/node/make_tfjs_table.mjs',
    backends: Object.keys(registered),
    needs_async: needsAsync(),
    refused: REFUSED,
    instead: INSTEAD,
    ops,
  };
}

function asText(table) {
  const {ops, ...rest} = table;
  const row = ([op, backends]) => `    ${JSON.stringify(op)}: ${JSON.stringify(backends)}`;
  const rows = Object.entries(ops).map(row);
  return `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "ops": {\n${rows.join(',\n')}\n  }\n}\n`;
}

// The committed table without the backends that are not installed here.
function narrowed(table, backends) {
  const keep = (names) => names.filter((name) => backends.includes(name));
  const ops = Object.fromEntries(Object.entries(table.ops).map(([op, names]) => [op, keep(names)]));
  return {...table, backends: keep(table.backends), ops};
}

const table = await makeTable();
if (process.argv.includes('--check')) {
  const committed = narrowed(JSON.parse(readFileSync(TABLE, 'utf8')), table.backends);
  if (asText(committed) !== asText(table)) {
    console.error(`${TABLE} is stale: run node make_tfjs_table.mjs`);
    process.exit(1);
  }
  console.log(`table agrees with ${table.backends.join(', ')} of TF.js ${table.tfjs}`);
} else {
  const missing = BACKENDS.filter((name) => !table.backends.includes(name));
  if (missing.length) throw new Error(`not installed: ${missing.join(', ')} (see the top of this file)`);
  writeFileSync(TABLE, asText(table));
}
