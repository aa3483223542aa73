// What both engines refuse alike.
import { AGAIN, EngineError, messageOf, ModelError, UsageError } from '../errors.js';
import type { StartOptions } from './record.js';

/** A package that `load` imports. Throws an EngineError with how to install it. */
export async function installed<P extends object>(name: string, load: () => Promise<P>): Promise<P> {
  try {
    const found = (await load()) as P & { default?: P };
    // As CommonJS in Node its names may all be in `default`.
    return found.default && Object.keys(found).length <= 2 ? found.default : found;
  } catch (error) {
    throw new EngineError('engine', `${name} cannot be loaded (${messageOf(error)}): npm install ${name}`, error);
  }
}

/** Whether this is a page or a worker of one. */
export const isBrowser = (): boolean => !!globalThis.document || 'importScripts' in globalThis;

/** More threads than one are on wasm only, and need an isolated page. */
export function checkThreads({ backend, threads }: StartOptions): void {
  if (threads === 1) return;
  if (backend !== 'wasm') throw new UsageError('option', `threads would be without effect on ${backend}.`);
  if (globalThis.crossOriginIsolated) return;
  const headers = 'COOP same-origin, COEP require-corp';
  throw new EngineError('engine', `${threads} threads need a cross-origin isolated page (${headers}).`);
}

/** The engines' own files are never looked for on another host. */
export function noWasmPath(): UsageError {
  return new UsageError('option', 'wasmPath is missing: where `npx hfedge-copy-wasm DIR` has put the files of the engines.');
}

/** The engine took another backend than it was asked for. */
export function tookAnother(asked: string, taken: string): EngineError {
  return new EngineError('backend', `Asked for ${asked}, got ${taken}.`);
}

/** A wrong manifest must not become a wrong prediction. */
export function notAsSaid(signature: string): ModelError {
  return new ModelError('model', `${signature} of the file is not as the manifest says. ${AGAIN}`);
}

/** Whatever an engine throws while it runs. */
export function runFailed(signature: string, error: unknown): ModelError {
  return error instanceof ModelError ? error : new ModelError('model', `${signature} failed (${messageOf(error)}).`, error);
}
