// What was typed and not saved yet: kept in this browser, sent until the server answers.
//
// Each change of a cell has a key of its own. A request whose answer was lost is sent
// again under the same key, so the server writes it once. A later change of the same
// cell names the keys before it (`after`), so that it is no conflict with itself.

import { BOXES, form, pairsOf } from "./cells.js";
import { askToSignIn } from "./signin.js";

const PATIENCE = 20_000; // ms until an unanswered request counts as lost
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;
const MOST_AT_ONCE = 60;
const MOST_WHEN_LEAVING = 60_000; // bytes that browsers go on sending for a closed page

// One place on the shelf for each cell, so that two windows of a person never wipe
// each other's: whichever sends first, the key makes the second a repeat.
const shelf = `bieu-${form.dataset.return}-${form.dataset.user}/`;
const base = JSON.parse(form.elements.base.value);
let seenBoxes = base.t;
let token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const entries = {};
let wait = FIRST_WAIT;
let timer = 0;
let sending = false;
let listen = () => {};

export const standing = { offline: false, signedOut: false, closed: "", durable: true, at: "" };

export const versionOf = (name) =>
  name.startsWith("w-") ? Number(form.elements[`base-${name}`].value) : base[name] || 0;
export const setVersion = (name, version) => {
  if (name.startsWith("w-")) form.elements[`base-${name}`].value = version;
  else base[name] = version;
  form.elements.base.value = JSON.stringify({ ...base, t: seenBoxes });
};

const store = (name) => {
  try {
    localStorage.setItem(shelf + name, JSON.stringify(entries[name]));
  } catch {
    standing.durable = false; // full, or forbidden: leaving the page is asked about
  }
};
const remove = (name, key) => {
  delete entries[name];
  if (onShelf(name)?.key === key) localStorage.removeItem(shelf + name);
};
const onShelf = (name) => {
  try {
    return JSON.parse(localStorage.getItem(shelf + name));
  } catch {
    return null;
  }
};

const newKey = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // without TLS, on a test server
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

export const unsaved = () => Object.keys(entries);
export const isHeld = (name) => Boolean(entries[name]?.held);
export const isSending = () => sending;
export const held = () => unsaved().filter(isHeld);
export const setListener = (listener) => {
  listen = listener;
};

// Called at each keystroke: the change is on the shelf before anything else happens.
export const note = (name) => {
  const before = entries[name];
  entries[name] = {
    pairs: pairsOf(name),
    base: before ? before.base : versionOf(name),
    key: newKey(),
    after: before ? [...before.after, ...(before.sent ? [before.key] : [])].slice(-20) : [],
    sent: false,
    held: false,
  };
  store(name);
  listen("noted", name);
};

// A change that was taken back before it was ever sent.
export const forget = (name) => {
  const entry = entries[name];
  if (!entry || entry.sent || entry.after.length) return;
  remove(name, entry.key);
  listen("forgotten", name);
};

export const textOf = (name) => entries[name]?.pairs.map(([, value]) => value).join("; ") || "";

export const drop = (name) => remove(name, entries[name]?.key);

export const restored = () => {
  let places = [];
  try {
    places = Object.keys(localStorage).filter((place) => place.startsWith(shelf));
  } catch {
    standing.durable = false;
  }
  for (const place of places) {
    const name = place.slice(shelf.length);
    const entry = onShelf(name);
    // Perhaps it was sent: only the server knows.
    if (entry) entries[name] = { ...entry, sent: true, held: false };
  }
  return Object.entries(entries).map(([name, entry]) => [name, entry.pairs]);
};

export const sendSoon = (delay = 100) => {
  clearTimeout(timer);
  timer = setTimeout(() => send(), delay);
};

