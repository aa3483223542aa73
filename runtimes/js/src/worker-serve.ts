// The worker's side: one model, asked by messages.
import type { Engines } from './engines/record.js';
import { loaderOf } from './load.js';
import type { LoadOptions, Source, TextModel } from './types.js';
import type { Answer, Method, Port, Request } from './worker-protocol.js';
import { buffersOf, sent } from './worker-protocol.js';

/** Answers what comes in at a port: a worker's own scope. */
export function serve(port: Port, engines: Engines): void {
  const served = new Served(port, engines);
  port.addEventListener('message', (event) => void served.take(event.data as Request));
  port.postMessage({ ready: true } satisfies Answer, []);
}

class Served {
  readonly #aborts = new Map<number, AbortController>();
  #model?: TextModel;
  readonly #port: Port;
  readonly #engines: Engines;

  constructor(
    port: Port,
    engines: Engines,
  ) {
    this.#port = port;
    this.#engines = engines;}

  async take(request: Request): Promise<void> {
    if ('abort' in request) {
      this.#aborts.get(request.abort)?.abort();
      return;
    }
    const { id, method, args } = request;
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    try {
      const value = await this.#answer(id, method, args, abort.signal);
      this.#port.postMessage({ id, value } satisfies Answer, buffersOf(value));
    } catch (error) {
      this.#port.postMessage({ id, error: sent(error) } satisfies Answer, []);
    } finally {
      this.#aborts.delete(id);
    }
  }

  async #answer(id: number, method: Method, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    if (method === 'load') {
      const [source, options] = args as [Source, LoadOptions];
      const onProgress = (progress: object) => this.#port.postMessage({ id, progress }, []);
      this.#model = await loaderOf(this.#engines).load(source, { ...options, signal, onProgress });
      return { info: this.#model.info() };
    }
    if (method === 'close') return this.#model?.close();
    const [first, options] = args as [never, object | undefined];
    const given = { ...options, signal };
    if (method === 'verify') return this.#model!.verify({ signal });
    return this.#model![method](first, given as never);
  }
}
