// The ops of integers.ts: what TF.js's kernels of the same names give for int32 and bool.
import type { NodeAttribute } from './integers.js';

/** int32 of a shape; bools are 0 and 1. Nobody writes into `data` once it is made: tables share it. */
export interface Table {
  readonly shape: readonly number[];
  readonly data: Int32Array;
}

export type Kernel = (inputs: readonly Table[]) => readonly Table[];
type Attributes = Readonly<Record<string, NodeAttribute>>;
/** undefined: not for these attributes. */
type Kernels = Readonly<Record<string, (attributes: Attributes) => Kernel | undefined>>;

// A run makes hundreds of small arrays, each of which would be a buffer of its own for the garbage collector: they are
// pieces of one memory instead, that the next run takes again. It grows to what a run needs, at most 16 MB.
const MOST = 1 << 22;
let memory = new Int32Array(0);
let used = 0;

/** Numbers for one run, whatever they are: who takes them writes them all. */
function fresh(size: number): Int32Array {
  const start = used;
  used += size;
  return used <= memory.length ? memory.subarray(start, used) : new Int32Array(size);
}

/** What `run` gives, with data of its own; the memory of the run before is taken for it. */
export function inMemory(run: () => readonly Table[]): Table[] {
  if (used > memory.length && memory.length < MOST) memory = new Int32Array(Math.min(used, MOST));
  used = 0;
  return run().map(({ shape, data }) => ({ shape, data: data.slice() }));
}

const product = (sizes: readonly number[]): number => sizes.reduce((found, size) => found * size, 1);

function given(inputs: readonly Table[], place: number): Table {
  const found = inputs[place];
  if (!found) throw new Error(`an op has no input ${place}`);
  return found;
}

/** Of an input that is one number. */
const scalar = (inputs: readonly Table[], place: number): number => given(inputs, place).data[0] ?? 0;
const list = (inputs: readonly Table[], place: number): number[] => [...given(inputs, place).data];
const positive = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** How many blocks there are before an axis, its size, and how many numbers a block behind it has. */
function around(shape: readonly number[], axis: number): [outer: number, size: number, inner: number] {
  return [product(shape.slice(0, axis)), shape[axis] ?? 1, product(shape.slice(axis + 1))];
}

function broadcastShape(tables: readonly Table[]): number[] {
  const rank = Math.max(...tables.map(({ shape }) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    tables.reduce((found, { shape }) => Math.max(found, shape[axis - rank + shape.length] ?? 1), 1),
  );
}

/** The numbers of a table in a shape that it is broadcast to, and how far apart two are: 0 where all are one. */
function spread({ shape, data }: Table, wanted: readonly number[], size: number): [data: Int32Array, step: number] {
  if (data.length === size) return [data, 1];
  if (data.length === 1) return [data, 0];
  const found = fresh(size);
  const steps = wanted.map((_, axis) => {
    const own = axis - wanted.length + shape.length;
    return (shape[own] ?? 1) === 1 ? 0 : product(shape.slice(own + 1));
  });
  const at = wanted.map(() => 0);
  for (let place = 0, from = 0; place < size; place++) {
    found[place] = data[from]!;
    for (let axis = wanted.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < wanted[axis]!) break;
      from -= steps[axis]! * wanted[axis]!;
      at[axis] = 0;
    }
  }
  return [found, 1];
}

function binary(of: (a: number, b: number) => number): () => Kernel {
  return () => (inputs) => {
    const shape = broadcastShape(inputs);
    const data = fresh(product(shape));
    const [a, stepA] = spread(given(inputs, 0), shape, data.length);
    const [b, stepB] = spread(given(inputs, 1), shape, data.length);
    for (let place = 0; place < data.length; place++) data[place] = of(a[place * stepA]!, b[place * stepB]!);
    return [{ shape, data }];
  };
}

function unary(of: (a: number) => number): () => Kernel {
  return () => (inputs) => {
    const { shape, data: values } = given(inputs, 0);
    const data = fresh(values.length);
    for (let place = 0; place < data.length; place++) data[place] = of(values[place]!);
    return [{ shape, data }];
  };
}

const select: Kernel = (inputs) => {
  const shape = broadcastShape(inputs);
  const data = fresh(product(shape));
  const [chosen, stepC] = spread(given(inputs, 0), shape, data.length);
  const [a, stepA] = spread(given(inputs, 1), shape, data.length);
  const [b, stepB] = spread(given(inputs, 2), shape, data.length);
  for (let place = 0; place < data.length; place++) {
    data[place] = chosen[place * stepC] ? a[place * stepA]! : b[place * stepB]!;
  }
  return [{ shape, data }];
};

const gather: Kernel = (inputs) => {
  const table = given(inputs, 0);
  const { shape: places, data: indices } = given(inputs, 1);
  const axis = positive(scalar(inputs, 2), table.shape.length);
  const [outer, size, inner] = around(table.shape, axis);
  const shape = [...table.shape.slice(0, axis), ...places, ...table.shape.slice(axis + 1)];
  const data = fresh(product(shape));
  if (outer * inner === 1) {
    for (let to = 0; to < data.length; to++) data[to] = table.data[indices[to]!]!;
    return [{ shape, data }];
  }
  for (let block = 0, to = 0; block < outer; block++) {
    for (const index of indices) {
      const from = (block * size + index) * inner;
      for (let place = 0; place < inner; place++) data[to++] = table.data[from + place]!;
    }
  }
  return [{ shape, data }];
};

