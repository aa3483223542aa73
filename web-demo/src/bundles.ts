/** The bundles that can be picked: those of bundles.json beside the page, and what was dropped on it. */

import type { BundleFile, Source, Task } from "hfedge";
import { TASK_NAMES } from "./tasks/index.js";

/** A bundle to pick; `task` may be one that this page does not know. */
export interface Entry {
  readonly name: string;
  readonly task: string;
  readonly source: Source;
}

/** What bundles.json lists: [{"name", "task", "url"}], urls relative to it. Throws where it is not that. */
export async function listedBundles(): Promise<Entry[]> {
  const url = new URL("bundles.json", document.baseURI);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`bundles.json: the server says ${answer.status}`);
  const rows: unknown = await answer.json();
  if (!Array.isArray(rows)) throw new Error("bundles.json is not a list");
  return rows.map((row) => entry(row, url));
}

function entry(row: unknown, base: URL): Entry {
  const { name, task, url } = (row ?? {}) as Record<string, unknown>;
  if (typeof name !== "string" || typeof task !== "string" || typeof url !== "string") {
    throw new Error('bundles.json has a row without "name", "task" and "url"');
  }
  return { name, task, source: new URL(url, base) };
}

/** What a task does, in words; the task's own name where this page does not know it. */
export function taskName(task: string): string {
  return Object.hasOwn(TASK_NAMES, task) ? TASK_NAMES[task as Task] : task;
}

/** What a picked folder or file is for `load`: a lone .tflite as it is, else all files. */
export function pickedSource(files: readonly (File | BundleFile)[]): Source {
  const only = files.length === 1 ? files[0] : undefined;
  const file = only instanceof File ? only : only?.file;
  const name = only instanceof File ? only.name : (only?.path ?? "");
  return file && name.endsWith(".tflite") ? file : [...files];
}
