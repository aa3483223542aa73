// hfedge.json, read without a JSON schema library: what this package uses is checked, the rest is ignored.
import { BundleError, COPY, messageOf } from './errors.js';

export const SCHEMA_VERSION = 1;
export const MANIFEST_NAME = 'hfedge.json';

/** Name, element type and shape of a tensor. */
export interface TensorSpec {
  readonly name: string;
  readonly dtype: 'int32' | 'float32';
  readonly shape: readonly number[];
}

/** What a signature takes and gives. */
export interface Signature {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** Path relative to the bundle, size in bytes, SHA-256 in hex ('' in a .tflite by itself: unknown). */
export interface FileEntry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A text whose answers are known, of all artifacts. */
export interface GoldenText {
  readonly text: string;
  readonly pair?: string;
  readonly ids: readonly number[];
  readonly offsets: readonly (readonly [number, number])[];
}

/** An artifact's numbers for the golden texts, in their order: of the first `of` numbers of an output every n-th. */
export interface GoldenOutputs {
  readonly output: string;
  readonly tolerance: number;
  readonly texts: readonly { readonly of: number; readonly values: readonly number[] }[];
}

/** One output format of the model, as one recipe; `files[0]` is the one to open. */
export interface Artifact {
  readonly target: 'tflite' | 'tfjs';
  readonly recipe: string;
  readonly files: readonly FileEntry[];
  /** Whether it was inside its budget; undefined where it was not compared. */
  readonly passed?: boolean;
  readonly golden?: GoldenOutputs;
}

/** What this package uses of hfedge.json. */
export interface Manifest {
  readonly name: string;
  readonly commit: string;
  readonly license: string | null;
  readonly hfedgeVersion: string;
  readonly task: string;
  readonly labels: readonly string[];
  readonly signatures: ReadonlyMap<string, Signature>;
  readonly specialTokens: ReadonlyMap<number, string>;
  readonly padId: number;
  readonly padTypeId: number;
  readonly maxTokens: number;
  readonly topK?: number;
  readonly defaultRecipe?: string;
  readonly artifacts: readonly Artifact[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly golden: readonly GoldenText[];
}

type Json = Record<string, unknown>;

/** Reads a manifest; `where` is for messages. Throws a BundleError when it is none, too new, or lacks something. */
export function parseManifest(text: string, where: string): Manifest {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new BundleError('manifest', `${where}: the manifest is not JSON (${messageOf(error)}).`, error);
  }
  check(found as Json | null, where);
  try {
    return read(found as Json);
  } catch (error) {
    throw new BundleError('manifest', `${where}: the manifest is damaged (${messageOf(error)}). ${COPY}`, error);
  }
}

/** Throws for what is no manifest, for a newer one, and where every file needs ops that no runtime has by itself. */
function check(found: Json | null, where: string): void {
  const version = found?.['schema_version'];
  if (!Number.isInteger(version) || (version as number) < 1) {
    throw new BundleError('not-a-bundle', `${where}: not an hfedge manifest (schema_version ${version as string})`);
  }
  const { embedded, artifacts, hfedge_version: maker } = found as Json;
  if ((version as number) > SCHEMA_VERSION) {
    const newer = `schema version ${version as number} of hfedge ${maker as string}`;
    throw new BundleError('schema-version', `${where}: ${newer}, not ${SCHEMA_VERSION}: npm install hfedge@latest.`);
  }
  const ops = ([embedded ?? artifacts].flat() as (Json | undefined)[]).map((item) => item?.custom_ops as Json | undefined);
  if (ops[0] && ops.every(Boolean)) {
    const needed = `custom ops of ${ops[0]['library'] as string}`;
    throw new BundleError('recipe', `${where}: ${needed}: convert without --tokenizer tf-text.`);
  }
}

function read(found: Json): Manifest {
  const [source, tokenizer, defaults] = [object(found, 'source'), object(found, 'tokenizer'), object(found, 'defaults')];
  const input = object(found, 'text');
  if (input['encoding'] !== 'utf-8' || input['input'] !== 'one byte per int32, zero-padded') {
    throw new TypeError(`text input ${JSON.stringify(input)} is not known`);
  }
  if (tokenizer['offsets'] !== 'utf8-bytes') throw new TypeError(`offsets ${String(tokenizer['offsets'])}`);
  const verdicts = (found['parity'] as Json | null | undefined)?.['artifacts'] as Json[] | undefined;
  const embedded = found['embedded'] as Json | undefined;
  return {
    name: text(source, 'name'),
    commit: text(source, 'commit'),
    license: source['license'] == null ? null : text(source, 'license'),
    hfedgeVersion: text(found, 'hfedge_version'),
    task: text(source, 'task'),
    labels: list(found, 'labels').map((_, index, labels) => text(labels as unknown as Json, String(index))),
    signatures: new Map(Object.entries(object(found, 'signatures')).map(([name, item]) => [name, signature(item as Json)])),
    specialTokens: specialTokensOf(object(tokenizer, 'special_tokens')),
    padId: integer(tokenizer, 'pad_id'),
    padTypeId: integer(tokenizer, 'pad_type_id'),
    maxTokens: integer(defaults, 'max_tokens'),
    topK: defaults['top_k'] as number | undefined,
    defaultRecipe: defaults['recipe'] as string | undefined,
    artifacts: embedded ? [itself(text(embedded, 'recipe'))] : list(found, 'artifacts').flatMap((item) => artifact(item as Json, verdicts)),
    options: (found['options'] ?? {}) as Json,
    golden: (found['golden'] ?? []) as GoldenText[],
  };
}

function specialTokensOf(found: Json): ReadonlyMap<number, string> {
  return new Map(Object.keys(found).map((id) => [Number(id), text(found, id)]));
}

/** The .tflite that the manifest was found in. */
function itself(recipe: string): Artifact {
  const files = [{ path: '', bytes: 0, sha256: '' }];
  return { target: 'tflite', recipe, files };
}

function artifact(found: Json, verdicts: Json[] | undefined): Artifact[] {
  const target = text(found, 'target');
  if (target !== 'tflite' && target !== 'tfjs') return [];
  const recipe = text(found, 'recipe');
  const files = list(found, 'files').map((item) => file(item as Json));
  if (!files.length) throw new TypeError(`${target} ${recipe} has no files`);
  const judged = verdicts?.filter((item) => item['target'] === target && item['recipe'] === recipe);
  return [
    {
      target,
      recipe,
      files,
      passed: judged?.length ? judged.every((item) => item['passed'] === true) : undefined,
      golden: found['golden'] as GoldenOutputs | undefined,
    },
  ];
}

function file(found: Json): FileEntry {
  const [path, sha256, bytes] = [text(found, 'path'), text(found, 'sha256'), integer(found, 'bytes')];
  // Absolute, or leading out of the bundle.
  if (/(^|\/)\.{0,2}(\/|$)|\\|:/.test(path)) throw new TypeError(`file path ${JSON.stringify(path)}`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError(`sha256 ${JSON.stringify(sha256)}`);
  return { path, bytes, sha256 };
}

function signature(found: Json): Signature {
  const specs = (key: string) => list(found, key).map((item) => spec(item as Json));
  return { inputs: specs('inputs'), outputs: specs('outputs') };
}

function spec(found: Json): TensorSpec {
  const shape = list(found, 'shape');
  if (!shape.every(Number.isInteger)) throw new TypeError(`shape ${JSON.stringify(shape)}`);
  return { name: text(found, 'name'), dtype: text(found, 'dtype') as TensorSpec['dtype'], shape: shape as number[] };
}

function object(found: Json, key: string): Json {
  return checked(found, key, (value) => typeof value === 'object' && value !== null && !Array.isArray(value));
}

function list(found: Json, key: string): unknown[] {
  return checked(found, key, Array.isArray);
}

function text(found: Json, key: string): string {
  return checked(found, key, (value) => typeof value === 'string');
}

function integer(found: Json, key: string): number {
  return checked(found, key, Number.isSafeInteger);
}

function checked<T>(found: Json, key: string, isRight: (value: unknown) => boolean): T {
  if (!isRight(found[key])) throw new TypeError(`${key} is ${JSON.stringify(found[key])?.slice(0, 80)}`);
  return found[key] as T;
}
