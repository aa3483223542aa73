// All files of an artifact: from the cache or the source, checked, with progress.
import { forget, fromCache, toCache } from './cache.js';
import { BundleError, COPY } from './errors.js';
import type { Artifact, FileEntry } from './manifest.js';
import { sha256 } from './sha256.js';
import type { Store } from './source.js';
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
  const tell = meterOf(artifact.files, options.onProgress);
  const found = await Promise.all(
    artifact.files.map((file, index) => {
      const onBytes = (loaded: number, isCached = false) => tell(index, loaded, isCached);
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
  if (!file.sha256 || (bytes.length === file.bytes && (await sha256(bytes)) === file.sha256)) return;
  const isCut = bytes.length !== file.bytes;
  const found = isCut ? `${bytes.length} bytes, not ${file.bytes}` : "the SHA-256 is not the manifest's";
  throw new BundleError('integrity', `${store.where}: ${file.path}: ${found}. ${COPY}`);
}

/** Tells about progress, of each file at most every 50 ms and at its end. */
function meterOf(files: readonly FileEntry[], onProgress?: (progress: Progress) => void) {
  const [loaded, told] = [files.map(() => 0), files.map(() => 0)];
  const all = files.reduce((sum, file) => sum + file.bytes, 0);
  return (index: number, bytes: number, fromCache: boolean): void => {
    const file = files[index]!;
    const total = file.bytes || bytes;
    loaded[index] = bytes;
    const now = performance.now();
    if (!onProgress || (bytes < total && now - told[index]! < EVERY_MS)) return;
    told[index] = now;
    const allLoaded = loaded.reduce((sum, one) => sum + one, 0);
    onProgress({ file: file.path, loaded: bytes, total, fromCache, allLoaded, allTotal: all || total });
  };
}
