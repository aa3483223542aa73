/** Registers the service worker. */

const PATIENCE = 3000;

/** Waits until the service worker sees what the page asks for, so that the first visit is kept too; false: there is
 * none (an old browser, a private window, plain http). */
export async function keepOffline(): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(new URL("sw.js", document.baseURI));
  } catch {
    return false;
  }
  if (navigator.serviceWorker.controller) return true;
  return new Promise((done) => {
    navigator.serviceWorker.addEventListener("controllerchange", () => done(true), { once: true });
    setTimeout(() => done(navigator.serviceWorker.controller !== null), PATIENCE);
  });
}
