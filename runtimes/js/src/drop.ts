// Folders and files that are dropped on a page.
import type { BundleFile } from './types.js';

/**
 * The files of a bundle folder or .tflite that was dropped, for `load`. Call it in the drop event itself: the browser
 * takes the list away when the handler returns.
 */
export async function readDrop(data: DataTransfer): Promise<BundleFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
  if (!entries.length) return [...data.files].map((file) => ({ path: file.name, file }));
  return (await Promise.all(entries.map((entry) => filesOf(entry)))).flat();
}

async function filesOf(entry: FileSystemEntry): Promise<BundleFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  // It gives at most a hundred at a time, and none at its end.
  for (let more = [entry]; more.length; ) {
    more = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    found.push(...more);
  }
  return (await Promise.all(found.map((inner) => filesOf(inner)))).flat();
}