const body = (names) => {
  const data = new URLSearchParams();
  const versions = {};
  for (const name of names) {
    const { pairs, base: seen, key, after } = entries[name];
    if (name === BOXES) continue;
    for (const [field, value] of pairs) data.append(field, value);
    if (name.startsWith("w-")) data.append(`base-${name}`, seen);
    else {
      versions[name] = seen;
      if (!pairs.some(([field]) => field === name)) data.append(name, ""); // lists
    }
    data.append(`key-${name}`, key);
    if (after.length) data.append(`after-${name}`, after.join(","));
  }
  versions.t = seenBoxes;
  data.append("base", JSON.stringify(versions));
  data.append("user", form.dataset.user);
  for (const [field, value] of pairsOf(BOXES)) data.append(field, value);
  for (const field of ["source", "note"]) {
    const control = form.elements[field];
    if (control) data.append(field, control.value);
  }
  return data;
};

const post = (data, leaving) => {
  const lost = new AbortController();
  const clock = setTimeout(() => lost.abort(), PATIENCE);
  return fetch(form.dataset.entry, {
    method: "POST",
    body: data,
    headers: { "X-CSRFToken": token, Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
    keepalive: leaving && String(data).length < MOST_WHEN_LEAVING,
    signal: lost.signal,
  }).finally(() => clearTimeout(clock));
};

const ready = () => unsaved().filter((name) => !entries[name].held);

export const send = async ({ leaving = false } = {}) => {
  clearTimeout(timer);
  const names = ready().slice(0, MOST_AT_ONCE);
  if (sending || standing.closed || !names.length) return;
  const keys = Object.fromEntries(names.map((name) => [name, entries[name].key]));
  const data = body(names);
  for (const name of names) {
    entries[name].sent = true;
    store(name);
  }
  sending = true;
  listen("sending", names);
  let answer = null;
  try {
    answer = await post(data, leaving);
  } catch {
    answer = null; // no line, or no answer in time
  }
  const told = answer && (await answer.json().catch(() => null));
  sending = false;
  await settle(answer, told, keys);
};

const settle = async (answer, told, keys) => {
  if (!answer || answer.status >= 500 || answer.status === 429) return later();
  standing.offline = false;
  wait = FIRST_WAIT;
  if (answer.ok && told) return take(told, keys);
  if (told?.token) token = told.token;
  if (answer.status === 401) {
    standing.signedOut = true;
    listen("signed-out");
    const fresh = await askToSignIn();
    if (!fresh) return; // put off: the next change or press of the button asks again
    token = fresh;
    standing.signedOut = false;
    return sendSoon();
  }
  if (answer.status === 403 && told?.token) return sendSoon();
  standing.closed =
    told?.closed ||
    (told?.other_user &&
      `Trình duyệt này vừa đăng nhập bằng tài khoản của ${told.other_user}. Số chưa gửi vẫn giữ trên máy; đăng nhập lại đúng tài khoản rồi mở lại biểu.`) ||
    "Máy chủ không nhận số liệu của trang này. Số chưa gửi vẫn giữ trên máy; tải lại trang.";
  listen("closed");
};

const later = () => {
  standing.offline = true;
  listen("offline");
  timer = setTimeout(() => send(), wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
};

const take = (told, keys) => {
  standing.at = told.at;
  seenBoxes = told.boxes;
  const outcomes = { ...told.cells, ...told.words };
  if (BOXES in keys) outcomes[BOXES] = { state: "saved" };
  for (const [name, outcome] of Object.entries(outcomes)) {
    const entry = entries[name];
    const changed = !entry || entry.key !== keys[name];
    if (outcome.state === "saved") {
      if (name !== BOXES) setVersion(name, outcome.version);
      if (entry && changed) {
        Object.assign(entry, { base: outcome.version, after: [] });
        store(name);
      } else remove(name, keys[name]);
    } else if (entry && !changed) {
      entry.held = true;
      if (name.startsWith("w-")) entry.base = outcome.version; // saving again replaces
      store(name);
    }
    outcome.changed = changed;
  }
  listen("answered", { ...told, outcomes });
  if (ready().length) sendSoon();
};

window.addEventListener("online", () => {
  wait = FIRST_WAIT;
  sendSoon(0);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") sendSoon(0);
});
