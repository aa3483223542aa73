/** The panel beside the text: times, engines and weights that can be picked, the download. */

import type { BundleInfo, EngineName, ModelInfo, Progress } from "hfedge";
import { byId, bytes, make, milliseconds } from "./dom.js";
import { artifactsOf, type Choice, describeReport, ENGINE_NAMES, type Started } from "./engines.js";
import type { Timing } from "./timing.js";

const DOTS = 60;

/** What the panel asks for. */
export interface PanelEvents {
  choose(choice: Choice): void;
  tryOther(): void;
  clearCache(): void;
}

export class Panel {
  private readonly recipe = byId<HTMLSelectElement>("recipe");
  private readonly other = byId<HTMLButtonElement>("try-other");
  private readonly progress = byId<HTMLProgressElement>("progress");
  private choice: Choice | null = null;

  constructor(private readonly events: PanelEvents) {
    this.recipe.addEventListener("change", () => {
      if (this.choice) events.choose({ ...this.choice, recipe: this.recipe.value });
    });
    this.other.addEventListener("click", () => events.tryOther());
    byId("clear-cache").addEventListener("click", () => events.clearCache());
  }

  /** As for a bundle of which nothing has started. */
  reset(): void {
    this.choice = null;
    byId("engines").replaceChildren(make("p", { class: "hint" }, "Starting …"));
    this.recipe.replaceChildren();
    this.recipe.disabled = true;
    byId("weights").hidden = true;
    this.offer(null);
    for (const id of ["engine-note", "download", "cache-note"]) byId(id).textContent = "";
    this.fail(null);
    this.progress.value = 0;
  }

  nothing(): void {
    byId("engines").replaceChildren(make("p", { class: "hint" }, "No engine runs."));
  }

  /** Lists the engines that passed, and what runs. */
  engines(info: BundleInfo, passed: ReadonlyMap<EngineName, Choice>, started: Started): void {
    this.choice = started.choice;
    const rows = [...passed].map(([engine, choice]) => this.engineRow(engine, choice, started));
    byId("engines").replaceChildren(...rows);
    const options = artifactsOf(info, started.choice.engine).map(({ recipe, bytes: size, cached }) => {
      const text = `${recipe}, ${bytes(size)}${cached ? ", cached" : ""}`;
      return make("option", { value: recipe, selected: recipe === started.choice.recipe }, text);
    });
    this.recipe.replaceChildren(...options);
    byId("weights").hidden = false;
    this.recipe.disabled = options.length < 2;
    byId("engine-note").textContent = describeReport(started.report);
  }

  private engineRow(engine: EngineName, choice: Choice, started: Started): HTMLElement {
    const chosen = engine === started.choice.engine;
    const radio = make("input", { type: "radio", name: "engine", id: `engine-${engine}`, value: engine, checked: chosen });
    radio.addEventListener("change", () => this.events.choose(choice));
    const label = make("label", { for: radio.id }, ENGINE_NAMES[engine]);
    if (chosen) label.append(make("span", { class: "hint" }, backend(started.model.info())));
    return make("p", { class: "engine" }, radio, label);
  }

  /** A button that tries another engine, whose download is that large; null: none. */
  offer(other: { engine: EngineName; bytes: number } | null): void {
    this.other.hidden = !other;
    this.other.disabled = false;
    if (other) this.other.textContent = `Try ${ENGINE_NAMES[other.engine]} too (${bytes(other.bytes)})`;
  }

  trying(engine: EngineName): void {
    this.other.hidden = false;
    this.other.disabled = true;
    this.other.textContent = `Trying ${ENGINE_NAMES[engine]} …`;
  }

  /** Why something that was tried is not listed; null: nothing to say. */
  fail(message: string | null): void {
    byId("failed").hidden = !message;
    byId("failed").textContent = message ?? "";
  }

  /** Nothing can be chosen while something else is being started. */
  busy(busy: boolean): void {
    for (const radio of document.querySelectorAll<HTMLInputElement>("input[name=engine]")) radio.disabled = busy;
    this.recipe.disabled = busy || this.recipe.options.length < 2;
  }

  downloading({ allLoaded, allTotal, fromCache }: Progress): void {
    this.progress.value = allTotal ? allLoaded / allTotal : 0;
    byId("download").textContent = `${bytes(allLoaded)} of ${bytes(allTotal)}${fromCache ? " from the cache" : ""}`;
  }

  downloaded(info: ModelInfo): void {
    this.progress.value = 1;
    const from = info.downloadedBytes ? `${bytes(info.downloadedBytes)} downloaded` : "Nothing downloaded";
    const kept = info.cachedBytes ? `, ${bytes(info.cachedBytes)} from the cache` : "";
    const times = `engine ${milliseconds(info.startMs)}, files ${milliseconds(info.fetchMs)}`;
    byId("download").textContent = `${from}${kept}; ${times}.`;
    byId("cache-note").textContent = cacheNote(info);
  }

  cleared(message: string): void {
    byId("cache-note").textContent = message;
  }

  times(timing: Timing): void {
    byId("first").textContent = timing.first === null ? "–" : milliseconds(timing.first);
    byId("median").textContent = timing.median === null ? "–" : milliseconds(timing.median);
    const shown = timing.times.length > 1 ? timing.times.slice(-DOTS) : [];
    const largest = Math.max(...shown, 1e-9);
    const dots = shown.map((time) => {
      const dot = make("span", { class: "dot" });
      dot.style.setProperty("--height", String(time / largest));
      return dot;
    });
    byId("dots").replaceChildren(...dots);
    byId("dots").setAttribute("aria-label", `${timing.times.length} runs`);
  }
}

function backend({ backend, threads }: ModelInfo): string {
  return threads === 1 ? backend : `${backend}, ${threads} threads`;
}

function cacheNote({ cached, cacheError }: ModelInfo): string {
  if (cached) return "Cached: it opens without a network.";
  return cacheError ? `Not cached: ${cacheError}` : "Not cached.";
}
