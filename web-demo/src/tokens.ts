/** The tokens of what is typed: each with the piece of text it stands for; the one pointed at is marked in its field. */

import type { Tokens } from "hfedge";
import { make } from "./dom.js";
import type { Field } from "./field.js";

const SHOWN = 256;

export class TokenList {
  private fields: readonly Field[] = [];
  private tokens: Tokens | null = null;
  private active = -1;

  /** `list` is a listbox: the arrow keys go through it. */
  constructor(
    private readonly list: HTMLElement,
    private readonly count: HTMLElement,
  ) {
    list.addEventListener("pointerover", (event) => this.point(indexOf(event.target)));
    list.addEventListener("pointerleave", () => this.point(-1));
    list.addEventListener("focus", () => this.point(this.active < 0 ? 0 : this.active));
    list.addEventListener("blur", () => this.point(-1));
    list.addEventListener("keydown", (event) => this.key(event));
  }

  show(tokens: Tokens, fields: readonly Field[]): void {
    this.point(-1);
    this.fields = fields;
    this.tokens = tokens;
    const items = tokens.ids.slice(0, SHOWN).map((id, index) => this.item(tokens, id, index));
    this.list.replaceChildren(...items);
    const total = tokens.ids.length;
    const kind = total === 1 ? "token" : "tokens";
    this.count.textContent = `${total} ${kind}${total > SHOWN ? `, the first ${SHOWN} shown` : ""}`;
  }

  clear(): void {
    this.tokens = null;
    this.active = -1;
    this.list.replaceChildren();
    this.list.removeAttribute("aria-activedescendant");
    this.count.textContent = "";
  }

  private item(tokens: Tokens, id: number, index: number): HTMLElement {
    const special = tokens.sequences[index] === null;
    const name = tokens.tokens[index] ?? "";
    const item = make("li", {
      id: `token-${index}`,
      role: "option",
      "aria-selected": "false",
      class: special ? "token special" : "token",
    });
    item.append(make("span", { class: "token-piece", dir: "auto" }, visible(name)));
    item.append(make("span", { class: "token-id" }, String(id)));
    return item;
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const last = this.list.childElementCount - 1;
    if (step === undefined || last < 0) return;
    event.preventDefault();
    this.point(Math.max(0, Math.min(last, this.active + step)));
  }

  private point(index: number): void {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    for (const field of this.fields) field.point(null);
    this.active = index;
    const item = this.list.children[index];
    if (!item) {
      this.list.removeAttribute("aria-activedescendant");
      return;
    }
    item.setAttribute("aria-selected", "true");
    this.list.setAttribute("aria-activedescendant", item.id);
    const sequence = this.tokens?.sequences[index];
    const [start, end] = this.tokens?.charOffsets[index] ?? [0, 0];
    if (sequence === 0 || sequence === 1) this.fields[sequence]?.point({ start, end });
  }
}

function indexOf(target: EventTarget | null): number {
  const item = target instanceof Element ? target.closest("[role=option]") : null;
  return item ? Number(item.id.slice("token-".length)) : -1;
}

/** Blanks and line breaks as signs that can be seen. */
const visible = (piece: string): string => piece.replaceAll("\n", "⏎").replaceAll("\t", "⇥").replaceAll(" ", "␣") || "∅";
