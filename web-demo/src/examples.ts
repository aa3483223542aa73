/** Texts to begin with: of the project's own models by name, of others by task. {mask} is the model's mask. */

import type { BundleInfo, Task } from "hfedge";
import type { Example } from "./tasks/task.js";

const LIST = [
  "A man is eating food.",
  "Someone plays the violin.",
  "The girl is carrying a baby.",
  "A monkey is playing drums.",
  "Two people ride white horses.",
  "A cheetah runs behind its prey.",
].join("\n");

const BY_NAME: Record<string, readonly Example[]> = {
  "message-intents": [
    ["Where is my parcel? It was due on Monday."],
    ["I forgot my password and the code never arrives."],
    ["My new café cups arrived broken, I'd like my money back."],
    ["Good value, quick delivery, friendly people. What more could you want?"],
  ],
  entities: [
    ["José García joined Škoda in Kraków on 3 May 2021."],
    ["Our flight to Mont Blanc was moved to Sunday, 23 October."],
    ["Anna Nowak wrote to Siemens in Berlin about the Galaxy S21."],
  ],
  answers: [
    [
      "Who designed the Krüger Bridge?",
      "The Levy Tower was designed by J. Moyo. The Krüger Bridge was designed by Zoë Peña. It was opened in 1987. " +
        "The Levy Tower has 21 floors.",
    ],
    [
      "How long does the Nintendo 5 work on one battery?",
      "The battery of the EcoTank Max is good for 17 minutes. The company gives the Nintendo 5 a warranty of three " +
        "months. The battery of the Nintendo 5 is good for 10 hours.",
    ],
    [
      "When is the Skopje Book Fair held?",
      "In all, 2625 visitors went to the Århus Regatta. The Århus Regatta will open on 6 July. " +
        "The Skopje Book Fair was seen by 92 visitors.",
    ],
  ],
  "fill-mask": [
    ["Return the {mask} of the list."],
    ["Raise an {mask} if the file does not {mask}."],
    ["Flow hierarchy is defined as the fraction of edges not participating in cycles in a {mask} graph."],
  ],
};

const BY_TASK: Record<Task, readonly Example[]> = {
  "text-classification": [["This is better than I had hoped for."], ["I would not buy it again."]],
  "zero-shot-classification": [["Where is my parcel? It was due on Monday.", "delivery\nrefund\nopening hours"]],
  "text-ranking": [["Where is my parcel?", "It is on its way.\nWe open at nine.\nYour refund was sent on Monday."]],
  "multiple-choice": [["The kettle was on, so", "the water boiled.\nit snowed.\nthe cat learnt to read."]],
  "token-classification": [["José García joined Škoda in Kraków on 3 May 2021."]],
  "question-answering": BY_NAME["answers"] ?? [],
  "fill-mask": [["Paris is the {mask} of France."], ["The {mask} of the year is summer."]],
  "sentence-similarity": [
    ["A person has a meal.", LIST],
    ["A musician on stage", LIST],
    ["The big cat hunts.", LIST],
  ],
  "feature-extraction": [["A person has a meal.", LIST], ["A musician on stage", LIST]],
};

/** What a view begins with; an empty list for a task that is not known. */
export function examplesOf({ name, task }: Pick<BundleInfo, "name" | "task">): readonly Example[] {
  const own = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  return own ?? (Object.hasOwn(BY_TASK, task) ? BY_TASK[task as Task] : []);
}
