// Keeps a commune's form, so that it opens without a line: a phone drops a page that
// lies in the background, and would have nothing to show. Served at the site's root.
"use strict";

const SHELF = "bieu-ngoai-tuyen";
const FORM = /^\/bieu\/\d+\/$/;
const STATIC = "/static/";
const SIGN_OUT = "/dang-xuat/";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  // Whoever signs out leaves no page of theirs on a shared machine.
  if (request.method === "POST" && pathname === SIGN_OUT) event.waitUntil(caches.delete(SHELF));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && FORM.test(pathname)) event.respondWith(form(request, pathname));
  else if (pathname.startsWith(STATIC)) event.respondWith(file(request));
});

// From the server where it answers; what is not theirs any more is not kept either.
const form = async (request, pathname) => {
  const shelf = await caches.open(SHELF);
  let answer = null;
  try {
    answer = await fetch(request);
  } catch {
    answer = null;
  }
  if (answer?.ok) await shelf.put(pathname, answer.clone());
  else if (answer && answer.status < 500) await shelf.delete(pathname);
  else return (await shelf.match(pathname)) || answer || Response.error();
  return answer;
};

const file = async (request) => {
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(request);
  if (kept && HASHED.test(request.url)) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await shelf.put(request, answer.clone());
    return answer;
  } catch {
    return kept || Response.error();
  }
};
