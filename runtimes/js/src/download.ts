// All files of an artifact: from the cache or the source, checked, with progress.
import { forget, fromCache, toCache } from './cache.js';
import { BundleError } from './errors.js';
import type { Artifact, FileEntry } from './manifest.js';
import { sha256 } from './sha256.js';
import type { Store } from './source.js';
import { ADVICE } from './source.js';
import type { Progress } from './types.js';

/** What came, and from where. */
export interface Fetched {
  /** The files' bytes, in the manifest's order. */
  readonly files: readonly Uint8Array[];
  readonly downloadedBytes: number;
  readonly cachedBytes: number;
  readonly cached: boolean;
  readonly cacheError?: string;
}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly timeout: number;
  readonly useCache: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

const EVERY_MS = 50;

/** Fetches the files side by side. Throws a BundleError where one is not what the manifest says. */
export async function fetchArtifact(store: Store, artifact: Artifact, options: FetchOptions): Promise<Fetched> {
  const meter = new Meter(artifact.files, options.onProgress);
  const found = await Promise.all(
    artifact.files.map((file, index) => {
      const onBytes = (loaded: number, isCached = false) => meter.tell(index, loaded, isCached);
      return fetchFile(store, file, { ...options, useCache: options.useCache && store.isRemote }, onBytes);
    }),
  );
  const sum = (isFromCache: boolean) =>
    found.reduce((total, one) => total + (one.isFromCache === isFromCache ? one.bytes.length : 0), 0);
  return {
    files: found.map(({ bytes }) => bytes),
    downloadedBytes: store.isRemote ? sum(false) : 0,
    cachedBytes: sum(true),
    cached: found.every(({ isCached }) => isCached),
    cacheError: found.find(({ refused }) => refused)?.refused,
  };
}

interface OneFetched {
  readonly bytes: Uint8Array;
  readonly isFromCache: boolean;
  readonly isCached: boolean;
  readonly refused?: string;
}

async function fetchFile(
  store: Store,
  file: FileEntry,
  options: FetchOptions,
  onBytes: (loaded: number, isCached?: boolean) => void,
): Promise<OneFetched> {
  const kept = options.useCache ? await fromCache(file) : undefined;
  if (kept && kept.length === file.bytes && (await sha256(kept)) === file.sha256) {
    options.signal?.throwIfAborted();
    onBytes(file.bytes, true);
    return { bytes: kept, isFromCache: true, isCached: true };
  }
  if (kept) await forget(file);
  const { signal, timeout } = options;
  const bytes = await store.read(file, { signal, timeout, onBytes });
  await check(store, file, bytes);
  signal?.throwIfAborted();
  const refused = options.useCache && file.sha256 ? await toCache(file, bytes) : undefined;
  return { bytes, isFromCache: false, isCached: options.useCache && !!file.sha256 && !refused, refused };
}

/** A file without a hash (a .tflite by itself) has nothing to be compared with. */
async function check(store: Store, file: FileEntry, bytes: Uint8Array): Promise<void> {
  if (!file.sha256) return;
  if (bytes.length !== file.bytes) {
    const found = `${bytes.length} bytes, the manifest says ${file.bytes}`;
    throw new BundleError('integrity', `${store.where}: ${file.path}: ${found}. ${ADVICE}`);
  }
  if ((await sha256(bytes)) !== file.sha256) {
    const found = "the file was changed, its SHA-256 is not the manifest's";
    throw new BundleError('integrity', `${store.where}: ${file.path}: ${found}. ${ADVICE}`);
  }
}

// Tells about progress, of each file at most every 50 ms and at its end.
class Meter {
  private readonly loaded: number[];
  private readonly told: number[];
  private readonly total: number;

  constructor(
    private readonly files: readonly FileEntry[],
    private readonly onProgress?: (progress: Progress) => void,
  ) {
    this.loaded = files.map(() => 0);
    this.told = files.map(() => 0);
    this.total = files.reduce((sum, file) => sum + file.bytes, 0);
  }

  tell(index: number, loaded: number, fromCache: boolean): void {
    const file = this.files[index]!;
    const total = file.bytes || loaded;
    this.loaded[index] = loaded;
    const now = performance.now();
    if (!this.onProgress || (loaded < total && now - this.told[index]! < EVERY_MS)) return;
    this.told[index] = now;
    const allLoaded = this.loaded.reduce((sum, one) => sum + one, 0);
    this.onProgress({ file: file.path, loaded, total, fromCache, allLoaded, allTotal: this.total || total });
  }
}
