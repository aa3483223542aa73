// Every case of tests/golden, as the Python runtime answers it.
import { describe, expect, it } from 'vitest';
import { goldenFiles, replayCase } from './replayed.js';

const POSITIONS = ['entities', 'answers'];

/** As JSON, positions apart: those of a golden result are code points. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

function expectClose(found: unknown, expected: unknown, where: string): void {
  if (typeof expected === 'number' && !Number.isInteger(expected)) {
    expect(Math.abs((found as number) - expected), where).toBeLessThanOrEqual(1e-6);
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(found as object).sort(), where).toEqual(Object.keys(expected).sort());
    for (const [name, item] of Object.entries(expected)) {
      expectClose((found as Record<string, unknown>)[name], item, `${where}.${name}`);
    }
  } else {
    expect(found, where).toEqual(expected);
  }
}

describe.each(goldenFiles())('golden $task', (golden) => {
  it.each(golden.cases.map((one, index) => ({ index, one })))('case $index gives the same result', async ({ one }) => {
    const found = plain(await replayCase(golden, one)) as Record<string, unknown>;
    const key = POSITIONS.find((name) => name in found);
    const spans = key ? (found[key] as { start: number; end: number }[]).map(({ start, end }) => [start, end]) : undefined;
    expect(spans).toEqual(one.utf16 ?? undefined);
    const { hiddenStates, ...rest } = found;
    const renamed = hiddenStates ? { ...rest, hidden_states: hiddenStates } : rest;
    const expected = structuredClone(one.result);
    if (key) {
      (expected[key] as object[]).forEach((item, index) => {
        const [start, end] = spans![index]!;
        Object.assign(item, { start, end });
      });
    }
    expectClose(renamed, expected, golden.task);
  });
});
