// From a source to a loaded model: manifest, engine, files, a program.
import { areCached } from './cache.js';
import type { Fetched } from './download.js';
import { fetchArtifact } from './download.js';
import type { Engine, Engines, Program, Started } from './engines/record.js';
import { BundleError, EngineError, HfedgeError } from './errors.js';
import { LoadedGraph } from './graph.js';
import type { Artifact, Manifest } from './manifest.js';
import { MANIFEST_NAME, messageOf, parseManifest } from './manifest.js';
import type { Loading } from './model.js';
import { aboutModel, LoadedModel } from './model.js';
import type { Candidate } from './options.js';
import { candidatesOf, checkLoadOptions, folderOf, threadsOf, whereOf } from './options.js';
import { chooseArtifact, totalBytes } from './recipes.js';
import type { Store } from './source.js';
import { openSource } from './source.js';
import { TIMEOUT_MS } from './timeout.js';
import type { Attempt, BundleInfo, LoadOptions, Source, Task, TextModel } from './types.js';
import { abortable, Together, within } from './wait.js';

// What `auto` goes past: failures of an engine, or nothing for it. Others are the bundle's or the network's, and would
// come again.
const isPassedOver = (error: unknown): error is HfedgeError =>
  error instanceof EngineError || (error instanceof HfedgeError && error.code === 'recipe');

interface Loader {
  load<T extends Task = Task>(source: Source, options?: LoadOptions<T>): Promise<TextModel<T>>;
  inspect(source: Source, options?: { signal?: AbortSignal; timeout?: number }): Promise<BundleInfo>;
}

/** `load` and `inspect` with these engines. */
export function loaderOf(engines: Engines): Loader {
  return {
    load: async <T extends Task = Task>(source: Source, options: LoadOptions<T> = {}) => {
      return modelOf<T>(await openWith(engines, source, options));
    },
    inspect: async (source, options = {}) => {
      const store = openSource(source);
      return inspected(await readManifest(store, options), store);
    },
  };
}

/** The artifact of a bundle, opened by the first engine that can. */
export async function openWith(engines: Engines, source: Source, options: LoadOptions): Promise<Opened> {
  checkLoadOptions(options, engines);
  const started = performance.now();
  const store = openSource(source);
  const manifest = await readManifest(store, options);
  checkTask(manifest, options.task);
  return new Attempts(store, manifest, options, engines, started).first(candidatesOf(options, engines));
}

async function readManifest(store: Store, { signal, timeout = TIMEOUT_MS }: LoadOptions): Promise<Manifest> {
  signal?.throwIfAborted();
  const text = await abortable(store.manifest({ signal, timeout }), signal);
  return parseManifest(text, `${store.where}/${MANIFEST_NAME}`);
}

function checkTask(manifest: Manifest, task: string | undefined): void {
  if (task === undefined || task === manifest.task) return;
  throw new BundleError('task', `${manifest.name} is of the task ${manifest.task}, not ${task}.`);
}

async function inspected(manifest: Manifest, store: Store): Promise<BundleInfo> {
  const prefixes = ['tokenize_pair_', 'tokenize_'] as const;
  const [pairs, singles] = prefixes.map((prefix) => {
    return [...manifest.signatures.keys()].some((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)));
  });
  const artifacts = manifest.artifacts.map(async (artifact) => ({
    engine: artifact.target === 'tflite' ? ('litert' as const) : ('tfjs' as const),
    recipe: artifact.recipe,
    bytes: totalBytes(artifact),
    cached: store.isRemote && artifact.files.every(({ sha256 }) => sha256) && (await areCached(artifact.files)),
  }));
  return {
    ...aboutModel(manifest),
    task: manifest.task,
    takes: pairs && singles ? 'either' : pairs ? 'pair' : 'text',
    hfedgeVersion: manifest.hfedgeVersion,
    hasGolden: manifest.golden.length > 0,
    artifacts: await Promise.all(artifacts),
  };
}

/** A file that an engine has opened. */
export interface Opened {
  readonly manifest: Manifest;
  readonly artifact: Artifact;
  readonly program: Program;
  readonly loading: Loading;
}

