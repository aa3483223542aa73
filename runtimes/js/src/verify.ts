// The golden vectors of a manifest, run again here.
import type { Tensor } from './engines/record.js';
import type { LoadedGraph } from './graph.js';
import type { GoldenOutputs, GoldenText } from './manifest.js';
import { utf8 } from './text.js';
import type { VerifiedText, VerifyReport } from './types.js';

// How many numbers of an output are in the manifest at most.
const SAMPLES = 8;

/** Runs every golden text. */
export async function verifyGolden(
  graph: LoadedGraph,
  texts: readonly GoldenText[],
  expected: GoldenOutputs,
): Promise<VerifyReport> {
  const found: VerifiedText[] = [];
  for (const [index, golden] of texts.entries()) found.push(await verifyText(graph, golden, expected, index));
  const maxAbsDiff = Math.max(...found.map((one) => one.maxAbsDiff));
  return { passed: found.every(({ passed }) => passed), texts: found, maxAbsDiff, tolerance: expected.tolerance };
}

async function verifyText(
  graph: LoadedGraph,
  { text, pair, ids, offsets }: GoldenText,
  { output, tolerance, texts }: GoldenOutputs,
  index: number,
): Promise<VerifiedText> {
  const tokens = await graph.tokenize((pair === undefined ? [text] : [text, pair]).map((one) => utf8(one)), ['offsets']);
  const idsEqual = same(tokens.row('input_ids'), ids);
  const offsetsEqual = same(tokens.row('offsets'), offsets.flat());
  const [{ data }] = (await graph.encode(tokens, [output])) as [Tensor];
  const { of, values } = texts[index] ?? { of: 0, values: [] };
  const step = Math.max(1, Math.ceil(of / SAMPLES));
  const diffs = values.map((value, nth) => Math.abs(value - (data[nth * step] ?? NaN)));
  const maxAbsDiff = values.length ? Math.max(...diffs) : NaN;
  // NaN is within no tolerance.
  const passed = idsEqual && offsetsEqual && maxAbsDiff <= tolerance;
  return { text, ...(pair === undefined ? {} : { pair }), passed, idsEqual, offsetsEqual, maxAbsDiff };
}

function same(found: ArrayLike<number>, expected: readonly number[]): boolean {
  return found.length === expected.length && expected.every((value, index) => found[index] === value);
}
