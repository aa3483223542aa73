/** token-classification: entities are marked in the text that is typed, and listed under it. */

import type { Entity, TextModel } from "hfedge";
import { make, percent } from "../dom.js";
import { examplesOf } from "../examples.js";
import { Field } from "../field.js";
import { choice, type MakeView, showRows, timed } from "./task.js";

/** How tokens become entities; the first one is what a person expects: whole words. */
const AGGREGATIONS = {
  first: "words, by their first token",
  average: "words, by the mean of their tokens",
  max: "words, by their surest token",
  simple: "neighbouring tokens",
  none: "not at all",
} as const;
type Aggregation = keyof typeof AGGREGATIONS;

export const tokenClassification: MakeView = (info, changed) => {
  const text = new Field("text", "Text", { kind: "labelled" });
  const grouped = choice("aggregation", "Tokens are joined as", AGGREGATIONS, changed);
  const place = make("div", { class: "listed" });
  const clear = () => {
    text.mark([]);
    place.replaceChildren();
  };
  return {
    fields: [text],
    controls: [grouped.element],
    result: place,
    examples: examplesOf(info),
    tokenized: () => ({ text: text.text }),
    clear,
    async run(model, signal) {
      if (!text.text) return null;
      const aggregation = grouped.select.value as Aggregation;
      const asked = model as TextModel<"token-classification">;
      const [result, ms] = await timed(() => asked.run(text.text, { aggregation, signal }));
      const show = () => {
        text.mark(result.entities.map(({ start, end, label }) => ({ start, end, label })));
        if (result.entities.length) showRows(place, result.entities.map(row), result.entities.length <= 24);
        else place.replaceChildren(make("p", { class: "nothing" }, "No entities in this text."));
      };
      return { ran: { ms, summary: summary(result.entities) }, result, show };
    },
  };
};

/** In the order of the text, so without a stroke: none is the best. */
const row = ({ label, text, score }: Entity) => ({ kind: label, name: text, share: 0, number: percent(score) });

function summary(entities: readonly Entity[]): string {
  if (!entities.length) return "No entities";
  return entities.slice(0, 6).map(({ label, text }) => `${text}: ${label}`).join("; ");
}
