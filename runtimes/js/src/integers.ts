// Signatures that are integers from end to end (tokenize_<B>, detokenize_<T>), run straight from model.json.
//
// TF.js spends 10 to 40 us on an op however small it is, and walks through all weights of the model in every iteration
// of a loop; webgl and webgpu wait for every condition besides. A tokenizer is hundreds of small ops, so that TF.js takes
// 20 ms for what these loops over Int32Arrays do in less than one. The numbers are int32 and wrap as int32 does.
import { inMemory, KERNELS, type Kernel, type Table } from './integer-ops.js';

export type { Table } from './integer-ops.js';

/** A node of model.json's GraphDef. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, NodeAttribute>>;
}

/** What is read of a node's attributes. */
export interface NodeAttribute {
  readonly b?: boolean;
  readonly i?: string | number;
  readonly type?: string;
  readonly func?: { readonly name: string };
}

interface GraphFunction {
  readonly signature: {
    readonly name: string;
    readonly inputArg?: readonly { readonly name: string }[];
    readonly outputArg?: readonly { readonly name: string }[];
  };
  readonly nodeDef: readonly GraphNode[];
  readonly ret: Readonly<Record<string, string>>;
}

/** `modelTopology` of model.json. */
export interface Topology {
  readonly node: readonly GraphNode[];
  readonly library?: { readonly function?: readonly GraphFunction[] };
}

/** The weight of that name; undefined where it is none of int32 or bool. */
export type WeightOf = (name: string) => Table | undefined;

/** A signature: inputs in the order of their names -> outputs in that of theirs. */
export type IntegerProgram = (inputs: readonly Table[]) => Table[];

/** What `Unsupported` nodes are told by: such a signature is TF.js's. */
class Unsupported extends Error {}

/**
 * The program that gives `outputs` for `inputs` (names of nodes, `tokenize_512/utf8`); undefined if a node on the way
 * is of an op, or reads a weight, that is not for integers.
 */
export function compileIntegers(
  topology: Topology,
  weight: WeightOf,
  inputs: readonly string[],
  outputs: readonly string[],
): IntegerProgram | undefined {
  try {
    const program = new Compiler(topology, weight).program(topology.node, inputs, outputs);
    return (given) => inMemory(() => program(given));
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

/** Where a value is: which node's, and which of its outputs. */
type Place = readonly [slot: number, output: number];

interface Step {
  readonly slot: number;
  readonly from: readonly Place[];
  readonly kernel: Kernel;
}

class Compiler {
  readonly #functions: ReadonlyMap<string, GraphFunction>;
  readonly #compiled = new Map<string, IntegerProgram>();
  readonly #weight: WeightOf;

  constructor(topology: Topology, weight: WeightOf) {
    this.#functions = new Map((topology.library?.function ?? []).map((found) => [found.signature.name, found]));
    this.#weight = weight;
  }

  program(nodes: readonly GraphNode[], inputs: readonly string[], outputs: readonly string[]): IntegerProgram {
    const byName = new Map(nodes.map((node) => [node.name, node]));
    const slots = new Map(inputs.map((name, slot) => [name, slot]));
    const constants: [slot: number, value: Table][] = [];
    const steps: Step[] = [];
    const slotOf = (name: string): number => {
      const known = slots.get(name);
      if (known !== undefined) return known;
      const node = byName.get(name);
      if (!node) throw new Unsupported(name);
      const from = (node.input ?? []).filter((input) => !input.startsWith('^')).map(place);
      const slot = slots.size;
      slots.set(name, slot);
      if (node.op === 'Const') constants.push([slot, this.#constant(name)]);
      else steps.push({ slot, from, kernel: this.#kernel(node) });
      return slot;
    };
    const place = (reference: string): Place => {
      const [name = '', output = '0'] = reference.split(':');
      return [slotOf(name), Number(output)];
    };
    return runner(slots, constants, steps, outputs.map(place));
  }

  #constant(name: string): Table {
    const found = this.#weight(name);
    if (!found) throw new Unsupported(name);
    return found;
  }

  #kernel({ op, attr = {} }: GraphNode): Kernel {
    if (op === 'StatelessIf') return branch(this.#function(attr.then_branch), this.#function(attr.else_branch));
    if (op === 'StatelessWhile') return loop(this.#function(attr.cond), this.#function(attr.body));
    const kernel = Object.hasOwn(KERNELS, op) ? KERNELS[op]?.(attr) : undefined;
    if (!kernel) throw new Unsupported(op);
    return kernel;
  }

  #function(attribute: NodeAttribute | undefined): IntegerProgram {
    const name = attribute?.func?.name ?? '';
    const found = this.#functions.get(name);
    if (!found) throw new Unsupported(name);
    let program = this.#compiled.get(name);
    if (!program) {
      const names = (found.signature.inputArg ?? []).map((argument) => argument.name);
      const results = (found.signature.outputArg ?? []).map((argument) => found.ret[argument.name] ?? '');
      program = this.program(found.nodeDef, names, results);
      this.#compiled.set(name, program);
    }
    return program;
  }
}

/** The first slots are the inputs'. */
function runner(
  slots: ReadonlyMap<string, number>,
  constants: readonly [slot: number, value: Table][],
  steps: readonly Step[],
  outputs: readonly Place[],
): IntegerProgram {
  const filled: (readonly Table[])[] = Array.from({ length: slots.size }, () => []);
  for (const [slot, value] of constants) filled[slot] = [value];
  return (inputs) => {
    const values = filled.slice();
    inputs.forEach((value, slot) => (values[slot] = [value]));
    const read = ([slot, output]: Place): Table => {
      const value = values[slot]?.[output];
      if (!value) throw new Error('a node reads what no node gives');
      return value;
    };
    for (const { slot, from, kernel } of steps) values[slot] = kernel(from.map(read));
    return outputs.map(read);
  };
}

function isTrue(value: Table | undefined): boolean {
  return Boolean(value?.data[0]);
}

function branch(then: IntegerProgram, otherwise: IntegerProgram): Kernel {
  return ([condition, ...inputs]) => (isTrue(condition) ? then : otherwise)(inputs);
}

function loop(condition: IntegerProgram, body: IntegerProgram): Kernel {
  return (inputs) => {
    let values = [...inputs];
    while (isTrue(condition(values)[0])) values = body(values);
    return values;
  };
}
