// A bundle without a model: its engine makes every byte a token (id = byte + 3) between [CLS] (1) and [SEP] (2), and
// scores the label whose turn it is by the number of tokens. So a test can say in one line what must come out.
import { createHash } from 'node:crypto';
import type { Engine, Engines, Program, StartOptions, Tensor } from '../src/engines/record.js';
import { EngineError } from '../src/errors.js';
import type { BundleFile } from '../src/types.js';

export const MAX_TOKENS = 20;
export const LABELS = ['bad', 'fair', 'good'];
const BYTES = [16, 32];
const LENGTHS = [4, 20];

const spec = (name: string, shape: number[], dtype = 'int32') => ({ name, dtype, shape });
const rows = (count: number) => ['input_ids', 'attention_mask', 'type_ids'].map((name) => spec(name, [1, count]));
const tokens = (count: number) => [
  ...rows(count), spec('offsets', [1, count, 2]),
  ...['token_count', 'overflow_count', 'unread_count'].map((name) => spec(name, [1])),
];

export function toySignatures(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const size of BYTES) {
    found[`tokenize_${size}`] = { inputs: [spec('utf8', [1, size])], outputs: tokens(Math.min(MAX_TOKENS, size + 2)) };
    found[`tokenize_pair_${size}`] = { inputs: [spec('utf8', [1, size]), spec('utf8_pair', [1, size])], outputs: tokens(MAX_TOKENS) };
  }
  for (const length of LENGTHS) {
    found[`encode_${length}`] = { inputs: rows(length), outputs: [spec('scores', [1, 3], 'float32')] };
  }
  return found;
}

export const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The files of a bundle; `changes` are top-level values of its manifest. */
export function toyFiles(changes: Record<string, unknown> = {}, content: Record<string, Uint8Array> = {}): Map<string, Uint8Array> {
  const weights = content['tfjs/fp32/w.bin'] ?? new Uint8Array(3000).map((_, index) => index % 251);
  const model = new TextEncoder().encode('{"toy": true}');
  const small = new TextEncoder().encode('small');
  const file = (path: string, bytes: Uint8Array) => ({ path, bytes: bytes.length, sha256: sha(bytes) });
  const runtime = { name: '@tensorflow/tfjs', version: '4.22.0' };
  const manifest = {
    schema_version: 1, hfedge_version: '0.1.0',
    source: { name: 'toy', commit: '0'.repeat(40), license: null, architecture: 'toy', task: 'text-classification' },
    tokenizer: { kind: 'bytes', offsets: 'utf8-bytes', special_tokens: { 0: '[PAD]', 1: '[CLS]', 2: '[SEP]' }, pad_id: 0, pad_type_id: 0 },
    text: { encoding: 'utf-8', input: 'one byte per int32, zero-padded' },
    signatures: toySignatures(), labels: LABELS, options: {}, defaults: { max_tokens: MAX_TOKENS },
    artifacts: [
      { target: 'tfjs', recipe: 'fp32', files: [file('tfjs/fp32/model.json', model), file('tfjs/fp32/w.bin', weights)], oldest_runtime: runtime },
      { target: 'tfjs', recipe: 'uint8', files: [file('tfjs/uint8/model.json', small)], oldest_runtime: runtime },
      { target: 'tflite', recipe: 'fp32', files: [file('model.fp32.tflite', small)], oldest_runtime: runtime },
    ],
    parity: null,
    ...changes,
  };
  return new Map([
    ['hfedge.json', new TextEncoder().encode(JSON.stringify(manifest))],
    ['tfjs/fp32/model.json', model], ['tfjs/fp32/w.bin', weights], ['tfjs/uint8/model.json', small], ['model.fp32.tflite', small],
  ]);
}

/** The files as they come from a page, in a folder. */
export function toyDrop(files = toyFiles(), folder = 'toy.hfedge/'): BundleFile[] {
  return [...files].map(([path, bytes]) => ({ path: folder + path, file: new Blob([bytes as BlobPart]) }));
}

