// What was written and not saved yet: kept in this browser, sent until the server answers.
//
// A text names the version that it was made from. One that was sent and heard no answer
// of is named with the next (`unheard`), so that it is no conflict with itself.

import { askToSignIn } from "../entry/signin.js";

const PATIENCE = 20_000; // ms until an unanswered request counts as lost
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;
const MOST_WHEN_LEAVING = 60_000; // bytes that browsers go on sending for a closed page
const MOST_UNHEARD = 5;

const desk = document.querySelector("[data-writing]");
const form = document.getElementById("viet");
const user = desk.dataset.user;
const shelf = `bao-cao-${user}/`;
let token = form.elements.csrfmiddlewaretoken.value;
const entries = {};
let wait = FIRST_WAIT;
let timer = 0;
let sending = false;
let listen = () => {};

export const standing = { offline: false, closed: "", durable: true };

const partOf = (id) => desk.querySelector(`[data-part="${id}"]`);
const baseField = (id) => form.elements[`base-${id}`];
export const versionOf = (id) => Number(baseField(id).value);
const setVersion = (id, version) => {
  baseField(id).value = version;
};

const store = (id) => {
  try {
    localStorage.setItem(shelf + id, JSON.stringify(entries[id]));
  } catch {
    standing.durable = false; // full, or forbidden: leaving the page is asked about
  }
};
const remove = (id) => {
  delete entries[id];
  try {
    localStorage.removeItem(shelf + id);
  } catch {
    standing.durable = false;
  }
};

export const unsaved = () => Object.keys(entries);
export const isHeld = (id) => Boolean(entries[id]?.held);
export const setListener = (listener) => {
  listen = listener;
};

// Called at each keystroke: the text is on the shelf before anything else happens.
export const note = (id, text) => {
  const before = entries[id];
  const conflict = before?.held === "conflict";
  entries[id] = {
    base: before ? before.base : versionOf(id),
    unheard: before ? before.unheard : [],
    text,
    held: conflict ? "conflict" : "", // what was refused is tried again
  };
  store(id);
  listen("noted", id);
};

// The person has seen the other text and keeps their own.
export const keep = (id, version) => {
  Object.assign(entries[id], { base: version, unheard: [], held: "" });
  store(id);
  setVersion(id, version);
  return send();
};

export const drop = (id, version) => {
  remove(id);
  setVersion(id, version);
};

// Texts that an earlier page did not get saved: perhaps sent, only the server knows.
export const restored = () => {
  const found = {};
  for (const part of desk.querySelectorAll("[data-part]")) {
    const id = part.dataset.part;
    let entry = null;
    try {
      entry = JSON.parse(localStorage.getItem(shelf + id));
    } catch {
      standing.durable = false;
    }
    if (!entry) continue;
    if (entry.text === part.querySelector("textarea").value) {
      remove(id);
      continue;
    }
    entries[id] = { ...entry, held: "" };
    found[id] = entry.text;
  }
  return found;
};

export const sendSoon = (delay = 100) => {
  clearTimeout(timer);
  timer = setTimeout(() => send(), delay);
};

const post = (id, entry, leaving) => {
  const data = new URLSearchParams({ body: entry.text, base: entry.base, user });
  for (const text of entry.unheard) if (text !== entry.text) data.append("unheard", text);
  const lost = new AbortController();
  const clock = setTimeout(() => lost.abort(), PATIENCE);
  return fetch(partOf(id).dataset.save, {
    method: "POST",
    body: data,
    headers: { "X-CSRFToken": token, Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
    keepalive: leaving && String(data).length < MOST_WHEN_LEAVING,
    signal: lost.signal,
  }).finally(() => clearTimeout(clock));
};

const ready = () => unsaved().filter((id) => !entries[id].held);

export const send = async ({ leaving = false } = {}) => {
  clearTimeout(timer);
  const [id] = ready();
  if (sending || standing.closed || !id) return;
  const entry = entries[id];
  const { text } = entry;
  sending = true;
  listen("sending", id);
  const request = post(id, entry, leaving);
  entry.unheard = [...entry.unheard.filter((each) => each !== text), text].slice(-MOST_UNHEARD);
  store(id);
  let answer = null;
  try {
    answer = await request;
  } catch {
    answer = null; // no line, or no answer in time
  }
  const told = answer && (await answer.json().catch(() => null));
  sending = false;
  await settle(id, text, answer, told);
};

const settle = async (id, text, answer, told) => {
  if (!answer || answer.status >= 500 || answer.status === 429) return later();
  standing.offline = false;
  wait = FIRST_WAIT;
  if (told?.state) return take(id, text, told);
  if (told?.token) token = told.token;
  if (answer.status === 401) {
    listen("signed-out");
    const fresh = await askToSignIn();
    if (!fresh) return; // put off: the next change or press of the button asks again
    token = fresh;
    return sendSoon();
  }
  if (answer.status === 403 && told?.token) return sendSoon();
  standing.closed = told?.other_user
    ? `Trình duyệt này vừa đăng nhập bằng tài khoản của ${told.other_user}. Chữ chưa lưu vẫn giữ trên máy; đăng nhập lại đúng tài khoản rồi mở lại trang.`
    : "Máy chủ không nhận nội dung của trang này. Chữ chưa lưu vẫn giữ trên máy; tải lại trang.";
  listen("closed", id);
};

const later = () => {
  standing.offline = true;
  listen("offline");
  timer = setTimeout(() => send(), wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
};

const take = (id, text, told) => {
  const entry = entries[id];
  if (told.state === "saved") {
    setVersion(id, told.version);
    if (entry && entry.text !== text) {
      Object.assign(entry, { base: told.version, unheard: [] });
      store(id);
    } else remove(id);
  } else if (entry) {
    // What was typed since is tried again, but for a conflict: there a person chooses.
    entry.held = told.state === "conflict" || entry.text === text ? told.state : "";
    entry.unheard = [];
    store(id);
  }
  listen("answered", id, told);
  if (ready().length) sendSoon();
};

window.addEventListener("online", () => {
  wait = FIRST_WAIT;
  sendSoon(0);
});
