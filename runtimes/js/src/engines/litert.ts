// LiteRT.js: the .tflite on wasm or WebGPU. It is one per page, cannot be cancelled while it starts, and its tensors
// live in wasm memory until they are deleted.
import { EngineError, HfedgeError, messageOf } from '../errors.js';
import type { Artifact, Signature } from '../manifest.js';
import type { Engine, Program, StartOptions, Started, Tensor } from './record.js';
import { checkThreads, installed, isBrowser, notAsSaid, noWasmPath, runFailed, tookAnother } from './shared.js';

type Core = typeof import('@litertjs/core');
type LiteRtTensor = InstanceType<Core['Tensor']>;
type Compiled = Awaited<ReturnType<Core['loadAndCompile']>>;
// Which of its wasm files runs: they cannot be mixed on one page.
type Build = 'plain' | 'threads' | 'jspi';

interface Running {
  readonly build: Build;
  readonly threads: number;
  /** Models that are open on it. */
  readonly open: Set<Program>;
}

const VERSION = '@litertjs/core (tested with 2.5.3)';
let running: Promise<Running> | undefined;

/** The row of the engines. */
export const litert: Engine = {
  name: 'litert',
  async start(options) {
    const core = await packageOf();
    const { threads, open } = await runningOn(core, options);
    return startedOn(core, options, threads, open);
  },
};

function packageOf(): Promise<Core> {
  if (!isBrowser()) throw new EngineError('engine', "LiteRT.js needs a browser. In Node use the engine 'tfjs'.");
  return installed('@litertjs/core', () => import('@litertjs/core'));
}

/** The build that runs, if it will do; else the one that is asked for. */
async function runningOn(core: Core, options: StartOptions): Promise<Running> {
  const build = buildFor(options);
  const there = await running?.catch(() => undefined);
  if (there) {
    const isEnough = there.build === build || (build === 'plain' && there.build === 'jspi');
    if (isEnough && (build !== 'threads' || there.threads === options.threads)) return there;
    if (there.open.size) {
      throw new EngineError('engine', `LiteRT.js runs as "${there.build}": close its models to have "${build}".`);
    }
    core.unloadLiteRt();
    running = undefined;
  }
  running ??= begin(core, build, options).catch((error: unknown) => {
    running = undefined;
    throw error instanceof HfedgeError
      ? error
      : new EngineError('engine', `LiteRT.js has not started (${messageOf(error)}).`, error);
  });
  return running;
}

function buildFor(options: StartOptions): Build {
  const { backend, threads } = options;
  checkThreads(options);
  // Without JSPI LiteRT.js puts a model that a GPU cannot take whole on wasm; ours it cannot.
  if (backend === 'webgpu' && !('Suspending' in WebAssembly)) {
    throw new EngineError('backend', 'LiteRT.js needs JSPI for WebGPU, which is not here.');
  }
  return threads > 1 ? 'threads' : backend === 'webgpu' ? 'jspi' : 'plain';
}

async function begin(core: Core, build: Build, { wasmPath, threads }: StartOptions): Promise<Running> {
  // What the page has started itself will do; where it will not, loadLiteRt says that it runs already.
  const started = build === 'plain' ? await core.getGlobalLiteRtPromise() : undefined;
  if (started) return { build, threads: started.liteRtWasm.getThreadCount(), open: new Set() };
  if (!wasmPath) throw noWasmPath();
  const scope = globalThis as unknown as Record<string, unknown>;
  const theirs = scope['Module'];
  scope['Module'] = { printErr: print, ...(globalThis.document ? {} : await workerModule(core, build, wasmPath)) };
  const create = core.Environment.create;
  // By default it asks for a GPU, and complains on the console where there is none.
  if (build !== 'jspi') core.Environment.create = (options) => create.call(core.Environment, { webGpuDevice: null, ...options });
  try {
    const runtime = await core.loadLiteRt(wasmPath, { threads: build === 'threads', jspi: build === 'jspi' });
    if (build === 'jspi' && !runtime.getWebGpuDevice()) {
      core.unloadLiteRt();
      throw new EngineError('backend', 'WebGPU gives no adapter here.');
    }
    return { build, threads: build === 'threads' ? threads : 1, open: new Set() };
  } finally {
    core.Environment.create = create;
    scope['Module'] = theirs;
  }
}

