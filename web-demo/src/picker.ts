/** The row of bundles: radio buttons, so that arrow keys go through them. The one that is open is in the address. */

import { type Entry, taskName } from "./bundles.js";
import { byId, make } from "./dom.js";

export class BundlePicker {
  private readonly place = byId("bundles");
  private count = 0;

  constructor(private readonly open: (entry: Entry) => void) {}

  /** Lists the bundles and opens the one that the address names, else the first. */
  list(entries: readonly Entry[]): void {
    const named = decodeURIComponent(location.hash.slice(1));
    const first = entries.find(({ name }) => name === named) ?? entries[0];
    for (const entry of entries) this.row(entry).checked = entry === first;
    if (first) this.open(first);
  }

  /** Adds one that was dropped, and opens it. */
  add(entry: Entry): void {
    this.row(entry).checked = true;
    this.open(entry);
  }

  private row(entry: Entry): HTMLInputElement {
    const id = `bundle-${this.count++}`;
    const radio = make("input", { type: "radio", name: "bundle", id });
    const label = make("label", { for: id }, make("span", { class: "bundle-name" }, entry.name));
    label.append(make("span", { class: "bundle-task" }, taskName(entry.task)));
    radio.addEventListener("change", () => {
      history.replaceState(null, "", `#${encodeURIComponent(entry.name)}`);
      this.open(entry);
    });
    this.place.append(make("p", { class: "bundle" }, radio, label));
    return radio;
  }
}
