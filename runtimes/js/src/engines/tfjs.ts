// TF.js: the graph model on wasm, webgl, webgpu or cpu. Its backend is global, so everything here takes turns and puts
// back what a page has chosen for itself.
import { AGAIN, BundleError, EngineError, HfedgeError, messageOf } from '../errors.js';
import type { Artifact, Signature } from '../manifest.js';
import { compileIntegers, type IntegerProgram, type Table, type Topology } from '../integers.js';
import { Queue } from '../queue.js';
import { shown } from '../text.js';
import type { Engine, Program, StartOptions, Tensor } from './record.js';
import { checkThreads, installed, notAsSaid, runFailed, tookAnother } from './shared.js';
import { isStarted, prepareWasm, wasmThreads } from './tfjs-wasm.js';

type Core = typeof import('@tensorflow/tfjs-core');
type GraphModel = import('@tensorflow/tfjs-converter').GraphModel;
type TfjsTensor = import('@tensorflow/tfjs-core').Tensor;

const turns = new Queue();
/** Models that are open, by backend. */
const open = new Map<string, number>();

/** The row of the engines. */
export const tfjs: Engine = {
  name: 'tfjs',
  async start(options) {
    const core = await installed('@tensorflow/tfjs-core', () => import('@tensorflow/tfjs-core'));
    const converter = await installed('@tensorflow/tfjs-converter', () => import('@tensorflow/tfjs-converter'));
    const { backend } = options;
    await turns.add(() => begin(core, options));
    return {
      version: `@tensorflow/tfjs-core ${core.version_core}`,
      threads: backend === 'wasm' ? await wasmThreads() : 1,
      open: (files, artifact, signatures) => {
        const load = async () => {
          const { load: handler, topology, asynchronous } = handlerOf(files, artifact);
          const model = await converter.loadGraphModel({ load: handler });
          // The weights are tensors now; the bytes they came from may go.
          (model as unknown as { artifacts: { weightData?: unknown } }).artifacts.weightData = undefined;
          return new TfjsProgram(core, model, backend, signatures, asynchronous, new Integers(topology, model));
        };
        return on(core, backend, load).catch((error: unknown) => {
          if (error instanceof HfedgeError) throw error;
          throw new EngineError('engine', `TF.js cannot load ${artifact.recipe} (${messageOf(error)}).`, error);
        });
      },
    };
  },
};

// Each package registers its backend when it is loaded.
const PACKAGES: Record<string, (core: Core, options: StartOptions) => Promise<unknown>> = {
  wasm: async (core, options) => {
    const wasm = await installed('@tensorflow/tfjs-backend-wasm', () => import('@tensorflow/tfjs-backend-wasm'));
    return prepareWasm(core, wasm, options, (open.get('wasm') ?? 0) > 0);
  },
  webgl: () => installed('@tensorflow/tfjs-backend-webgl', () => import('@tensorflow/tfjs-backend-webgl')),
  webgpu: () => installed('@tensorflow/tfjs-backend-webgpu', () => import('@tensorflow/tfjs-backend-webgpu')),
  cpu: () => installed('@tensorflow/tfjs-backend-cpu', () => import('@tensorflow/tfjs-backend-cpu')),
};

async function begin(core: Core, options: StartOptions): Promise<void> {
  const { backend } = options;
  checkThreads(options);
  await PACKAGES[backend]!(core, options);
  if (!isStarted(core, backend)) await create(core, backend);
  await use(core, backend);
  if (backend === 'webgl' && !core.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    throw new EngineError('backend', 'WebGL computes in 16 bits here: token ids would be wrong.');
  }
}

/**
 * Makes the backend here rather than by setBackend, which takes the next one where that fails and says why on the
 * console only.
 */
