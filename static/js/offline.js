/**
 * Keeps the page for readers without a line: registers the service worker, hands it what
 * the first visit loaded, and says when the line is gone.
 */

import { Notice } from "./notice.js";

/**
 * @param {string|null} url address of the service worker; none keeps nothing
 * @param {HTMLElement} box where the notice stands
 * @param {import("./messages.js").Messages} messages
 */
export async function keepOffline(url, box, messages) {
  const notice = new Notice(box, messages);
  addEventListener("offline", () => notice.say("offline"));
  addEventListener("online", () => notice.clear());
  if (!navigator.onLine) notice.say("offline");
  if (!url || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register(url, { scope: "/" });
  const { active } = await navigator.serviceWorker.ready;
  const keep = (urls) => active.postMessage({ keep: urls });
  keep([window.location.href]);
  // Also what is still on its way: the worker saw nothing of it before it took over.
  new PerformanceObserver((list) => keep(list.getEntries().map(({ name }) => name)))
    .observe({ type: "resource", buffered: true });
}