/** What became of the fake engine. */
export interface Log {
  starts: StartOptions[];
  calls: string[];
  running: number;
  mostRunning: number;
  disposed: number;
}

interface Fake {
  readonly engines: Engines;
  readonly log: Log;
}

/** Engines that need no packages; `delay`: milliseconds of every run; `fails`: what starting says, by engine. */
export function fakeEngines({ delay = 0, fails = {} as Record<string, string>, start = 0 } = {}): Fake {
  const log: Log = { starts: [], calls: [], running: 0, mostRunning: 0, disposed: 0 };
  const engine = (name: 'litert' | 'tfjs'): Engine => ({
    name,
    async start(options) {
      log.starts.push(options);
      await new Promise((resolve) => setTimeout(resolve, start));
      if (fails[name]) throw new EngineError('engine', fails[name]!);
      return { version: 'fake 1', threads: options.threads, open: async () => new FakeProgram(log, options.backend, delay) };
    },
  });
  return { engines: { litert: async () => engine('litert'), tfjs: async () => engine('tfjs') }, log };
}

class FakeProgram implements Program {
  constructor(private readonly log: Log, readonly backend: string, private readonly delay: number) {}

  async run(name: string, inputs: Readonly<Record<string, Int32Array>>, outputs: readonly string[]) {
    this.log.calls.push(name);
    this.log.mostRunning = Math.max(this.log.mostRunning, ++this.log.running);
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    this.log.running--;
    const found = name.startsWith('encode_') ? encode(inputs) : tokenize(inputs, name);
    return Object.fromEntries(outputs.map((output) => [output, found[output]!]));
  }

  dispose(): void {
    if (this.log.running) throw new Error('disposed while it runs');
    this.log.disposed++;
  }
}

const ints = (values: number[], shape = [1, values.length]): Tensor => ({ shape, data: Int32Array.from(values) });

function tokenize(inputs: Readonly<Record<string, Int32Array>>, name: string): Record<string, Tensor> {
  const parts = [inputs['utf8']!, ...(inputs['utf8_pair'] ? [inputs['utf8_pair']] : [])].map((row) => {
    return [...row].slice(0, row.findLastIndex((byte) => byte !== 0) + 1);
  });
  const size = parts.length === 2 ? MAX_TOKENS : Math.min(MAX_TOKENS, Number(name.split('_')[1]) + 2);
  const found = parts.flatMap((bytes, type) => [
    ...bytes.map((byte, at) => ({ id: byte + 3, type, offset: [at, at + 1] })), { id: 2, type, offset: [0, 0] },
  ]);
  const all = [{ id: 1, type: 0, offset: [0, 0] }, ...found];
  const kept = all.length > size ? [...all.slice(0, size - 1), { id: 2, type: 0, offset: [0, 0] }] : all;
  const padded = <T>(values: T[], fill: T) => [...values, ...Array<T>(size - values.length).fill(fill)];
  return {
    input_ids: ints(padded(kept.map(({ id }) => id), 0)),
    attention_mask: ints(padded(kept.map(() => 1), 0)),
    type_ids: ints(padded(kept.map(({ type }) => type), 0)),
    offsets: ints(padded(kept.map(({ offset }) => offset), [0, 0]).flat(), [1, size, 2]),
    token_count: ints([kept.length], [1]),
    overflow_count: ints([all.length - kept.length], [1]),
    unread_count: ints([0], [1]),
  };
}

function encode(inputs: Readonly<Record<string, Int32Array>>): Record<string, Tensor> {
  const count = inputs['attention_mask']!.reduce((sum, one) => sum + one, 0);
  const scores = LABELS.map((_, label) => (count % 3 === label ? 0.75 : 0.125));
  return { scores: { shape: [1, 3], data: Float32Array.from(scores) } };
}
