/** sentence-similarity and feature-extraction: what is typed as a strip of numbers, and a list ranked by likeness. */

import type { Embedding, TextModel, TokenEmbeddings } from "hfedge";
import { make } from "../dom.js";
import { examplesOf } from "../examples.js";
import { Field } from "../field.js";
import { cosine, strip } from "../strip.js";
import { type MakeView, showRows, spoken, timed } from "./task.js";

const TOKENS_SHOWN = 64;

export const embeddings: MakeView = (info) => {
  const text = new Field("text", "Text");
  const list = new Field("list", "Compare with, one a line", { kind: "small" });
  const [ranked, vectors] = [make("div", { class: "ranked" }), make("div", { class: "vectors" })];
  const known = new Vectors();
  return {
    fields: [text, list],
    controls: [],
    result: make("div", {}, ranked, vectors),
    examples: examplesOf(info),
    tokenized: () => ({ text: text.text }),
    clear() {
      ranked.replaceChildren();
      vectors.replaceChildren();
    },
    async run(model, signal) {
      if (!text.text) return null;
      const asked = model as TextModel<"feature-extraction">;
      const [result, ms] = await timed(() => asked.run(text.text, { signal }));
      if ("embeddings" in result) {
        const tokens = await asked.tokenize(text.text, { signal });
        const show = () => vectors.replaceChildren(...tokenStrips(result, tokens.tokens));
        return { ran: { ms, summary: `${result.embeddings.length} vectors` }, result, show };
      }
      const rows = await known.rank(asked, result, list.lines, signal);
      const show = () => {
        showRows(ranked, rows);
        const caption = `What the model makes of the text: ${result.embedding.length} numbers`;
        vectors.replaceChildren(make("figure", {}, strip(result.embedding), make("figcaption", {}, caption)));
      };
      const best = rows[0];
      return { ran: { ms, summary: best ? spoken(best.name, best.share) : `${result.embedding.length} numbers` }, result, show };
    },
  };
};

/** The vectors of the list, each computed once per model. */
class Vectors {
  private readonly known = new Map<string, Float32Array>();
  private model: TextModel | null = null;

  async rank(model: TextModel<"feature-extraction">, query: Embedding, lines: readonly string[], signal: AbortSignal) {
    if (this.model !== model) this.known.clear();
    this.model = model;
    const rows = [];
    for (const line of new Set(lines)) {
      const vector = this.known.get(line) ?? ((await model.run(line, { signal })) as Embedding).embedding;
      this.known.set(line, vector);
      const likeness = cosine(query.embedding, vector);
      rows.push({ name: line, share: likeness, number: likeness.toFixed(2) });
    }
    return rows.sort((a, b) => b.share - a.share);
  }
}

/** A strip for each token. */
function tokenStrips(result: TokenEmbeddings, tokens: readonly string[]): HTMLElement[] {
  const shown = result.embeddings.slice(0, TOKENS_SHOWN);
  const rows = shown.map((vector, index) => {
    return make("li", {}, make("span", { class: "strip-name" }, tokens[index] ?? ""), strip(vector, true));
  });
  const width = shown[0]?.length ?? 0;
  const rest = result.embeddings.length - shown.length;
  const caption = `${width} numbers for each token${rest > 0 ? `; ${rest} more tokens are not shown` : ""}`;
  return [make("ol", { class: "token-strips" }, ...rows), make("p", { class: "hint" }, caption)];
}
