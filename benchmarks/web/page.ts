// All of them in one page, taking turns: what run.mjs opens. `window.bench` is its one entry.
import { pipeline, env } from '@huggingface/transformers';
import { load } from '../../runtimes/js/src/index.js';
import type { TextModel } from '../../runtimes/js/src/index.js';

type Call = (text: string) => Promise<Float32Array>;
type Tokenize = (text: string) => Promise<ArrayLike<number>>;

interface Runner {
  readonly embed: Call;
  readonly tokenize: Tokenize;
  readonly says: string;
}

interface Request {
  readonly texts: Readonly<Record<string, string>>;
  /** Seconds that each call is warmed up for, and that all take turns for. */
  readonly warm: number;
  readonly seconds: number;
}

async function ours(engine: 'litert' | 'tfjs', recipe: string): Promise<Runner> {
  const model: TextModel<'sentence-similarity'> = await load('/bundle/', { engine, recipe, wasmPath: '/page/wasm/', cache: false });
  const { engineVersion, backend, threads } = model.info();
  return {
    says: `${engineVersion} ${backend}, ${threads} thread`,
    embed: async (text) => (await model.run(text)).embedding,
    tokenize: async (text) => (await model.tokenize(text)).ids,
  };
}

async function peer(dtype: 'q8' | 'fp32'): Promise<Runner> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/';
  env.useBrowserCache = false;
  const wasm = env.backends.onnx.wasm;
  if (wasm) {
    wasm.numThreads = 1;
    wasm.wasmPaths = '/ort/';
  }
  const embed = await pipeline('feature-extraction', 'peer', { dtype, device: 'wasm' });
  return {
    says: `transformers.js ${env.version} ${dtype}, wasm, ${wasm?.numThreads ?? '?'} thread`,
    embed: async (text) => (await embed(text, { pooling: 'mean', normalize: true })).data as Float32Array,
    tokenize: async (text) => Array.from(embed.tokenizer(text, { truncation: true }).input_ids.data as BigInt64Array, Number),
  };
}

const RUNNERS: Readonly<Record<string, () => Promise<Runner>>> = {
  'hfedge LiteRT.js int8': () => ours('litert', 'int8'),
  'hfedge LiteRT.js fp32': () => ours('litert', 'fp32'),
  'hfedge TF.js wasm fp32': () => ours('tfjs', 'fp32'),
  'transformers.js q8': () => peer('q8'),
  'transformers.js fp32': () => peer('fp32'),
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, left, right] = [0, 0, 0];
  a.forEach((value, place) => {
    product += value * b[place]!;
    left += value * value;
    right += b[place]! * b[place]!;
  });
  return product / Math.sqrt(left * right);
}

/** Milliseconds of one call. */
async function timed(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

/** V8 compiles wasm again, better, once it has run for a while: by time, not by count. */
async function warmUp(call: () => Promise<unknown>, seconds: number): Promise<number> {
  const first = await timed(call);
  for (const start = performance.now(); performance.now() - start < seconds * 1000; ) await call();
  return first;
}

/** Every call once, in turn, until the time is over. Each goes twice, and the second counts: caches are its own again. */
async function takeTurns(calls: Readonly<Record<string, () => Promise<unknown>>>, seconds: number) {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (const start = performance.now(); performance.now() - start < seconds * 1000; ) {
    for (const [name, call] of Object.entries(calls)) {
      await call();
      times[name]?.push(await timed(call));
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, { median: median(all), min: Math.min(...all), runs: all.length }]));
}

async function bench({ texts, warm, seconds }: Request) {
  const runners: Record<string, Runner> = {};
  const loadMs: Record<string, number> = {};
  for (const [name, start] of Object.entries(RUNNERS)) loadMs[name] = await timed(async () => (runners[name] = await start()));
  const exact = Object.fromEntries(
    await Promise.all(Object.entries(texts).map(async ([name, text]) => [name, await runners['transformers.js fp32']!.embed(text)])),
  ) as Record<string, Float32Array>;
  const found: Record<string, unknown> = { says: Object.fromEntries(Object.entries(runners).map(([name, { says }]) => [name, says])), loadMs };
  for (const [title, text] of Object.entries(texts)) {
    const embed = Object.fromEntries(Object.entries(runners).map(([name, one]) => [name, () => one.embed(text)]));
    const tokenize = Object.fromEntries(Object.entries(runners).map(([name, one]) => [name, () => one.tokenize(text)]));
    const first: Record<string, number> = {};
    for (const [name, call] of Object.entries(embed)) first[name] = await warmUp(call, warm);
    for (const call of Object.values(tokenize)) await warmUp(call, warm / 4);
    const cosines = Object.fromEntries(
      await Promise.all(Object.entries(runners).map(async ([name, one]) => [name, cosine(await one.embed(text), exact[title]!)])),
    );
    const tokens = Object.fromEntries(
      await Promise.all(Object.entries(runners).map(async ([name, one]) => [name, (await one.tokenize(text)).length])),
    );
    found[title] = { embed: await takeTurns(embed, seconds), tokenize: await takeTurns(tokenize, seconds / 4), first, cosines, tokens };
  }
  return found;
}

Object.assign(globalThis, { bench });
