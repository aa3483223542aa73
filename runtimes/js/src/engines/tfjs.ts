// TF.js: the graph model on wasm, webgl, webgpu or cpu. Its backend is global, so everything here takes turns and puts
// back what a page has chosen for itself.
import { BundleError, EngineError, HfedgeError, ModelError } from '../errors.js';
import type { Artifact, Signature } from '../manifest.js';
import { compileIntegers, type IntegerProgram, type Table, type Topology } from '../integers.js';
import { messageOf } from '../manifest.js';
import { Queue } from '../queue.js';
import type { Engine, Program, StartOptions, Tensor } from './record.js';
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
  target: 'tfjs',
  backends: ['wasm', 'webgl', 'webgpu', 'cpu'],
  async start(options) {
    const core = await packageOf('tfjs-core', () => import('@tensorflow/tfjs-core'));
    const converter = await packageOf('tfjs-converter', () => import('@tensorflow/tfjs-converter'));
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
          throw new EngineError('engine', `TF.js cannot load ${artifact.recipe} (${messageOf(error)}).`, [], { cause: error });
        });
      },
    };
  },
};

async function packageOf<P extends object>(name: string, load: () => Promise<P>): Promise<P> {
  try {
    const found = (await load()) as P & { default?: P };
    // As CommonJS in Node its names may all be in `default`.
    return found.default && Object.keys(found).length <= 2 ? found.default : found;
  } catch (error) {
    const advice = `Install it: npm install @tensorflow/${name}@4.22.0.`;
    throw new EngineError('engine', `@tensorflow/${name} cannot be loaded (${messageOf(error)}). ${advice}`, [], { cause: error });
  }
}

// Each package registers its backend when it is loaded.
const PACKAGES: Record<string, (core: Core, options: StartOptions) => Promise<unknown>> = {
  wasm: async (core, options) => {
    const wasm = await packageOf('tfjs-backend-wasm', () => import('@tensorflow/tfjs-backend-wasm'));
    return prepareWasm(core, wasm, options, (open.get('wasm') ?? 0) > 0);
  },
  webgl: () => packageOf('tfjs-backend-webgl', () => import('@tensorflow/tfjs-backend-webgl')),
  webgpu: () => packageOf('tfjs-backend-webgpu', () => import('@tensorflow/tfjs-backend-webgpu')),
  cpu: () => packageOf('tfjs-backend-cpu', () => import('@tensorflow/tfjs-backend-cpu')),
};

async function begin(core: Core, options: StartOptions): Promise<void> {
  const { backend, threads } = options;
  if (threads > 1 && backend !== 'wasm') {
    throw new EngineError('option', `threads would be without effect on ${backend}: TF.js has them on wasm only.`);
  }
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
    throw new EngineError('backend', `TF.js cannot start ${backend} (${messageOf(error)}).`, [], { cause: error });
  }
}

async function use(core: Core, backend: string): Promise<void> {
  const isSet = await core.setBackend(backend);
  const taken = core.getBackend();
  if (!isSet || taken !== backend) throw new EngineError('backend', `Asked for ${backend}, TF.js took ${taken}.`);
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
    json = JSON.parse(new TextDecoder().decode(files[0]));
  } catch (error) {
    throw new BundleError('manifest', `${artifact.files[0]!.path} is not JSON (${messageOf(error)}).`, { cause: error });
  }
  const { weightsManifest, ...rest } = json;
  const weightData = weightsManifest.flatMap(({ paths }) => paths).map((path) => {
    const bytes = byPath.get(path);
    if (!bytes) throw new BundleError('manifest', `The manifest does not list ${folder}${path}. Convert the model again.`);
    return bytes.byteLength === bytes.buffer.byteLength ? (bytes.buffer as ArrayBuffer) : (bytes.slice().buffer as ArrayBuffer);
  });
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const load = async () => ({ ...rest, weightSpecs, weightData }) as import('@tensorflow/tfjs-core').io.ModelArtifacts;
  // Signatures with loops, which model.execute refuses.
  return { load, topology: json.modelTopology, asynchronous: new Set(json.userDefinedMetadata?.hfedge?.executeAsync ?? []) };
}

// Signatures of integers alone (tokenizers): run without TF.js, for which hundreds of small ops are 10 times the work.
class Integers {
  private readonly programs = new Map<string, IntegerProgram | undefined>();
  private tables?: Promise<ReadonlyMap<string, Table>>;

  constructor(
    private readonly topology: Topology,
    private readonly model: GraphModel,
  ) {}

