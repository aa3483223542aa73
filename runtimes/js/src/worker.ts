// import { loadInWorker } from 'hfedge/worker': the same model in a worker of its own.
import { HfedgeError, ModelError } from './errors.js';
import { folderOf } from './folder.js';
import { portable } from './source.js';
import { TIMEOUT_MS } from './timeout.js';
import type {
  CallOptions, LoadOptions, ModelInfo, Progress, RawOutput, RunArguments, RunResult, Source, Task, TextModel, Tokens,
  VerifyReport,
} from './types.js';
import { abortable, within } from './wait.js';
import type { Answer, LoadedAnswer, Method } from './worker-protocol.js';
import { received } from './worker-protocol.js';

export type * from './types.js';
export { BundleError, EngineError, HfedgeError, ModelError, UsageError } from './errors.js';

/** How to load into a worker: as `load`, and `worker` where your bundler needs another than the default. */
export interface WorkerOptions<T extends Task = Task> extends LoadOptions<T> {
  /**
   * Makes the worker; a module worker on `hfedge/worker-script` where nothing is said. Its script imports that one. It
   * is terminated when the model is closed.
   */
  readonly worker?: () => Worker;
}

/** `load` in a worker. Files of a dropped folder go to it without being copied; `info().where` is "worker". */
export async function loadInWorker<T extends Task = Task>(
  source: Source,
  options: WorkerOptions<T> = {},
): Promise<TextModel<T>> {
  const { worker = defaultWorker, signal, onProgress, wasmPath, ...rest } = options;
  signal?.throwIfAborted();
  const calls = new Calls(worker());
  const folders = { litert: folderOf(wasmPath, 'litert'), tfjs: folderOf(wasmPath, 'tfjs') };
  const timeout = rest.timeout ?? TIMEOUT_MS;
  try {
    const late = () => new HfedgeError('worker', `The worker's script has not started in ${timeout} ms.`);
    await abortable(within(calls.ready, timeout, late), signal);
    const { info } = (await calls.ask('load', [portable(source), { ...rest, wasmPath: folders }], signal, onProgress)) as LoadedAnswer;
    return new WorkerModel<T>(calls, info);
  } catch (error) {
    calls.end(new HfedgeError('worker', 'The worker is gone.'));
    throw error;
  }
}

// Bundlers know this form, and make a file of its own of the script.
const defaultWorker = () => new Worker(new URL('./worker-script.js', import.meta.url), { type: 'module', name: 'hfedge' });

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onProgress?(progress: Progress): void;
}

// Requests that are on their way.
class Calls {
  readonly ready: Promise<void>;
  readonly #pending = new Map<number, Pending>();
  #last = 0;
  #over?: HfedgeError;
  readonly #worker: Worker;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => ('ready' in data ? resolve() : this.#take(data)));
      worker.addEventListener('error', (event) => {
        event.preventDefault?.();
        const error = new HfedgeError('worker', `The worker failed (${event.message || 'its script cannot be loaded'}).`);
        reject(error);
        this.end(error);
      });
    });
    this.ready.catch(() => undefined);
  }

  ask(method: Method, args: readonly unknown[], signal?: AbortSignal, onProgress?: Pending['onProgress']): Promise<unknown> {
    if (this.#over) return Promise.reject(this.#over);
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = ++this.#last;
    const answer = new Promise<unknown>((resolve, reject) => this.#pending.set(id, { resolve, reject, onProgress }));
    this.#worker.postMessage({ id, method, args });
    const abort = () => this.#worker.postMessage({ abort: id });
    signal?.addEventListener('abort', abort, { once: true });
    return abortable(answer.finally(() => signal?.removeEventListener('abort', abort)), signal);
  }

  /** Ends the worker; whoever waits gets the error. */
  end(error: HfedgeError): void {
    if (this.#over) return;
    this.#over = error;
    this.#worker.terminate();
    this.#pending.forEach(({ reject }) => reject(error));
    this.#pending.clear();
  }

  #take(answer: Exclude<Answer, { ready: true }>): void {
    const pending = this.#pending.get(answer.id);
    if (!pending) return;
    if ('progress' in answer) {
      pending.onProgress?.(answer.progress);
      return;
    }
    this.#pending.delete(answer.id);
    if ('error' in answer) pending.reject(received(answer.error));
    else pending.resolve(answer.value);
  }
}

class WorkerModel<T extends Task> implements TextModel<T> {
  readonly task: T;
  #closing?: Promise<void>;
  readonly #calls: Calls;
  readonly #loaded: ModelInfo;

  constructor(
    calls: Calls,
    loaded: ModelInfo,
  ) {
    this.#calls = calls;
    this.#loaded = loaded;
    this.task = loaded.task as T;
  }

  async run(text: string, ...[options]: RunArguments<T>): Promise<RunResult<T>> {
    return this.#call('run', [text], options) as Promise<RunResult<T>>;
  }

  async tokenize(text: string, options?: CallOptions): Promise<Tokens> {
    return this.#call('tokenize', [text], options) as Promise<Tokens>;
  }

  async outputs(text: string, options?: CallOptions): Promise<Record<string, RawOutput>> {
    return this.#call('outputs', [text], options) as Promise<Record<string, RawOutput>>;
  }

  async decode(ids: Iterable<number>, options?: { skipSpecialTokens?: boolean; signal?: AbortSignal }): Promise<string> {
    return this.#call('decode', [[...ids]], options) as Promise<string>;
  }

  async verify(options?: { signal?: AbortSignal }): Promise<VerifyReport> {
    return this.#call('verify', [undefined], options) as Promise<VerifyReport>;
  }

  info(): ModelInfo {
    return this.#loaded;
  }

  close(): Promise<void> {
    const ended = () => this.#calls.end(new ModelError('closed', 'The model is closed. Load it again.'));
    return (this.#closing ??= this.#calls.ask('close', []).then(ended, ended));
  }

  [Symbol.dispose](): void {
    void this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #call(method: Method, args: readonly unknown[], options: object = {}): Promise<unknown> {
    if (this.#closing) return Promise.reject(new ModelError('closed', 'The model is closed. Load it again.'));
    const { signal, ...rest } = options as CallOptions;
    return this.#calls.ask(method, [...args, rest], signal);
  }
}