async function create(core: Core, backend: string): Promise<void> {
  const factory = core.findBackendFactory(backend);
  if (!factory) throw new EngineError('backend', `TF.js has no ${backend} here.`);
  try {
    const made = await factory();
    core.removeBackend(backend);
    core.registerBackend(backend, () => made);
  } catch (error) {
    throw new EngineError('backend', `TF.js cannot start ${backend} (${messageOf(error)}).`, error);
  }
}

async function use(core: Core, backend: string): Promise<void> {
  const isSet = await core.setBackend(backend);
  const taken = core.getBackend();
  if (!isSet || taken !== backend) throw tookAnother(backend, taken);
}

/** Works on a backend when its turn comes, and puts back the one that was chosen before. */
function on<T>(core: Core, backend: string, work: () => Promise<T>): Promise<T> {
  return turns.add(async () => {
    const before = core.getBackend();
    if (before !== backend) await use(core, backend);
    try {
      return await work();
    } finally {
      if (before && before !== backend) await core.setBackend(before);
    }
  });
}

interface ModelJson {
  readonly modelTopology: Topology;
  readonly weightsManifest: readonly { paths: string[]; weights: object[] }[];
  readonly userDefinedMetadata?: { hfedge?: { executeAsync?: readonly string[] } };
}

/** An IOHandler over files that are here already: TF.js's own awaits all headers before it reads a body, and hangs. */
function handlerOf(files: readonly Uint8Array[], artifact: Artifact) {
  const folder = artifact.files[0]!.path.replace(/[^/]*$/, '');
  const byPath = new Map(artifact.files.map(({ path }, index) => [path.slice(folder.length), files[index]!]));
  let json: ModelJson;
  try {
    json = JSON.parse(shown(files[0]!));
  } catch (error) {
    throw new BundleError('manifest', `${artifact.files[0]!.path}: ${messageOf(error)}`, error);
  }
  const { weightsManifest, ...rest } = json;
  const weightData = weightsManifest.flatMap(({ paths }) => paths).map((path) => {
    const bytes = byPath.get(path);
    if (!bytes) throw new BundleError('manifest', `The manifest does not list ${folder}${path}. ${AGAIN}`);
    return bytes.byteLength === bytes.buffer.byteLength ? (bytes.buffer as ArrayBuffer) : (bytes.slice().buffer as ArrayBuffer);
  });
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const load = async () => ({ ...rest, weightSpecs, weightData }) as import('@tensorflow/tfjs-core').io.ModelArtifacts;
  // Signatures with loops, which model.execute refuses.
  return { load, topology: json.modelTopology, asynchronous: new Set(json.userDefinedMetadata?.hfedge?.executeAsync ?? []) };
}

// Signatures of integers alone (tokenizers): run without TF.js, for which hundreds of small ops are 10 times the work.
class Integers {
  readonly #programs = new Map<string, IntegerProgram | undefined>();
  #tables?: Promise<ReadonlyMap<string, Table>>;
  readonly #topology: Topology;
  readonly #model: GraphModel;

