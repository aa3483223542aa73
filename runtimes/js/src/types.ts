// The public types: what is loaded, how, and what comes back. docs/results.md says what each task's result means.

/** What runs a model: LiteRT.js runs the .tflite, TF.js the graph model. */
export type EngineName = 'litert' | 'tfjs';
/** Where LiteRT.js runs. WebGPU takes an fp32 or fp16 file, and computes in fp32. */
export type LiteRtAccelerator = 'wasm' | 'webgpu';
/** TF.js's backends; `webgl` and `webgpu` exist in a browser only. */
export type TfjsBackend = 'wasm' | 'webgl' | 'webgpu' | 'cpu';

/** A file of a bundle folder that was dropped or picked; `path` is relative to the bundle (or to a folder above it). */
export interface BundleFile {
  readonly path: string;
  readonly file: Blob;
}

/**
 * Where a bundle is: the URL of its folder, of its hfedge.json, or of one .tflite; in Node a folder's path too; the
 * files of a folder (a FileList of `<input webkitdirectory>`, what `readDrop` gives, or `BundleFile`s); or one .tflite
 * as a File or Blob. A query string of a URL is kept for every file.
 */
export type Source = string | URL | Blob | Iterable<File | BundleFile> | FileList;

/** What `onProgress` is told, at most every 50 ms and at a file's end. Bytes are those of the file as it is stored. */
export interface Progress {
  readonly file: string;
  readonly loaded: number;
  readonly total: number;
  /** The file was in Cache Storage: nothing was downloaded. */
  readonly fromCache: boolean;
  /** The same over all files of the artifact. */
  readonly allLoaded: number;
  readonly allTotal: number;
}

/** Where the engines' own wasm files are: one folder for both (as `npx hfedge-copy-wasm DIR` fills it), or one each. */
export type WasmPath = string | URL | { readonly litert?: string | URL; readonly tfjs?: string | URL };

/** How to load a model. An option that would be without effect is refused with an `UsageError`. */
export interface LoadOptions<T extends Task = Task> {
  /**
   * `auto` (the default) tries litert on wasm, tfjs on wasm, tfjs on cpu, in this order, passing over those that the
   * bundle or the environment has nothing for; `info().attempts` says what was tried and why it failed. A named engine
   * is never replaced by another.
   */
  readonly engine?: 'auto' | EngineName;
  /** TF.js's backend, `wasm` where nothing is said; with `auto`, the only one that is tried of TF.js. */
  readonly backend?: TfjsBackend;
  /** LiteRT.js's accelerator, `wasm` where nothing is said; with `auto`, the only one that is tried of LiteRT.js. */
  readonly accelerator?: LiteRtAccelerator;
  /** Needed in browsers for everything but TF.js's cpu, webgl and webgpu; never a CDN of our choosing. */
  readonly wasmPath?: WasmPath;
  /**
   * `auto` (the default): the manifest's default recipe where the engine has it; else of those that passed parity int8
   * for LiteRT.js on wasm (its fastest), and otherwise the smallest.
   */
  readonly recipe?: string;
  /** 1 where nothing is said. More need a cross-origin isolated page; `auto` is up to 4 there and 1 elsewhere. */
  readonly threads?: number | 'auto';
  /** The task that the model must have: it is checked, and types what `run` takes and gives. */
  readonly task?: T;
  /** Aborting rejects with `signal.reason`, at once, wherever loading is. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Milliseconds that an engine has to start, a file to open, and a server to send more; 60,000 by default. */
  readonly timeout?: number;
  /** false: neither read from Cache Storage nor write to it. */
  readonly cache?: boolean;
}

/** A label and its score. */
export interface LabelScore {
  readonly label: string;
  readonly score: number;
}

/** What every result has. `truncated`: the text did not fit and its end was not read. */
export interface Result {
  readonly text: string;
  readonly pair?: string;
  readonly truncated: boolean;
}

/** Labels, best first. */
export interface Classification extends Result {
  readonly labels: readonly LabelScore[];
}

