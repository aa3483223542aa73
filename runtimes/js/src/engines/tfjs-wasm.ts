// TF.js's wasm backend: which of its files is taken, and from where.
import { EngineError } from '../errors.js';
import type { StartOptions } from './record.js';
import { isBrowser, noWasmPath } from './shared.js';

type Core = typeof import('@tensorflow/tfjs-core');
type Wasm = typeof import('@tensorflow/tfjs-backend-wasm');

const FILES = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'] as const;
// TF.js keeps this object and takes no second one once a start has failed: so its entries are changed.
const paths = Object.fromEntries(FILES.map((file) => [file, ''])) as Record<(typeof FILES)[number], string>;
let asked = 0;
let module: Wasm | undefined;

/** Whether a backend runs. (`findBackend` begins to start one that does not.) */
export const isStarted = (core: Core, backend: string): boolean => backend in core.engine().registry;

/** Says where its files are and how many threads there shall be, before it starts. */
export async function prepareWasm(core: Core, wasm: Wasm, { wasmPath, threads }: StartOptions, isUsed: boolean): Promise<void> {
  if (isStarted(core, 'wasm')) {
    if (asked === 0 || asked === threads) return remember(wasm);
    if (isUsed) throw new EngineError('engine', `TF.js's wasm runs with ${asked} thread(s); close its open models first.`);
    const factory = core.findBackendFactory('wasm');
    core.removeBackend('wasm');
    core.registerBackend('wasm', factory);
  }
  const folder = wasmPath ?? (await installedFolder());
  FILES.forEach((file) => (paths[file] = folder + file));
  if (asked === 0) wasm.setWasmPaths(paths);
  // On isolated pages the threaded file would be taken, which starts a worker from a blob: a strict CSP has none.
  core.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  wasm.setThreadsCount(threads);
  asked = threads;
  remember(wasm);
}

function remember(wasm: Wasm): void {
  module = wasm;
}

/** How many threads it says it has. */
export async function wasmThreads(): Promise<number> {
  return module!.getThreadsCount();
}

/** In Node the files are in the package. */
async function installedFolder(): Promise<string> {
  if (isBrowser()) throw noWasmPath();
  const name = 'node:module';
  const { createRequire } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as typeof import('node:module');
  return createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json').replace(/package\.json$/, 'dist/');
}
