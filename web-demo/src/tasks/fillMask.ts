/** fill-mask: the candidates stand in the sentence, where the mask is. */

import type { FilledToken, TextModel } from "hfedge";
import { make, percent, stroke } from "../dom.js";
import { examplesOf } from "../examples.js";
import { Field } from "../field.js";
import { type MakeView, spoken, timed } from "./task.js";

type Masks = readonly (readonly FilledToken[])[];

export const fillMask: MakeView = (info) => {
  const mask = info.maskToken ?? "[MASK]";
  const text = new Field("text", "Text", { hint: `${mask} stands for the hidden word; there can be up to eight.` });
  const insert = make("button", { type: "button", class: "quiet" }, `Insert ${mask}`);
  insert.addEventListener("click", () => insertMask(text, mask));
  const place = make("div");
  return {
    fields: [text],
    controls: [make("p", { class: "control" }, insert)],
    result: place,
    examples: examplesOf(info).map((texts) => texts.map((one) => one.replaceAll("{mask}", mask))),
    tokenized: () => ({ text: text.text }),
    clear: () => place.replaceChildren(),
    async run(model, signal) {
      if (!text.text.includes(mask)) return null;
      const asked = model as TextModel<"fill-mask">;
      const typed = text.text;
      const [result, ms] = await timed(() => asked.run(typed, { topK: 6, signal }));
      const show = () => showSentence(place, text, typed, mask, result.masks);
      const best = result.masks[0]?.[0];
      return { ran: { ms, summary: best ? spoken(best.token.trim(), best.score) : "" }, result, show };
    },
  };
};

function insertMask(text: Field, mask: string): void {
  text.input.focus();
  text.input.setRangeText(mask, text.input.selectionStart, text.input.selectionEnd, "end");
  text.input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The text with a stack of candidates for each mask. Where that takes more than one line only the best stand in it,
 * and the others below it. */
function showSentence(place: HTMLElement, field: Field, text: string, mask: string, masks: Masks): void {
  const stacks = masks.map((tokens, which) => candidates(tokens, which, (word) => replaceMask(field, which, mask, word)));
  const inPlace = stacks.map((stack) => make("span", { class: "slot" }, stack));
  place.replaceChildren(sentence(text, mask, inPlace));
  const tallest = Math.max(0, ...inPlace.map((slot) => slot.offsetHeight));
  if (place.offsetHeight < tallest * 1.15) return;
  const best = masks.map((tokens) => make("span", { class: "stroked" }, tokens[0]?.token.trim() ?? ""));
  place.replaceChildren(sentence(text, mask, best), make("div", { class: "stacks" }, ...stacks));
}

function sentence(text: string, mask: string, slots: readonly HTMLElement[]): HTMLElement {
  const shown = make("p", { class: "sentence", dir: "auto" });
  text.split(mask).forEach((part, index) => {
    const slot = slots[index - 1];
    if (slot) shown.append(slot);
    shown.append(part);
  });
  return shown;
}

/** The likeliest tokens of one mask; choosing one puts it into the text. */
function candidates(tokens: readonly FilledToken[], which: number, chosen: (word: string) => void): HTMLElement {
  const top = Math.max(tokens[0]?.score ?? 1, 1e-9);
  const items = tokens.map(({ token, score }, index) => {
    const word = make("button", { type: "button", class: "word", title: "Put it into the text" }, token.trim() || "␣");
    word.addEventListener("click", () => chosen(token.trim()));
    const item = make("li", { class: index === 0 ? "candidate best" : "candidate" }, word);
    item.append(make("span", { class: "row-number" }, percent(score)));
    stroke(item, score / top);
    return item;
  });
  return make("ol", { class: "candidates", "aria-label": `Mask ${which + 1}` }, ...items);
}

function replaceMask(field: Field, which: number, mask: string, word: string): void {
  const parts = field.text.split(mask);
  const head = parts.slice(0, which + 1).join(mask);
  field.text = head + word + parts.slice(which + 1).join(mask);
  field.input.dispatchEvent(new Event("input", { bubbles: true }));
  field.input.focus();
}