/** A stretch of the text and what it is: `text.slice(start, end)`. */
export interface Entity {
  readonly label: string;
  readonly score: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Entities in the order of the text. */
export interface TokenClassification extends Result {
  readonly entities: readonly Entity[];
}

/** A stretch of the pair that answers: `pair.slice(start, end)`. No answer is an empty text at 0. */
export interface AnswerSpan {
  readonly text: string;
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

/** Answers to the question `text` out of `pair`, best first. */
export interface Answers extends Result {
  readonly pair: string;
  readonly answers: readonly AnswerSpan[];
}

/** A token for a mask, and the whole text with it in the mask's place. */
export interface FilledToken {
  readonly token: string;
  readonly id: number;
  readonly score: number;
  readonly text: string;
}

/** For each mask in the order of the text its tokens, best first. */
export interface FilledMasks extends Result {
  readonly masks: readonly (readonly FilledToken[])[];
}

/** A choice, its score, and which of the given ones it is. */
export interface ChoiceScore {
  readonly choice: string;
  readonly score: number;
  readonly index: number;
}

/** Choices, best first; their scores sum to 1. */
export interface Choices extends Result {
  readonly choices: readonly ChoiceScore[];
}

/** A document, its score, and which of the given ones it is. */
export interface RankedDocument {
  readonly document: string;
  readonly score: number;
  readonly index: number;
}

/** Documents, best first. */
export interface Ranking extends Result {
  readonly documents: readonly RankedDocument[];
}

/** One vector of the whole text. */
export interface Embedding extends Result {
  readonly embedding: Float32Array;
}

/** One vector per token, special tokens included; `hiddenStates[layer][token]` where the model was converted so. */
export interface TokenEmbeddings extends Result {
  readonly embeddings: readonly Float32Array[];
  readonly hiddenStates?: readonly (readonly Float32Array[])[];
}

/** What `run`, `tokenize` and `outputs` take for every task. */
export interface CallOptions {
  /** The second text, for models of pairs. */
  readonly pair?: string;
  /** Aborting rejects with `signal.reason` at once; an engine's step that is under way is finished and thrown away. */
  readonly signal?: AbortSignal;
}

/** `topK`: how many labels, all where nothing is said. */
export interface ClassificationOptions extends CallOptions {
  readonly topK?: number;
}

/** How tokens become entities, see docs/results.md; `simple` where nothing is said, and ["O"] is no entity. */
export interface EntityOptions extends CallOptions {
  readonly aggregation?: 'none' | 'simple' | 'first' | 'average' | 'max';
  readonly ignoreLabels?: readonly string[];
}

/** `pair` holds the answer. 1 answer of at most 15 tokens where nothing is said. */
export interface AnswerOptions extends CallOptions {
  readonly pair: string;
  readonly topK?: number;
  readonly maxAnswerTokens?: number;
  readonly allowNoAnswer?: boolean;
}

/** `labels` to choose from; `{}` of the template ("This example is {}.") is where one stands. */
export interface ZeroShotOptions extends Omit<CallOptions, 'pair'> {
  readonly labels: readonly string[];
  readonly hypothesisTemplate?: string;
  readonly multiLabel?: boolean;
}

/** `documents` to rank; `topK`: how many come back, all where nothing is said. */
export interface RankingOptions extends Omit<CallOptions, 'pair'> {
  readonly documents: readonly string[];
  readonly topK?: number;
}

/** `choices` that may follow the text. */
export interface ChoiceOptions extends Omit<CallOptions, 'pair'> {
  readonly choices: readonly string[];
}

/** `topK`: how many tokens for each mask, 5 where nothing is said. */
export interface MaskOptions extends CallOptions {
  readonly topK?: number;
}

/** Of every task what `run` takes and gives. */
export interface Tasks {
  'text-classification': { options: ClassificationOptions; result: Classification };
  'token-classification': { options: EntityOptions; result: TokenClassification };
  'question-answering': { options: AnswerOptions; result: Answers };
  'zero-shot-classification': { options: ZeroShotOptions; result: Classification };
  'text-ranking': { options: RankingOptions; result: Ranking };
  'multiple-choice': { options: ChoiceOptions; result: Choices };
  'fill-mask': { options: MaskOptions; result: FilledMasks };
  'sentence-similarity': { options: CallOptions; result: Embedding };
  'feature-extraction': { options: CallOptions; result: Embedding | TokenEmbeddings };
}

/** A task's name, as the manifest has it. */
export type Task = keyof Tasks;

/** The options of `run`: those of the task, or of any task where it is not known. */
export type RunOptions<T extends Task = Task> = Tasks[T]['options'];
/** The result of `run`: that of the task, or of any task where it is not known (`'labels' in result` tells). */
export type RunResult<T extends Task = Task> = Tasks[T]['result'];

/** Tasks whose `run` needs options. */
export type TasksWithNeeds = 'question-answering' | 'zero-shot-classification' | 'text-ranking' | 'multiple-choice';
/** The arguments of `run` behind the text. */
export type RunArguments<T extends Task> = [T] extends [TasksWithNeeds]
  ? [options: RunOptions<T>]
  : [options?: RunOptions<T>];

/** Token ids with where they come from, as `run` uses them. */
export interface Tokens extends Result {
  readonly ids: readonly number[];
  /** The piece of the text that a token is of, or the special token's name. */
  readonly tokens: readonly string[];
  /** Start and end in bytes of the UTF-8 text; [0, 0] for special tokens. */
  readonly offsets: readonly (readonly [number, number])[];
  /** The same in UTF-16 units, for `slice`. */
  readonly charOffsets: readonly (readonly [number, number])[];
  /** Which text a token is of: 0 the text, 1 the pair, null a special token. */
  readonly sequences: readonly (0 | 1 | null)[];
}

/** An output of the graph as it is, its batch of one left out. */
export interface RawOutput {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** An engine that was tried: `error` is why it is not the one that runs. */
export interface Attempt {
  readonly engine: EngineName;
  readonly backend: string;
  readonly error?: string;
}

/** What is loaded and what really runs it. */
export interface ModelInfo {
  readonly name: string;
  readonly commit: string;
  readonly license: string | null;
  readonly task: Task;
  readonly labels: readonly string[];
  readonly maxTokens: number;
  /** What `fill-mask` is typed as a mask, where the task has one. */
  readonly maskToken?: string;
  /** Whether `run` takes one text, a pair of texts, or either. */
  readonly takes: 'text' | 'pair' | 'either';
  readonly engine: EngineName;
  /** Package and version, for example `@litertjs/core 2.5.3`. */
  readonly engineVersion: string;
  /** The backend or accelerator that the engine itself says it uses for this file. */
  readonly backend: LiteRtAccelerator | TfjsBackend;
  /** Threads that the file was given (LiteRT.js), or that the engine says it has (TF.js). */
  readonly threads: number;
  /** Where it runs. */
  readonly where: 'main' | 'worker' | 'node';
  readonly recipe: string;
  /** Bytes of the artifact's files; how many of them came over the network, how many from Cache Storage. */
  readonly bytes: number;
  readonly downloadedBytes: number;
  readonly cachedBytes: number;
  /** Whether all files are in Cache Storage now; why not, if it was tried and the browser refused. */
  readonly cached: boolean;
  readonly cacheError?: string;
  /** Milliseconds: engine start, download, and all of loading. */
  readonly startMs: number;
  readonly fetchMs: number;
  readonly loadMs: number;
  /** Everything that was tried, in order; the last is what runs. */
  readonly attempts: readonly Attempt[];
}

/** A text of the manifest's golden vectors, and what was found. */
export interface VerifiedText {
  readonly text: string;
  readonly pair?: string;
  readonly passed: boolean;
  readonly idsEqual: boolean;
  readonly offsetsEqual: boolean;
  /** Largest difference of any golden number; NaN where they could not be compared. */
  readonly maxAbsDiff: number;
}

/** Whether this engine, here, gives what the file gave where it was converted. */
export interface VerifyReport {
  readonly passed: boolean;
  readonly texts: readonly VerifiedText[];
  readonly maxAbsDiff: number;
  /** What maxAbsDiff may be: the manifest's for this artifact. */
  readonly tolerance: number;
}

/** A loaded model. Calls take turns in the order in which they come; `close` waits for the one that is under way. */
export interface TextModel<T extends Task = Task> {
  readonly task: T;
  /** Predicts. Lone surrogates of a text become U+FFFD; a text that is too long is cut at a character. */
  run(text: string, ...rest: RunArguments<T>): Promise<RunResult<T>>;
  /** Ids and positions of the tokens. */
  tokenize(text: string, options?: CallOptions): Promise<Tokens>;
  /** The text of token ids, as the original tokenizer decodes them; special tokens are skipped unless it is false. */
  decode(ids: Iterable<number>, options?: { skipSpecialTokens?: boolean; signal?: AbortSignal }): Promise<string>;
  /** The outputs of the graph by name; those with a row per token have one for each place of padding too. */
  outputs(text: string, options?: CallOptions): Promise<Record<string, RawOutput>>;
  /** What is loaded and what runs it. */
  info(): ModelInfo;
  /** Runs the golden vectors of the manifest. Rejects with code `no-golden` where it has none. */
  verify(options?: { signal?: AbortSignal }): Promise<VerifyReport>;
  /** Frees the memory, after the call that is under way; waiting and later calls reject. Twice does nothing. */
  close(): Promise<void>;
  /** `using model = await load(...)` closes it at the block's end. */
  [Symbol.dispose](): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** One artifact that an engine could load. */
export interface ArtifactInfo {
  readonly engine: EngineName;
  readonly recipe: string;
  readonly bytes: number;
  /** Whether all its files are in Cache Storage. */
  readonly cached: boolean;
}

/** What a bundle's manifest says, without loading an engine. */
export interface BundleInfo {
  readonly name: string;
  readonly commit: string;
  readonly license: string | null;
  readonly task: string;
  readonly labels: readonly string[];
  readonly maxTokens: number;
  readonly maskToken?: string;
  readonly takes: 'text' | 'pair' | 'either';
  /** Version of hfedge that wrote it. */
  readonly hfedgeVersion: string;
  readonly hasGolden: boolean;
  readonly artifacts: readonly ArtifactInfo[];
}

/**
 * `network`: no answer, or not a 2xx. `timeout`. `not-a-bundle`: no manifest there. `manifest`: damaged.
 * `schema-version`: the bundle needs a newer hfedge. `integrity`: size or SHA-256 is not the manifest's.
 * `recipe`, `task`: the bundle has no such. `engine`: it did not start, or is not installed. `backend`: it started
 * another backend than it was asked for. `option`: unknown, or without effect. `input`: the text is not what the task
 * takes. `model`: the file is not as its manifest says, or a run failed. `closed`. `no-golden`. `worker`: it died.
 */
export type ErrorCode =
  | 'network' | 'timeout' | 'not-a-bundle' | 'manifest' | 'schema-version' | 'integrity' | 'recipe' | 'task' | 'engine'
  | 'backend' | 'option' | 'input' | 'model' | 'closed' | 'no-golden' | 'worker';
