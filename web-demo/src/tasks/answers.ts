/** question-answering: the answer is marked in the passage. */

import type { AnswerSpan, TextModel } from "hfedge";
import { make } from "../dom.js";
import { examplesOf } from "../examples.js";
import { Field } from "../field.js";
import { check, type MakeView, showRows, spoken, timed } from "./task.js";

const NO_ANSWER = "No answer in the passage";

export const questionAnswering: MakeView = (info, changed) => {
  const question = new Field("text", "Question");
  const passage = new Field("pair", "Passage");
  const none = check("no-answer", "There may be no answer", changed);
  none.box.checked = true;
  const place = make("div", { class: "ranked" });
  return {
    fields: [question, passage],
    controls: [none.element],
    result: place,
    examples: examplesOf(info),
    tokenized: () => ({ text: question.text, pair: passage.text }),
    clear() {
      passage.mark([]);
      place.replaceChildren();
    },
    async run(model, signal) {
      if (!question.text || !passage.text) return null;
      const asked = model as TextModel<"question-answering">;
      const options = { pair: passage.text, topK: 3, allowNoAnswer: none.box.checked, signal };
      const [result, ms] = await timed(() => asked.run(question.text, options));
      const best = result.answers[0];
      const show = () => {
        passage.mark(best && best.text ? [{ start: best.start, end: best.end }] : []);
        showRows(place, result.answers.map(row));
      };
      const said = best ? spoken(best.text || NO_ANSWER, best.score) : NO_ANSWER;
      return { ran: { ms, summary: said }, result, show };
    },
  };
};

const row = ({ text, score }: AnswerSpan) => ({ name: text || NO_ANSWER, share: score });
