/** The page: opens a bundle, runs what is typed, shows what came of it. */

import { type BundleInfo, clearCache, type EngineName, inspect, type Task, type TextModel } from "hfedge";
import { type Entry, taskName } from "./bundles.js";
import { byId, make } from "./dom.js";
import { artifactsOf, type Choice, ENGINE_NAMES, enginesOf, sameChoice, start, type Started } from "./engines.js";
import { Panel } from "./panel.js";
import { VIEWS } from "./tasks/index.js";
import type { TaskView } from "./tasks/task.js";
import { Latest, Timing } from "./timing.js";
import { TokenList } from "./tokens.js";

const PAUSE = 60; // ms without a key before a run
const SPOKEN_PAUSE = 900;
const TRIED_UNASKED = 10e6; // bytes that may be downloaded to try the other engine without being asked

/** A bundle that is open. `passed`: engines that started and passed, with what they run. */
interface Opened {
  readonly entry: Entry;
  info: BundleInfo;
  readonly view: TaskView;
  readonly stop: AbortController;
  readonly passed: Map<EngineName, Choice>;
  started: Started | null;
}

export class App {
  private opened: Opened | null = null;
  private stop = new AbortController();
  private timing = new Timing();
  private readonly latest = new Latest(PAUSE);
  private readonly tokens = new TokenList(byId("tokens"), byId("token-count"));
  private readonly panel = new Panel({
    choose: (choice) => void this.use(choice),
    tryOther: () => void this.tryOther(true),
    clearCache: () => void this.clearCache(),
  });
  private speaking = 0;

  /** Opens a bundle in the place of the one that is open. Never rejects: the page says what went wrong. */
  async open(entry: Entry): Promise<void> {
    this.stop.abort(new DOMException("another bundle was opened", "AbortError"));
    const stop = (this.stop = new AbortController());
    void this.opened?.started?.model.close();
    this.opened = null;
    this.clear();
    try {
      const info = await inspect(entry.source, { signal: stop.signal });
      const opened = this.mount(entry, info, stop);
      await this.begin(opened);
    } catch (error) {
      if (!stop.signal.aborted) this.fail(error);
    }
  }

  private clear(): void {
    this.problem(null);
    this.panel.reset();
    this.tokens.clear();
    this.timing = new Timing();
    this.panel.times(this.timing);
    for (const id of ["fields", "examples", "controls", "result"]) byId(id).replaceChildren();
    byId("note").hidden = true;
  }

  private mount(entry: Entry, info: BundleInfo, stop: AbortController): Opened {
    if (!Object.hasOwn(VIEWS, info.task)) throw new Error(`this page does not know the task ${info.task}`);
    const view = VIEWS[info.task as Task](info, () => this.ask());
    byId("title").textContent = `${info.name}: ${taskName(info.task)}`;
    byId("fields").replaceChildren(...view.fields.map((field) => field.element));
    byId("controls").replaceChildren(...view.controls);
    byId("result").replaceChildren(make("p", { class: "nothing" }, "The model is loading. You can type already."));
    for (const field of view.fields) field.input.addEventListener("input", () => this.ask());
    const buttons = view.examples.map((example) => {
      const button = make("button", { type: "button", class: "example" }, example[0] ?? "");
      button.addEventListener("click", () => this.fill(view, example));
      return button;
    });
    byId("examples").replaceChildren(...(buttons.length > 1 ? buttons : []));
    this.opened = { entry, info, view, stop, passed: new Map(), started: null };
    if (view.examples[0]) this.fill(view, view.examples[0]);
    return this.opened;
  }

  private fill(view: TaskView, example: readonly string[]): void {
    example.forEach((text, index) => {
      const field = view.fields[index];
      if (field) field.text = text;
    });
    this.ask();
  }

  /** Starts the engine that suits the bundle best; where it fails, each that the bundle has a file for. */
  private async begin(opened: Opened): Promise<void> {
    const others = enginesOf(opened.info).map((engine) => this.smallest(opened, engine));
    const reasons: string[] = [];
    for (const choice of [null, ...others]) {
      try {
        await this.start(opened, choice);
        break;
      } catch (error) {
        if (opened.stop.signal.aborted) return;
        reasons.push(`${choice ? ENGINE_NAMES[choice.engine] : "The first choice"}: ${message(error)}`);
      }
    }
    if (!opened.started) {
      this.panel.nothing();
      throw new Error(reasons.join(" "));
    }
    if (reasons.length) this.panel.fail(reasons.join(" "));
    await this.refresh(opened);
    await this.tryOther(false);
  }

  /** Starts an engine and lists it. Rejects where it does not pass. */
  private async start(opened: Opened, choice: Choice | null): Promise<void> {
    const timing = new Timing();
    const { signal } = opened.stop;
    const first = async (model: TextModel) => {
      const found = await opened.view.run(model, signal);
      if (found) timing.add(found.ran.ms);
    };
    const onProgress = this.panel.downloading.bind(this.panel);
    const started = await start(opened.entry.source, choice, { signal, onProgress, first });
    if (signal.aborted) {
      await started.model.close();
      throw signal.reason;
    }
    opened.started = started;
    opened.passed.set(started.choice.engine, started.choice);
    this.timing = timing;
    this.panel.times(timing);
    this.panel.engines(opened.info, opened.passed, started);
    this.panel.downloaded(started.model.info());
    this.ask();
  }

