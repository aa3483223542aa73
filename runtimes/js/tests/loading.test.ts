// From a source to a model: what is fetched, checked, cached, given up and refused.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clearCache } from '../src/cache.js';
import { BundleError, EngineError, UsageError } from '../src/errors.js';
import { loaderOf } from '../src/load.js';
import type { LoadOptions, Progress } from '../src/types.js';
import { FakeCaches, serve, type Served } from './server.js';
import { fakeEngines, LABELS, toyDrop, toyFiles } from './toy.js';

const BIG = new Uint8Array(2_000_000).map((_, index) => (index * 31) % 251);
let served: Served | undefined;

afterEach(async () => {
  vi.unstubAllGlobals();
  await served?.close();
  served = undefined;
});

async function loadServed(files = toyFiles(), options: LoadOptions = {}, faults = {}) {
  served = await serve(files, faults);
  const { engines, log } = fakeEngines();
  const load = () => loaderOf(engines).load(served!.url, { engine: 'tfjs', recipe: 'fp32', ...options });
  return { load, log };
}

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', (error) => error.code ?? error.name);

describe('a bundle at a URL', () => {
  it('is loaded, and says what it is and where it came from', async () => {
    const { load } = await loadServed();
    const model = await load();
    expect(model.info()).toMatchObject({
      name: 'toy', task: 'text-classification', engine: 'tfjs', backend: 'wasm', recipe: 'fp32', bytes: 3013, labels: LABELS,
      downloadedBytes: 3013, cachedBytes: 0, cached: false, threads: 1, takes: 'either', maxTokens: 20, where: 'node',
      attempts: [{ engine: 'tfjs', backend: 'wasm' }],
    });
    expect(served!.asked.sort()).toEqual(['hfedge.json', 'tfjs/fp32/model.json', 'tfjs/fp32/w.bin']);
  });

  it.each(['', '/', '/hfedge.json', '/?token=a%20b'])('is found at its address with %j behind it', async (ending) => {
    served = await serve(toyFiles());
    const model = await loaderOf(fakeEngines().engines).load(served.url + ending, { engine: 'tfjs' });
    expect(model.info().recipe).toBe('uint8');
  });

  it('tells how many bytes have come, to the last one', async () => {
    const told: Progress[] = [];
    const { load } = await loadServed(toyFiles({}, { 'tfjs/fp32/w.bin': BIG }), { onProgress: (one) => told.push(one) });
    await load();
    const weights = told.filter(({ file }) => file === 'tfjs/fp32/w.bin');
    expect(weights.at(-1)).toMatchObject({ loaded: BIG.length, total: BIG.length, fromCache: false });
    expect(weights.map(({ loaded }) => loaded)).toEqual([...weights].map(({ loaded }) => loaded).sort((a, b) => a - b));
    expect(Math.max(...told.map(({ allLoaded }) => allLoaded))).toBe(BIG.length + 13);
    expect(told.every(({ allTotal }) => allTotal === BIG.length + 13)).toBe(true);
  });

  it.each([
    ['a byte that was changed', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 7 ? byte ^ 1 : byte))],
    ['an end that is missing', (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ['more than there should be', (bytes: Uint8Array) => Uint8Array.of(...bytes, 0)],
  ])('is refused for %s', async (_, change) => {
    const files = toyFiles();
    files.set('tfjs/fp32/w.bin', change(files.get('tfjs/fp32/w.bin')!));
    const { load, log } = await loadServed(files);
    await expect(load()).rejects.toThrow(BundleError);
    expect(await codeOf(load())).toBe('integrity');
    expect(log.calls).toEqual([]);
  });

  it('says what the server said', async () => {
    const { load } = await loadServed(toyFiles(), {}, { status: { 'tfjs/fp32/w.bin': 503 } });
    await expect(load()).rejects.toThrow(/w\.bin: the server says 503/);
    expect(await codeOf(load())).toBe('network');
  });

  it('is no bundle where there is no manifest', async () => {
    const { load } = await loadServed(new Map());
    expect(await codeOf(load())).toBe('not-a-bundle');
  });

  it('is refused when its manifest is of a newer schema, with the way out', async () => {
    const { load } = await loadServed(toyFiles({ schema_version: 2, hfedge_version: '9.9' }));
    expect(await codeOf(load())).toBe('schema-version');
    await expect(load()).rejects.toThrow(/hfedge 9\.9.*npm install hfedge@latest/s);
  });

  it.each([
    ['labels', 'good'], ['labels', ['one']], ['signatures', {}], ['text', { encoding: 'utf-16' }], ['source', null],
    ['artifacts', [{ target: 'tfjs', recipe: 'fp32', files: [{ path: '../x', bytes: 1, sha256: 'a'.repeat(64) }] }]],
  ])('is refused when its manifest has %s %j', async (key, value) => {
    const { load } = await loadServed(toyFiles({ [key]: value }));
    expect(await codeOf(load())).toBe('manifest');
  });

  it('is refused by name when every file needs custom ops, and not when one needs none', async () => {
    const [first, ...others] = JSON.parse(new TextDecoder().decode(toyFiles().get('hfedge.json'))).artifacts;
    const custom = { ...first, target: 'tflite_tf_text', custom_ops: { library: 'tensorflow-text', version: '2.21.1', ops: ['a'] } };
    const refused = await loadServed(toyFiles({ artifacts: [custom] }));
    await expect(refused.load()).rejects.toThrow(/custom ops of tensorflow-text.*--tokenizer tf-text/);
    expect(await codeOf(refused.load())).toBe('recipe');
    await (await loadServed(toyFiles({ artifacts: [custom, first, ...others] }))).load();
  });

  it('is refused when it is of another task than was said', async () => {
    const { load } = await loadServed(toyFiles(), { task: 'fill-mask' });
    expect(await codeOf(load())).toBe('task');
  });

  it('gives up a server that stops in the middle', async () => {
    const { load } = await loadServed(toyFiles(), { timeout: 200 }, { stall: 'tfjs/fp32/w.bin' });
    await expect(load()).rejects.toThrow(/w\.bin: no answer for 200 ms/);
    expect(await codeOf(load())).toBe('timeout');
  });
});

