/** Elements from text: nothing here, and nothing that uses it, ever reads text as HTML. */

type Attributes = Record<string, string | boolean>;

/** `make("p", {class: "note"}, "text", child)`; an attribute that is false is left out, one that is true is empty. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** The element of that id; the page is written so that it is there. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1, minimumFractionDigits: 1 });
const WHOLE_PERCENT = new Intl.NumberFormat("en", { style: "percent" });

/** 0.9312 -> "93.1%" */
export const percent = (share: number): string => PERCENT.format(share);
export const wholePercent = (share: number): string => WHOLE_PERCENT.format(share);

/** 2260852 -> "2.3 MB" */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 1e6) return `${Math.round(count / 1e3)} KB`;
  return `${(count / 1e6).toFixed(count < 1e8 ? 1 : 0)} MB`;
}

/** 3.1415 -> "3.1 ms", 1194 -> "1.2 s" */
export function milliseconds(time: number): string {
  if (time >= 1000) return `${(time / 1000).toFixed(1)} s`;
  return `${time < 100 ? time.toFixed(1) : Math.round(time)} ms`;
}

/** How far a highlighter stroke goes behind an element: a share of its width. */
export function stroke(element: HTMLElement, share: number): void {
  element.style.setProperty("--stroke", String(Math.max(0, Math.min(1, share))));
}
