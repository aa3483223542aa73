/** Bundles that a person brings: dropped anywhere on the page, or picked as a file or a folder. */

import { type BundleFile, inspect, readDrop } from "hfedge";
import { type Entry, pickedSource } from "./bundles.js";
import { byId } from "./dom.js";

type Taken = (entry: Entry) => void;

export function takeFiles(taken: Taken, failed: (error: unknown) => void): void {
  const take = async (files: Promise<readonly (File | BundleFile)[]>) => {
    try {
      const source = pickedSource(await files);
      const { name, task } = await inspect(source);
      taken({ name, task, source });
    } catch (error) {
      failed(error);
    }
  };
  takeDrops((data) => void take(readDrop(data)));
  for (const id of ["pick-file", "pick-folder"]) {
    const input = byId<HTMLInputElement>(id);
    input.addEventListener("change", () => {
      if (input.files?.length) void take(Promise.resolve([...input.files]));
      input.value = "";
    });
  }
}

/** Shows where to drop while files are dragged over the page. */
function takeDrops(dropped: (data: DataTransfer) => void): void {
  const sign = byId("drop-sign");
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  window.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    sign.hidden = false;
  });
  window.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) sign.hidden = true;
  });
  window.addEventListener("drop", (event) => {
    sign.hidden = true;
    if (!event.dataTransfer || !hasFiles(event)) return;
    event.preventDefault();
    dropped(event.dataTransfer);
  });
}
