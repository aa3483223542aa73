// LiteRT.js: the .tflite on wasm or WebGPU. It is one per page, cannot be cancelled while it starts, and its tensors
// live in wasm memory until they are deleted.
import { EngineError, ModelError, UsageError } from '../errors.js';
import type { Artifact, Signature } from '../manifest.js';
import { messageOf } from '../manifest.js';
import type { Engine, Program, StartOptions, Started, Tensor } from './record.js';

type Core = typeof import('@litertjs/core');
type Compiled = Awaited<ReturnType<Core['loadAndCompile']>>;
// Which of its wasm files runs: they cannot be mixed on one page.
type Build = 'plain' | 'threads' | 'jspi';

interface Running {
  readonly build: Build;
  readonly core: Core;
  readonly threads: number;
  /** Models that are open on it. */
  readonly open: Set<Program>;
}

const VERSION = '@litertjs/core (tested with 2.5.3)';
const INSTALL = 'Install it: npm install @litertjs/core@2.5.3.';
let running: Promise<Running> | undefined;

/** The row of the engines. */
export const litert: Engine = {
  name: 'litert',
  target: 'tflite',
  backends: ['wasm', 'webgpu'],
  async start(options) {
    const core = await installed();
    const { threads, open } = await runningOn(core, options);
    return startedOn(core, options, threads, open);
  },
};

async function installed(): Promise<Core> {
  if (!globalThis.document && !('importScripts' in globalThis)) {
    throw new EngineError('engine', "LiteRT.js needs a browser. In Node use the engine 'tfjs'.");
  }
  return import('@litertjs/core').catch((error: unknown) => {
    throw new EngineError('engine', `@litertjs/core cannot be loaded (${messageOf(error)}). ${INSTALL}`, [], { cause: error });
  });
}

/** The build that runs, if it will do; else the one that is asked for. */
async function runningOn(core: Core, options: StartOptions): Promise<Running> {
  const build = buildFor(options);
  const there = await running?.catch(() => undefined);
  if (there) {
    const isEnough = there.build === build || (build === 'plain' && there.build === 'jspi');
    if (isEnough && (build !== 'threads' || there.threads === options.threads)) return there;
    if (there.open.size) {
      const other = `LiteRT.js runs as its build "${there.build}", of which a page has one`;
      throw new EngineError('engine', `${other}; close its ${there.open.size} open model(s) first to have "${build}".`);
    }
    core.unloadLiteRt();
    running = undefined;
  }
  running ??= begin(core, build, options).catch((error: unknown) => {
    running = undefined;
    throw error instanceof Error && error.name.endsWith('Error') && 'code' in error
      ? error
      : new EngineError('engine', `LiteRT.js has not started (${messageOf(error)}).`, [], { cause: error });
  });
  return running;
}

function buildFor({ backend, threads }: StartOptions): Build {
  if (threads > 1 && backend === 'webgpu') {
    throw new UsageError('option', 'threads would be without effect on webgpu: LiteRT.js has them on wasm only.');
  }
  if (threads > 1 && !globalThis.crossOriginIsolated) {
    const headers = 'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp';
    throw new EngineError('engine', `${threads} threads need a cross-origin isolated page. Send ${headers}.`);
  }
  if (backend === 'webgpu' && !globalThis.navigator?.gpu) throw new EngineError('backend', 'There is no WebGPU here.');
  // Without JSPI LiteRT.js puts a model that a GPU cannot take whole on wasm; ours it cannot.
  if (backend === 'webgpu' && !('Suspending' in WebAssembly)) {
    throw new EngineError('backend', 'LiteRT.js needs JSPI (WebAssembly.Suspending) for WebGPU, which is not here.');
  }
  return threads > 1 ? 'threads' : backend === 'webgpu' ? 'jspi' : 'plain';
}

