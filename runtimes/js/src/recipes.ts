// Which artifact an engine loads.
import { BundleError, noneOf } from './errors.js';
import type { Artifact, Manifest } from './manifest.js';
import type { EngineName } from './types.js';

const TARGETS = { litert: 'tflite', tfjs: 'tfjs' } as const;

export const totalBytes = (artifact: Artifact) => artifact.files.reduce((sum, file) => sum + file.bytes, 0);

/** The artifact of that recipe, or the best of what the engine runs. Throws a BundleError. */
export function chooseArtifact(manifest: Manifest, engine: EngineName, backend: string, recipe = 'auto'): Artifact {
  const there = manifest.artifacts.filter(({ target }) => target === TARGETS[engine]);
  const names = there.map((artifact) => artifact.recipe);
  if (!there.length) {
    const advice = `Convert with: hfedge convert --to ${TARGETS[engine]}.`;
    throw new BundleError('recipe', `${manifest.name} has nothing for ${engine}. ${advice}`);
  }
  const found = recipe === 'auto' ? best(there, manifest, engine, backend) : there.find((one) => one.recipe === recipe);
  if (found) return found;
  throw new BundleError('recipe', noneOf(`the recipe for ${engine}`, recipe, ['auto', ...names]).message);
}

function best(there: readonly Artifact[], manifest: Manifest, engine: EngineName, backend: string): Artifact | undefined {
  const passed = there.filter((artifact) => artifact.passed !== false);
  const judged = passed.length ? passed : there;
  // The WebGPU delegate takes float weights only.
  const floats = judged.filter(({ recipe }) => /^fp(16|32)$/.test(recipe));
  const able = engine === 'litert' && backend === 'webgpu' && floats.length ? floats : judged;
  const wanted = [manifest.defaultRecipe, engine === 'litert' && backend === 'wasm' ? 'int8' : undefined];
  const named = wanted.map((recipe) => able.find((artifact) => artifact.recipe === recipe)).find((one) => one);
  return named ?? [...able].sort((one, other) => totalBytes(one) - totalBytes(other))[0];
}
