// fill-mask: the likeliest tokens for every mask in a text, as FillMaskPipeline of transformers 4.57 gives them.
import { UsageError } from '../errors.js';
import type { Graph } from '../graph.js';
import { textsOf } from '../tokens.js';
import type { FilledMasks, FilledToken } from '../types.js';
import type { Given } from './record.js';
import { wholeNumber } from './record.js';

/** `topK` tokens for each mask, best first, each with the whole text that it makes. */
export async function fillMasks(graph: Graph, texts: readonly Uint8Array[], options: Given): Promise<FilledMasks> {
  const shape = graph.outputs.get('token_ids')!;
  const [masks, most] = [shape.at(-2)!, shape.at(-1)!];
  const topK = wholeNumber(options, 'topK', 5, most);
  const tokens = await graph.tokenize(texts);
  const [count, ids, scores] = await graph.encode(tokens, ['mask_count', 'token_ids', 'token_scores']);
  const found = count!.data[0]!;
  if (found < 1 || found > masks) throw miscounted(graph, found, masks, tokens.truncated);
  const row = tokens.row('input_ids');
  const places = [...row.keys()].filter((place) => row[place] === graph.manifest.options['mask_id']);
  const filled: FilledToken[][] = [];
  for (const [mask, place] of places.slice(0, masks).entries()) {
    filled.push([]);
    for (let nth = 0; nth < topK; nth++) {
      const at = mask * most + nth;
      filled[mask]!.push(await fill(graph, row, place, ids!.data[at]!, scores!.data[at]!, found === 1));
    }
  }
  return { ...textsOf({ texts: tokens.texts.slice(0, 1) }), masks: filled, truncated: tokens.truncated };
}

/** The whole text keeps special tokens where there are other masks, which are of them. */
async function fill(
  graph: Graph,
  row: Int32Array,
  place: number,
  id: number,
  score: number,
  isAlone: boolean,
): Promise<FilledToken> {
  const whole = row.slice();
  whole[place] = id;
  const text = await graph.decode(whole.filter((token) => token !== graph.manifest.padId), isAlone);
  return { token: await graph.decode(Int32Array.of(id), false), id, score, text };
}

function miscounted(graph: Graph, found: number, masks: number, isCut: boolean): UsageError {
  const mask = String(graph.manifest.options['mask_token']);
  return new UsageError('input', `The text${isCut ? ', cut off,' : ''} has ${found} ${mask}. Accepted: 1 to ${masks}.`);
}