async function begin(core: Core, build: Build, { wasmPath, threads }: StartOptions): Promise<Running> {
  if (core.getGlobalLiteRtPromise()) {
    const runtime = await core.getGlobalLiteRtPromise()!;
    if (build !== 'plain') throw new EngineError('engine', `The page has started LiteRT.js itself, and not as "${build}".`);
    return { build, core, threads: runtime.liteRtWasm.getThreadCount(), open: new Set() };
  }
  if (!wasmPath) {
    const how = "Copy LiteRT.js's files to your site (npx hfedge-copy-wasm public/wasm), and say where: wasmPath: '/wasm/'.";
    throw new UsageError('option', `wasmPath is missing. ${how}`);
  }
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
    return { build, core, threads: build === 'threads' ? threads : 1, open: new Set() };
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
    const how = 'Copy the files with: npx hfedge-copy-wasm DIR, which writes the .mjs files that workers need.';
    throw new EngineError('engine', `${glue}.mjs cannot be imported (${messageOf(error)}). ${how}`, [], { cause: error });
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
        throw new EngineError('backend', `Asked for ${backend}, LiteRT.js took ${taken}.`);
      }
      const program: Program = new LiteRtProgram(core, compiled, taken, signatures, () => open.delete(program));
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
    throw new EngineError('engine', what, [], { cause: error });
  }
}

class LiteRtProgram implements Program {
  private readonly checked = new Set<string>();

  constructor(
    private readonly core: Core,
    private readonly compiled: Compiled,
    readonly backend: string,
    private readonly signatures: ReadonlyMap<string, Signature>,
    private readonly onDispose: () => void,
  ) {}

  async run(name: string, inputs: Readonly<Record<string, Int32Array>>, outputs: readonly string[]) {
    const signature = this.check(name);
    const given: Record<string, InstanceType<Core['Tensor']>> = {};
    let found: Record<string, InstanceType<Core['Tensor']>> = {};
    try {
      for (const { name: input, shape } of signature.inputs) given[input] = new this.core.Tensor(inputs[input]!, [...shape]);
      found = await this.compiled.run(name, given);
      const values = await Promise.all(outputs.map((output) => read(found[output], output)));
      return Object.fromEntries(outputs.map((output, index) => [output, values[index]!]));
    } catch (error) {
      if (error instanceof ModelError) throw error;
      throw new ModelError('model', `${name}: LiteRT.js cannot run it (${messageOf(error)}).`, { cause: error });
    } finally {
      [given, found].forEach((tensors) => Object.values(tensors).forEach((tensor) => tensor.delete()));
    }
  }

  dispose(): void {
    this.compiled.delete();
    this.onDispose();
  }

  /** A wrong manifest must not become a wrong prediction. */
  private check(name: string): Signature {
    const signature = this.signatures.get(name);
    const runner = this.compiled.signatures[name];
    if (!signature || !runner) throw new ModelError('model', `The file has no signature ${name}. Convert the model again.`);
    if (this.checked.has(name)) return signature;
    const described = (items: readonly { name: string; dtype: string; shape: ArrayLike<number> }[]) =>
      items.map((item) => `${item.name} ${item.dtype} ${Array.from(item.shape).join('x')}`).sort().join(', ');
    const outputs = new Set(runner.getOutputDetails().map((output) => output.name));
    const isAsSaid = described(runner.getInputDetails()) === described(signature.inputs) && signature.outputs.every((output) => outputs.has(output.name));
    if (!isAsSaid) throw new ModelError('model', `${name} of the file is not as the manifest says. Convert the model again.`);
    this.checked.add(name);
    return signature;
  }
}

async function read(tensor: InstanceType<Core['Tensor']> | undefined, name: string): Promise<Tensor> {
  if (!tensor) throw new ModelError('model', `The file gives no ${name}. Convert the model again.`);
  return { shape: [...tensor.type.layout.dimensions], data: (await tensor.data()) as Float32Array | Int32Array };
}