  /** Changes the engine or its weights; what runs stays until the other has started and passed. */
  private async use(choice: Choice): Promise<void> {
    const opened = this.opened;
    const before = opened?.started;
    if (!opened || !before || sameChoice(choice, before.choice)) return;
    this.panel.busy(true);
    this.panel.fail(null);
    try {
      await this.start(opened, choice);
      await before.model.close();
      await this.refresh(opened);
    } catch (error) {
      if (opened.stop.signal.aborted) return;
      this.panel.engines(opened.info, opened.passed, before);
      this.panel.fail(`${ENGINE_NAMES[choice.engine]} ${choice.recipe}: ${message(error)}`);
    } finally {
      if (this.opened === opened) this.panel.busy(false);
    }
  }

  /** Tries the engine that is not listed yet; unasked only where that is a small download. */
  private async tryOther(asked: boolean): Promise<void> {
    const opened = this.opened;
    const engine = opened && enginesOf(opened.info).find((one) => !opened.passed.has(one));
    if (!opened?.started || !engine) return;
    const choice = this.smallest(opened, engine);
    const artifact = artifactsOf(opened.info, engine)[0];
    const size = artifact?.cached ? 0 : (artifact?.bytes ?? 0);
    this.panel.offer({ engine, bytes: size });
    if (!asked && (size > TRIED_UNASKED || savesData())) return;
    this.panel.trying(engine);
    try {
      const tried = await start(opened.entry.source, choice, { signal: opened.stop.signal });
      await tried.model.close();
      opened.passed.set(engine, choice);
      this.panel.offer(null);
    } catch (error) {
      if (opened.stop.signal.aborted) return;
      this.panel.offer(asked ? null : { engine, bytes: size });
      this.panel.fail(`${ENGINE_NAMES[engine]}: ${message(error)}`);
    }
    await this.refresh(opened);
  }

  private smallest(opened: Opened, engine: EngineName): Choice {
    return { engine, recipe: artifactsOf(opened.info, engine)[0]?.recipe ?? "" };
  }

  /** Reads again what is cached, and lists it. */
  private async refresh(opened: Opened): Promise<void> {
    const info = await inspect(opened.entry.source, { signal: opened.stop.signal }).catch(() => opened.info);
    if (this.opened !== opened || !opened.started) return;
    opened.info = info;
    this.panel.engines(info, opened.passed, opened.started);
  }

  private async clearCache(): Promise<void> {
    await clearCache();
    this.panel.cleared("No model is cached: the next visit downloads again.");
    if (this.opened) await this.refresh(this.opened);
  }

  private ask(): void {
    const opened = this.opened;
    if (opened?.started) this.latest.ask(() => this.run(opened));
  }

  private async run(opened: Opened): Promise<void> {
    const { started, view, stop } = opened;
    if (!started || this.opened !== opened) return;
    try {
      const found = await view.run(started.model, stop.signal);
      if (this.opened !== opened || opened.started !== started) return;
      this.problem(null);
      if (!found) return this.showNothing(view);
      this.timing.add(found.ran.ms);
      this.panel.times(this.timing);
      if (!this.latest.isNewest) return;
      if (!view.result.isConnected) byId("result").replaceChildren(view.result);
      found.show();
      this.say(found.ran.summary);
      byId("note").hidden = !found.result.truncated;
      byId("note").textContent = "The text is longer than the model reads: its end was left out.";
      const { text, pair } = view.tokenized();
      const tokens = await started.model.tokenize(text, pair ? { pair, signal: stop.signal } : { signal: stop.signal });
      if (this.latest.isNewest && this.opened === opened) this.tokens.show(tokens, view.fields);
    } catch (error) {
      if (this.opened === opened && opened.started === started && !stop.signal.aborted) this.fail(error);
    }
  }

  private showNothing(view: TaskView): void {
    view.clear();
    this.tokens.clear();
    byId("note").hidden = true;
    const hint = view.fields.every((field) => field.text) ? "There is no mask in the text." : "Type something.";
    byId("result").replaceChildren(make("p", { class: "nothing" }, hint));
  }

  /** To those who do not see the result, once typing pauses. */
  private say(summary: string): void {
    clearTimeout(this.speaking);
    this.speaking = window.setTimeout(() => (byId("spoken").textContent = summary), SPOKEN_PAUSE);
  }

  fail(error: unknown): void {
    this.problem(message(error));
  }

  private problem(text: string | null): void {
    byId("problem").hidden = !text;
    byId("problem").textContent = text ?? "";
    if (text) this.opened?.view.clear();
  }
}

function message(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.endsWith(".") ? text : `${text}.`;
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
