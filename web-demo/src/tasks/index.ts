/** Which view a task has: one row each. */

import type { Task } from "hfedge";
import { questionAnswering } from "./answers.js";
import { embeddings } from "./embeddings.js";
import { tokenClassification } from "./entities.js";
import { fillMask } from "./fillMask.js";
import { multipleChoice, textClassification, textRanking, zeroShot } from "./labels.js";
import type { MakeView } from "./task.js";

export const VIEWS: Record<Task, MakeView> = {
  "text-classification": textClassification,
  "zero-shot-classification": zeroShot,
  "text-ranking": textRanking,
  "multiple-choice": multipleChoice,
  "token-classification": tokenClassification,
  "question-answering": questionAnswering,
  "fill-mask": fillMask,
  "sentence-similarity": embeddings,
  "feature-extraction": embeddings,
};

/** What a task does, for people. */
export const TASK_NAMES: Record<Task, string> = {
  "text-classification": "What is it about?",
  "zero-shot-classification": "Which label fits?",
  "text-ranking": "Which text answers?",
  "multiple-choice": "What follows?",
  "token-classification": "Who and what is named?",
  "question-answering": "Where is the answer?",
  "fill-mask": "Which word is hidden?",
  "sentence-similarity": "What means the same?",
  "feature-extraction": "What is it like?",
};
