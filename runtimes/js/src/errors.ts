// What goes wrong, with a code to switch on and a message to show: what was found, and what to do.
import type { Attempt, ErrorCode } from './types.js';

/** Everything that this package throws, aborts apart (they reject with the signal's reason). */
export class HfedgeError extends Error {
  override name = 'HfedgeError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** The bundle: not there, damaged, changed, too new, or without what was asked for. */
export class BundleError extends HfedgeError {
  override name = 'BundleError';
}

/** The engine: not installed, not started, or another backend; `attempts` is what was tried. */
export class EngineError extends HfedgeError {
  override name = 'EngineError';
  attempts: readonly Attempt[] = [];
}

/** The call: an option or a text that the model does not take. */
export class UsageError extends HfedgeError {
  override name = 'UsageError';
}

/** The model: it is closed, or a run failed. */
export class ModelError extends HfedgeError {
  override name = 'ModelError';
}

/** What to do about a bundle that is not as it should be. */
export const AGAIN = 'Convert the model again.';

/** What to do about a file that is not the one it was. */
export const COPY = 'Copy or convert the bundle again.';

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  const message = (error as { message?: unknown } | null)?.message;
  return typeof message === 'string' && message ? message : String(error);
}

/** For a value that is none of those that there are. */
export function noneOf(what: string, value: unknown, accepted: Iterable<string>): UsageError {
  return new UsageError('option', `${what} is ${JSON.stringify(value)}. Accepted: ${[...accepted].join(', ')}.`);
}
