// What a task is to the rest.
import { UsageError } from '../errors.js';
import type { Graph } from '../graph.js';
import { describe } from '../text.js';
import type { Result } from '../types.js';

/** Options of a call as they came; each task checks its own. */
export type Given = Readonly<Record<string, unknown>>;

/** `output`: the output of encode_<T> that makes the result; `options`: the names that `run` takes, `pair` apart. */
export interface TaskRow {
  readonly output: string;
  readonly options: readonly string[];
  run(graph: Graph, texts: readonly Uint8Array[], options: Given): Promise<Result>;
  /** Throws where manifest and file do not agree. */
  check?(graph: Graph): void;
}

/** An option that is a whole number from 1 to `most`; `otherwise` where it is not given. */
export function wholeNumber<T>(given: Given, name: string, otherwise: T, most = Infinity): number | T {
  const value = given[name];
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  const range = most === Infinity ? 'from 1' : `1 to ${most}`;
  throw new UsageError('option', `${name} is ${typeof value === 'number' ? value : describe(value)}. Accepted: ${range}.`);
}

/** An option that is true or false. */
export function flag(given: Given, name: string): boolean {
  const value = given[name] ?? false;
  if (typeof value === 'boolean') return value;
  throw new UsageError('option', `${name} is ${describe(value)}. Accepted: true or false.`);
}

/** Over a whole row. */
export function softmax(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => Math.fround(power / sum));
}

/** Best first, equal ones as they came. */
export function bestFirst<T extends { readonly score: number }>(items: readonly T[]): T[] {
  return [...items].sort((one, other) => other.score - one.score);
}
