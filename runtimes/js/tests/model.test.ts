// A loaded model: its calls, their order, its end.
import { describe, expect, it } from 'vitest';
import { ModelError, UsageError } from '../src/errors.js';
import { loaderOf } from '../src/load.js';
import type { TextModel } from '../src/types.js';
import { fakeEngines, toyDrop, toyFiles } from './toy.js';

async function toyModel(delay = 0, changes = {}) {
  const { engines, log } = fakeEngines({ delay });
  const model = await loaderOf(engines).load(toyDrop(toyFiles(changes)), { engine: 'tfjs', task: 'text-classification' });
  return { model, log };
}

const ids = (text: string) => [1, ...[...new TextEncoder().encode(text)].map((byte) => byte + 3), 2];
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', (error) => error.code);

describe('run', () => {
  it('gives labels best first, topK of them', async () => {
    const { model } = await toyModel();
    const found = await model.run('ab', { topK: 2 });
    expect(found).toEqual({ text: 'ab', labels: [{ label: 'fair', score: 0.75 }, { label: 'bad', score: 0.125 }], truncated: false });
    expect((await model.run('ab')).labels.length).toBe(3);
  });

  it('has as many labels as the manifest says where nothing else is said', async () => {
    const { model } = await toyModel(0, { defaults: { max_tokens: 20, top_k: 1 } });
    expect((await model.run('ab')).labels.length).toBe(1);
  });

  it('takes the smallest signatures that fit', async () => {
    const { model, log } = await toyModel();
    for (const length of [2, 3, 16, 17, 40]) await model.run('x'.repeat(length));
    expect(log.calls).toEqual([
      'tokenize_16', 'encode_4', 'tokenize_16', 'encode_20', 'tokenize_16', 'encode_20', 'tokenize_32', 'encode_20',
      'tokenize_32', 'encode_20',
    ]);
  });

  it('says that a text was cut, by the tokenizer or before it, and never inside a character', async () => {
    const { model } = await toyModel();
    expect((await model.run('x'.repeat(18))).truncated).toBe(false);
    expect((await model.run('x'.repeat(19))).truncated).toBe(true);
    const { ids: found, truncated } = await model.tokenize('é'.repeat(40));
    expect([found.length, truncated]).toEqual([20, true]);
  });

  it('puts a pair behind the text, and says which text a token is of', async () => {
    const { model, log } = await toyModel();
    expect(await model.run('a', { pair: 'b' })).toMatchObject({ text: 'a', pair: 'b' });
    expect(log.calls[0]).toBe('tokenize_pair_16');
    expect((await model.tokenize('a', { pair: 'bc' })).sequences).toEqual([null, 0, null, 1, 1, null]);
  });

  it('makes U+FFFD of lone surrogates, and leaves pairs and a BOM as they are', async () => {
    const { model } = await toyModel();
    expect((await model.run('a\ud83d b \udc4b')).text).toBe('a\ufffd b \ufffd');
    expect((await model.run('\ufeff👋')).text).toBe('\ufeff👋');
    expect((await model.tokenize('\ud83d')).ids).toEqual(ids('\ufffd'));
  });

  it.each([
    [5, {}, 'input'], [undefined, {}, 'input'], ['a', { pair: 5 }, 'input'], ['a', { topK: 0 }, 'option'],
    ['a', { topK: 1.5 }, 'option'], ['a', { top_k: 2 }, 'option'], ['a', { labels: ['x'] }, 'option'],
  ])('refuses %j with %j', async (text, options, code) => {
    const { model, log } = await toyModel();
    await expect(model.run(text as never, options as never)).rejects.toThrow(UsageError);
    expect(await codeOf(model.run(text as never, options as never))).toBe(code);
    expect(log.calls).toEqual([]);
  });
});

