// question-answering: the stretches of the pair that answer the text, as transformers' pipeline chooses them.
import type { Graph } from '../graph.js';
import { Positions, shown } from '../text.js';
import type { Answers, AnswerSpan } from '../types.js';
import type { Given } from './record.js';
import { bestFirst, flag, wholeNumber } from './record.js';

const NO_ANSWER: AnswerSpan = { text: '', score: 0, start: 0, end: 0 };

interface Window {
  /** Start, end and score of spans, best first; positions in UTF-16 units. */
  readonly spans: readonly (readonly [number, number, number])[];
  readonly nullScore: number;
  readonly truncated: boolean;
}

/** Answers to the first text out of the second, best first. docs/results.md has the rules. */
export async function answer(graph: Graph, texts: readonly Uint8Array[], options: Given): Promise<Answers> {
  const spans = graph.manifest.options['spans'] as number;
  const topK = wholeNumber(options, 'topK', 1, Math.floor((spans - 10) / 2));
  const length = wholeNumber(options, 'maxAnswerTokens', 15, graph.manifest.options['most_answer_tokens'] as number);
  const allowsNone = flag(options, 'allowNoAnswer');
  const found = new Map<string, AnswerSpan>();
  const windows = await readWindows(graph, texts, length);
  const pair = shown(texts[1] ?? new Uint8Array());
  for (const { spans } of windows) {
    for (const [start, end, score] of spans.slice(0, 2 * topK + 10)) {
      const text = pair.slice(start, end);
      const key = text.toLowerCase();
      const known = found.get(key);
      // The same words found again make one answer, where they were found first.
      found.set(key, known ? { ...known, score: known.score + score } : { text, score, start, end });
    }
  }
  const answers = [...found.values()];
  if (allowsNone) answers.push({ ...NO_ANSWER, score: Math.min(...windows.map(({ nullScore }) => nullScore)) });
  const best = bestFirst(answers).slice(0, topK);
  const truncated = windows.some((window) => window.truncated);
  return { text: shown(texts[0]!), pair, answers: best.length ? best : [NO_ANSWER], truncated };
}

async function readWindows(graph: Graph, texts: readonly Uint8Array[], length: number): Promise<Window[]> {
  const found: Window[] = [];
  const positions = new Positions(texts[1] ?? new Uint8Array());
  for (let window = 0, count = 1; window < count; window++) {
    const tokens = await graph.tokenize(texts, ['window_count'], { window });
    count = tokens.number('window_count');
    const names = ['answer_scores', 'answer_offsets', 'null_score'];
    const [scores, offsets, nullScore] = await graph.encode(tokens, names, { max_answer_tokens: length });
    const spans = [...scores!.data].flatMap((score, nth) => {
      const [start, end] = positions.span(offsets!.data[2 * nth]!, offsets!.data[2 * nth + 1]!);
      return score > 0 ? [[start, end, score] as const] : [];
    });
    found.push({ spans, nullScore: nullScore!.data[0]!, truncated: tokens.truncated });
  }
  return found;
}
