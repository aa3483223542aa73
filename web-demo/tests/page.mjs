// The built page in Chromium, as a person uses it. Starts `hfedge demo` itself, so that it can take it away again.
//
// node page.mjs PYTHON CHROMIUM BUNDLES TFLITE -> one line of JSON per case: {"case", "error"}; BUNDLES with commas

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";

const [python, executablePath, listed, tflite] = process.argv.slice(2);
const bundles = listed.split(",");
const names = bundles.map((path) => basename(path).replace(/\.hfedge$/, ""));
const PATIENCE = 40_000;
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

const complaints = [];
let server;
let url;
let page;

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

async function serve(port) {
  const given = ["-m", "hfedge", "demo", ...bundles, "--port", String(port), "--no-open"];
  server = spawn(python, given, { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((done, failed) => {
    server.stdout.once("data", (data) => done(String(data)));
    server.once("exit", () => failed(new Error("hfedge demo has ended")));
  });
  url = line.split(" ")[0];
}

async function unserve() {
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGINT");
  return ended;
}

async function open(name) {
  await page.goto("about:blank");
  await page.goto(`${url}#${name}`);
  await running();
}

/** Until an engine runs and its result and tokens are there. */
async function running() {
  await page.waitForFunction(
    () => document.querySelector("#engines input:checked") && document.querySelector("#tokens [role=option]"),
    null,
    { timeout: PATIENCE },
  );
}

const best = () => page.locator("#result .best .row-name").first().textContent();
const waitForBest = (label) =>
  page.waitForFunction((name) => document.querySelector("#result .best .row-name")?.textContent === name, label, {
    timeout: PATIENCE,
  });

const CASES = {
  async "typing shows the result and the tokens"() {
    await open(names[0]);
    expect((await best()) === "order_status", `the example is ${await best()}`);
    await page.fill("#text", "");
    await page.locator("#text").pressSequentially("I forgot my password", { delay: 15 });
    await waitForBest("login_problem");
    await page.waitForFunction(() => document.querySelectorAll("#tokens li").length === 6);
    const times = await page.locator(".times").textContent();
    expect(/First[\d.]+ ms/.test(times) && /Median[\d.]+ ms/.test(times), times);
  },
  async "a token that is pointed at is marked in the text"() {
    await page.locator("#tokens li").nth(2).hover();
    expect((await page.locator(".field-marks mark").textContent()) === "forgot", "another piece is marked");
    await page.mouse.move(0, 0);
    expect((await page.locator(".field-marks mark").count()) === 0, "the mark stays");
  },
  async "both engines pass and can be changed"() {
    await page.waitForSelector("#engine-tfjs", { timeout: PATIENCE });
    await page.check("#engine-tfjs");
    await page.waitForFunction(() => document.querySelector("#engines p:has(:checked)").textContent === "TF.jswasm");
    await waitForBest("login_problem");
    expect(/cached/.test(await page.locator("#recipe").textContent()), "the download is not said to be cached");
  },
  async "the second bundle shows entities in the text"() {
    await page.locator("#bundle-1").check({ force: true });
    await running();
    await page.fill("#text", "Our flight to Mont Blanc was moved to Sunday, 23 October.");
    await page.waitForFunction(() => document.querySelectorAll(".field-marks mark").length === 2, null, { timeout: PATIENCE });
    const marks = await page.locator(".field-marks mark").allTextContents();
    expect(marks.join("|") === "Mont Blanc|Sunday, 23 October", marks.join("|"));
    const moved = await page.evaluate(editedMarks);
    expect(moved === "Sunday, 23 October", `after an edit, before a run: ${moved}`);
  },
  async "a label that is HTML is only text"() {
    await page.locator("#bundle-2").check({ force: true });
    await running();
    await page.fill("#text", "Where is my parcel?");
    await waitForBest('<img src="x" onerror="alert(1)">');
    expect((await page.locator("#result img").count()) === 0, "the label became an element");
  },
  async "a .tflite that is picked runs"() {
    await page.setInputFiles("#pick-file", tflite);
    await running();
    await page.fill("#text", "I forgot my password");
    await waitForBest("login_problem");
    expect(/tflite|int8/.test(await page.locator("#recipe").textContent()), "no weights are listed");
  },
  async "a .tflite that is dropped runs"() {
    const before = await page.locator(".bundle").count();
    const content = readFileSync(tflite).toString("base64");
    await page.evaluate(dropped, content);
    await page.waitForFunction((count) => document.querySelectorAll(".bundle").length === count + 1, before);
    await running();
    await waitForBest("order_status");
  },
  async "a file that is no bundle is refused with a sentence"() {
    await page.evaluate(dropped, Buffer.from("not a model").toString("base64"));
    await page.waitForSelector("#problem:not([hidden])");
    expect(!/undefined|TypeError/.test(await page.locator("#problem").textContent()), "it is not for people");
  },
  async "the keyboard is enough"() {
    await open(names[0]);
    await page.focus("#bundle-0");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelectorAll("#text").length && location.hash.length > 1);
    await running();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement.id === "text"), "the text is not next");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Anna Nowak lives in Berlin.");
    await page.waitForFunction(() => document.querySelectorAll(".field-marks mark").length === 2, null, { timeout: PATIENCE });
    for (let step = 0; step < 12 && !(await page.evaluate(() => document.activeElement.id === "tokens")); step++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowRight");
    expect((await page.locator(".field-marks mark.pointed").count()) === 1, "the arrow keys point at no token");
    for (let step = 0; step < 12 && !(await page.evaluate(() => document.activeElement.id === "recipe")); step++) {
      await page.keyboard.press("Tab");
    }
    expect(await page.evaluate(() => document.activeElement.id === "recipe"), "the weights cannot be reached");
  },
  async "every control has a name"() {
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll("input, select, textarea, button, [role=img], [role=listbox], progress")]
        .filter((one) => !one.labels?.length && !one.textContent.trim() && !one.ariaLabel && !one.getAttribute("aria-labelledby"))
        .map((one) => one.outerHTML),
    );
    expect(!nameless.length, nameless.join());
  },
  async "nothing is wider than a phone of 360 pixels"() {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const name of names) {
      await open(name);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width <= 360, `${name} is ${width} wide`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  },
  async "text has contrast in light and dark"() {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(200);
      const low = await page.evaluate(lowContrast);
      expect(!low.length, `${colorScheme}: ${low.join("; ")}`);
    }
  },
  async "it works without its server after the first visit"() {
    await page.emulateMedia({ colorScheme: "light" });
    await open(names[0]);
    expect((await unserve()) === 0, "Ctrl-C is an error");
    await open(names[0]);
    await page.fill("#text", "I forgot my password");
    await waitForBest("login_problem");
    expect(/Nothing downloaded/.test(await page.locator("#download").textContent()), "it was downloaded again");
    await serve(new URL(url).port);
  },
  async "the cache can be emptied"() {
    await open(names[0]);
    await page.click("#clear-cache");
    await page.waitForFunction(() => !document.querySelector("#recipe").textContent.includes("cached"));
  },
  async "the console is silent"() {
    expect(!complaints.length, complaints.join("\n"));
  },
};

