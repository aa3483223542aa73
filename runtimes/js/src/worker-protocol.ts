// What passes between a page and its worker: requests with a number, and one answer to each.
import { EngineError, HfedgeError, ModelError, BundleError, UsageError, messageOf } from './errors.js';
import type { Attempt, ErrorCode, ModelInfo, Progress } from './types.js';

export type Method = 'load' | 'run' | 'tokenize' | 'decode' | 'outputs' | 'verify' | 'close';

/** From the page. `abort`: the number of the request that is given up. */
export type Request = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] } | { readonly abort: number };

/** An error as data. */
export interface SentError {
  readonly name: string;
  readonly code?: ErrorCode;
  readonly message: string;
  readonly attempts?: readonly Attempt[];
}

/** From the worker. `ready`: its script runs. */
export type Answer =
  | { readonly ready: true }
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: SentError };

/** What `load` answers. */
export interface LoadedAnswer {
  readonly info: ModelInfo;
}

/** What a worker and a port have in common. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

const KINDS = { BundleError, UsageError, ModelError, HfedgeError } as const;

/** An error to be sent. */
export function sent(error: unknown): SentError {
  if (!(error instanceof HfedgeError)) return { name: 'Error', message: messageOf(error) };
  const attempts = error instanceof EngineError ? error.attempts : undefined;
  return { name: error.name, code: error.code, message: error.message, attempts };
}

/** The error that was sent. */
export function received({ name, code, message, attempts }: SentError): HfedgeError {
  if (name === 'EngineError') return Object.assign(new EngineError(code!, message), { attempts });
  const Kind = Object.hasOwn(KINDS, name) ? KINDS[name as keyof typeof KINDS] : HfedgeError;
  return new Kind(code ?? 'worker', message);
}

/** The buffers of all typed arrays in a result: they move to the page and are not copied. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(buffersOf))];
}
