// Comfort on top of a form that works without it: each cell saves itself, sums follow,
// what is not sent yet stays in this browser.

import * as beside from "./beside.js";
import * as cells from "./cells.js";
import * as draft from "./draft.js";
import * as keyboard from "./keyboard.js";
import { two } from "./numbers.js";
import * as outbox from "./outbox.js";
import * as paste from "./paste.js";
import * as shelf from "./shelf.js";
import * as undo from "./undo.js";

const { form, BOXES } = cells;
const IDLE = 10_000; // ms without a keystroke until a cell saves itself though not left
const saved = new Map(); // what each cell said when it was last saved, as text
const said = (name) => JSON.stringify(cells.pairsOf(name));

// --- the line that tells how things stand ---------------------------------------------

const state = form.querySelector("[data-saved]");
const announcer = form.querySelector("[data-announce]");
let announced = "";

const announce = (text) => {
  if (text !== announced) announcer.textContent = text;
  announced = text;
};

const sayState = () => {
  const waiting = outbox.unsaved().length;
  const held = outbox.held().length;
  const { standing } = outbox;
  let text = standing.at ? `Đã lưu lúc ${standing.at}` : "";
  let kind = standing.at ? "saved" : "";
  if (standing.closed) [text, kind] = [standing.closed, "wrong"];
  else if (waiting && standing.signedOut) [text, kind] = [`Đã hết phiên làm việc: ${two(waiting)} ô chờ gửi, đang giữ trên máy này. Bấm Lưu để đăng nhập lại.`, "waiting"];
  else if (waiting && standing.offline) [text, kind] = [`Chờ mạng: ${two(waiting)} ô chưa gửi, đang giữ trên máy này`, "waiting"];
  else if (outbox.isSending()) [text, kind] = [`Đang lưu ${two(waiting - held)} ô…`, "saving"];
  else if (waiting > held) [text, kind] = [`${two(waiting - held)} ô chưa lưu`, "waiting"];
  else if (!navigator.onLine) [text, kind] = ["Không có mạng: vẫn nhập được, số giữ trên máy này", "waiting"];
  else if (held) [text, kind] = [`${two(held)} ô chưa lưu được, xem chỗ đánh dấu`, "wrong"];
  state.textContent = text;
  state.className = kind ? `saved-state state-${kind}` : "saved-state";
  if (!outbox.isSending() && !(waiting > held && !standing.offline)) announce(text);
};

// --- changes --------------------------------------------------------------------------

const fieldOf = (control) => {
  if (!control.name) return "";
  if (/^total-/.test(control.name)) return BOXES;
  const holder = cells.owner(control);
  return holder && control.name.endsWith(cells.nameOf(holder)) ? cells.nameOf(holder) : "";
};

let idle = 0;
const changed = (name) => {
  if (said(name) === saved.get(name)) outbox.forget(name);
  if (said(name) !== saved.get(name) || outbox.unsaved().includes(name)) outbox.note(name);
  cells.sumUp();
  clearTimeout(idle);
  idle = setTimeout(() => outbox.sendSoon(0), IDLE);
  sayState();
};

let before = {};
form.addEventListener("focusin", (event) => {
  const name = fieldOf(event.target);
  if (name) before = undo.snapshot([name]);
});

form.addEventListener("input", (event) => {
  const control = event.target;
  const name = fieldOf(control);
  if (!name) return;
  const none = form.elements[`none-${name}`];
  if (control.name === name && control.value.trim() && none) none.checked = false;
  if (control === none && none.checked && cells.isNumber(name)) cells.inputOf(name).value = "";
  if (cells.isNumber(name)) cells.echo(cells.inputOf(name));
  if (name === BOXES) cells.setAside();
  changed(name);
});

// A cell is left, a box ticked: it saves itself.
form.addEventListener("change", (event) => {
  const name = fieldOf(event.target);
  if (!name) return;
  if (before[name] && JSON.stringify(before[name]) !== said(name)) undo.remember(before);
  before = undo.snapshot([name]);
  outbox.sendSoon();
});

const written = (names) => {
  for (const name of names) changed(name);
  outbox.sendSoon();
};
undo.setListener((name) => written([name]));

// --- what the outbox says -------------------------------------------------------------

const NUMBERED = { saving: "Đang lưu", waiting: "Chờ mạng", wrong: "Chưa lưu được" };
const markAll = (names, kind, words = NUMBERED[kind]) => {
  for (const name of names) if (name !== BOXES) cells.mark(name, kind, words);
};

const settle = (name, outcome, at) => {
  if (name === BOXES) saved.set(name, said(name));
  if (name === BOXES || outcome.changed) return;
  if (outcome.state === "gone") return cellIsGone(name, outcome.message);
  const holder = cells.holderOf(name);
  if (!holder) return;
  if (outcome.list) redrawList(name, outcome.list);
  else if (cells.isNumber(name) && outcome.state === "saved") {
    const input = cells.inputOf(name);
    if (input !== document.activeElement || !input.value) cells.putNumber(name, outcome.text, outcome.none);
  }
  if (!outcome.list) cells.tell(name, outcome.told ?? (outcome.message ? messageHtml(name, outcome.message) : ""));
  if (outcome.state === "saved") {
    saved.set(name, said(name));
    shelf.know(name, cells.pairsOf(name), outcome.version);
    cells.mark(name, "saved", `Đã lưu ${at}`);
    beside.refresh(name);
  } else cells.mark(name, "wrong", NUMBERED.wrong);
};

