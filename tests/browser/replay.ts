// A case of tests/golden again, through the package's own code for its task: no model, no engine (as tests/golden/replay.py).
import type { Tensor } from '../../runtimes/js/src/engines/record.js';
import type { Encoded, Graph } from '../../runtimes/js/src/graph.js';
import type { Manifest } from '../../runtimes/js/src/manifest.js';
import { findTask } from '../../runtimes/js/src/tasks/index.js';

type Nested = number | readonly Nested[];
interface Step {
  readonly tokens: Readonly<Record<string, Nested | boolean>>;
  readonly outputs: Readonly<Record<string, Nested>>;
  readonly decoded?: readonly { ids: readonly number[]; skip_special_tokens: boolean; text: string }[];
}
interface Case {
  readonly texts: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}
interface Given {
  readonly labels: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly special_tokens: Readonly<Record<string, string>>;
  readonly pad_id: number;
  readonly top_k: number | null;
}

const flat = (value: Nested): number[] => (typeof value === 'number' ? [value] : value.flatMap(flat));
const shapeOf = (value: Nested | undefined): number[] =>
  typeof value === 'object' ? [value.length, ...shapeOf(value[0])] : [];

function tensor(value: Nested): Tensor {
  const numbers = flat(value);
  const data = numbers.every(Number.isInteger) ? Int32Array.from(numbers) : Float32Array.from(numbers);
  return { shape: shapeOf(value), data };
}

function encoded(texts: readonly Uint8Array[], tokens: Step['tokens']): Encoded {
  return {
    texts,
    count: tokens['token_count'] as number,
    truncated: tokens['truncated'] as boolean,
    number: (name) => tokens[name] as number,
    row: (name) => Int32Array.from(flat(tokens[name] as Nested)),
  };
}

function manifestOf(task: string, given: Given, first: Step): Manifest {
  const outputs = Object.entries(first.outputs).map(([name, value]) => ({ name, dtype: 'float32', shape: shapeOf(value) }));
  return {
    name: 'golden', task, labels: given.labels, options: given.options, padId: given.pad_id,
    ...(given.top_k === null ? {} : { topK: given.top_k }),
    specialTokens: new Map(Object.entries(given.special_tokens).map(([id, text]) => [Number(id), text])),
    signatures: new Map([['encode_1', { inputs: [], outputs }]]),
  } as unknown as Manifest;
}

/** The result, and how many steps it did not ask for. */
export async function replay(task: string, given: Given, one: Case): Promise<{ result: unknown; left: number }> {
  const steps = [...one.steps];
  let step = steps[0]!;
  const manifest = manifestOf(task, given, step);
  const graph: Graph = {
    manifest,
    outputs: new Map(Object.entries(step.outputs).map(([name, value]) => [name, shapeOf(value)])),
    tokenize: async (texts) => encoded(texts, (step = steps.shift()!).tokens),
    encode: async (_, names) => names.map((name) => tensor(step.outputs[name]!)),
    decode: async (ids, skip) =>
      step.decoded!.find((row) => String(row.ids) === String(ids) && row.skip_special_tokens === skip)!.text,
  };
  const texts = one.texts.map((text) => new TextEncoder().encode(text));
  return { result: await findTask(manifest).run(graph, texts, one.options), left: steps.length };
}
