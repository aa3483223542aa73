// Real bundles through TF.js in Node, beside what the Python runtime answers. HFEDGE_JS_CASES names a file that
// tests/runtimes/js_cases.py wrote; `make test` does.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { inspect, load } from '../src/index.js';
import { openRaw } from '../src/raw.js';
import type { TextModel, TfjsBackend } from '../src/types.js';
import { camelCased } from './replayed.js';

interface BundleCases {
  readonly bundle: string;
  readonly cases: {
    readonly texts: string[];
    readonly options: Record<string, unknown>;
    readonly result: Record<string, unknown>;
    readonly utf16: [number, number][] | null;
    readonly tokens: { ids: number[]; tokens: string[]; offsets: [number, number][]; sequences: (0 | 1 | null)[] } | null;
    readonly decoded: string | null;
  }[];
}

const file = process.env['HFEDGE_JS_CASES'];
const bundles: BundleCases[] = file ? JSON.parse(readFileSync(file, 'utf8')) : [];
// Scores of the same float32 weights in two engines.
const TOLERANCE = 1e-4;

function expectLike(found: unknown, expected: unknown, where: string): void {
  if (ArrayBuffer.isView(found)) found = [...(found as Float32Array)];
  if (typeof expected === 'number' && !Number.isInteger(expected)) {
    expect(Math.abs((found as number) - expected), where).toBeLessThanOrEqual(TOLERANCE);
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [name, item] of Object.entries(expected)) {
      if (name !== 'start' && name !== 'end') expectLike((found as Record<string, unknown>)[name], item, `${where}.${name}`);
    }
  } else {
    expect(found, where).toEqual(expected);
  }
}

async function expectAnswers(model: TextModel, { cases }: BundleCases): Promise<void> {
  for (const { texts: [text, pair], options, result, utf16, tokens, decoded } of cases) {
    const found = await model.run(text!, { ...camelCased(options), ...(pair === undefined ? {} : { pair }) } as never);
    expectLike(found, result, text!.slice(0, 40));
    const items = Object.values(found).find(Array.isArray) as { start: number; end: number }[] | undefined;
    if (utf16) expect(items!.map(({ start, end }) => [start, end])).toEqual(utf16);
    if (!tokens) continue;
    const { ids, tokens: pieces, offsets, sequences } = await model.tokenize(text!, { pair });
    expect({ ids, tokens: pieces, offsets, sequences }).toEqual(tokens);
    if (decoded !== null) expect(await model.decode(ids)).toBe(decoded);
  }
}

if (!bundles.length) it.skip('real bundles: HFEDGE_JS_CASES names none');
describe.each(bundles)('$bundle', (given) => {
  const models: TextModel[] = [];
  afterAll(() => Promise.all(models.map((model) => model.close())));

  it.each<TfjsBackend>(['wasm', 'cpu'])('answers on %s as the Python runtime does', async (backend) => {
    const model = await load(given.bundle, { engine: 'tfjs', backend, recipe: 'fp32' });
    models.push(model);
    expect(model.info()).toMatchObject({ engine: 'tfjs', backend, recipe: 'fp32', where: 'node', threads: 1 });
    await expectAnswers(model, given);
    // A text more leaves no tensor behind.
    const before = tf.memory().numTensors;
    await expectAnswers(model, { ...given, cases: given.cases.slice(0, 2) });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps each model on its own backend while several are open', async () => {
    expect(models.map((model) => model.info().backend)).toEqual(['wasm', 'cpu']);
    await Promise.all(models.map((model) => expectAnswers(model, { ...given, cases: given.cases.slice(0, 2) })));
  });

  it('passes its golden vectors, and gives the memory back', async () => {
    for (const model of models.splice(0)) {
      expect(await model.verify()).toMatchObject({ passed: true });
      await model.close();
    }
    await expect.poll(() => tf.memory().numTensors).toBe(0);
  });

  it('is found by a file: URL, with auto by the engine that there is', async () => {
    const model = await load(pathToFileURL(given.bundle));
    const [litert, tfjs] = model.info().attempts;
    expect(litert).toMatchObject({ engine: 'litert', error: expect.stringMatching(/needs a browser/) });
    expect(tfjs).toEqual({ engine: 'tfjs', backend: 'wasm' });
    await model.close();
  });

  it('lists what engines could load, and each .tflite has the manifest inside', async () => {
    const { artifacts, hasGolden } = await inspect(given.bundle);
    expect(hasGolden && artifacts.some(({ engine }) => engine === 'litert')).toBe(true);
    const recipe = artifacts.find(({ engine }) => engine === 'litert')!.recipe;
    const alone = await inspect(new Blob([await readFile(`${given.bundle}/model.${recipe}.tflite`)]));
    expect(alone).toMatchObject({ hasGolden: false, artifacts: [{ engine: 'litert', recipe }] });
  });

  it('whose graph is not as the manifest says is refused', async () => {
    const { manifest, call, close } = await openRaw(given.bundle, { engine: 'tfjs' });
    const [name, { inputs }] = [...manifest.signatures].find(([key]) => key.startsWith('encode_'))!;
    Object.assign(inputs[0]!, { shape: [1, 7] });
    await expect(call(name, {})).rejects.toThrow(/not as the manifest says/);
    await close();
  });
});
