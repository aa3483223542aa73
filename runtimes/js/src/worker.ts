// import { loadInWorker } from 'hfedge/worker': the same model in a worker of its own.
import type { LoadOptions, Source, Task, TextModel } from './types.js';

/** How to load into a worker: as `load`, and `worker` where your bundler needs another than the default. */
export interface WorkerOptions<T extends Task = Task> extends LoadOptions<T> {
  /**
   * Makes the worker; a module worker on `hfedge/worker-script` where nothing is said. It must answer as that script
   * does, and is terminated when the model is closed.
   */
  readonly worker?: () => Worker;
}

/** `load` in a worker. Files of a dropped folder go to it without being copied; `info().where` is "worker". */
export declare function loadInWorker<T extends Task = Task>(
  source: Source,
  options?: WorkerOptions<T>,
): Promise<TextModel<T>>;
