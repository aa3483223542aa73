/** A text field whose text can be marked while it is typed: a copy of the text lies behind it and carries the marks. */

import { make } from "./dom.js";

/** A piece of the text, in UTF-16 code units; `label` stands under it. */
export interface Mark {
  start: number;
  end: number;
  label?: string;
  kind?: "result" | "pointed";
}

/** Marks after the text was edited: those before the edit stay, those behind it move, those it touches go. */
export function movedMarks(marks: Mark[], before: string, after: string): Mark[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const end = before.length - tail;
  const shift = after.length - before.length;
  return marks
    .filter((mark) => mark.end <= head || mark.start >= end)
    .map((mark) => (mark.end <= head ? mark : { ...mark, start: mark.start + shift, end: mark.end + shift }));
}

/** `small`: a field beside the main one. `labelled`: with room under each line for the labels of marks. `folded`: it
 * is one that few need. */
export interface FieldOptions {
  kind?: "small" | "labelled";
  hint?: string;
  folded?: boolean;
}

export class Field {
  readonly element: HTMLElement;
  readonly input: HTMLTextAreaElement;
  private readonly behind = make("div", { class: "field-marks", dir: "auto", "aria-hidden": "true" });
  private marks: Mark[] = [];
  private pointed: Mark | null = null;
  private last = "";

  constructor(id: string, label: string, options: FieldOptions = {}) {
    const plain = { spellcheck: "false", autocapitalize: "off", autocomplete: "off" };
    this.input = make("textarea", { id, rows: "1", dir: "auto", ...plain });
    if (options.hint) this.input.setAttribute("aria-describedby", `${id}-hint`);
    const paper = make("div", { class: "field-paper" }, this.behind, this.input);
    const field = make("div", { class: ["field", options.kind ?? ""].join(" ").trim() });
    field.append(make("label", { for: id, class: options.folded ? "unseen" : false }, label), paper);
    this.element = options.folded ? make("details", {}, make("summary", {}, label), field) : field;
    if (options.hint) field.append(make("p", { class: "hint", id: `${id}-hint` }, options.hint));
    this.input.addEventListener("input", () => this.edited());
    new ResizeObserver(() => this.fit()).observe(paper);
  }

  get text(): string {
    return this.input.value;
  }

  set text(text: string) {
    this.input.value = text;
    this.edited();
  }

  /** Lines that are not blank. */
  get lines(): string[] {
    return this.text.split("\n").map((line) => line.trim()).filter(Boolean);
  }

  mark(marks: Mark[]): void {
    this.marks = marks;
    this.draw();
  }

  /** One piece that is pointed at, beside the marks; null: none. */
  point(mark: Mark | null): void {
    this.pointed = mark && { ...mark, kind: "pointed" };
    this.draw();
  }

  private edited(): void {
    this.pointed = null;
    this.marks = movedMarks(this.marks, this.last, this.text);
    this.last = this.text;
    this.draw();
    this.fit();
  }

  private draw(): void {
    const text = this.text;
    const marks = this.pointed ? [this.pointed] : [...this.marks].sort((a, b) => a.start - b.start);
    const parts: (Node | string)[] = [];
    let at = 0;
    for (const { start, end, label, kind } of marks) {
      if (start < at || end > text.length || end <= start) continue; // of a text that is no longer there
      parts.push(text.slice(at, start));
      parts.push(make("mark", { class: kind ?? "result", "data-label": label ?? false }, text.slice(start, end)));
      at = end;
    }
    this.behind.replaceChildren(...parts, text.slice(at), "\u200b"); // so that a last empty line has its height
  }

  private fit(): void {
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty("height", `${this.input.scrollHeight}px`);
  }
}
