// Tasks that put one text beside each of several others: zero-shot-classification, multiple-choice, text-ranking.
import { noneOf, UsageError } from '../errors.js';
import type { Graph } from '../graph.js';
import { several, shown, utf8 } from '../text.js';
import type { Choices, Classification, Ranking } from '../types.js';
import type { Given } from './record.js';
import { bestFirst, flag, softmax, wholeNumber } from './record.js';

/** Any labels, best first, as ZeroShotClassificationPipeline of transformers 4.57 scores them. */
export async function classifyZeroShot(
  graph: Graph,
  texts: readonly Uint8Array[],
  options: Given,
): Promise<Classification> {
  const labels = several(options['labels'], 'labels');
  const isMulti = flag(options, 'multiLabel') || labels.length === 1;
  const hypotheses = inserted(options['hypothesisTemplate'] ?? 'This example is {}.', labels);
  const { text, rows, truncated } = await each(graph, texts, hypotheses, 'logits');
  const [yes, no] = [graph.manifest.options['entailment'] as number, graph.manifest.options['contradiction'] as number];
  const scores = isMulti
    ? rows.map((row) => softmax([row[no]!, row[yes]!])[1]!)
    : softmax(rows.map((row) => row[yes]!));
  return { text, labels: bestFirst(labels.map((label, index) => ({ label, score: scores[index]! }))), truncated };
}

/** The choices, best first, their scores a softmax over all of them. */
export async function choose(graph: Graph, texts: readonly Uint8Array[], options: Given): Promise<Choices> {
  const choices = several(options['choices'], 'choices');
  const { text, rows, truncated } = await each(graph, texts, choices, 'logits');
  const scores = softmax(rows.map((row) => row[0]!));
  return { text, choices: bestFirst(choices.map((choice, index) => ({ choice, score: scores[index]!, index }))), truncated };
}

/** The documents by how well they answer the text, as CrossEncoder.rank of sentence-transformers. */
export async function rank(graph: Graph, texts: readonly Uint8Array[], options: Given): Promise<Ranking> {
  const documents = several(options['documents'], 'documents');
  const topK = wholeNumber(options, 'topK', undefined);
  const { text, rows, truncated } = await each(graph, texts, documents, 'score');
  const scored = documents.map((document, index) => ({ document, score: rows[index]![0]!, index }));
  return { text, documents: bestFirst(scored).slice(0, topK), truncated };
}

/** The text; an output for it with each of the others, without its batch; whether anything was cut. */
async function each(graph: Graph, texts: readonly Uint8Array[], others: readonly string[], output: string) {
  if (texts.length === 2) {
    throw new UsageError('input', 'The model takes one text and its options, not a pair.');
  }
  const rows: ArrayLike<number>[] = [];
  let truncated = false;
  for (const other of others) {
    const tokens = await graph.tokenize([texts[0]!, utf8(other)]);
    rows.push((await graph.encode(tokens, [output]))[0]!.data);
    truncated ||= tokens.truncated;
  }
  return { text: shown(texts[0]!), rows, truncated };
}

/** The labels in the template, which is one of Python's `str.format`: `{}` is the place, `{{` a brace. */
function inserted(template: unknown, labels: readonly string[]): string[] {
  if (typeof template !== 'string') {
    throw noneOf('hypothesisTemplate', template, ['a text with {}']);
  }
  const parts = template.split(/(\{\{|\}\}|\{0?\})/);
  const isStray = parts.some((part, index) => index % 2 === 0 && /[{}]/.test(part));
  if (isStray || !parts.some((part) => part === '{}' || part === '{0}')) {
    throw noneOf('hypothesisTemplate', template, ['one with {}, and no lone brace']);
  }
  return labels.map((label) => {
    return parts.map((part, index) => (index % 2 ? (part.length === 2 && part !== '{}' ? part[0] : label) : part)).join('');
  });
}
