// text-classification: labels with their scores.
import { AGAIN, BundleError } from '../errors.js';
import type { Graph } from '../graph.js';
import { textsOf } from '../tokens.js';
import type { Classification } from '../types.js';
import type { Given } from './record.js';
import { bestFirst, wholeNumber } from './record.js';

/** Labels, best first; `topK` of them, or as many as the manifest says. */
export async function classify(graph: Graph, texts: readonly Uint8Array[], options: Given): Promise<Classification> {
  const most = wholeNumber(options, 'topK', graph.manifest.topK ?? undefined);
  const tokens = await graph.tokenize(texts);
  const [scores] = await graph.encode(tokens, ['scores']);
  const labels = graph.manifest.labels.map((label, index) => ({ label, score: scores!.data[index]! }));
  return { ...textsOf(tokens), labels: bestFirst(labels).slice(0, most), truncated: tokens.truncated };
}

/** Throws unless the manifest has a label for every place of the output's last dimension. */
export function checkCount(output: string): (graph: Graph) => void {
  return ({ manifest, outputs }) => {
    const [scores, labels] = [outputs.get(output)?.at(-1), manifest.labels.length];
    if (scores !== labels) throw new BundleError('manifest', `${scores} scores, ${labels} labels. ${AGAIN}`);
  };
}
