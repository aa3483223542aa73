// Where a bundle's files come from: a URL, dropped files, a folder in Node, or one .tflite.
import { BundleError, COPY, UsageError, messageOf } from './errors.js';
import { absolute } from './folder.js';
import { embeddedManifest } from './flatbuffer.js';
import type { FileEntry } from './manifest.js';
import { MANIFEST_NAME } from './manifest.js';
import { describe, shown } from './text.js';
import type { BundleFile, Source } from './types.js';
import { abortable, either } from './wait.js';

/** How to read: `onBytes` is told of every piece as it comes. */
export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly timeout: number;
  readonly onBytes?: (loaded: number) => void;
}

/** An opened source. */
export interface Store {
  /** For messages: the bundle's name or address. */
  readonly where: string;
  /** Whether files come over the network, and are worth caching. */
  readonly isRemote: boolean;
  /** The text of the manifest. */
  manifest(options: ReadOptions): Promise<string>;
  /** A file's bytes, unchecked; never more than the manifest says. */
  read(file: FileEntry, options: ReadOptions): Promise<Uint8Array>;
}

const isNode = (): boolean => typeof process === 'object' && !!process.versions?.node;
// A variable in the specifier and the marks keep bundlers from looking for Node's modules.
const builtin = (name: string) => import(/* @vite-ignore */ /* webpackIgnore: true */ `node:${name}`);

/** Opens a source; nothing is read yet. */
export function openSource(source: Source): Store {
  if (source instanceof Blob) return alone(nameOf(source), () => readBlob(source));
  if (typeof source === 'string' || source instanceof URL) {
    const text = String(source);
    const isPath = isNode() && (text.startsWith('file:') || !/^[a-z][a-z0-9+.-]+:/i.test(text));
    return isPath ? folder(text) : remote(text);
  }
  if (typeof source !== 'object' || source === null || !(Symbol.iterator in source)) {
    throw new UsageError('option', `A source is a URL, files or a Blob, not ${describe(source)}.`);
  }
  return dropped(located(source as Iterable<File | BundleFile>));
}

const nameOf = (blob: Blob): string => (blob as File).name ?? 'the file';
const readBlob = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** `read`: a file's bytes by its path; `expected`: how many there must be. */
function storeOf(
  where: string,
  read: (path: string, options: ReadOptions, expected?: number) => Promise<Uint8Array>,
  isRemote = false,
): Store {
  return {
    where,
    isRemote,
    manifest: async (options) => shown(await read(MANIFEST_NAME, options)),
    read: async (file, options) => {
      const bytes = await read(file.path, options, file.bytes);
      if (!isRemote) options.onBytes?.(bytes.length);
      return bytes;
    },
  };
}

/** A .tflite alone: the manifest is inside, and there is no hash to check it against. */
function alone(where: string, readAll: (options: ReadOptions) => Promise<Uint8Array>): Store {
  let bytes: Promise<Uint8Array> | undefined;
  const read = (options: ReadOptions) => (bytes ??= readAll(options));
  const manifest = async (options: ReadOptions) => embeddedManifest(await read(options), where);
  return { ...storeOf(where, (_, options) => read(options)), manifest };
}

/** Files by their path; a folder above the bundle is taken off. */
function dropped(files: readonly BundleFile[]): Store {
  const [only] = files;
  const manifests = files.filter(({ path }) => path === MANIFEST_NAME || path.endsWith(`/${MANIFEST_NAME}`));
  const [first] = manifests.sort((one, other) => one.path.length - other.path.length);
  if (!first && only && files.length === 1) return alone(only.path, () => readBlob(only.file));
  if (!first) {
    const names = files.slice(0, 5).map(({ path }) => path).join(', ');
    throw new BundleError('not-a-bundle', `No ${MANIFEST_NAME} among the files (${names}).`);
  }
  const above = first.path.slice(0, -MANIFEST_NAME.length);
  const where = above.replace(/\/$/, '') || 'the folder';
  return storeOf(where, (path, { signal }) => {
    const found = files.find((file) => file.path === above + path)?.file;
    return orMissing(where, path, signal, async () => {
      if (!found) throw new Error('no such file');
      return abortable(readBlob(found), signal);
    });
  });
}

