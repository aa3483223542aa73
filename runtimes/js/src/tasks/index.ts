// What `run` does for each task: one file a task, one row here.
import { BundleError, noneOf } from '../errors.js';
import type { Manifest } from '../manifest.js';
import type { Task } from '../types.js';
import { embed, embedLayers, embedTokens } from './embedding.js';
import { fillMasks } from './fill-mask.js';
import { choose, classifyZeroShot, rank } from './pairs.js';
import { answer } from './question-answering.js';
import type { Given, TaskRow } from './record.js';
import { checkCount, classify } from './text-classification.js';
import { checkTokenLabels, findEntities } from './token-classification.js';

const TASKS: Record<Task, readonly TaskRow[]> = {
  'text-classification': [{ output: 'scores', options: ['topK'], run: classify, check: checkCount('scores') }],
  'token-classification': [
    { output: 'token_scores', options: ['aggregation', 'ignoreLabels'], run: findEntities, check: checkTokenLabels },
  ],
  'question-answering': [
    { output: 'answer_scores', options: ['topK', 'maxAnswerTokens', 'allowNoAnswer'], run: answer },
  ],
  'zero-shot-classification': [
    { output: 'logits', options: ['labels', 'hypothesisTemplate', 'multiLabel'], run: classifyZeroShot },
  ],
  'text-ranking': [{ output: 'score', options: ['documents', 'topK'], run: rank }],
  'multiple-choice': [{ output: 'logits', options: ['choices'], run: choose }],
  'fill-mask': [{ output: 'token_scores', options: ['topK'], run: fillMasks }],
  'sentence-similarity': [{ output: 'embedding', options: [], run: embed }],
  'feature-extraction': [
    { output: 'embedding', options: [], run: embed },
    { output: 'hidden_states', options: [], run: embedLayers },
    { output: 'last_hidden_state', options: [], run: embedTokens },
  ],
};

/** The row for the manifest's task and the outputs that its encoder has. Throws a BundleError. */
export function findTask(manifest: Manifest): TaskRow {
  const encoders = [...manifest.signatures].filter(([name]) => name.startsWith('encode_'));
  const outputs = new Set(encoders.flatMap(([, { outputs }]) => outputs.map(({ name }) => name)));
  const rows = Object.hasOwn(TASKS, manifest.task) ? TASKS[manifest.task as Task] : undefined;
  const found = rows?.find(({ output }) => outputs.has(output));
  if (found) return found;
  const what = rows ? `outputs of ${manifest.task}` : `models of ${manifest.task}`;
  const advice = 'Install a newer package: npm install hfedge@latest.';
  throw new BundleError('task', `${manifest.name}: ${what} are not known. Accepted: ${Object.keys(TASKS).join(', ')}. ${advice}`);
}

/** Throws a UsageError for an option that the task does not have: it would be without effect. */
export function checkOptions(row: TaskRow, task: string, given: Given): void {
  const wrong = Object.keys(given).find((name) => given[name] !== undefined && !row.options.includes(name));
  if (wrong === undefined) return;
  throw noneOf(`an option for ${task}`, wrong, ['pair', 'signal', ...row.options]);
}
