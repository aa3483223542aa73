/** What a task's part of the page is. */

import type { BundleInfo, Result, TextModel } from "hfedge";
import type { Field } from "../field.js";
import { make, percent, stroke, wholePercent } from "../dom.js";

/** What was run: the milliseconds of one call, and one sentence for those who do not see the result. */
export interface Ran {
  ms: number;
  summary: string;
}

/** An example: a text for each field. */
export type Example = readonly string[];

export interface TaskView {
  /** The first is what is read, the second its pair where the task has one. */
  readonly fields: readonly Field[];
  readonly controls: readonly HTMLElement[];
  readonly result: HTMLElement;
  readonly examples: readonly Example[];
  /** The texts whose tokens are shown, by field. */
  tokenized(): { text: string; pair?: string };
  /** Runs what is typed and gives a function that shows it; null while there is nothing to run. */
  run(model: TextModel, signal: AbortSignal): Promise<{ ran: Ran; result: Result; show: () => void } | null>;
  /** Takes away what an earlier text has left. */
  clear(): void;
}

/** Makes a view; `changed` is called when one of its controls was. */
export type MakeView = (info: BundleInfo, changed: () => void) => TaskView;

/** Runs and measures. */
export async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const found = await work();
  return [found, performance.now() - start];
}

export interface Row {
  name: string;
  /** What the stroke behind it is: from 0 to 1. */
  share: number;
  number?: string;
  /** Something small in front of the name. */
  kind?: string;
}

const SHOWN = 10;

/** A ranked list; every row has a highlighter stroke as long as its share. `all`: rows beyond the tenth too. */
export function showRows(place: HTMLElement, rows: readonly Row[], all = false): void {
  const shown = all ? rows : rows.slice(0, SHOWN);
  const items = shown.map(({ name, share, number, kind }, index) => {
    const label = make("span", { class: "row-name", dir: "auto" }, name);
    const item = make("li", { class: index === 0 ? "row best" : "row" });
    if (kind !== undefined) item.append(make("span", { class: "row-kind" }, kind));
    item.append(label, make("span", { class: "row-number" }, number ?? percent(share)));
    stroke(item, share);
    return item;
  });
  place.replaceChildren(make("ol", { class: "rows" }, ...items));
  if (rows.length > shown.length) {
    const more = make("button", { type: "button", class: "quiet" }, `Show all ${rows.length}`);
    more.addEventListener("click", () => showRows(place, rows, true));
    place.append(more);
  }
}

/** "login_problem, 97%" */
export const spoken = (name: string, share: number): string => `${name}, ${wholePercent(share)}`;

/** A `<select>` of value -> name, with its label; `changed` after another was chosen. */
export function choice(id: string, label: string, names: Record<string, string>, changed: () => void) {
  const options = Object.entries(names).map(([value, name]) => make("option", { value }, name));
  const select = make("select", { id }, ...options);
  select.addEventListener("change", changed);
  return { select, element: make("p", { class: "control" }, make("label", { for: id }, label), select) };
}

/** A check box with its label. */
export function check(id: string, label: string, changed: () => void) {
  const box = make("input", { id, type: "checkbox" });
  box.addEventListener("change", changed);
  return { box, element: make("p", { class: "control" }, box, make("label", { for: id }, label)) };
}
