// Token ids with where they come from.
import type { Encoded } from './graph.js';
import type { Manifest } from './manifest.js';
import { Positions, shown } from './text.js';
import type { Tokens } from './types.js';

/** The outputs of tokenize_<B> that `makeTokens` reads. */
export const TOKEN_OUTPUTS = ['input_ids', 'offsets', 'type_ids'] as const;

/** What `tokenize` gives. */
export function makeTokens(manifest: Manifest, found: Encoded): Tokens {
  const [ids, flat] = [[...found.row('input_ids')], found.row('offsets')];
  const offsets = ids.map((_, index): [number, number] => [flat[2 * index]!, flat[2 * index + 1]!]);
  const isSpecial = ids.map((id, index) => {
    return manifest.specialTokens.has(id) && offsets[index]![0] === 0 && offsets[index]![1] === 0;
  });
  const owners = ownersOf(isSpecial, found);
  const positions = found.texts.map((text) => new Positions(text));
  const sequences = owners.map((owner, index) => (isSpecial[index] ? null : owner));
  const tokens = ids.map((id, index) => {
    const which = sequences[index];
    const [start, end] = offsets[index]!;
    return which == null ? manifest.specialTokens.get(id)! : shown(found.texts[which]!.subarray(start, end));
  });
  const charOffsets = offsets.map(([start, end], index): [number, number] => {
    const which = sequences[index];
    return which == null ? [0, 0] : positions[which]!.span(start, end);
  });
  return { ...textsOf(found), ids, tokens, offsets, charOffsets, sequences, truncated: found.truncated };
}

/** Which text each token is of. A special token typed in the text has offsets, so it is of the text. */
function ownersOf(isSpecial: readonly boolean[], found: Encoded): (0 | 1)[] {
  const types = found.row('type_ids');
  if (found.texts.length === 1) return isSpecial.map(() => 0);
  if (types.some((type) => type !== 0)) return isSpecial.map((_, index) => (types[index] ? 1 : 0));
  // RoBERTa and others have no types: the pair starts behind the special tokens that follow the text.
  const border = isSpecial.findIndex((special, index) => index > 0 && special && !isSpecial[index - 1]);
  return isSpecial.map((_, index) => (border >= 0 && index > border ? 1 : 0));
}

/** The texts as a result holds them. */
export function textsOf(found: Pick<Encoded, 'texts'>): { text: string; pair?: string } {
  const [text, pair] = found.texts.map(shown);
  return pair === undefined ? { text: text! } : { text: text!, pair };
}
