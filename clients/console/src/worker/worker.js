// Keeps the console's own files in this browser, so that the registration desk opens without a line. build/worker.mjs fills in which files they
// are. It never sees an answer of a service: calls, sessions and sign-ins pass it by.
const FILES = ['@FILES@'];
const SHELF = 'dayaq-@EDITION@';
// A line so slow that the kept page is the better one.
const PATIENCE_MS = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('dayaq-') && name !== SHELF).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// What is named by its content never changes.
async function fileOf(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELF)).put(request, answer.clone());
  return answer;
}

// Every address of a desk is the same page: the newest, or the kept one when there is no line.
async function pageOf(request) {
  const kept = () => caches.match('/');
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); }).then(kept);
  const fresh = fetch(request).catch(kept);
  return (await Promise.race([fresh, late])) ?? fresh;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/assets/') || url.pathname === '/mark.svg') event.respondWith(fileOf(request));
  // Signing in and out leads through the gateway.
  else if (request.mode === 'navigate' && !url.pathname.startsWith('/auth/')) event.respondWith(pageOf(request));
});
