/** Starts the page. */

import { App } from "./app.js";
import { type Entry, listedBundles } from "./bundles.js";
import { BundlePicker } from "./picker.js";
import { keepOffline } from "./offline.js";
import { takeFiles } from "./drop.js";

const app = new App();
const picker = new BundlePicker((entry: Entry) => void app.open(entry));
takeFiles((entry) => picker.add(entry), (error) => app.fail(error));

await keepOffline();
try {
  picker.list(await listedBundles());
} catch (error) {
  app.fail(error);
}
