// What goes wrong, with a code to switch on and a message to show: what was found, and what to do.
import type { Attempt, ErrorCode } from './types.js';

/** Everything that this package throws, aborts apart (they reject with the signal's reason). */
export class HfedgeError extends Error {
  override name = 'HfedgeError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The bundle: not there, damaged, changed, too new, or without what was asked for. */
export class BundleError extends HfedgeError {
  override name = 'BundleError';
}

/** The engine: not installed, not started, or another backend; `attempts` is what was tried. */
export class EngineError extends HfedgeError {
  override name = 'EngineError';
  constructor(
    code: ErrorCode,
    message: string,
    readonly attempts: readonly Attempt[] = [],
    options?: { cause?: unknown },
  ) {
    super(code, message, options);
  }
}

/** The call: an option or a text that the model does not take. */
export class UsageError extends HfedgeError {
  override name = 'UsageError';
}

/** The model: it is closed, or a run failed. */
export class ModelError extends HfedgeError {
  override name = 'ModelError';
}