// Tries one engine after another, and keeps what became of each.
class Attempts {
  private readonly attempts: Attempt[] = [];

  constructor(
    private readonly store: Store,
    private readonly manifest: Manifest,
    private readonly options: LoadOptions,
    private readonly engines: Engines,
    private readonly started: number,
  ) {}

  async first(candidates: readonly Candidate[]): Promise<Opened> {
    for (const candidate of candidates) {
      try {
        return await this.attempt(candidate);
      } catch (error) {
        if (this.options.signal?.aborted || !isPassedOver(error)) throw error;
        this.attempts.push({ engine: candidate.engine, backend: candidate.backend, error: error.message });
        if (candidates.length === 1) {
          throw error instanceof EngineError ? new EngineError(error.code, error.message, this.attempts, { cause: error.cause }) : error;
        }
      }
    }
    const tried = this.attempts.map(({ engine, backend, error }) => `${engine} ${backend}: ${error}`).join(' | ');
    throw new EngineError('engine', `No engine runs ${this.manifest.name}. ${tried}`, this.attempts);
  }

  private async attempt({ engine: name, backend }: Candidate): Promise<Opened> {
    const { store, manifest, options } = this;
    const timeout = options.timeout ?? TIMEOUT_MS;
    const artifact = chooseArtifact(manifest, name, backend, options.recipe);
    const engine = await this.engines[name]!();
    const both = new Together(options.signal);
    try {
      const [running, fetched] = await Promise.all([
        timed(abortable(this.start(engine, backend, timeout), both.signal)),
        timed(fetchArtifact(store, artifact, { ...options, signal: both.signal, timeout, useCache: options.cache ?? true })),
      ]);
      const opening = running.value.open(fetched.value.files, artifact, manifest.signatures);
      const slow = () => new EngineError('timeout', `${name} has not loaded the file in ${timeout} ms.`);
      const free = (late: Program) => late.dispose();
      const program = await abortable(within(opening, timeout, slow, free), options.signal, free);
      return { manifest, artifact, program, loading: this.loading(engine, program, running, fetched) };
    } catch (error) {
      both.abort(error);
      throw error;
    } finally {
      both.end();
    }
  }

  private start(engine: Engine, backend: string, timeout: number): Promise<Started> {
    const wasmPath = folderOf(this.options.wasmPath, engine.name);
    const starting = engine.start({ backend, wasmPath, threads: threadsOf(this.options.threads) });
    return within(starting, timeout, () => new EngineError('timeout', `${engine.name} ${backend} has not started in ${timeout} ms.`));
  }

  private loading(engine: Engine, program: Program, running: Timed<Started>, { value, ms }: Timed<Fetched>): Loading {
    return {
      engine: engine.name,
      engineVersion: running.value.version,
      backend: program.backend as Loading['backend'],
      threads: running.value.threads,
      where: whereOf(),
      bytes: value.files.reduce((sum, file) => sum + file.length, 0),
      downloadedBytes: value.downloadedBytes,
      cachedBytes: value.cachedBytes,
      cached: value.cached,
      ...(value.cacheError === undefined ? {} : { cacheError: value.cacheError }),
      startMs: running.ms,
      fetchMs: ms,
      loadMs: performance.now() - this.started,
      attempts: [...this.attempts, { engine: engine.name, backend: program.backend }],
    };
  }
}

/** The model of an opened file. */
function modelOf<T extends Task>({ manifest, artifact, program, loading }: Opened): LoadedModel<T> {
  try {
    return new LoadedModel<T>(manifest, artifact, new LoadedGraph(manifest, program), loading);
  } catch (error) {
    program.dispose();
    throw error instanceof HfedgeError ? error : new BundleError('manifest', messageOf(error), { cause: error });
  }
}

interface Timed<V> {
  readonly value: V;
  readonly ms: number;
}

async function timed<V>(work: Promise<V>): Promise<Timed<V>> {
  const started = performance.now();
  return { value: await work, ms: performance.now() - started };
}