  constructor(
    topology: Topology,
    model: GraphModel,
  ) {
    this.#topology = topology;
    this.#model = model;}

  /** The outputs; undefined where the signature has more than integers. */
  async run(
    name: string,
    signature: Signature,
    inputs: Readonly<Record<string, Int32Array>>,
    outputs: readonly string[],
  ): Promise<Record<string, Tensor> | undefined> {
    if (!name.includes('tokenize_')) return undefined;
    const key = [name, ...outputs].join();
    if (!this.#programs.has(key)) {
      const tables = await (this.#tables ??= this.#readTables());
      const given = signature.inputs.map((input) => `${name}/${input.name}`);
      const wanted = outputs.map((output) => `${name}/${output}`);
      this.#programs.set(key, compileIntegers(this.#topology, (weight) => tables.get(weight), given, wanted));
    }
    const found = this.#programs.get(key)?.(signature.inputs.map(({ name: input, shape }) => ({ shape, data: inputs[input]! })));
    // What it gives may be a table of its own.
    return found && Object.fromEntries(outputs.map((output, index): [string, Tensor] => {
      const { shape, data } = found[index]!;
      return [output, { shape, data: data.slice() }];
    }));
  }

  async #readTables(): Promise<ReadonlyMap<string, Table>> {
    const weights = Object.entries(this.#model.weights).map(([name, [tensor]]) => ({ name, tensor: tensor! }));
    const tables = weights.filter(({ tensor }) => tensor.dtype !== 'float32').map(async ({ name, tensor }) => {
      return [name, { shape: tensor.shape, data: Int32Array.from(await tensor.data()) }] as const;
    });
    return new Map(await Promise.all(tables));
  }
}

class TfjsProgram implements Program {
  readonly #inputs: ReadonlyMap<string, string>;
  readonly #outputs: ReadonlySet<string>;
  readonly #core: Core;
  readonly #model: GraphModel;
  readonly #signatures: ReadonlyMap<string, Signature>;
  readonly #asynchronous: ReadonlySet<string>;
  readonly #integers: Integers;

  constructor(
    core: Core,
    model: GraphModel,
    readonly backend: string,
    signatures: ReadonlyMap<string, Signature>,
    asynchronous: ReadonlySet<string>,
    integers: Integers,
  ) {
    this.#core = core;
    this.#model = model;
    this.#signatures = signatures;
    this.#asynchronous = asynchronous;
    this.#integers = integers;
    const described = model.inputs.map(({ name, dtype, shape }) => [name, `${dtype} ${(shape ?? []).join('x')}`] as const);
    this.#inputs = new Map(described);
    this.#outputs = new Set(model.outputs.map(({ name }) => name));
    open.set(backend, (open.get(backend) ?? 0) + 1);
  }

  async run(name: string, inputs: Readonly<Record<string, Int32Array>>, outputs: readonly string[]) {
    const signature = this.#check(name, outputs);
    const found = await this.#integers.run(name, signature, inputs, outputs);
    return found ?? on(this.#core, this.backend, () => this.#runNow(name, signature, inputs, outputs));
  }

  dispose(): void {
    open.set(this.backend, open.get(this.backend)! - 1);
    void on(this.#core, this.backend, async () => this.#model.dispose());
  }

  async #runNow(
    name: string,
    signature: Signature,
    inputs: Readonly<Record<string, Int32Array>>,
    outputs: readonly string[],
  ) {
    const given: Record<string, TfjsTensor> = {};
    let found: TfjsTensor[] = [];
    try {
      for (const { name: input, shape } of signature.inputs) {
        given[`${name}/${input}`] = this.#core.tensor(inputs[input]!, [...shape], 'int32');
      }
      const names = outputs.map((output) => `${name}/${output}`);
      const isAsync = this.#asynchronous.has(name);
      const result = isAsync ? await this.#model.executeAsync(given, names) : this.#model.execute(given, names);
      found = Array.isArray(result) ? result : [result as TfjsTensor];
      const values = await Promise.all(found.map((tensor) => tensor.data()));
      return Object.fromEntries(outputs.map((output, index): [string, Tensor] => {
        return [output, { shape: found[index]!.shape, data: values[index]!.slice() as Float32Array | Int32Array }];
      }));
    } catch (error) {
      throw runFailed(name, error);
    } finally {
      [...found, ...Object.values(given)].forEach((tensor) => tensor.dispose());
    }
  }

  /** A wrong manifest must not become a wrong prediction. */
  #check(name: string, outputs: readonly string[]): Signature {
    const signature = this.#signatures.get(name);
    const isThere = signature?.inputs.every(({ name: input, dtype, shape }) => {
      return this.#inputs.get(`${name}/${input}`) === `${dtype} ${shape.join('x')}`;
    });
    if (!signature || !isThere || !outputs.every((output) => this.#outputs.has(`${name}/${output}`))) {
      throw notAsSaid(name);
    }
    return signature;
  }
}
