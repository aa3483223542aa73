// From a source to a loaded model: manifest, engine, files, a program.
import { areCached } from './cache.js';
import { fetchArtifact } from './download.js';
import type { Engines, Program } from './engines/record.js';
import { BundleError, EngineError, HfedgeError, messageOf } from './errors.js';
import { folderOf } from './folder.js';
import { LoadedGraph } from './graph.js';
import type { Artifact, Manifest } from './manifest.js';
import { MANIFEST_NAME, parseManifest } from './manifest.js';
import type { Loading } from './model.js';
import { aboutModel, LoadedModel } from './model.js';
import type { Candidate } from './options.js';
import { candidatesOf, checkLoadOptions, threadsOf, whereOf } from './options.js';
import { chooseArtifact, totalBytes } from './recipes.js';
import type { Store } from './source.js';
import { openSource } from './source.js';
import { TIMEOUT_MS } from './timeout.js';
import type { Attempt, BundleInfo, LoadOptions, Source, Task, TextModel } from './types.js';
import { abortable, either, within } from './wait.js';

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
  return firstThatOpens({ store, manifest, options, engines }, candidatesOf(options, engines), started);
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
  const artifacts = manifest.artifacts.map(async (artifact) => ({
    engine: artifact.target === 'tflite' ? ('litert' as const) : ('tfjs' as const),
    recipe: artifact.recipe,
    bytes: totalBytes(artifact),
    cached: store.isRemote && artifact.files.every(({ sha256 }) => sha256) && (await areCached(artifact.files)),
  }));
  return {
    ...aboutModel(manifest),
    task: manifest.task,
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

/** What all attempts have in common. */
interface Wanted {
  readonly store: Store;
  readonly manifest: Manifest;
  readonly options: LoadOptions;
  readonly engines: Engines;
}

/** Tries one engine after another, and keeps what became of each. */
async function firstThatOpens(wanted: Wanted, candidates: readonly Candidate[], started: number): Promise<Opened> {
  const attempts: Attempt[] = [];
  for (const candidate of candidates) {
    try {
      const { loading, ...opened } = await attempt(wanted, candidate);
      attempts.push({ engine: candidate.engine, backend: loading.backend });
      return { ...opened, loading: { ...loading, loadMs: performance.now() - started, attempts } };
    } catch (error) {
      if (wanted.options.signal?.aborted || !isPassedOver(error)) throw error;
      attempts.push({ ...candidate, error: error.message });
      if (candidates.length > 1) continue;
      throw error instanceof EngineError ? Object.assign(error, { attempts }) : error;
    }
  }
  const tried = attempts.map(({ engine, backend, error }) => `${engine} ${backend}: ${error}`).join(' | ');
  throw Object.assign(new EngineError('engine', `No engine runs ${wanted.manifest.name}. ${tried}`), { attempts });
}

async function attempt({ store, manifest, options, engines }: Wanted, { engine: name, backend }: Candidate) {
  const { timeout = TIMEOUT_MS, cache: useCache = true } = options;
  const artifact = chooseArtifact(manifest, name, backend, options.recipe);
  const engine = await engines[name]!();
  const own = new AbortController();
  const signal = either(own, options.signal);
  const late = (what: string) => () => new EngineError('timeout', `${name} ${backend} ${what} in ${timeout} ms.`);
  try {
    const wasmPath = folderOf(options.wasmPath, name);
    const starting = engine.start({ backend, wasmPath, threads: threadsOf(options.threads) });
    const [running, fetched] = await Promise.all([
      timed(abortable(within(starting, timeout, late('has not started')), signal)),
      timed(fetchArtifact(store, artifact, { ...options, signal, timeout, useCache })),
    ]);
    const { version, threads, open } = running.value;
    const { files, ...rest } = fetched.value;
    const free = (program: Program) => program.dispose();
    const opening = within(open(files, artifact, manifest.signatures), timeout, late('has not loaded the file'), free);
    const program = await abortable(opening, signal, free);
    const bytes = files.reduce((sum, file) => sum + file.length, 0);
    const loading = {
      engine: name,
      engineVersion: version,
      backend: program.backend as Loading['backend'],
      threads,
      where: whereOf(),
      bytes,
      ...rest,
      startMs: running.ms,
      fetchMs: fetched.ms,
    };
    return { manifest, artifact, program, loading };
  } catch (error) {
    own.abort(error);
    throw error;
  }
}

/** The model of an opened file. */
function modelOf<T extends Task>({ manifest, artifact, program, loading }: Opened): LoadedModel<T> {
  try {
    return new LoadedModel<T>(manifest, artifact, new LoadedGraph(manifest, program), loading);
  } catch (error) {
    program.dispose();
    throw error instanceof HfedgeError ? error : new BundleError('manifest', messageOf(error), error);
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
