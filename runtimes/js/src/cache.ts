// Files in Cache Storage under their SHA-256: the same file from another address is not fetched again.
import { messageOf } from './errors.js';
import type { FileEntry } from './manifest.js';

export const CACHE_NAME = 'hfedge-files-1';
// A cache's keys are URLs; none of this one is ever fetched.
const key = (file: FileEntry) => `https://sha256.invalid/${file.sha256}`;

/** Cache Storage, or nothing where there is none (Node, pages of plain http, some private windows). */
async function open(): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

/** The file's bytes; undefined where they are not there. The caller checks them. */
export async function fromCache(file: FileEntry): Promise<Uint8Array | undefined> {
  if (!file.sha256) return undefined;
  try {
    const found = await (await open())?.match(key(file));
    return found && new Uint8Array(await found.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Writes a checked file, and says why not where the browser refuses (a full quota): that harms nothing. */
export async function toCache(file: FileEntry, bytes: Uint8Array): Promise<string | undefined> {
  try {
    const cache = await open();
    if (!cache) return 'there is no Cache Storage here';
    await cache.put(key(file), new Response(bytes as BodyInit, { headers: { 'content-length': String(bytes.length) } }));
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** Removes what turned out not to be the file. */
export async function forget(file: FileEntry): Promise<void> {
  await (await open())?.delete(key(file)).catch(() => false);
}

/** Whether all these files are there. */
export async function areCached(files: readonly FileEntry[]): Promise<boolean> {
  try {
    const cache = await open();
    if (!cache) return false;
    const found = await Promise.all(files.map((file) => cache.match(key(file))));
    return found.every((response) => response !== undefined);
  } catch {
    return false;
  }
}

/** Removes every file that this package put into Cache Storage. */
export async function clearCache(): Promise<void> {
  await globalThis.caches?.delete(CACHE_NAME);
}
