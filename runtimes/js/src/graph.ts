// A loaded file by its parts: tokenize, encode, decode, each with the smallest signature that fits.
import type { Program, Tensor } from './engines/record.js';
import { AGAIN, BundleError, ModelError, UsageError } from './errors.js';
import type { Manifest, Signature, TensorSpec } from './manifest.js';
import { cut, shown } from './text.js';
import { Breath } from './wait.js';

const PREFIXES = ['tokenize_', 'tokenize_pair_', 'encode_', 'detokenize_'] as const;
type Prefix = (typeof PREFIXES)[number];

/** The tokens of a text or pair. */
export interface Encoded {
  /** The bytes of the texts. */
  readonly texts: readonly Uint8Array[];
  readonly count: number;
  readonly truncated: boolean;
  /** An output int32 [1]. */
  number(name: string): number;
  /** An output int32 [1, T, ...] as [count, ...], flat. */
  row(name: string): Int32Array;
}

/** What a task's code takes: golden tests give it another one. */
export interface Graph {
  readonly manifest: Manifest;
  /** Shapes of the outputs of the longest encode_<T>, by name. */
  readonly outputs: ReadonlyMap<string, readonly number[]>;
  /** Two texts are a pair. settings: other inputs by name, else 0. wanted: outputs beside those that encode needs. */
  tokenize(texts: readonly Uint8Array[], wanted?: readonly string[], settings?: Settings): Promise<Encoded>;
  encode(tokens: Encoded, names: readonly string[], settings?: Settings): Promise<readonly Tensor[]>;
  decode(ids: Int32Array, skipSpecialTokens: boolean): Promise<string>;
}

export type Settings = Readonly<Record<string, number>>;

/** The graph of an opened file. */
export class LoadedGraph implements Graph {
  readonly outputs: ReadonlyMap<string, readonly number[]>;
  readonly #sizes: ReadonlyMap<Prefix, readonly number[]>;
  /** Between the steps of a call. */
  readonly breath = new Breath();
  readonly #program: Program;

  constructor(
    readonly manifest: Manifest,
    program: Program,
  ) {
    this.#program = program;
    this.#sizes = new Map(PREFIXES.map((prefix) => [prefix, sizesOf(manifest, prefix)]));
    this.outputs = checkSizes(manifest, this.#sizes);
  }

  async tokenize(texts: readonly Uint8Array[], wanted: readonly string[] = [], settings: Settings = {}): Promise<Encoded> {
    const prefix = texts.length === 1 ? 'tokenize_' : 'tokenize_pair_';
    const sizes = this.#of(prefix);
    const largest = sizes.at(-1);
    if (largest === undefined) {
      const takes = texts.length === 2 ? 'one text, not a pair' : 'a pair of texts, not one';
      throw new UsageError('input', `The model takes ${takes}.`);
    }
    const longest = Math.max(...texts.map((text) => text.length));
    const rows = texts.map((text) => cut(text, largest));
    for (const size of sizes.slice(Math.min(firstFrom(sizes, longest), sizes.length - 1))) {
      const found = await this.#runTokenizer(`${prefix}${size}`, rows, wanted, settings);
      // A few texts grow so much as they are normalized that only a larger signature has the room.
      if (!found['unread_count']?.data[0]) return new Found(texts, found, longest > largest);
    }
    throw new UsageError('input', `The text grows beyond ${largest} bytes as it is normalized. Shorten it.`);
  }

  async encode(tokens: Encoded, names: readonly string[], settings: Settings = {}): Promise<readonly Tensor[]> {
    const chosen: Settings = { ...(this.manifest.options['settings'] as Settings | undefined), ...settings };
    const [name, signature] = this.#fitting('encode_', tokens.count);
    const filling: Settings = { input_ids: this.manifest.padId, type_ids: this.manifest.padTypeId };
    const inputs = signature.inputs.map((spec) => {
      const value = chosen[spec.name];
      return [spec.name, filled(spec, value === undefined ? tokens.row(spec.name) : [value], filling[spec.name] ?? 0)];
    });
    const found = await this.#run(name, Object.fromEntries(inputs), names);
    return names.map((output) => found[output]!);
  }

  async decode(ids: Int32Array, skipSpecialTokens: boolean): Promise<string> {
    const largest = this.#of('detokenize_').at(-1);
    if (largest === undefined) {
      throw new ModelError('model', `The file has no detokenize_<T>: hfedge convert said why.`);
    }
    if (ids.length > largest) {
      throw new UsageError('input', `${ids.length} ids, ${largest} at most. Decode fewer.`);
    }
    const [name, signature] = this.#fitting('detokenize_', ids.length);
    const given: Record<string, ArrayLike<number>> = { ids, count: [ids.length], skip_special: [Number(skipSpecialTokens)] };
    const inputs = signature.inputs.map((spec) => [spec.name, filled(spec, given[spec.name] ?? [], 0)]);
    const found = await this.#run(name, Object.fromEntries(inputs), ['utf8', 'byte_count', 'unwritten_count']);
    const bytes = found['utf8']!.data;
    if (found['unwritten_count']!.data[0]) {
      throw new UsageError('input', `The text is longer than ${bytes.length} bytes. Decode fewer.`);
    }
    return shown(Uint8Array.from(bytes.subarray(0, found['byte_count']!.data[0])));
  }

  /** Frees the memory; nothing may be under way. */
  dispose(): void {
    this.#program.dispose();
  }

  #runTokenizer(
    name: string,
    rows: readonly Uint8Array[],
    wanted: readonly string[],
    settings: Settings,
  ): Promise<Record<string, Tensor>> {
    const signature = this.manifest.signatures.get(name)!;
    const texts: Record<string, ArrayLike<number> | undefined> = { utf8: rows[0], utf8_pair: rows[1] };
    const inputs = signature.inputs.map((spec) => {
      return [spec.name, filled(spec, texts[spec.name] ?? [settings[spec.name] ?? 0], 0)];
    });
    const encoder = this.manifest.signatures.get(`encode_${this.#of('encode_')[0]}`)!;
    const needed = new Set([...encoder.inputs.map((spec) => spec.name), 'token_count', 'overflow_count', 'unread_count']);
    wanted.forEach((output) => needed.add(output));
    const there = signature.outputs.map((spec) => spec.name).filter((output) => needed.has(output));
    return this.#run(name, Object.fromEntries(inputs) as Record<string, Int32Array>, there);
  }

