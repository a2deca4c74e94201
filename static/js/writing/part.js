// One section on the page: its field, its state in words, and what stands below it.

import { knownFigures } from "./figures.js";

const NAMES = /\{([^{}]*)\}/g;
const EMPTY = "(để trống)";
const two = (count) => String(count).padStart(2, "0");

export const parts = [...document.querySelectorAll("[data-part]")];
export const idOf = (part) => part.dataset.part;
export const partOf = (id) => parts.find((part) => idOf(part) === id);
export const fieldOf = (part) => part.querySelector("textarea");
const shown = (part, name) => part.querySelector(`[data-${name}]`);

export const say = (part, words, look = "") => {
  const line = shown(part, "state");
  line.textContent = words;
  line.className = `write-state${look ? ` is-${look}` : ""}`;
  fieldOf(part).setAttribute("aria-invalid", String(look === "wrong"));
  fieldOf(part).classList.toggle("is-invalid", look === "wrong");
};

export const showRemarks = (part, remarks) => {
  const list = shown(part, "remarks");
  list.hidden = !remarks.length;
  list.replaceChildren(
    ...remarks.map((remark) => Object.assign(document.createElement("li"), { textContent: remark })),
  );
};

const cited = (text) => [...new Set([...text.matchAll(NAMES)].map((found) => found[1].trim()))];

// The figures that the text names, with what each prints by now.
export const showCited = (part) => {
  const names = cited(fieldOf(part).value);
  const holder = shown(part, "cited");
  holder.hidden = !names.length;
  shown(part, "cited-count").textContent = two(names.length);
  const lines = names.map((name) => {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    term.append(Object.assign(document.createElement("code"), { textContent: `{${name}}` }));
    const value = document.createElement("dd");
    const text = knownFigures.get(name);
    value.textContent = text ?? "không có số liệu tên này";
    value.classList.toggle("incomplete", text === undefined);
    line.append(term, value);
    return line;
  });
  holder.querySelector("dl").replaceChildren(...lines);
};

const draw = (holder, pieces) => {
  const nodes = pieces.map(([text, differs]) =>
    differs ? Object.assign(document.createElement("mark"), { textContent: text }) : document.createTextNode(text),
  );
  holder.replaceChildren(...(nodes.length ? nodes : [document.createTextNode(EMPTY)]));
  const first = holder.querySelector("mark");
  holder.scrollTop = first ? first.offsetTop - holder.offsetTop - 40 : 0;
};

export const showTheirs = (part, told) => {
  shown(part, "theirs").hidden = false;
  shown(part, "theirs-by").textContent = told.by;
  shown(part, "theirs-at").textContent = told.at;
  draw(shown(part, "theirs-text"), told.theirs);
  draw(shown(part, "mine-text"), told.mine);
};

export const showMine = (part) => {
  if (!shown(part, "theirs").hidden) shown(part, "mine-text").textContent = fieldOf(part).value || EMPTY;
};

export const hideTheirs = (part) => {
  shown(part, "theirs").hidden = true;
};

// As high as its text, where the browser does not see to it itself.
export const fit = (part) => {
  if (CSS.supports("field-sizing", "content")) return;
  const field = fieldOf(part);
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
};
