/**
 * Service worker: the network first, and what came last where there is none.
 *
 * Nothing is answered from the cache while the line is there, so a correction is never
 * hidden from a reader; answers carry ETags, so asking again costs little.
 */

const CACHE = "mapapp-1";
/** A line slower than this is as good as none where an older answer is at hand. */
const PATIENCE_MS = 8000;
/** The pages of the site, their files and their data; embeds and downloads go their own way. */
const KEPT = /^\/(?:$|(?:place|article|static|api\/v1)\/|(?:method|data)$)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data.keep ?? [])));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && isKept(request.url)) event.respondWith(answer(event));
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

function isKept(address) {
  const { origin, pathname } = new URL(address);
  return origin === self.location.origin && KEPT.test(pathname);
}

/** Keep what the page loaded before the worker was there; what is kept is not asked for again. */
async function keep(urls) {
  const cache = await caches.open(CACHE);
  await Promise.allSettled(urls.filter(isKept).map((url) => keepOne(cache, url)));
}

async function keepOne(cache, url) {
  if (!(await cache.match(url, { ignoreVary: true }))) await cache.add(url);
}

async function answer(event) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(request, response.clone());
    return response;
  });
  event.waitUntil(fresh.catch(() => null));
  try {
    return await Promise.race([fresh, impatience()]);
  } catch {
    return (await kept(cache, request)) ?? fresh;
  }
}

/** The map page kept for one day answers for all: its scripts read the day from the address. */
async function kept(cache, request) {
  const same = await cache.match(request, { ignoreVary: true });
  if (same || request.mode !== "navigate") return same;
  return cache.match(request, { ignoreSearch: true, ignoreVary: true });
}

function impatience() {
  return new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
}
