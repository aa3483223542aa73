// Waiting that ends: by an abort, or because it takes too long.
import type { HfedgeError } from './errors.js';

/** Settles as `work` does, or rejects at once with the signal's reason. What `work` still gives goes to `late`. */
export function abortable<T>(work: Promise<T>, signal?: AbortSignal, late?: (value: T) => void): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    let isOver = false;
    const abort = () => {
      isOver = true;
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    const end = () => signal.removeEventListener('abort', abort);
    work.then(
      (value) => {
        end();
        if (isOver) late?.(value);
        else resolve(value);
      },
      (error: unknown) => {
        end();
        reject(error);
      },
    );
  });
}

/** Settles as `work` does, or rejects with `error()` after that many milliseconds. */
export function within<T>(work: Promise<T>, ms: number, error: () => HfedgeError, late?: (value: T) => void): Promise<T> {
  const guard = new AbortController();
  const timer = setTimeout(() => guard.abort(error()), ms);
  return abortable(work, guard.signal, late).finally(() => clearTimeout(timer));
}

/** A signal that aborts when the controller does, or the outer one. */
export function either(own: AbortController, outer?: AbortSignal): AbortSignal {
  return outer ? AbortSignal.any([own.signal, outer]) : own.signal;
}

/** Lets events in (an abort, a click) between two steps that hold the thread. */
export class Breath {
  #last = 0;
  #signal?: AbortSignal;

  /** A call begins. */
  begin(signal?: AbortSignal): void {
    this.#last = performance.now();
    this.#signal = signal;
  }

  async take(): Promise<void> {
    if (performance.now() - this.#last > 30) {
      await nextTask();
      this.#last = performance.now();
    }
    this.#signal?.throwIfAborted();
  }
}

// Timers wait for a second on pages that are not seen; messages do not.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