describe('an abort', () => {
  it.each([0, 60])('after %i ms ends loading with its reason', async (ms) => {
    const { load } = await loadServed(toyFiles(), { signal: AbortSignal.timeout(ms) }, { stall: 'tfjs/fp32/w.bin' });
    expect(await codeOf(load())).toBe(new DOMException('', 'TimeoutError').code);
  });

  it('keeps the reason that was given', async () => {
    const abort = new AbortController();
    const { load } = await loadServed(toyFiles(), { signal: abort.signal }, { stall: 'hfedge.json' });
    const loading = load();
    const reason = new Error('enough');
    setTimeout(() => abort.abort(reason), 30);
    await expect(loading).rejects.toBe(reason);
  });

  it('ends an engine start that takes for ever', async () => {
    const { engines } = fakeEngines({ start: 5000 });
    const loading = loaderOf(engines).load(toyDrop(), { engine: 'tfjs', signal: AbortSignal.timeout(50) });
    await expect(loading).rejects.toThrow(/timeout/i);
  });
});

describe('Cache Storage', () => {
  it('gives the files the second time, and nothing is fetched', async () => {
    const caches = new FakeCaches();
    vi.stubGlobal('caches', caches);
    const { load } = await loadServed();
    expect((await load()).info()).toMatchObject({ cached: true, downloadedBytes: 3013, cachedBytes: 0 });
    served!.asked.length = 0;
    expect((await load()).info()).toMatchObject({ cached: true, downloadedBytes: 0, cachedBytes: 3013 });
    expect(served!.asked).toEqual(['hfedge.json']);
  });

  it('is keyed by what is in the file, not by where it is', async () => {
    vi.stubGlobal('caches', new FakeCaches());
    await (await loadServed()).load();
    await served!.close();
    const told: boolean[] = [];
    await (await loadServed(toyFiles(), { onProgress: ({ fromCache }) => told.push(fromCache) })).load();
    expect(told).toEqual([true, true]);
  });

  it('that has no room left harms nothing, and the model says so', async () => {
    vi.stubGlobal('caches', new FakeCaches(100));
    const { load } = await loadServed();
    const info = (await load()).info();
    expect(info).toMatchObject({ cached: false, downloadedBytes: 3013, cacheError: 'Quota exceeded.' });
  });

  it('that holds something else is fetched again', async () => {
    const caches = new FakeCaches();
    vi.stubGlobal('caches', caches);
    const { load } = await loadServed();
    await load();
    for (const [key, bytes] of caches.stored) caches.stored.set(key, bytes.map((byte) => byte ^ 1));
    expect((await load()).info()).toMatchObject({ downloadedBytes: 3013, cachedBytes: 0 });
    expect((await load()).info()).toMatchObject({ cachedBytes: 3013 });
  });

  it('is left alone with cache: false, and by files that are here', async () => {
    const caches = new FakeCaches();
    vi.stubGlobal('caches', caches);
    await (await loadServed(toyFiles(), { cache: false })).load();
    await loaderOf(fakeEngines().engines).load(toyDrop(), { engine: 'tfjs' });
    expect(caches.stored.size).toBe(0);
  });

  it('that cannot be opened is none', async () => {
    vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
    expect((await (await loadServed()).load()).info().cached).toBe(false);
  });

  it('is emptied by clearCache, and inspect knows what is in it', async () => {
    const caches = new FakeCaches();
    vi.stubGlobal('caches', caches);
    const { load } = await loadServed();
    await load();
    const cached = async () => {
      const { artifacts } = await loaderOf(fakeEngines().engines).inspect(served!.url);
      return artifacts.map(({ engine, recipe, bytes, cached }) => [engine, recipe, bytes, cached]);
    };
    expect(await cached()).toEqual([['tfjs', 'fp32', 3013, true], ['tfjs', 'uint8', 5, false], ['litert', 'fp32', 5, false]]);
    await clearCache();
    expect((await cached()).map(([, , , isCached]) => isCached)).toEqual([false, false, false]);
  });
});

