// What the server has saved since this page was made, and the page itself: for opening
// the form again without a line.

import { form, holderOf, put } from "./cells.js";

const SHELF = "bieu-ngoai-tuyen";
const place = `da-luu-${form.dataset.return}-${form.dataset.user}`;
let known = {};

const write = () => {
  try {
    localStorage.setItem(place, JSON.stringify(known));
  } catch {
    // Without it the form still works; only opening it without a line shows older figures.
  }
};

export const know = (name, pairs, version) => {
  known[name] = { pairs, version };
  write();
};

// Cells that were saved after this page was made: it comes from the shelf, not the server.
export const catchUp = (versionOf, setVersion) => {
  try {
    known = JSON.parse(localStorage.getItem(place)) || {};
  } catch {
    known = {};
  }
  for (const [name, { pairs, version }] of Object.entries(known)) {
    if (holderOf(name) && version > versionOf(name)) {
      put(name, pairs);
      setVersion(name, version);
    } else delete known[name];
  }
  write();
};

export const keepThisPage = async () => {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register("/ngoai-tuyen.js");
  if (navigator.serviceWorker.controller) return; // it kept the page when it was fetched
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = files.filter((name) => name.startsWith(`${location.origin}/static/`));
  const shelf = await caches.open(SHELF);
  await shelf.addAll([location.pathname, ...new Set(own)]);
};
