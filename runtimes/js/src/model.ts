// A loaded model: text in, typed result out.
import { BundleError, ModelError, noneOf, UsageError } from './errors.js';
import type { Encoded, LoadedGraph } from './graph.js';
import { takesOf } from './graph.js';
import type { Artifact, Manifest } from './manifest.js';
import { Queue } from './queue.js';
import { findTask, checkOptions } from './tasks/index.js';
import type { Given, TaskRow } from './tasks/record.js';
import { describe, utf8 } from './text.js';
import { makeTokens, TOKEN_OUTPUTS } from './tokens.js';
import type {
  CallOptions, ModelInfo, RawOutput, RunArguments, RunResult, Task, TextModel, Tokens, VerifyReport,
} from './types.js';
import { verifyGolden } from './verify.js';

/** What only loading knows. */
export type Loading = Omit<
  ModelInfo, 'name' | 'commit' | 'license' | 'task' | 'labels' | 'maxTokens' | 'maskToken' | 'takes' | 'recipe'
>;

/** The model of an opened file. */
export class LoadedModel<T extends Task = Task> implements TextModel<T> {
  readonly task: T;
  readonly #queue = new Queue();
  readonly #row: TaskRow;
  #closing?: Promise<void>;
  readonly #manifest: Manifest;
  readonly #artifact: Artifact;
  readonly #graph: LoadedGraph;
  readonly #loading: Loading;

  constructor(
    manifest: Manifest,
    artifact: Artifact,
    graph: LoadedGraph,
    loading: Loading,
  ) {
    this.#manifest = manifest;
    this.#artifact = artifact;
    this.#graph = graph;
    this.#loading = loading;
    this.#row = findTask(manifest);
    this.#row.check?.(graph);
    this.task = manifest.task as T;
  }

  async run(text: string, ...[options]: RunArguments<T>): Promise<RunResult<T>> {
    const { pair, signal, given } = separated(options);
    checkOptions(this.#row, this.#manifest.task, given);
    const texts = encoded(text, pair);
    return this.#call(() => this.#row.run(this.#graph, texts, given), signal) as Promise<RunResult<T>>;
  }

  async tokenize(text: string, options: CallOptions = {}): Promise<Tokens> {
    const { texts, signal } = plain(text, options);
    return this.#call(async () => makeTokens(this.#manifest, await this.#graph.tokenize(texts, TOKEN_OUTPUTS)), signal);
  }

  async outputs(text: string, options: CallOptions = {}): Promise<Record<string, RawOutput>> {
    const { texts, signal } = plain(text, options);
    return this.#call(async () => this.#everything(await this.#graph.tokenize(texts)), signal);
  }

  async decode(
    ids: Iterable<number>,
    options: { skipSpecialTokens?: boolean; signal?: AbortSignal } = {},
  ): Promise<string> {
    const { skipSpecialTokens = true, signal, ...rest } = options;
    refuse(rest, 'skipSpecialTokens', 'signal');
    const row = [...ids];
    if (!row.every(Number.isInteger)) throw new UsageError('input', 'ids are whole numbers.');
    // What no int32 holds becomes the id of no token.
    const fitting = Int32Array.from(row, (id) => Math.max(-1, Math.min(id, 2 ** 31 - 1)));
    return this.#call(() => this.#graph.decode(fitting, skipSpecialTokens), signal);
  }

  info(): ModelInfo {
    return { ...aboutModel(this.#manifest), task: this.task, recipe: this.#artifact.recipe, ...this.#loading };
  }

  async verify(options: { signal?: AbortSignal } = {}): Promise<VerifyReport> {
    const { signal, ...rest } = options;
    refuse(rest, 'signal');
    const { golden } = this.#artifact;
    if (!golden || !this.#manifest.golden.length) {
      const advice = 'A .tflite by itself has none, nor has what --no-verify made.';
      throw new BundleError('no-golden', `No golden vectors for ${this.#artifact.recipe}. ${advice}`);
    }
    return this.#call(() => verifyGolden(this.#graph, this.#manifest.golden, golden), signal);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#queue.add(async () => this.#graph.dispose()));
  }

  [Symbol.dispose](): void {
    void this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #everything(tokens: Encoded): Promise<Record<string, RawOutput>> {
    const names = [...this.#graph.outputs.keys()];
    const found = await this.#graph.encode(tokens, names);
    return Object.fromEntries(names.map((name, index) => {
      const { shape, data } = found[index]!;
      return [name, { shape: shape.slice(1), data }];
    }));
  }

  #call<R>(work: () => Promise<R>, signal?: AbortSignal): Promise<R> {
    const closed = () => new ModelError('closed', 'The model is closed. Load it again.');
    if (this.#closing) return Promise.reject(closed());
    return this.#queue.add(async () => {
      if (this.#closing) throw closed();
      this.#graph.breath.begin(signal);
      return work();
    }, signal);
  }
}

/** What a manifest says about its model. */
export function aboutModel(manifest: Manifest) {
  const { name, commit, license, labels, maxTokens } = manifest;
  const mask = manifest.options['mask_token'];
  const takes = takesOf(manifest);
  return { name, commit, license, labels, maxTokens, takes, ...(typeof mask === 'string' ? { maskToken: mask } : {}) };
}

function separated(options: object | undefined): { pair?: string; signal?: AbortSignal; given: Given } {
  const { pair, signal, ...given } = (options ?? {}) as CallOptions & Given;
  return { pair, signal, given };
}

function plain(text: string, options: CallOptions): { texts: readonly Uint8Array[]; signal?: AbortSignal } {
  const { pair, signal, given } = separated(options);
  refuse(given, 'pair', 'signal');
  return { texts: encoded(text, pair), signal };
}

function refuse(rest: object, ...accepted: string[]): void {
  const [wrong] = Object.keys(rest);
  if (wrong !== undefined) throw noneOf('an option', wrong, accepted);
}

function encoded(text: string, pair: unknown): readonly Uint8Array[] {
  if (pair === undefined || pair === null) return [utf8(text)];
  if (typeof pair !== 'string') throw new UsageError('input', `The pair is not a string but ${describe(pair)}.`);
  return [utf8(text), utf8(pair, 'the pair')];
}
