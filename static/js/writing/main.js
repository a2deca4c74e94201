// Wires the page: what is typed is kept, saved after a pause, and drawn on the page.

import { offer } from "./figures.js";
import { goOn, mark, shortcut } from "./marks.js";
import * as outbox from "./outbox.js";
import { refresh, show } from "./page.js";
import * as view from "./part.js";

const QUIET = 1_500; // ms after the last keystroke
const form = document.getElementById("viet");
const desk = document.querySelector("[data-writing]");
const savedLine = form.querySelector("[data-saved]");
const announced = form.querySelector("[data-announce]");
let leaving = false;

const tell = (words, aloud = true) => {
  savedLine.textContent = words;
  if (aloud && announced.textContent !== words) announced.textContent = words;
};

const summary = () => {
  if (outbox.standing.closed) return outbox.standing.closed;
  const names = outbox.unsaved();
  if (names.some(outbox.isHeld)) return "Có mục chưa lưu được, xem chỗ đánh dấu";
  if (names.length && outbox.standing.offline) return "Chờ mạng: chữ chưa lưu đang giữ trên máy này";
  return names.length ? "Chưa lưu" : "";
};

const answered = (id, told) => {
  const part = view.partOf(id);
  if (told.state === "saved") {
    view.hideTheirs(part);
    view.showRemarks(part, told.remarks);
    const goesOn = outbox.unsaved().includes(id);
    view.say(part, goesOn ? "Chưa lưu phần vừa viết thêm" : `✓ Đã lưu lúc ${told.at}`, goesOn ? "waiting" : "saved");
    tell(summary() || `Đã lưu lúc ${told.at}`);
    refresh();
    return;
  }
  if (told.state === "conflict") {
    part.dataset.told = JSON.stringify(told);
    view.showTheirs(part, told);
    view.say(part, "✕ Chưa lưu: có hai bản khác nhau, chọn ở dưới", "wrong");
  } else view.say(part, `✕ ${told.message}`, "wrong");
  tell(summary());
};

const HEARD = {
  noted: (id) => {
    view.say(view.partOf(id), "Chưa lưu", "waiting");
    tell(summary(), false);
  },
  sending: (id) => view.say(view.partOf(id), "Đang lưu…", "waiting"),
  offline: () => {
    for (const id of outbox.unsaved()) view.say(view.partOf(id), "Chờ mạng, đang giữ trên máy này", "waiting");
    tell(summary());
  },
  "signed-out": () => tell("Phiên làm việc đã hết. Chữ chưa lưu đang giữ trên máy này."),
  closed: () => {
    for (const id of outbox.unsaved()) view.say(view.partOf(id), "✕ Chưa lưu, đang giữ trên máy này", "wrong");
    tell(summary());
  },
  answered,
};
outbox.setListener((what, ...rest) => HEARD[what](...rest));

const typed = (part) => {
  outbox.note(view.idOf(part), view.fieldOf(part).value);
  view.showCited(part);
  view.showMine(part);
  view.fit(part);
  outbox.sendSoon(QUIET);
};

const choose = (part) => {
  const id = view.idOf(part);
  const told = JSON.parse(part.dataset.told);
  return {
    keep: () => {
      view.hideTheirs(part);
      outbox.keep(id, told.version);
    },
    take: () => {
      view.fieldOf(part).value = told.body;
      outbox.drop(id, told.version);
      view.hideTheirs(part);
      view.showCited(part);
      view.fit(part);
      view.say(part, "Đã lấy bản đang lưu", "saved");
      tell(summary());
      refresh();
    },
  };
};

const wire = (part) => {
  const field = view.fieldOf(part);
  const tools = part.querySelector("[data-tools]");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.mark) mark(field, button.dataset.mark);
    else offer(field);
  });
  field.addEventListener("input", () => typed(part));
  field.addEventListener("blur", () => outbox.send());
  field.addEventListener("focus", () => show(part.dataset.heading));
  field.addEventListener("keydown", goOn);
  field.addEventListener("keydown", shortcut);
  for (const name of ["keep", "take"]) {
    part.querySelector(`[data-${name}]`).addEventListener("click", (event) => {
      if (!part.dataset.told) return; // drawn by the server: the form is sent
      event.preventDefault();
      choose(part)[name]();
    });
  }
  view.fit(part);
};

const restore = () => {
  for (const [id, text] of Object.entries(outbox.restored())) {
    const part = view.partOf(id);
    if (!part) continue;
    view.fieldOf(part).value = text;
    view.showCited(part);
    view.fit(part);
    view.say(part, "Lấy lại chữ chưa lưu trên máy này", "waiting");
  }
  outbox.sendSoon();
};

view.parts.forEach(wire);
restore();

form.addEventListener("submit", (event) => {
  if (!outbox.standing.durable) {
    leaving = true; // nothing can be kept here: the form is sent as it stands
    return;
  }
  event.preventDefault();
  tell(summary() || "Mọi chữ đã lưu");
  outbox.send();
});
window.addEventListener("pagehide", () => outbox.send({ leaving: true }));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") outbox.sendSoon(0);
  else outbox.send({ leaving: true });
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && !outbox.standing.durable && outbox.unsaved().length) event.preventDefault();
});

for (const side of document.querySelectorAll("[data-side]")) {
  side.addEventListener("click", (event) => {
    event.preventDefault();
    desk.dataset.shows = side.dataset.side;
    for (const each of document.querySelectorAll("[data-side]")) {
      if (each === side) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
  });
}
document.documentElement.dataset.desk = "ready";