/** LiteRT.js says everything as an error; notes are none. */
function print(line: string): void {
  if (/^(INFO|WARNING|VERBOSE|[IW]\d{4} )|^$/.test(line)) console.debug(line);
  else console.error(line);
}

/**
 * LiteRT.js loads its glue by `importScripts`, which module workers do not have, and looks for the wasm beside the
 * worker's script. So the glue is imported from the copy as a module that hfedge-copy-wasm writes, and told where it is.
 */
async function workerModule(core: Core, build: Build, wasmPath: string): Promise<object> {
  const suffix = (await core.supportsFeature('relaxedSimd')) ? { plain: '', threads: '_threaded', jspi: '_jspi' }[build] : '_compat';
  const glue = `${wasmPath}litert_wasm${suffix}_internal`;
  const scope = globalThis as unknown as Record<string, unknown>;
  const module = (await import(/* @vite-ignore */ /* webpackIgnore: true */ `${glue}.mjs`).catch((error: unknown) => {
    const how = '`npx hfedge-copy-wasm DIR` writes it';
    throw new EngineError('engine', `${glue}.mjs cannot be imported (${messageOf(error)}): ${how}`, error);
  })) as { default: unknown };
  scope['ModuleFactory'] = module.default;
  scope['importScripts'] = () => undefined;
  return { locateFile: (file: string) => wasmPath + file, mainScriptUrlOrBlob: `${glue}.js` };
}

function startedOn(core: Core, { backend }: StartOptions, threads: number, open: Set<Program>): Started {
  return {
    version: VERSION,
    threads,
    async open([file], artifact, signatures) {
      const compiled = await compile(core, file!, backend, threads, artifact);
      const taken = compiled.options.accelerator;
      if (taken !== backend) {
        compiled.delete();
        throw tookAnother(backend, taken);
      }
      const program = programOf(core, compiled, signatures, (ended) => open.delete(ended));
      open.add(program);
      return program;
    },
  };
}

async function compile(core: Core, file: Uint8Array, backend: string, threads: number, artifact: Artifact): Promise<Compiled> {
  try {
    const accelerator = backend as 'wasm' | 'webgpu';
    const cpuOptions = { numThreads: threads };
    const gpuOptions = { precision: 'fp32' } as const;
    return await core.loadAndCompile(file, { accelerator, cpuOptions, gpuOptions });
  } catch (error) {
    const what = `LiteRT.js cannot load ${artifact.recipe} on ${backend} (${messageOf(error)}).`;
    throw new EngineError('engine', what, error);
  }
}

function programOf(
  core: Core,
  compiled: Compiled,
  signatures: ReadonlyMap<string, Signature>,
  onDispose: (program: Program) => void,
): Program {
  const checked = new Set<string>();
  const program: Program = {
    backend: compiled.options.accelerator,
    async run(name, inputs, outputs) {
      const signature = signatures.get(name);
      if (!signature || !(checked.has(name) || isAsSaid(compiled, name, signature))) throw notAsSaid(name);
      checked.add(name);
      const given: Record<string, LiteRtTensor> = {};
      let found: Record<string, LiteRtTensor> = {};
      try {
        for (const { name: input, shape } of signature.inputs) given[input] = new core.Tensor(inputs[input]!, [...shape]);
        found = await compiled.run(name, given);
        const values = await Promise.all(outputs.map((output) => read(found[output]!)));
        return Object.fromEntries(outputs.map((output, index) => [output, values[index]!]));
      } catch (error) {
        throw runFailed(name, error);
      } finally {
        [given, found].forEach((tensors) => Object.values(tensors).forEach((tensor) => tensor.delete()));
      }
    },
    dispose() {
      compiled.delete();
      onDispose(program);
    },
  };
  return program;
}

function isAsSaid(compiled: Compiled, name: string, signature: Signature): boolean {
  const runner = compiled.signatures[name];
  if (!runner) return false;
  const described = (items: readonly { name: string; dtype: string; shape: ArrayLike<number> }[]) =>
    items.map((item) => [item.name, item.dtype, ...Array.from(item.shape)].join()).sort().join();
  const outputs = new Set(runner.getOutputDetails().map((output) => output.name));
  const areThere = signature.outputs.every((output) => outputs.has(output.name));
  return areThere && described(runner.getInputDetails()) === described(signature.inputs);
}

async function read(tensor: LiteRtTensor): Promise<Tensor> {
  return { shape: [...tensor.type.layout.dimensions], data: (await tensor.data()) as Float32Array | Int32Array };
}