describe('dropped files', () => {
  const load = (source: Parameters<ReturnType<typeof loaderOf>['load']>[0]) =>
    loaderOf(fakeEngines().engines).load(source, { engine: 'tfjs', recipe: 'fp32' });

  it.each(['', 'toy.hfedge/', 'downloads/toy.hfedge/'])('are a bundle in the folder %j', async (folder) => {
    expect((await load(toyDrop(toyFiles(), folder))).info()).toMatchObject({ name: 'toy', downloadedBytes: 0 });
  });

  it('without a manifest are none, and the message names what is missing', async () => {
    const files = toyDrop().filter(({ path }) => !path.endsWith('hfedge.json'));
    await expect(load(files)).rejects.toThrow(/No hfedge.json among the files \(toy.hfedge\/tfjs/);
  });

  it('without the weights say which file is missing', async () => {
    const files = toyDrop().filter(({ path }) => !path.endsWith('w.bin'));
    await expect(load(files)).rejects.toThrow(/tfjs\/fp32\/w.bin cannot be read/);
  });

  it('that are one file which is no .tflite are refused', async () => {
    expect(await codeOf(load(new File(['hello, this is text'], 'a.tflite')))).toBe('not-a-bundle');
    expect(await codeOf(load(5 as never))).toBe('option');
  });
});

describe('the engines', () => {
  it('are tried in the order that is stated, and the model says what became of each', async () => {
    const { engines, log } = fakeEngines({ fails: { litert: 'no wasm here' } });
    const model = await loaderOf(engines).load(toyDrop());
    expect(model.info().attempts).toEqual([
      { engine: 'litert', backend: 'wasm', error: 'no wasm here' }, { engine: 'tfjs', backend: 'wasm' },
    ]);
    expect(log.starts.map(({ backend }) => backend)).toEqual(['wasm', 'wasm']);
  });

  it('that all fail are all in the error', async () => {
    const { engines } = fakeEngines({ fails: { litert: 'one', tfjs: 'two' } });
    const error: EngineError = await loaderOf(engines).load(toyDrop()).then(() => expect.fail('loaded'), (found) => found);
    expect(error).toBeInstanceOf(EngineError);
    expect(error.attempts.map(({ engine, backend, error: why }) => [engine, backend, why])).toEqual([
      ['litert', 'wasm', 'one'], ['tfjs', 'wasm', 'two'], ['tfjs', 'cpu', 'two'],
    ]);
  });

  it('that are named are never replaced by another', async () => {
    const { engines, log } = fakeEngines({ fails: { litert: 'no wasm here' } });
    expect(await codeOf(loaderOf(engines).load(toyDrop(), { engine: 'litert' }))).toBe('engine');
    expect(log.starts.length).toBe(1);
  });

  it('are not asked for what would not help: a changed file', async () => {
    const files = toyFiles();
    files.set('model.fp32.tflite', new TextEncoder().encode('SMALL'));
    expect(await codeOf(loaderOf(fakeEngines().engines).load(toyDrop(files)))).toBe('integrity');
  });

  it('have so long to start', async () => {
    const { engines } = fakeEngines({ start: 5000 });
    expect(await codeOf(loaderOf(engines).load(toyDrop(), { engine: 'tfjs', timeout: 50 }))).toBe('timeout');
  });

  it('get int8 on wasm in LiteRT.js, what the manifest says first, and never what failed parity', async () => {
    const manifest = JSON.parse(new TextDecoder().decode(toyFiles().get('hfedge.json')));
    const [, , tflite] = manifest.artifacts;
    const named = (recipe: string) => ({ ...tflite, recipe });
    const recipeOf = async (changes: object) => {
      const files = toyFiles({ artifacts: [named('int4'), named('int8'), named('fp32')], ...changes });
      return (await loaderOf(fakeEngines().engines).load(toyDrop(files), { engine: 'litert' })).info().recipe;
    };
    const verdict = (recipe: string, passed: boolean) => ({ target: 'tflite', recipe, passed });
    expect(await recipeOf({})).toBe('int8');
    expect(await recipeOf({ defaults: { max_tokens: 20, recipe: 'fp32' } })).toBe('fp32');
    expect(await recipeOf({ parity: { artifacts: [verdict('int8', false), verdict('int4', true)] } })).toBe('int4');
  });

  it.each<[LoadOptions, RegExp]>([
    [{ engin: 'tfjs' } as never, /an option is "engin"\. Accepted: engine/],
    [{ engine: 'onnx' as never }, /engine is "onnx"\. Accepted: auto, litert, tfjs/],
    [{ engine: 'litert', backend: 'cpu' }, /backend is an option of tfjs/],
    [{ engine: 'tfjs', accelerator: 'webgpu' }, /accelerator is an option of litert/],
    [{ backend: 'metal' as never }, /backend is "metal"/],
    [{ threads: 0 }, /threads is 0/],
    [{ timeout: -1 }, /timeout is -1/],
  ])('refuse %j', async (options, message) => {
    const loading = loaderOf(fakeEngines().engines).load(toyDrop(), options);
    await expect(loading).rejects.toThrow(UsageError);
    await expect(loaderOf(fakeEngines().engines).load(toyDrop(), options)).rejects.toThrow(message);
  });

  it('refuse a recipe that is not there, with those that are', async () => {
    const loading = loaderOf(fakeEngines().engines).load(toyDrop(), { engine: 'tfjs', recipe: 'int3' });
    await expect(loading).rejects.toThrow(/recipe for tfjs is "int3"\. Accepted: auto, fp32, uint8/);
  });
});
