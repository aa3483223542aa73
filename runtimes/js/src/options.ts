// The options of `load`: checked, and as what is tried.
import type { Engines } from './engines/record.js';
import { isBrowser } from './engines/shared.js';
import { noneOf, UsageError } from './errors.js';
import type { EngineName, LoadOptions, ModelInfo } from './types.js';

/** An engine on a backend. */
export interface Candidate {
  readonly engine: EngineName;
  readonly backend: string;
}

const BACKENDS: Record<EngineName, readonly string[]> = {
  litert: ['wasm', 'webgpu'],
  tfjs: ['wasm', 'webgl', 'webgpu', 'cpu'],
};
// What `auto` tries, in this order.
const ORDER: readonly Candidate[] = [
  { engine: 'litert', backend: 'wasm' },
  { engine: 'tfjs', backend: 'wasm' },
  { engine: 'tfjs', backend: 'cpu' },
];
const NAMES = [
  'engine', 'backend', 'accelerator', 'wasmPath', 'recipe', 'threads', 'task', 'signal', 'onProgress', 'timeout', 'cache',
];

/** Throws a UsageError for what is unknown or would be without effect. */
export function checkLoadOptions(options: LoadOptions, engines: Partial<Record<EngineName, unknown>>): void {
  const wrong = Object.keys(options).find((name) => !NAMES.includes(name));
  if (wrong !== undefined) throw noneOf('an option', wrong, NAMES);
  const { engine = 'auto', backend, accelerator, threads, timeout } = options;
  const names = Object.keys(engines);
  if (engine !== 'auto' && !names.includes(engine)) throw noneOf('engine', engine, ['auto', ...names]);
  for (const [option, value, of] of [['backend', backend, 'tfjs'], ['accelerator', accelerator, 'litert']] as const) {
    if (value === undefined) continue;
    if (!BACKENDS[of].includes(value)) throw noneOf(option, value, BACKENDS[of]);
    if (engine !== of && !(engine === 'auto' && names.includes(of))) {
      throw new UsageError('option', `${option} is an option of ${of}, and would be without effect for ${engine}.`);
    }
  }
  const isCount = typeof threads === 'number' && Number.isInteger(threads) && threads >= 1;
  if (threads !== undefined && threads !== 'auto' && !isCount) throw noneOf('threads', threads, ['auto', '1 or more']);
  if (timeout !== undefined && !(timeout > 0)) throw noneOf('timeout', timeout, ['milliseconds']);
}

/** What to try, in order. */
export function candidatesOf(options: LoadOptions, engines: Engines): Candidate[] {
  const { engine = 'auto', backend, accelerator } = options;
  if (engine !== 'auto') return [{ engine, backend: (engine === 'tfjs' ? backend : accelerator) ?? 'wasm' }];
  const chosen: Partial<Record<EngineName, string>> = { litert: accelerator, tfjs: backend };
  const there = ORDER.filter((candidate) => engines[candidate.engine]);
  const taken = there.map((candidate) => ({ ...candidate, backend: chosen[candidate.engine] ?? candidate.backend }));
  return taken.filter(({ engine: name, backend: on }, at) => {
    return taken.findIndex((other) => other.engine === name && other.backend === on) === at;
  });
}

/** How many threads to ask for. */
export function threadsOf(threads: LoadOptions['threads']): number {
  if (threads !== 'auto') return threads ?? 1;
  return globalThis.crossOriginIsolated ? Math.max(1, Math.min(4, globalThis.navigator?.hardwareConcurrency ?? 1)) : 1;
}

/** Where this code runs. */
export function whereOf(): ModelInfo['where'] {
  return globalThis.document ? 'main' : isBrowser() ? 'worker' : 'node';
}
