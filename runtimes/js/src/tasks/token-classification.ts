// token-classification: entities in the text, as transformers' pipeline of that name aggregates them.
// Upstream: pipelines/token_classification.py at v4.57.6; comments name the function that is followed.
import { AGAIN, BundleError, noneOf, UsageError } from '../errors.js';
import type { Encoded, Graph } from '../graph.js';
import { codePoints, Positions } from '../text.js';
import { textsOf } from '../tokens.js';
import type { TokenClassification } from '../types.js';
import type { Given } from './record.js';
import { checkCount } from './text-classification.js';

// A token of the text: its scores, where it is, and whether it continues a word.
interface Piece {
  readonly scores: Float32Array;
  readonly start: number;
  readonly end: number;
  readonly continues: boolean;
}

// A token or a word with the number of its best label.
interface Tagged {
  readonly label: number;
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

interface Found {
  readonly label: string;
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

type Labels = readonly string[];

// By the manifest's option `subwords`: whether a token continues the word before it.
const CONTINUES: Record<string, (text: string, start: number, end: number, length: number) => boolean> = {
  // It is spelled longer or shorter, in code points, than its piece of the text.
  lengths: (text, start, end, length) => length !== codePoints(text.slice(start, end)),
  // There is no space before it and it does not begin with one.
  spaces: (text, start) => start > 0 && !text.slice(start - 1, start + 1).includes(' '),
};

// By name: tokens of the text to entities.
const AGGREGATIONS: Record<string, (pieces: readonly Piece[], labels: Labels) => Found[]> = {
  none: (pieces, labels) => tags(pieces).map((tag) => ({ ...tag, label: labels[tag.label]! })),
  simple: (pieces, labels) => grouped(tags(pieces), labels),
  first: (pieces, labels) => grouped(words(pieces, (word) => word[0]!.scores), labels),
  average: (pieces, labels) => grouped(words(pieces, average), labels),
  max: (pieces, labels) => grouped(words(pieces, largest), labels),
};

/** Entities in their order. */
export async function findEntities(
  graph: Graph,
  texts: readonly Uint8Array[],
  options: Given,
): Promise<TokenClassification> {
  const name = options['aggregation'] ?? 'simple';
  const aggregate = Object.hasOwn(AGGREGATIONS, String(name)) ? AGGREGATIONS[String(name)] : undefined;
  if (!aggregate) throw noneOf('aggregation', name, Object.keys(AGGREGATIONS));
  const ignored = options['ignoreLabels'] ?? ['O'];
  if (!Array.isArray(ignored)) throw new UsageError('option', 'ignoreLabels is an array of labels.');
  const wanted = ['offsets', 'sequence_ids', ...(lengthsOf(graph) ? ['token_lengths'] : [])];
  const tokens = await graph.tokenize(texts, wanted);
  const [scores] = await graph.encode(tokens, ['token_scores']);
  const { text, pair } = textsOf(tokens);
  const found = aggregate(piecesOf(graph, tokens, scores!.data as Float32Array, text), graph.manifest.labels);
  const entities = found
    .filter(({ label }) => !ignored.includes(label))
    .map(({ label, score, start, end }) => ({ label, score, text: text.slice(start, end), start, end }));
  return { text, ...(pair === undefined ? {} : { pair }), entities, truncated: tokens.truncated };
}

/** Throws unless there is a label for every score of a token, and a known way to find words. */
export function checkTokenLabels(graph: Graph): void {
  checkCount('token_scores')(graph);
  const subwords = String(graph.manifest.options['subwords']);
  if (!Object.hasOwn(CONTINUES, subwords)) {
    throw new BundleError('manifest', `subwords is ${JSON.stringify(subwords)}. ${AGAIN}`);
  }
}

const lengthsOf = (graph: Graph) => graph.manifest.options['subwords'] === 'lengths';

// gather_pre_entities
function piecesOf(graph: Graph, tokens: Encoded, scores: Float32Array, text: string): Piece[] {
  const positions = new Positions(tokens.texts[0]!);
  const [ids, offsets, inside] = [tokens.row('input_ids'), tokens.row('offsets'), tokens.row('sequence_ids')];
  const lengths = lengthsOf(graph) ? tokens.row('token_lengths') : ids;
  const continues = CONTINUES[String(graph.manifest.options['subwords'])]!;
  const width = graph.manifest.labels.length;
  const found: Piece[] = [];
  for (let place = 0; place < ids.length; place++) {
    if (!inside[place]) continue;
    const [start, end] = positions.span(offsets[2 * place]!, offsets[2 * place + 1]!);
    const isUnknown = ids[place] === graph.manifest.options['unknown_id'];
    const row = scores.subarray(place * width, (place + 1) * width);
    found.push({ scores: row, start, end, continues: !isUnknown && continues(text, start, end, lengths[place]!) });
  }
  return found;
}

function best(scores: Float32Array, start: number, end: number): Tagged {
  const score = scores.reduce((most, one) => Math.max(most, one), -Infinity);
  return { label: scores.indexOf(score), score, start, end };
}

const tags = (pieces: readonly Piece[]) => pieces.map(({ scores, start, end }) => best(scores, start, end));

// aggregate_words; `merge` makes one row of scores of a word's (aggregate_word)
function words(pieces: readonly Piece[], merge: (word: readonly Piece[]) => Float32Array): Tagged[] {
  const found: Piece[][] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last && piece.continues) last.push(piece);
    else found.push([piece]);
  }
  return found.map((word) => best(merge(word), word[0]!.start, word.at(-1)!.end));
}

function largest(word: readonly Piece[]): Float32Array {
  const most = word.map(({ scores }) => Math.max(...scores));
  return word[most.indexOf(Math.max(...most))]!.scores;
}

function average(word: readonly Piece[]): Float32Array {
  return word[0]!.scores.map((_, label) => word.reduce((sum, { scores }) => Math.fround(sum + scores[label]!), 0) / word.length);
}

// group_entities, get_tag, group_sub_entities
function grouped(tagged: readonly Tagged[], labels: Labels): Found[] {
  const groups: Tagged[][] = [];
  for (const item of tagged) {
    const { begins, kind } = tagOf(labels[item.label]!);
    const last = groups.at(-1)?.at(-1);
    if (last && !begins && kind === tagOf(labels[last.label]!).kind) groups.at(-1)!.push(item);
    else groups.push([item]);
  }
  return groups.map((group) => {
    const score = Math.fround(group.reduce((sum, item) => sum + item.score, 0) / group.length);
    const label = labels[group[0]!.label]!;
    return { label: label.slice(label.indexOf('-') + 1), score, start: group[0]!.start, end: group.at(-1)!.end };
  });
}

// "B-PER" begins PER; "I-PER" and "PER" are of PER
function tagOf(label: string): { begins: boolean; kind: string } {
  return { begins: label.startsWith('B-'), kind: /^[BI]-/.test(label) ? label.slice(2) : label };
}