const messageHtml = (name, message) => {
  const span = document.createElement("span");
  span.className = "cell-message";
  span.id = `m-${name}`;
  span.textContent = message;
  return span.outerHTML;
};

const cellIsGone = (name, message) => {
  const box = form.querySelector("[data-gone]");
  const line = document.createElement("li");
  const typed = outbox.textOf(name);
  line.textContent = `“${typed}”: ${message}`;
  box.hidden = false;
  box.querySelector("ul").append(line);
  outbox.drop(name);
};

const redrawList = (name, html) => {
  const old = cells.holderOf(name);
  const { activeElement } = document;
  const kept = old.contains(activeElement) ? [activeElement.name, activeElement.value] : null;
  const copy = document.createElement("template");
  copy.innerHTML = html.trim();
  old.replaceWith(copy.content.firstElementChild);
  if (!kept) return;
  const again = [...cells.holderOf(name).querySelectorAll("input, textarea")].find(
    (control) => control.name === kept[0] && (control.tagName === "TEXTAREA" || control.value === kept[1]),
  );
  (again || cells.holderOf(name)).focus();
};

const checks = document.querySelector("[data-checks]");
const missingList = () => checks.querySelector("details.missing");
form.querySelector("[data-missing]").addEventListener("click", () => {
  if (missingList()) missingList().open = true;
});

const show = (told) => {
  for (const [name, outcome] of Object.entries(told.outcomes)) settle(name, outcome, told.at);
  for (const name of Object.keys(told.outcomes)) {
    const { list } = told.outcomes[name];
    if (list && told.outcomes[name].state === "saved") saved.set(name, said(name));
  }
  cells.remark(told.remarks);
  const wasOpen = missingList()?.open;
  checks.innerHTML = told.checks;
  if (wasOpen && missingList()) missingList().open = true;
  const missing = form.querySelector("[data-missing]");
  missing.textContent = told.missing ? `Còn ${two(told.missing)} ô chưa nhập` : "Đã nhập đủ các ô";
  cells.sumUp();
};

outbox.setListener((what, detail) => {
  if (what === "noted") cells.mark(detail, "", "");
  if (what === "forgotten") cells.mark(detail, "", "");
  if (what === "sending") markAll(detail, "saving");
  if (what === "answered") show(detail);
  if (["offline", "closed"].includes(what)) markAll(outbox.unsaved(), "waiting");
  if (what === "signed-out") markAll(outbox.unsaved(), "waiting", "Chờ đăng nhập");
  sayState();
});

// --- the buttons ----------------------------------------------------------------------

const everythingSaved = () =>
  new Promise((resolve) => {
    const look = () => {
      const { standing } = outbox;
      const stuck = standing.offline || standing.closed || standing.signedOut;
      if (!outbox.unsaved().length) resolve(true);
      else if (stuck || (!outbox.isSending() && outbox.unsaved().every(outbox.isHeld))) resolve(false);
      else setTimeout(look, 100);
    };
    look();
  });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sends = event.submitter?.name === "send";
  outbox.standing.offline = false;
  outbox.standing.signedOut = false;
  await outbox.send();
  const all = await everythingSaved();
  if (all && sends) {
    location.assign(form.dataset.send);
    return;
  }
  const first = outbox.held()[0];
  if (first) (cells.inputOf(first)?.focus ? cells.inputOf(first) : cells.holderOf(first)).focus();
  sayState();
});

const ways = document.querySelector("[data-draft]");
if (ways) {
  ways.hidden = false;
  ways.querySelector("[data-draft-save]").addEventListener("click", draft.save);
  ways.querySelector("[data-draft-open]").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) written(await draft.open(file));
  });
}

window.addEventListener("pagehide", () => outbox.send({ leaving: true }));
window.addEventListener("beforeunload", (event) => {
  if (outbox.unsaved().length && !outbox.standing.durable) event.preventDefault();
});

// --- begin ----------------------------------------------------------------------------

shelf.catchUp(outbox.versionOf, outbox.setVersion);
for (const name of [...cells.names(), BOXES]) saved.set(name, said(name));
const kept = outbox.restored();
for (const [name, pairs] of kept) if (name === BOXES || cells.holderOf(name)) cells.put(name, pairs);
// Saving needs no button any more: the one thing to do next is to send.
const [save, check] = form.querySelectorAll(".save-bar > button[type=submit]");
save.classList.replace("btn-primary", "btn-outline-secondary");
check.classList.replace("btn-outline-secondary", "btn-primary");
keyboard.prepare();
paste.watch(written);
cells.setAside();
cells.sumUp();
sayState();
if (kept.length) {
  markAll(kept.map(([name]) => name), "waiting");
  outbox.sendSoon(0);
}
const problems = document.getElementById("loi");
if (problems) problems.focus();
for (const change of ["online", "offline"]) window.addEventListener(change, sayState);
shelf.keepThisPage().then(
  () => { document.documentElement.dataset.kept = "yes"; },
  () => {}, // a browser that keeps no pages: only opening without a line is lost
);
document.documentElement.dataset.desk = "ready";