/** Adds (or, if not, writes) updates into `data` of a shape at indices [..., depth]; indices outside are passed over. */
function scatter(data: Int32Array, shape: readonly number[], indices: Table, updates: Table, adds: boolean): void {
  const depth = indices.shape.at(-1) ?? 1;
  const inner = product(shape.slice(depth));
  for (let row = 0; row * depth < indices.data.length; row++) {
    let to = 0;
    for (let axis = 0; axis < depth; axis++) {
      const index = indices.data[row * depth + axis]!;
      to = index < 0 || index >= shape[axis]! ? NaN : to * shape[axis]! + index;
    }
    for (let place = 0; to >= 0 && place < inner; place++) {
      const value = updates.data[row * inner + place]!;
      data[to * inner + place] = adds ? data[to * inner + place]! + value : value;
    }
  }
}

const scatterNd: Kernel = (inputs) => {
  const shape = list(inputs, 2);
  const data = fresh(product(shape)).fill(0);
  scatter(data, shape, given(inputs, 0), given(inputs, 1), true);
  return [{ shape, data }];
};

const scatterUpdate: Kernel = (inputs) => {
  const { shape, data: old } = given(inputs, 0);
  const data = fresh(old.length);
  data.set(old);
  scatter(data, shape, given(inputs, 1), given(inputs, 2), false);
  return [{ shape, data }];
};

function cumsum({ exclusive, reverse }: Attributes): Kernel {
  return (inputs) => {
    const { shape, data: values } = given(inputs, 0);
    const [outer, size, inner] = around(shape, positive(scalar(inputs, 1), shape.length));
    const data = fresh(values.length);
    for (let line = 0; line < outer * inner; line++) {
      const first = Math.floor(line / inner) * size * inner + (line % inner);
      for (let place = 0, sum = 0; place < size; place++) {
        const at = first + (reverse?.b ? size - 1 - place : place) * inner;
        data[at] = exclusive?.b ? sum : sum + values[at]!;
        sum = (sum + values[at]!) | 0;
      }
    }
    return [{ shape, data }];
  };
}

/** Folds `of` over one axis, which stays with size 1. */
function foldAxis({ shape, data: values }: Table, axis: number, of: (a: number, b: number) => number): Table {
  const [outer, size, inner] = around(shape, axis);
  const data = fresh(outer * inner);
  for (let to = 0; to < data.length; to++) {
    let at = Math.floor(to / inner) * size * inner + (to % inner);
    let found = values[at]!;
    for (let place = 1; place < size; place++) found = of(found, values[(at += inner)]!);
    data[to] = found;
  }
  return { shape: shape.map((old, place) => (place === axis ? 1 : old)), data };
}

function reduction(of: (a: number, b: number) => number): (attributes: Attributes) => Kernel {
  return ({ keep_dims }) => (inputs) => {
    let found = given(inputs, 0);
    const axes = list(inputs, 1).map((axis) => positive(axis, found.shape.length));
    for (const axis of axes) found = foldAxis(found, axis, of);
    if (keep_dims?.b) return [found];
    return [{ shape: found.shape.filter((_, axis) => !axes.includes(axis)), data: found.data }];
  };
}

/** The place of the first number along an axis that none `beats`. */
function argument(beats: (a: number, b: number) => boolean): () => Kernel {
  return () => (inputs) => {
    const { shape, data: values } = given(inputs, 0);
    const axis = positive(scalar(inputs, 1), shape.length);
    const [outer, size, inner] = around(shape, axis);
    const data = fresh(outer * inner);
    for (let to = 0; to < data.length; to++) {
      const first = Math.floor(to / inner) * size * inner + (to % inner);
      let best = 0;
      for (let place = 1; place < size; place++) {
        if (beats(values[first + place * inner]!, values[first + best * inner]!)) best = place;
      }
      data[to] = best;
    }
    return [{ shape: shape.filter((_, place) => place !== axis), data }];
  };
}

/** Copies a block of a size from one place of a table to one of another, line by line. */
function copyBlock(from: Table, start: readonly number[], to: Table, target: readonly number[], size: readonly number[]): void {
  const last = size.length - 1;
  const line = size[last] ?? 1;
  const at = size.map(() => 0);
  for (let left = line && product(size) / line; left > 0; left--) {
    let source = 0;
    let place = 0;
    for (let axis = 0; axis <= last; axis++) {
      source = source * from.shape[axis]! + start[axis]! + at[axis]!;
      place = place * to.shape[axis]! + target[axis]! + at[axis]!;
    }
    to.data.set(from.data.subarray(source, source + line), place);
    for (let axis = last - 1; axis >= 0 && ++at[axis]! >= size[axis]!; axis--) at[axis] = 0;
  }
}