/** A folder on this computer; in Node only. */
function folder(address: string): Store {
  return storeOf(address, async (path, { signal }) => {
    const { readFile } = (await builtin('fs/promises')) as typeof import('node:fs/promises');
    const { fileURLToPath } = (await builtin('url')) as typeof import('node:url');
    const given = (address.startsWith('file:') ? fileURLToPath(address) : address).replace(/(^|[\\/])hfedge\.json$/, '') || '.';
    return orMissing(address, path, signal, async () => new Uint8Array(await readFile(`${given}/${path}`, { signal })));
  });
}

async function orMissing(
  where: string,
  path: string,
  signal: AbortSignal | undefined,
  read: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    signal?.throwIfAborted();
    const code = path === MANIFEST_NAME ? 'not-a-bundle' : 'network';
    throw new BundleError(code, `${where}: ${path} cannot be read (${messageOf(error)}).`, error);
  }
}

/** The URL of a folder, of its hfedge.json, or of a .tflite alone. */
function remote(address: string): Store {
  if (!URL.canParse(absolute(address))) throw new UsageError('option', `${address} is no URL.`);
  const url = new URL(absolute(address));
  const where = url.href.split(/[?#]/)[0]!;
  if (url.pathname.endsWith('.tflite')) return alone(where, (options) => download(url, options));
  if (!/\/(hfedge\.json)?$/.test(url.pathname)) url.pathname += '/';
  const read = (path: string, options: ReadOptions, expected?: number) => {
    const file = new URL(path.split('/').map(encodeURIComponent).join('/'), url);
    file.search = url.search;
    return download(file, options, expected);
  };
  return storeOf(where, read, true);
}

/** A source that a worker can be sent: absolute, and with the paths of files, which they lose on the way. */
export function portable(source: Source): Source {
  if (source instanceof Blob) return source;
  if (typeof source !== 'string' && !(source instanceof URL)) return located(source as Iterable<File | BundleFile>);
  return absolute(source);
}

const located = (given: Iterable<File | BundleFile>): BundleFile[] =>
  [...given].map((item) =>
    item instanceof Blob ? { path: (item as File).webkitRelativePath || nameOf(item), file: item as Blob } : item,
  );

/**
 * Reads a body to its end as it comes: a body that waits would hold a connection, and with six of them waiting
 * everything else stands still. `expected`: how many bytes there must be.
 */
async function download(url: URL, options: ReadOptions, expected?: number): Promise<Uint8Array> {
  const stop = new AbortController();
  const late = () => stop.abort(new BundleError('timeout', `${url.href}: no answer for ${options.timeout} ms.`));
  let timer = setTimeout(late, options.timeout);
  const parts: Uint8Array[] = [];
  let loaded = 0;
  try {
    const response = await fetch(url, { signal: either(stop, options.signal) });
    if (!response.ok) {
      const code = response.status === 404 && url.pathname.endsWith(MANIFEST_NAME) ? 'not-a-bundle' : 'network';
      throw new BundleError(code, `${url.href}: the server says ${response.status} ${response.statusText}.`);
    }
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      clearTimeout(timer);
      timer = setTimeout(late, options.timeout);
      parts.push(piece.value);
      loaded += piece.value.length;
      if (expected !== undefined && loaded > expected) {
        throw new BundleError('integrity', `${url.href}: more than the ${expected} bytes of the manifest. ${COPY}`);
      }
      options.onBytes?.(loaded);
    }
    return joined(parts, loaded);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (stop.signal.aborted) throw stop.signal.reason;
    if (error instanceof BundleError) {
      stop.abort(error);
      throw error;
    }
    throw new BundleError('network', `${url.href}: cannot be fetched (${messageOf(error)}).`, error);
  } finally {
    clearTimeout(timer);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
