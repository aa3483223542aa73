/** Labels with a stroke each: text-classification, zero-shot-classification, multiple-choice, text-ranking. */

import type { TextModel } from "hfedge";
import { make } from "../dom.js";
import { Field } from "../field.js";
import { examplesOf } from "../examples.js";
import { check, type MakeView, type Row, showRows, spoken, type TaskView, timed } from "./task.js";

export const textClassification: MakeView = (info, changed) => {
  const text = new Field("text", "Text");
  const pair = new Field("pair", "Second text", { kind: "small", folded: info.takes === "either" });
  const fields = info.takes === "text" ? [text] : [text, pair];
  const given = () => (info.takes !== "text" && pair.text ? { pair: pair.text } : {});
  const ready = () => Boolean(text.text && (info.takes !== "pair" || pair.text));
  void changed;
  return ranked(fields, [], examplesOf(info), () => ({ text: text.text, ...given() }), async (model, signal) => {
    if (!ready()) return null;
    const asked = model as TextModel<"text-classification">;
    const [result, ms] = await timed(() => asked.run(text.text, { ...given(), signal }));
    return { result, ms, rows: result.labels.map(({ label, score }) => ({ name: label, share: score })) };
  });
};

export const zeroShot: MakeView = (info, changed) => {
  const text = new Field("text", "Text");
  const labels = new Field("labels", "Labels, one a line", { kind: "small" });
  const several = check("several", "Several may be true", changed);
  return ranked([text, labels], [several.element], examplesOf(info), () => ({ text: text.text }), async (model, signal) => {
    const chosen = [...new Set(labels.lines)];
    if (!text.text || !chosen.length) return null;
    const asked = model as TextModel<"zero-shot-classification">;
    const options = { labels: chosen, multiLabel: several.box.checked, signal };
    const [result, ms] = await timed(() => asked.run(text.text, options));
    return { result, ms, rows: result.labels.map(({ label, score }) => ({ name: label, share: score })) };
  });
};

export const multipleChoice: MakeView = (info) => {
  const text = new Field("text", "What came before");
  const choices = new Field("choices", "What may follow, one a line", { kind: "small" });
  return ranked([text, choices], [], examplesOf(info), () => ({ text: text.text }), async (model, signal) => {
    if (!text.text || !choices.lines.length) return null;
    const asked = model as TextModel<"multiple-choice">;
    const [result, ms] = await timed(() => asked.run(text.text, { choices: choices.lines, signal }));
    return { result, ms, rows: result.choices.map(({ choice, score }) => ({ name: choice, share: score })) };
  });
};

export const textRanking: MakeView = (info) => {
  const text = new Field("text", "Query");
  const documents = new Field("documents", "Texts to rank, one a line", { kind: "small" });
  return ranked([text, documents], [], examplesOf(info), () => ({ text: text.text }), async (model, signal) => {
    if (!text.text || !documents.lines.length) return null;
    const asked = model as TextModel<"text-ranking">;
    const [result, ms] = await timed(() => asked.run(text.text, { documents: documents.lines, signal }));
    const scores = result.documents.map(({ score }) => score);
    const [low, high] = [Math.min(0, ...scores), Math.max(1, ...scores)]; // a score need not be a share
    const rows = result.documents.map(({ document, score }) => {
      return { name: document, share: (score - low) / (high - low), number: score.toFixed(3) };
    });
    return { result, ms, rows };
  });
};

type Found = { result: Awaited<ReturnType<TextModel["run"]>>; ms: number; rows: Row[] };

/** A view whose result is a ranked list. */
function ranked(
  fields: Field[],
  controls: HTMLElement[],
  examples: TaskView["examples"],
  tokenized: TaskView["tokenized"],
  run: (model: TextModel, signal: AbortSignal) => Promise<Found | null>,
): TaskView {
  const place = make("div", { class: "ranked" });
  return {
    fields,
    controls,
    result: place,
    examples,
    tokenized,
    clear: () => place.replaceChildren(),
    async run(model, signal) {
      const found = await run(model, signal);
      if (!found) return null;
      const best = found.rows[0];
      const ran = { ms: found.ms, summary: best ? spoken(best.name, best.share) : "No labels" };
      return { ran, result: found.result, show: () => showRows(place, found.rows) };
    },
  };
}
