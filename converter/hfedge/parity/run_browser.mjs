// In Chromium: runs an artifact of a bundle on the texts of request.json, and sends each answer to the server.
//
// request.json   {"engine": "litert" | "tfjs", "recipe", "texts": [[text] or [text, pair]]}
// POST answer    uint32 (little-endian), as many bytes of JSON, and the outputs' values, 4 bytes each:
//                {"place": -1, "info"} once it is loaded, {"place", "ids", "offsets", "outputs": [{"name", "dtype", "shape"}]}
//                for each text, {"error"} for what the runtime refuses
import './check.js';

async function send(head, arrays = []) {
  const described = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, described.length, true);
  await fetch('answer', {method: 'POST', body: new Blob([length, described, ...arrays])});
}

async function answer(model, place, [text, pair]) {
  const options = pair === undefined ? {} : {pair};
  const {ids, offsets} = await model.tokenize(text, options);
  const outputs = Object.entries(await model.outputs(text, options));
  const specs = outputs.map(([name, {shape, data}]) =>
    ({name, dtype: data instanceof Int32Array ? 'int32' : 'float32', shape}));
  await send({place, ids: [...ids], offsets, outputs: specs}, outputs.map(([, {data}]) => data));
}

async function main() {
  const {engine, recipe, texts} = await (await fetch('request.json')).json();
  const where = new URL('.', location.href);
  const model = await window.hfedge.load(new URL('bundle/', where),
    {engine, recipe, wasmPath: new URL('wasm/', where), cache: false, timeout: 120_000});
  await send({place: -1, info: model.info()});
  for (const [place, text] of texts.entries()) await answer(model, place, text);
}

main().catch((error) => send({error: error?.message ?? String(error)}));
