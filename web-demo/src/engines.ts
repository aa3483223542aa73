/** Starting an engine on a bundle, in a worker, and checking it against the bundle's golden vectors. */

import type { ArtifactInfo, BundleInfo, EngineName, Progress, Source, TextModel, VerifyReport } from "hfedge";
import { HfedgeError } from "hfedge";
import { loadInWorker } from "hfedge/worker";

export interface Choice {
  readonly engine: EngineName;
  readonly recipe: string;
}

/** An engine that runs; `report` is null where the bundle has no golden vectors to check it with. */
export interface Started {
  readonly model: TextModel;
  readonly choice: Choice;
  readonly report: VerifyReport | null;
}

export interface StartOptions {
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Called with the model as it has started, before the check: a first run that finds the engine cold. */
  first?: (model: TextModel) => Promise<void>;
}

export const ENGINE_NAMES: Record<EngineName, string> = { litert: "LiteRT.js", tfjs: "TF.js" };
const WASM = new URL("wasm/", document.baseURI).href;

/** Starts `choice` (null: what suits the bundle best) and checks it. Rejects if it does not start, or not pass. */
export async function start(source: Source, choice: Choice | null, { first, ...options }: StartOptions): Promise<Started> {
  const asked = choice ?? { engine: "auto" as const };
  const model = await loadInWorker(source, { ...asked, ...options, wasmPath: WASM });
  try {
    await first?.(model);
    const { engine, recipe } = model.info();
    const report = await golden(model, options.signal);
    if (report && !report.passed) throw new Error(difference(report));
    return { model, choice: { engine, recipe }, report };
  } catch (error) {
    await model.close();
    throw error;
  }
}

async function golden(model: TextModel, signal: AbortSignal): Promise<VerifyReport | null> {
  try {
    return await model.verify({ signal });
  } catch (error) {
    if (error instanceof HfedgeError && error.code === "no-golden") return null;
    throw error;
  }
}

function difference({ texts, maxAbsDiff, tolerance }: VerifyReport): string {
  const wrong = texts.filter(({ passed }) => !passed).length;
  return `${wrong} of ${texts.length} golden texts differ, by up to ${maxAbsDiff.toPrecision(2)} (${tolerance} allowed)`;
}

/** "8 golden texts: tokens equal, numbers within 3e-7" */
export function describeReport(report: VerifyReport | null): string {
  if (!report) return "It started; the bundle has no golden vectors to check it with.";
  const largest = report.maxAbsDiff === 0 ? "0" : report.maxAbsDiff.toPrecision(1);
  const texts = report.texts.length === 1 ? "1 golden text" : `${report.texts.length} golden texts`;
  return `Checked here with ${texts}: tokens equal, numbers within ${largest}.`;
}

/** Engines that the bundle has a file for, in the order in which they are listed. */
export function enginesOf(info: BundleInfo): EngineName[] {
  const order: EngineName[] = ["litert", "tfjs"];
  return order.filter((engine) => info.artifacts.some((artifact) => artifact.engine === engine));
}

/** What an engine can load, smallest first. */
export function artifactsOf(info: BundleInfo, engine: EngineName): ArtifactInfo[] {
  return info.artifacts.filter((artifact) => artifact.engine === engine).sort((a, b) => a.bytes - b.bytes);
}

export const sameChoice = (a: Choice, b: Choice): boolean => a.engine === b.engine && a.recipe === b.recipe;
