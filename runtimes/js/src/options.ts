// The options of `load`: checked, and as what is tried.
import type { Engines } from './engines/record.js';
import { UsageError } from './errors.js';
import { describe } from './text.js';
import type { EngineName, LoadOptions, ModelInfo, WasmPath } from './types.js';

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
  if (wrong !== undefined) throw refused(`No option ${JSON.stringify(wrong)}`, NAMES);
  const { engine = 'auto', backend, accelerator, threads, timeout } = options;
  const names = Object.keys(engines);
  if (engine !== 'auto' && !names.includes(engine)) throw refused(`No engine ${JSON.stringify(engine)}`, ['auto', ...names]);
  for (const [option, value, of] of [['backend', backend, 'tfjs'], ['accelerator', accelerator, 'litert']] as const) {
    if (value === undefined) continue;
    if (!BACKENDS[of].includes(value)) throw refused(`No ${option} ${JSON.stringify(value)}`, BACKENDS[of]);
    if (engine !== of && !(engine === 'auto' && names.includes(of))) {
      throw new UsageError('option', `${option} is an option of ${of}, and would be without effect for ${engine}.`);
    }
  }
  const isCount = typeof threads === 'number' && Number.isInteger(threads) && threads >= 1;
  if (threads !== undefined && threads !== 'auto' && !isCount) throw refused(`threads is ${String(threads)}`, ['auto', 'a number from 1']);
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0)) {
    throw refused(`timeout is ${typeof timeout === 'number' ? timeout : describe(timeout)}`, ['milliseconds']);
  }
}

function refused(found: string, accepted: readonly string[]): UsageError {
  return new UsageError('option', `${found}. Accepted: ${accepted.join(', ')}.`);
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

/** The folder of an engine's wasm files, absolute, with a slash at its end. */
export function folderOf(path: WasmPath | undefined, engine: EngineName): string | undefined {
  const chosen = typeof path === 'string' || path instanceof URL || !path ? path : path[engine];
  if (chosen === undefined) return undefined;
  const text = String(chosen).replace(/\/?$/, '/');
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  return base && URL.canParse(text, base) ? new URL(text, base).href : text;
}

/** How many threads to ask for. */
export function threadsOf(threads: LoadOptions['threads']): number {
  if (threads !== 'auto') return threads ?? 1;
  return globalThis.crossOriginIsolated ? Math.max(1, Math.min(4, globalThis.navigator?.hardwareConcurrency ?? 1)) : 1;
}

/** Where this code runs. */
export function whereOf(): ModelInfo['where'] {
  if (globalThis.document) return 'main';
  return 'importScripts' in globalThis ? 'worker' : 'node';
}