const slice: Kernel = (inputs) => {
  const from = given(inputs, 0);
  const start = list(inputs, 1);
  const shape = list(inputs, 2).map((size, axis) => (size < 0 ? from.shape[axis]! - start[axis]! : size));
  const found = { shape, data: fresh(product(shape)) };
  copyBlock(from, start, found, shape.map(() => 0), shape);
  return [found];
};

const pad: Kernel = (inputs) => {
  const from = given(inputs, 0);
  const margins = given(inputs, 1).data;
  const shape = from.shape.map((size, axis) => margins[2 * axis]! + size + margins[2 * axis + 1]!);
  const found = { shape, data: fresh(product(shape)).fill(inputs[2]?.data[0] ?? 0) };
  copyBlock(from, from.shape.map(() => 0), found, shape.map((_, axis) => margins[2 * axis]!), from.shape);
  return [found];
};

function joined(tables: readonly Table[], axis: number): Table {
  const first = tables[0] ?? { shape: [], data: new Int32Array() };
  const shape = [...first.shape];
  shape[axis] = tables.reduce((sum, table) => sum + table.shape[axis]!, 0);
  const data = fresh(product(shape));
  const [outer] = around(shape, axis);
  for (let block = 0, to = 0; block < outer; block++) {
    for (const { data: values } of tables) {
      const size = values.length / outer;
      data.set(values.subarray(block * size, (block + 1) * size), to);
      to += size;
    }
  }
  return { shape, data };
}

function pack({ axis }: Attributes): Kernel {
  return (inputs) => {
    const at = positive(Number(axis?.i ?? 0), given(inputs, 0).shape.length + 1);
    const apart = inputs.map(({ shape, data }) => ({ shape: [...shape.slice(0, at), 1, ...shape.slice(at)], data }));
    return [joined(apart, at)];
  };
}

const transpose: Kernel = (inputs) => {
  const from = given(inputs, 0);
  const order = list(inputs, 1);
  const shape = order.map((axis) => from.shape[axis]!);
  const steps = order.map((axis) => product(from.shape.slice(axis + 1)));
  const data = fresh(from.data.length);
  for (let to = 0; to < data.length; to++) {
    let rest = to;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * steps[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    data[to] = from.data[at]!;
  }
  return [{ shape, data }];
};

const reshape: Kernel = (inputs) => {
  const { data } = given(inputs, 0);
  const shape = list(inputs, 1);
  const known = shape.reduce((found, size) => (size < 0 ? found : found * size), 1);
  return [{ shape: shape.map((size) => (size < 0 ? data.length / known : size)), data }];
};

const toBool = unary((a) => Number(a !== 0));
const same: Kernel = (inputs) => [given(inputs, 0)];

const add = binary((a, b) => a + b);
const larger = (a: number, b: number): number => (a > b ? a : b);
const smaller = (a: number, b: number): number => (a < b ? a : b);
const either = (a: number, b: number): number => a | b;
const both = (a: number, b: number): number => a & b;

/** By the op's name: attributes -> what it does with its inputs. */
export const KERNELS: Kernels = {
  Abs: unary(Math.abs), Neg: unary((a) => -a), Sign: unary(Math.sign), Square: unary((a) => Math.imul(a, a)),
  LogicalNot: unary((a) => Number(!a)),
  Add: add, AddV2: add, Sub: binary((a, b) => a - b), Mul: binary(Math.imul),
  FloorDiv: binary((a, b) => Math.floor(a / b)), FloorMod: binary((a, b) => a - b * Math.floor(a / b)),
  Maximum: binary(larger), Minimum: binary(smaller), LogicalAnd: binary(both), LogicalOr: binary(either),
  Equal: binary((a, b) => Number(a === b)), NotEqual: binary((a, b) => Number(a !== b)),
  Less: binary((a, b) => Number(a < b)), LessEqual: binary((a, b) => Number(a <= b)),
  Greater: binary((a, b) => Number(a > b)), GreaterEqual: binary((a, b) => Number(a >= b)),
  AddN: () => (inputs) => [inputs.reduce((sum, one) => add()([sum, one])[0] ?? one)],
  Select: () => select, SelectV2: () => select,
  Sum: reduction((a, b) => (a + b) | 0), Max: reduction(larger), Min: reduction(smaller),
  Any: reduction(either), All: reduction(both),
  ArgMin: argument((a, b) => a < b), ArgMax: argument((a, b) => a > b),
  Cumsum: cumsum, GatherV2: () => gather, ScatterNd: () => scatterNd, TensorScatterUpdate: () => scatterUpdate,
  Slice: () => slice, Pad: () => pad, PadV2: () => pad, Pack: pack, Transpose: () => transpose,
  ConcatV2: () => (inputs) => {
    const tables = inputs.slice(0, -1);
    return [joined(tables, positive(scalar(inputs, inputs.length - 1), given(tables, 0).shape.length))];
  },
  Reshape: () => reshape, Identity: () => same,
  Cast: ({ DstT }) => ({ DT_BOOL: toBool(), DT_INT32: same } as Readonly<Record<string, Kernel>>)[DstT?.type ?? ''],
};
