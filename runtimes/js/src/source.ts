// Where a bundle's files come from: a URL, dropped files, a folder in Node, or one .tflite.
import { BundleError, UsageError } from './errors.js';
import { embeddedManifest } from './flatbuffer.js';
import type { FileEntry } from './manifest.js';
import { MANIFEST_NAME, messageOf } from './manifest.js';
import { describe } from './text.js';
import type { BundleFile, Source } from './types.js';
import { abortable, Together } from './wait.js';

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
  if (source instanceof Blob) return new OneFile(nameOf(source), () => readBlob(source));
  if (typeof source === 'string' || source instanceof URL) {
    const text = String(source);
    const isPath = isNode() && (text.startsWith('file:') || !/^[a-z][a-z0-9+.-]+:/i.test(text));
    return isPath ? new Folder(text) : new Remote(text);
  }
  if (typeof source !== 'object' || source === null || !(Symbol.iterator in source)) {
    throw new UsageError('option', `A source is a URL, files or a Blob, not ${describe(source)}.`);
  }
  return ofFiles(located(source as Iterable<File | BundleFile>));
}

/** A source that a worker can be sent: absolute, and with the paths of files, which they lose on the way. */
export function portable(source: Source): Source {
  if (source instanceof Blob) return source;
  if (typeof source !== 'string' && !(source instanceof URL)) return located(source as Iterable<File | BundleFile>);
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  return base && URL.canParse(source, base) ? new URL(source, base).href : String(source);
}

const located = (given: Iterable<File | BundleFile>): BundleFile[] =>
  [...given].map((item) =>
    item instanceof Blob ? { path: (item as File).webkitRelativePath || nameOf(item), file: item as Blob } : item,
  );

/** Files by their path; a folder above the bundle is taken off. */
function ofFiles(files: readonly BundleFile[]): Store {
  const manifests = files.filter(({ path }) => path === MANIFEST_NAME || path.endsWith(`/${MANIFEST_NAME}`));
  const [only] = files;
  if (!manifests.length && only && files.length === 1) return new OneFile(only.path, () => readBlob(only.file));
  const [first] = manifests.sort((one, other) => one.path.length - other.path.length);
  if (!first) {
    const names = files.slice(0, 5).map(({ path }) => path).join(', ') || 'none';
    throw new BundleError('not-a-bundle', `No ${MANIFEST_NAME} among the files (${names}). Take the whole bundle folder.`);
  }
  return new Dropped(first.path.slice(0, -MANIFEST_NAME.length), files);
}

const nameOf = (blob: Blob): string => (blob as File).name ?? 'the file';
const readBlob = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

function missing(where: string, path: string, cause?: unknown): BundleError {
  const why = cause === undefined ? '' : ` (${messageOf(cause)})`;
  const code = path === MANIFEST_NAME ? 'not-a-bundle' : 'network';
  return new BundleError(code, `${where}: ${path} cannot be read${why}. Copy the whole bundle.`, { cause });
}

// A .tflite alone: the manifest is inside, and there is no hash to check it against.
class OneFile implements Store {
  readonly isRemote: boolean = false;
  private bytes?: Promise<Uint8Array>;

  constructor(
    readonly where: string,
    private readonly fetchAll: (options: ReadOptions) => Promise<Uint8Array>,
  ) {}

  async manifest(options: ReadOptions): Promise<string> {
    return embeddedManifest(await this.all(options), this.where);
  }

  async read(_: FileEntry, options: ReadOptions): Promise<Uint8Array> {
    const bytes = await this.all(options);
    options.onBytes?.(bytes.length);
    return bytes;
  }

  private all(options: ReadOptions): Promise<Uint8Array> {
    return (this.bytes ??= this.fetchAll(options));
  }
}

class Dropped implements Store {
  readonly isRemote = false;
  readonly where: string;
  private readonly files: ReadonlyMap<string, Blob>;

  constructor(folder: string, files: readonly BundleFile[]) {
    this.where = folder.replace(/\/$/, '') || 'the folder';
    const inside = files.filter(({ path }) => path.startsWith(folder));
    this.files = new Map(inside.map(({ path, file }) => [path.slice(folder.length), file]));
  }

  async manifest(options: ReadOptions): Promise<string> {
    return new TextDecoder().decode(await this.blob(MANIFEST_NAME, options));
  }