  /** The outputs; undefined where the signature has more than integers. */
  async run(
    name: string,
    signature: Signature,
    inputs: Readonly<Record<string, Int32Array>>,
    outputs: readonly string[],
  ): Promise<Record<string, Tensor> | undefined> {
    if (!name.includes('tokenize_')) return undefined;
    const key = [name, ...outputs].join();
    if (!this.programs.has(key)) {
      const tables = await (this.tables ??= this.readTables());
      const given = signature.inputs.map((input) => `${name}/${input.name}`);
      const wanted = outputs.map((output) => `${name}/${output}`);
      this.programs.set(key, compileIntegers(this.topology, (weight) => tables.get(weight), given, wanted));
    }
    const found = this.programs.get(key)?.(signature.inputs.map(({ name: input, shape }) => ({ shape, data: inputs[input]! })));
    // What it gives may be a table of its own.
    return found && Object.fromEntries(outputs.map((output, index): [string, Tensor] => {
      const { shape, data } = found[index]!;
      return [output, { shape, data: data.slice() }];
    }));
  }

  private async readTables(): Promise<ReadonlyMap<string, Table>> {
    const weights = Object.entries(this.model.weights).map(([name, [tensor]]) => ({ name, tensor: tensor! }));
    const tables = weights.filter(({ tensor }) => tensor.dtype !== 'float32').map(async ({ name, tensor }) => {
      return [name, { shape: tensor.shape, data: Int32Array.from(await tensor.data()) }] as const;
    });
    return new Map(await Promise.all(tables));
  }
}

class TfjsProgram implements Program {
  private readonly inputs: ReadonlyMap<string, string>;
  private readonly outputs: ReadonlySet<string>;

  constructor(
    private readonly core: Core,
    private readonly model: GraphModel,
    readonly backend: string,
    private readonly signatures: ReadonlyMap<string, Signature>,
    private readonly asynchronous: ReadonlySet<string>,
    private readonly integers: Integers,
  ) {
    const described = model.inputs.map(({ name, dtype, shape }) => [name, `${dtype} ${(shape ?? []).join('x')}`] as const);
    this.inputs = new Map(described);
    this.outputs = new Set(model.outputs.map(({ name }) => name));
    open.set(backend, (open.get(backend) ?? 0) + 1);
  }

  async run(name: string, inputs: Readonly<Record<string, Int32Array>>, outputs: readonly string[]) {
    const signature = this.check(name, outputs);
    const found = await this.integers.run(name, signature, inputs, outputs);
    return found ?? on(this.core, this.backend, () => this.runNow(name, signature, inputs, outputs));
  }

  dispose(): void {
    open.set(this.backend, open.get(this.backend)! - 1);
    void on(this.core, this.backend, async () => this.model.dispose());
  }

  private async runNow(
    name: string,
    signature: Signature,
    inputs: Readonly<Record<string, Int32Array>>,
    outputs: readonly string[],
  ) {
    const given: Record<string, TfjsTensor> = {};
    let found: TfjsTensor[] = [];
    try {
      for (const { name: input, shape } of signature.inputs) {
        given[`${name}/${input}`] = this.core.tensor(inputs[input]!, [...shape], 'int32');
      }
      const names = outputs.map((output) => `${name}/${output}`);
      const isAsync = this.asynchronous.has(name);
      const result = isAsync ? await this.model.executeAsync(given, names) : this.model.execute(given, names);
      found = Array.isArray(result) ? result : [result as TfjsTensor];
      const values = await Promise.all(found.map((tensor) => tensor.data()));
      return Object.fromEntries(outputs.map((output, index): [string, Tensor] => {
        return [output, { shape: found[index]!.shape, data: values[index]!.slice() as Float32Array | Int32Array }];
      }));
    } catch (error) {
      throw new ModelError('model', `${name}: TF.js cannot run it (${messageOf(error)}).`, { cause: error });
    } finally {
      [...found, ...Object.values(given)].forEach((tensor) => tensor.dispose());
    }
  }

  /** A wrong manifest must not become a wrong prediction. */
  private check(name: string, outputs: readonly string[]): Signature {
    const signature = this.signatures.get(name);
    const isThere = signature?.inputs.every(({ name: input, dtype, shape }) => {
      return this.inputs.get(`${name}/${input}`) === `${dtype} ${shape.join('x')}`;
    });
    if (!signature || !isThere || !outputs.every((output) => this.outputs.has(`${name}/${output}`))) {
      throw new ModelError('model', `${name} of the file is not as the manifest says. Convert the model again.`);
    }
    return signature;
  }
}