describe('tokenize', () => {
  it('gives offsets in bytes and in UTF-16 units', async () => {
    const { model } = await toyModel();
    const found = await model.tokenize('é👋');
    expect(found.ids).toEqual(ids('é👋'));
    expect(found.offsets).toEqual([[0, 0], [0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [0, 0]]);
    // Every byte is a token here, and each holds all of its character.
    expect(found.charOffsets).toEqual([[0, 0], [0, 1], [0, 1], [1, 3], [1, 3], [1, 3], [1, 3], [0, 0]]);
    expect([found.tokens[0], found.tokens.at(-1)]).toEqual(['[CLS]', '[SEP]']);
  });
});

describe('calls', () => {
  it('take turns', async () => {
    const { model, log } = await toyModel(5);
    const found = await Promise.all(['a', 'ab', 'abc'].map((text) => model.run(text, { topK: 1 })));
    expect(found.map(({ labels }) => labels[0]!.label)).toEqual(['bad', 'fair', 'good']);
    expect(log.mostRunning).toBe(1);
  });

  it('that are aborted while they wait are never begun', async () => {
    const { model, log } = await toyModel(20);
    const abort = new AbortController();
    const first = model.run('a');
    const second = model.run('b', { signal: abort.signal });
    abort.abort();
    await expect(second).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await first;
    await model.run('c');
    expect(log.calls.length).toBe(4);
  });

  it('that are aborted while they run reject at once, and the next waits for the step that is under way', async () => {
    const { model, log } = await toyModel(200);
    const abort = new AbortController();
    const first = model.run('a', { signal: abort.signal });
    setTimeout(() => abort.abort(), 5);
    await expect(first).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(log.running).toBe(1);
    await model.run('b');
    expect(log.mostRunning).toBe(1);
    expect(log.calls).toEqual(['tokenize_16', 'tokenize_16', 'encode_4']);
  });

  it('that fail leave the next ones alone', async () => {
    const { model } = await toyModel();
    await expect(model.decode([5])).rejects.toThrow(ModelError);
    expect((await model.run('a')).text).toBe('a');
  });
});

describe('close', () => {
  it('waits for the call that is under way; what waits and what comes later is refused', async () => {
    const { model, log } = await toyModel(20);
    const running = model.run('a');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const waiting = codeOf(model.run('b'));
    const closing = model.close();
    expect(await codeOf(model.run('c'))).toBe('closed');
    expect((await running).text).toBe('a');
    await closing;
    expect([await waiting, log.disposed]).toEqual(['closed', 1]);
  });

  it('twice does nothing more, and `using` closes too', async () => {
    const { model, log } = await toyModel();
    await Promise.all([model.close(), model.close()]);
    expect(log.disposed).toBe(1);
    const { model: other, log: otherLog } = await toyModel();
    {
      await using used: TextModel<'text-classification'> = other;
      await used.run('a');
    }
    expect(otherLog.disposed).toBe(1);
  });
});

describe('verify', () => {
  const golden = [{ text: 'ab', ids: ids('ab'), offsets: [[0, 0], [0, 1], [1, 2], [0, 0]] }];
  const vectors = (values: number[], tolerance = 0.01) => ({ output: 'scores', tolerance, texts: [{ of: 3, values }] });

  async function verified(values: number[], changes = {}) {
    const { artifacts } = JSON.parse(new TextDecoder().decode(toyFiles().get('hfedge.json')));
    const given = artifacts.map((artifact: object) => ({ ...artifact, golden: vectors(values) }));
    return (await toyModel(0, { artifacts: given, golden, ...changes })).model.verify();
  }

  it('passes where the engine gives what the manifest says', async () => {
    expect(await verified([0.125, 0.755, 0.125])).toMatchObject({ passed: true, tolerance: 0.01, texts: [{ passed: true, idsEqual: true }] });
  });

  it('fails for a number that is too far away, one that is missing, and for other ids', async () => {
    expect(await verified([0.125, 0.5, 0.125])).toMatchObject({ passed: false, maxAbsDiff: 0.25 });
    expect(await verified([])).toMatchObject({ passed: false, maxAbsDiff: NaN });
    const other = [{ ...golden[0], ids: ids('ac') }];
    expect(await verified([0.125, 0.75, 0.125], { golden: other })).toMatchObject({ passed: false, texts: [{ idsEqual: false }] });
  });

  it('has nothing to say without golden vectors', async () => {
    expect(await codeOf((await toyModel()).model.verify())).toBe('no-golden');
  });
});