  async #run(name: string, inputs: Record<string, Int32Array>, outputs: readonly string[]) {
    await this.breath.take();
    return this.#program.run(name, inputs, outputs);
  }

  #of(prefix: Prefix): readonly number[] {
    return this.#sizes.get(prefix)!;
  }

  /** The smallest signature of that kind that takes `count`, or the largest. */
  #fitting(prefix: Prefix, count: number): [string, Signature] {
    const sizes = this.#of(prefix);
    const name = `${prefix}${sizes[Math.min(firstFrom(sizes, count), sizes.length - 1)]}`;
    return [name, this.manifest.signatures.get(name)!];
  }
}

class Found implements Encoded {
  readonly count: number;
  readonly truncated: boolean;

  readonly #found: Record<string, Tensor>;

  constructor(
    readonly texts: readonly Uint8Array[],
    found: Record<string, Tensor>,
    isCut: boolean,
  ) {
    this.#found = found;
    this.count = this.number('token_count');
    this.truncated = isCut || this.number('overflow_count') > 0;
  }

  number(name: string): number {
    return this.#tensor(name).data[0] ?? 0;
  }

  row(name: string): Int32Array {
    const { shape, data } = this.#tensor(name);
    return (data as Int32Array).subarray(0, (this.count * data.length) / shape[1]!);
  }

  #tensor(name: string): Tensor {
    const tensor = this.#found[name];
    if (!tensor) throw new ModelError('model', `The tokenizer gives no ${name}. ${AGAIN}`);
    return tensor;
  }
}

/** Values in a tensor's shape, `fill` behind them. */
function filled(spec: TensorSpec, values: ArrayLike<number>, fill: number): Int32Array {
  const row = new Int32Array(spec.shape.reduce((product, size) => product * size, 1));
  row.set(values.length > row.length ? Array.from(values).slice(0, row.length) : values);
  return fill ? row.fill(fill, values.length) : row;
}

/** Index of the first size that is at least `count`. */
function firstFrom(sizes: readonly number[], count: number): number {
  const found = sizes.findIndex((size) => size >= count);
  return found < 0 ? sizes.length : found;
}

/** The sizes N for which there is a signature `<prefix>N`, ascending. */
function sizesOf(manifest: Manifest, prefix: string): number[] {
  const names = [...manifest.signatures.keys()].filter((name) => name.startsWith(prefix));
  const sizes = names.map((name) => name.slice(prefix.length)).filter((size) => /^\d+$/.test(size));
  return sizes.map(Number).sort((one, other) => one - other);
}

/** Whether there are tokenizers for one text, for a pair. */
export function takesOf(manifest: Manifest): 'text' | 'pair' | 'either' {
  const [one, two] = [sizesOf(manifest, 'tokenize_').length, sizesOf(manifest, 'tokenize_pair_').length];
  return one && two ? 'either' : one ? 'text' : 'pair';
}

function checkSizes(manifest: Manifest, sizes: ReadonlyMap<Prefix, readonly number[]>): Map<string, readonly number[]> {
  const longest = sizes.get('encode_')!.at(-1);
  const tokenizers = (['tokenize_', 'tokenize_pair_'] as const).flatMap((prefix) => {
    return sizes.get(prefix)!.map((size) => manifest.signatures.get(`${prefix}${size}`)!);
  });
  const most = tokenizers.flatMap(({ outputs }) => outputs.filter(({ name }) => name === 'input_ids').map(({ shape }) => shape.at(-1)!));
  if (!tokenizers.length || longest === undefined || Math.max(...most) > longest) {
    throw new BundleError('manifest', `tokenize_<B> and encode_<T> do not go together. ${AGAIN}`);
  }
  return new Map(manifest.signatures.get(`encode_${longest}`)!.outputs.map(({ name, shape }) => [name, shape]));
}
