// The golden cases of tests/golden: an engine that gives again what a real one gave.
import { readdirSync, readFileSync } from 'node:fs';
import type { Tensor } from '../src/engines/record.js';
import type { Encoded, Graph, Settings } from '../src/graph.js';
import type { Manifest, Signature } from '../src/manifest.js';
import { checkOptions, findTask } from '../src/tasks/index.js';
import type { Result } from '../src/types.js';

type Nested = number | Nested[];

interface Step {
  readonly texts?: string[];
  readonly settings: Settings;
  readonly tokens: Record<string, Nested> & { token_count: number; truncated: boolean };
  readonly outputs: Record<string, Nested>;
  readonly decoded?: { ids: number[]; skip_special_tokens: boolean; text: string }[];
}

export interface GoldenCase {
  readonly texts: string[];
  readonly options: Record<string, unknown>;
  readonly steps: Step[];
  readonly result: Record<string, unknown>;
  readonly utf16?: [number, number][];
}

export interface GoldenFile {
  readonly task: string;
  readonly manifest: Record<string, unknown>;
  readonly cases: GoldenCase[];
}

const FOLDER = new URL('../../../tests/golden/', import.meta.url);

export function goldenFiles(): GoldenFile[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
}

/** The result of a case through the package's own code for its task. Throws where it asks for something else. */
export async function replayCase(golden: GoldenFile, given: GoldenCase): Promise<Result> {
  const graph = new Replayed(golden, given);
  const options = camelCased(given.options);
  const task = findTask(graph.manifest);
  checkOptions(task, golden.task, options);
  const result = await task.run(graph, given.texts.map((text) => new TextEncoder().encode(text)), options);
  if (graph.left) throw new Error('steps that were not asked for');
  return result;
}

/** `top_k` as `topK`. */
export function camelCased(options: Record<string, unknown>): Record<string, unknown> {
  const renamed = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [renamed(name), value]));
}

function tensorOf(nested: Nested): Tensor {
  const shape: number[] = [];
  for (let at: Nested | undefined = nested; Array.isArray(at); at = at[0]) shape.push(at.length);
  const flat = flattened(nested);
  return { shape, data: flat.every(Number.isInteger) ? Int32Array.from(flat) : Float32Array.from(flat) };
}

function flattened(nested: Nested): number[] {
  return Array.isArray(nested) ? nested.flatMap(flattened) : [nested];
}

class Replayed implements Graph {
  readonly manifest: Manifest;
  readonly outputs: ReadonlyMap<string, readonly number[]>;
  private step!: Step;
  private next = 0;

  constructor(golden: GoldenFile, private readonly given: GoldenCase) {
    const names = Object.entries(given.steps[0]!.outputs);
    this.outputs = new Map(names.map(([name, value]) => [name, tensorOf(value).shape]));
    const outputs = names.map(([name, value]) => ({ name, dtype: 'float32' as const, shape: tensorOf(value).shape }));
    const signatures = new Map<string, Signature>([['encode_1', { inputs: [], outputs }]]);
    const { labels, options, special_tokens, pad_id, top_k } = golden.manifest as Record<string, never> & { pad_id: number };
    const specialTokens = new Map(Object.entries(special_tokens ?? {}).map(([id, text]) => [Number(id), text as string]));
    this.manifest = {
      name: 'golden', commit: '', license: null, hfedgeVersion: '', task: golden.task, labels: labels ?? [], signatures,
      specialTokens, padId: pad_id as number, padTypeId: 0, maxTokens: 0, topK: top_k, artifacts: [], options: options ?? {}, golden: [],
    };
  }

  get left(): number {
    return this.given.steps.length - this.next;
  }

  async tokenize(texts: readonly Uint8Array[], _: readonly string[] = [], settings: Settings = {}): Promise<Encoded> {
    const step = this.given.steps[this.next++];
    if (!step) throw new Error('one step more than there are');
    this.step = step;
    const asked = texts.map((text) => new TextDecoder().decode(text));
    if (JSON.stringify(asked) !== JSON.stringify(step.texts ?? this.given.texts)) throw new Error(`asked for ${asked}`);
    this.check(settings);
    const value = (name: string) => {
      if (!(name in step.tokens)) throw new Error(`no output ${name}`);
      return step.tokens[name]!;
    };
    return {
      texts,
      count: step.tokens.token_count,
      truncated: step.tokens.truncated,
      number: (name) => value(name) as number,
      row: (name) => tensorOf(value(name)).data as Int32Array,
    };
  }

  async encode(_: Encoded, names: readonly string[], settings: Settings = {}): Promise<readonly Tensor[]> {
    this.check(settings);
    return names.map((name) => tensorOf(this.step.outputs[name]!));
  }

  async decode(ids: Int32Array, skipSpecialTokens: boolean): Promise<string> {
    const asked = JSON.stringify([[...ids], skipSpecialTokens]);
    const found = this.step.decoded?.find((row) => JSON.stringify([row.ids, row.skip_special_tokens]) === asked);
    if (!found) throw new Error(`decoding ${asked} was not written down`);
    return found.text;
  }

  private check(settings: Settings): void {
    for (const [name, value] of Object.entries(settings)) {
      if (this.step.settings[name] !== value) throw new Error(`${name} is ${value}, not ${this.step.settings[name]}`);
    }
  }
}
