// The model in a worker: the same calls by messages. A MessageChannel stands for the worker.
import { afterEach, describe, expect, it } from 'vitest';
import { BundleError, EngineError, HfedgeError, UsageError } from '../src/errors.js';
import type { Port } from '../src/worker-protocol.js';
import { serve } from '../src/worker-serve.js';
import { loadInWorker } from '../src/worker.js';
import { fakeEngines, toyDrop, toyFiles } from './toy.js';

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

function fakeWorker(options: Parameters<typeof fakeEngines>[0] = {}, isDead = false) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const { engines, log } = fakeEngines(options);
  const state = { terminated: 0, errors: [] as ((event: unknown) => void)[] };
  if (!isDead) serve(port2 as unknown as Port, engines);
  [port1, port2].forEach((port) => port.start());
  const worker = {
    postMessage: (message: unknown) => port1.postMessage(message),
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === 'message') port1.addEventListener('message', listener as never);
      else state.errors.push(listener as never);
    },
    terminate: () => void state.terminated++,
  };
  return { worker: () => worker as unknown as Worker, log, state };
}

describe('loadInWorker', () => {
  it('gives a model with the same answers, and progress on the way', async () => {
    const { worker } = fakeWorker();
    const told: string[] = [];
    const model = await loadInWorker(toyDrop(), {
      worker, engine: 'tfjs', recipe: 'fp32', task: 'text-classification', onProgress: ({ file }) => told.push(file),
    });
    expect(model.info()).toMatchObject({ name: 'toy', engine: 'tfjs', recipe: 'fp32' });
    expect(told.sort()).toEqual(['tfjs/fp32/model.json', 'tfjs/fp32/w.bin']);
    expect((await model.run('ab', { topK: 1 })).labels).toEqual([{ label: 'fair', score: 0.75 }]);
    expect((await model.tokenize('a', { pair: 'b' })).sequences).toEqual([null, 0, null, 1, null]);
    expect((await model.outputs('ab'))['scores']!.data).toEqual(Float32Array.of(0.125, 0.75, 0.125));
  });

  it('tells apart what goes wrong, as load does', async () => {
    const { worker, state } = fakeWorker();
    const loading = loadInWorker(toyDrop(toyFiles({ schema_version: 2 })), { worker });
    await expect(loading).rejects.toThrow(expect.objectContaining({ name: 'BundleError', code: 'schema-version' }));
    await expect(loading).rejects.toBeInstanceOf(BundleError);
    expect(state.terminated).toBe(1);
    const failing = fakeWorker({ fails: { litert: 'no', tfjs: 'no' } });
    const error = await loadInWorker(toyDrop(), { worker: failing.worker }).then(() => expect.fail('loaded'), (found) => found);
    expect(error).toBeInstanceOf(EngineError);
    expect(error.attempts.length).toBe(3);
    await expect(loadInWorker(toyDrop(), { worker: fakeWorker().worker, engin: 1 } as never)).rejects.toBeInstanceOf(UsageError);
  });

  it('ends the worker when loading is aborted', async () => {
    const { worker, state } = fakeWorker({ start: 5000 });
    await expect(loadInWorker(toyDrop(), { worker, signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/i);
    expect(state.terminated).toBe(1);
  });

  it('gives up a worker whose script does not start', async () => {
    const { worker, state } = fakeWorker({}, true);
    const loading = loadInWorker(toyDrop(), { worker, timeout: 50 });
    await expect(loading).rejects.toThrow(expect.objectContaining({ code: 'worker' }));
    expect(state.terminated).toBe(1);
  });

  it('aborts a call at once, and the next one is answered', async () => {
    const { worker } = fakeWorker({ delay: 200 });
    const model = await loadInWorker(toyDrop(), { worker, engine: 'tfjs' });
    const aborted = model.run('a', { signal: AbortSignal.timeout(5) } as never);
    await expect(aborted).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
    expect((await model.run('ab', {} as never)).text).toBe('ab');
  });

  it('rejects what waits when the worker dies', async () => {
    const { worker, state } = fakeWorker({ delay: 1000 });
    const model = await loadInWorker(toyDrop(), { worker, engine: 'tfjs' });
    const running = model.run('a', {} as never);
    state.errors.forEach((listener) => listener({ message: 'out of memory' }));
    await expect(running).rejects.toThrow(/The worker failed \(out of memory\)/);
    await expect(model.tokenize('a')).rejects.toBeInstanceOf(HfedgeError);
  });

  it('ends the worker when the model is closed, after the call that is under way', async () => {
    const { worker, state, log } = fakeWorker({ delay: 10 });
    const model = await loadInWorker(toyDrop(), { worker, engine: 'tfjs' });
    const running = model.run('ab', {} as never);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const closing = model.close();
    await expect(model.tokenize('a')).rejects.toThrow(expect.objectContaining({ code: 'closed' }));
    expect((await running).text).toBe('ab');
    await closing;
    expect([state.terminated, log.disposed]).toEqual([1, 1]);
  });
});
