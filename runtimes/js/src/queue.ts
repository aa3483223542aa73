// One call at a time: an engine that is entered twice gives wrong numbers without any exception.
import { abortable } from './wait.js';

/** Runs work in the order in which it came. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `work` when its turn comes. An abort rejects at once: work that waits is then never begun, and what is under
   * way keeps its turn until it ends.
   */
  add<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    this.#last = turn.catch(() => undefined);
    return abortable(turn, signal);
  }
}