  async read({ path }: FileEntry, options: ReadOptions): Promise<Uint8Array> {
    const bytes = await this.blob(path, options);
    options.onBytes?.(bytes.length);
    return bytes;
  }

  private async blob(path: string, { signal }: ReadOptions): Promise<Uint8Array> {
    const found = this.files.get(path);
    if (!found) throw missing(this.where, path);
    try {
      return await abortable(readBlob(found), signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw missing(this.where, path, error);
    }
  }
}

// A folder on this computer; in Node only.
class Folder implements Store {
  readonly isRemote = false;

  constructor(readonly where: string) {}

  async manifest(options: ReadOptions): Promise<string> {
    return new TextDecoder().decode(await this.file(MANIFEST_NAME, options));
  }

  async read({ path }: FileEntry, options: ReadOptions): Promise<Uint8Array> {
    const bytes = await this.file(path, options);
    options.onBytes?.(bytes.length);
    return bytes;
  }

  private async file(path: string, { signal }: ReadOptions): Promise<Uint8Array> {
    const [{ readFile }, { fileURLToPath }, { join, dirname, basename }] = await Promise.all([
      builtin('fs/promises') as Promise<typeof import('node:fs/promises')>,
      builtin('url') as Promise<typeof import('node:url')>,
      builtin('path') as Promise<typeof import('node:path')>,
    ]);
    const given = this.where.startsWith('file:') ? fileURLToPath(this.where) : this.where;
    const folder = basename(given) === MANIFEST_NAME ? dirname(given) : given;
    try {
      return new Uint8Array(await readFile(join(folder, path), { signal }));
    } catch (error) {
      signal?.throwIfAborted();
      throw missing(this.where, path, error);
    }
  }
}

// The URL of a folder, of its hfedge.json, or of a .tflite alone.
class Remote implements Store {
  readonly isRemote = true;
  readonly where: string;
  private readonly folder: URL;
  private readonly single?: OneFile;

  constructor(address: string) {
    const base = globalThis.document?.baseURI ?? globalThis.location?.href;
    if (!URL.canParse(address, base)) throw new UsageError('option', `${address} is no URL.`);
    const url = new URL(address, base);
    this.where = url.href.split(/[?#]/)[0]!;
    if (url.pathname.endsWith('.tflite')) this.single = new OneFile(this.where, (options) => download(url, options));
    if (!/\/(hfedge\.json)?$/.test(url.pathname)) url.pathname += '/';
    this.folder = url;
  }

  async manifest(options: ReadOptions): Promise<string> {
    if (this.single) return this.single.manifest(options);
    try {
      return new TextDecoder().decode(await download(this.address(MANIFEST_NAME), options));
    } catch (error) {
      if (!(error instanceof BundleError) || !/ 404 /.test(error.message)) throw error;
      throw new BundleError('not-a-bundle', `${this.where}: no bundle there (${error.message})`, { cause: error });
    }
  }

  read(file: FileEntry, options: ReadOptions): Promise<Uint8Array> {
    return this.single ? this.single.read(file, options) : download(this.address(file.path), options, file.bytes);
  }

  private address(path: string): URL {
    const url = new URL(path.split('/').map(encodeURIComponent).join('/'), this.folder);
    url.search = this.folder.search;
    return url;
  }
}

/**
 * Reads a body to its end as it comes: a body that waits would hold a connection, and with six of them waiting
 * everything else stands still. `expected`: how many bytes there must be.
 */
async function download(url: URL, options: ReadOptions, expected?: number): Promise<Uint8Array> {
  const stop = new Together(options.signal);
  const late = () => stop.abort(new BundleError('timeout', `${url.href}: no answer for ${options.timeout} ms.`));
  let timer = setTimeout(late, options.timeout);
  const parts: Uint8Array[] = [];
  let loaded = 0;
  try {
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok) throw new BundleError('network', `${url.href}: the server says ${response.status} ${response.statusText}.`);
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      clearTimeout(timer);
      timer = setTimeout(late, options.timeout);
      parts.push(piece.value);
      loaded += piece.value.length;
      if (expected !== undefined && loaded > expected) {
        throw new BundleError('integrity', `${url.href}: more than the ${expected} bytes of the manifest. ${ADVICE}`);
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
    throw new BundleError('network', `${url.href}: cannot be fetched (${messageOf(error)}).`, { cause: error });
  } finally {
    clearTimeout(timer);
    stop.end();
  }
}

export const ADVICE = 'Copy or convert the bundle again.';

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
