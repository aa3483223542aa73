// The golden vectors of a manifest, run again here.
import type { Encoded, LoadedGraph } from './graph.js';
import type { GoldenOutputs, GoldenText } from './manifest.js';
import { utf8 } from './text.js';
import type { RawOutput, VerifiedText, VerifyReport } from './types.js';

/** How many numbers of an output are in the manifest: every n-th of them. */
export const SAMPLES = 16;

/** The numbers of an output, flat, that golden vectors hold: at most 16, evenly spaced from the first. */
export function sampled(data: ArrayLike<number>): number[] {
  const step = Math.max(1, Math.ceil(data.length / SAMPLES));
  return Array.from({ length: Math.ceil(data.length / step) }, (_, index) => data[index * step]!);
}

/** Runs every golden text. `all`: the raw outputs of tokens. */
export async function verifyGolden(
  graph: LoadedGraph,
  texts: readonly GoldenText[],
  expected: GoldenOutputs,
  all: (tokens: Encoded) => Promise<Record<string, RawOutput>>,
): Promise<VerifyReport> {
  const found: VerifiedText[] = [];
  for (const [index, golden] of texts.entries()) {
    found.push(await verifyText(graph, golden, expected.outputs[index] ?? {}, expected.tolerance, all));
  }
  const maxAbsDiff = Math.max(...found.map((one) => one.maxAbsDiff));
  return { passed: found.every(({ passed }) => passed), texts: found, maxAbsDiff, tolerance: expected.tolerance };
}

async function verifyText(
  graph: LoadedGraph,
  golden: GoldenText,
  expected: Readonly<Record<string, readonly number[]>>,
  tolerance: number,
  all: (tokens: Encoded) => Promise<Record<string, RawOutput>>,
): Promise<VerifiedText> {
  const texts = [golden.text, ...(golden.pair === undefined ? [] : [golden.pair])].map((text) => utf8(text));
  const tokens = await graph.tokenize(texts, ['offsets']);
  const idsEqual = same(tokens.row('input_ids'), golden.ids);
  const offsetsEqual = same(tokens.row('offsets'), golden.offsets.flat());
  const outputs = await all(tokens);
  const diffs = Object.entries(expected).map(([name, values]) => difference(outputs[name], values));
  const maxAbsDiff = diffs.length ? Math.max(...diffs) : NaN;
  // NaN is above no tolerance and below none: it has not passed.
  const passed = idsEqual && offsetsEqual && maxAbsDiff <= tolerance;
  return { text: golden.text, pair: golden.pair, passed, idsEqual, offsetsEqual, maxAbsDiff };
}

function difference(output: RawOutput | undefined, expected: readonly number[]): number {
  const found = output ? sampled(output.data) : [];
  if (found.length !== expected.length) return NaN;
  return Math.max(...found.map((value, index) => Math.abs(value - expected[index]!)));
}

function same(found: ArrayLike<number>, expected: readonly number[]): boolean {
  return found.length === expected.length && expected.every((value, index) => found[index] === value);
}