/** In the page: types before one mark and into another -> the marks that are left at once. */
function editedMarks() {
  const text = document.querySelector("#text");
  text.setRangeText("Alas, our", 0, 3);
  text.dispatchEvent(new Event("input"));
  text.setRangeText("u", text.value.indexOf("Blanc"), text.value.indexOf("Blanc") + 1);
  text.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll(".field-marks mark")].map((mark) => mark.textContent).join("|");
}

/** In the page: drops a file of that content. */
function dropped(content) {
  const file = new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], "model.int8.tflite");
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  for (const type of ["dragover", "drop"]) {
    window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}

/** In the page: texts whose contrast to what is behind them is under 4.5, as WCAG computes it. */
function lowContrast() {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).map((one) => (one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return channels(color)[3] === 0 && element.parentElement ? behind(element.parentElement) : color;
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest(".field-marks, option")) continue;
    const [text, back] = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
    if (ratio < 4.5) found.push(`${element.tagName}.${element.className} ${ratio.toFixed(1)}`);
  }
  return found;
}

const profile = mkdtempSync(join(tmpdir(), "hfedge-page-"));
const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: ARGS });
try {
  await serve(0);
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  for (const [name, run] of Object.entries(CASES)) {
    let error = null;
    const start = performance.now();
    await run().catch((thrown) => (error = String(thrown?.message ?? thrown).slice(0, 2000)));
    console.log(JSON.stringify({ case: name, error, seconds: Math.round((performance.now() - start) / 100) / 10 }));
  }
} finally {
  await context.close();
  server?.kill("SIGINT");
  rmSync(profile, { recursive: true, force: true });
}
