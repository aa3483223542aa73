// Chromium with a fresh profile.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {chromium} from 'playwright-core';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-unsafe-swiftshader'];
// What Chromium or an engine says on every machine without a GPU, and is no fault.
const EXPECTED = [/No available adapters/, /Failed to create default WebGPU device/, /\bWebGPU\b/, /swiftshader/i,
  /XNNPACK delegate/, /^INFO: /, /^WARNING: .*NPU accelerator/];

/** {context, close}: `close` also removes the profile. */
export async function startChromium(executablePath, flags = []) {
  const profile = await mkdtemp(path.join(tmpdir(), 'hfedge-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {executablePath, headless: true,
    args: [...FLAGS, ...flags], chromiumSandbox: false});
  return {context, close: async () => {
    await context.close();
    await rm(profile, {recursive: true, force: true, maxRetries: 3});
  }};
}

/** A page that was opened, with what it and its workers said that nobody expects: {page, said}. */
export async function openPage(context, url) {
  const page = await context.newPage(), said = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(url);
  return {page, said: {get unexpected() {
    return said.filter((text) => !EXPECTED.some((pattern) => pattern.test(text)));
  }}};
}
