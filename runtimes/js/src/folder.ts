// Addresses, absolute: a worker is not where its page is.
import type { EngineName, WasmPath } from './types.js';

/** The folder of an engine's wasm files, absolute, with a slash at its end. */
export function folderOf(path: WasmPath | undefined, engine: EngineName): string | undefined {
  const chosen = typeof path === 'string' || path instanceof URL || !path ? path : path[engine];
  if (chosen === undefined) return undefined;
  const text = String(chosen).replace(/\/?$/, '/');
  return absolute(text);
}

/** An address as a URL, or as it is where it cannot be one (a path in Node). */
export function absolute(address: string | URL): string {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  return base && URL.canParse(address, base) ? new URL(address, base).href : String(address);
}
