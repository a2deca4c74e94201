// The cells of the form: what belongs to each, what it says, and how it is drawn.

import { read, show } from "./numbers.js";

export const form = document.querySelector("[data-entry]");
export const BOXES = "boxes";

const NUMBER = /^c-(\d+)-(\d+)$/;
const OWNERS = "[data-cell], [data-words]";

export const owner = (element) => element.closest(OWNERS);
export const nameOf = (holder) => holder.dataset.cell || holder.dataset.words;
export const holderOf = (name) => form.querySelector(`[data-cell="${name}"], [data-words="${name}"]`);
export const names = () => [...form.querySelectorAll(OWNERS)].map(nameOf);
export const isNumber = (name) => NUMBER.test(name) && !holderOf(name)?.hasAttribute("data-list");
export const inputOf = (name) => form.elements[name] || null;
export const labelOf = (name) => {
  const field = inputOf(name);
  const ids = (field?.getAttribute?.("aria-labelledby") || "").split(" ");
  const words = ids.map((id) => document.getElementById(id)?.textContent.trim()).filter(Boolean);
  if (words.length) return words.reverse().join(", ");
  const holder = holderOf(name);
  return (holder?.querySelector("label") || holder)?.textContent.trim() || name;
};

const boxes = () => [...form.querySelectorAll("input[name^='total-']")];
const controls = (name) => {
  if (name === BOXES) return boxes();
  const holder = holderOf(name);
  if (!holder) return [];
  return [...holder.querySelectorAll("input, textarea")].filter(
    (control) => control.type !== "hidden" && control.name.endsWith(name),
  );
};
const isBox = (control) => control.type === "checkbox" || control.type === "radio";

// What a browser would send of one cell: pairs of name and value.
export const pairsOf = (name) =>
  controls(name)
    .filter((control) => !isBox(control) || control.checked)
    .map((control) => [control.name, control.value]);

export const put = (name, pairs) => {
  for (const control of controls(name)) {
    const values = pairs.filter(([each]) => each === control.name).map(([, value]) => value);
    if (isBox(control)) control.checked = values.includes(control.value);
    else control.value = values[0] || "";
  }
  if (name === BOXES) return;
  redraw(name);
  if (isNumber(name)) echo(inputOf(name));
};

export const putNumber = (name, text, none = false) => {
  const pairs = [[name, text]];
  if (none) pairs.push([`none-${name}`, "1"]);
  put(name, pairs);
};

export const isNone = (name) => Boolean(form.elements[`none-${name}`]?.checked);

// --- what the server said of a cell ---------------------------------------------------

export const tell = (name, html) => {
  const holder = holderOf(name);
  let told = holder.querySelector("[data-told]");
  if (!html) told?.remove();
  else {
    if (!told) {
      told = document.createElement("div");
      told.className = "told";
      told.dataset.told = "";
      holder.append(told);
    }
    told.innerHTML = html;
  }
  const field = inputOf(name);
  if (field?.setAttribute) {
    if (html) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  describe(holder, name);
  redraw(name);
};

export const remark = (remarks) => {
  for (const old of form.querySelectorAll(".remarks, .remark")) old.remove();
  for (const [address, found] of Object.entries(remarks)) {
    const holder = holderOf(address) || document.getElementById(address);
    if (!holder) continue;
    const all = document.createElement("span");
    all.className = "remarks";
    all.id = `r-${address}`;
    for (const [severity, message] of found) {
      const one = document.createElement("span");
      one.className = `remark remark-${severity}`;
      one.textContent = message;
      all.append(one);
    }
    (holder.querySelector(":scope > .figure-field, :scope > .computed") || holder).append(all);
    if (holder.dataset.cell) describe(holder, address);
  }
  for (const holder of form.querySelectorAll("[data-cell]")) redraw(nameOf(holder));
};

const describe = (holder, name) => {
  const field = inputOf(name);
  if (!field?.setAttribute) return;
  const ids = [`h-${name}`, `m-${name}`, `r-${name}`].filter((id) => document.getElementById(id));
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
};

const redraw = (name) => {
  const holder = holderOf(name);
  if (!holder) return;
  const told = holder.querySelector("[data-told]");
  const asks = Boolean(told?.querySelector(".answer")) || (told && holder.dataset.words);
  const wrong = (told && !asks) || holder.querySelector(".remark-error");
  const odd = asks || holder.querySelector(".remark-warning");
  holder.classList.toggle("cell-error", Boolean(wrong));
  holder.classList.toggle("cell-asked", Boolean(!wrong && odd));
  holder.classList.toggle("cell-none", !wrong && !odd && isNone(name));
};

// "Đang lưu", "Đã lưu 09:41", "Chờ mạng", "Chưa lưu được" at the edge of a cell.
const SIGNS = { saving: "…", saved: "✓", waiting: "◷", wrong: "✕" };

export const mark = (name, state, words) => {
  const holder = holderOf(name);
  if (!holder) return;
  let sign = holder.querySelector(".cell-state");
  if (!state) {
    sign?.remove();
    return;
  }
  if (!sign) {
    sign = document.createElement("span");
    (holder.querySelector(".cell-foot") || holder).prepend(sign);
  }
  sign.className = `cell-state state-${state}`;
  sign.textContent = `${SIGNS[state]} ${words}`;
};

// --- sums while typing ----------------------------------------------------------------

const amountAt = (input) => {
  if (isNone(input.name) && !input.value.trim()) return { value: 0, blanks: 0 };
  const value = read(input.value, input.inputMode === "decimal");
  return typeof value === "number" ? { value, blanks: 0 } : { value: null, blanks: 1 };
};
const add = (found) => ({
  value: found.some((f) => f.value !== null) ? found.reduce((sum, f) => sum + (f.value || 0), 0) : null,
  blanks: found.reduce((sum, f) => sum + f.blanks, 0),
});

const columns = new Map();
const own = new Map();
const parts = new Map();
if (form) {
  for (const input of form.querySelectorAll("input[type=text]")) {
    const [, indicator, hamlet] = NUMBER.exec(input.name) || [];
    if (!indicator) continue;
    if (hamlet === "0") own.set(indicator, input);
    else if (columns.has(indicator)) columns.get(indicator).push(input);
    else columns.set(indicator, [input]);
  }
  for (const output of form.querySelectorAll("[data-total][data-parts]")) {
    parts.set(output.dataset.total, output.dataset.parts.split(" "));
  }
}

const isWhole = (indicator) => Boolean(form.elements[`total-${indicator}`]?.checked);
const amount = (indicator) => {
  if (columns.has(indicator) && !isWhole(indicator)) return add(columns.get(indicator).map(amountAt));
  if (own.has(indicator)) return amountAt(own.get(indicator));
  return parts.has(indicator) ? add(parts.get(indicator).map(amount)) : { value: null, blanks: 0 };
};

export const sumUp = () => {
  for (const output of form.querySelectorAll("[data-total]")) {
    const indicator = output.dataset.total;
    if (columns.has(indicator) || parts.has(indicator)) output.textContent = show(amount(indicator).value);
  }
  for (const note of form.querySelectorAll("[data-blanks]")) {
    const { blanks } = amount(note.dataset.blanks);
    note.hidden = !blanks;
    note.textContent = blanks ? `còn ${blanks < 10 ? "0" : ""}${blanks} ô trống` : "";
  }
  for (const note of form.querySelectorAll("[data-parts-of]")) {
    const sum = add(note.dataset.parts.split(" ").map(amount));
    const total = amount(note.dataset.partsOf).value;
    note.querySelector("output").textContent = show(sum.value);
    note.classList.toggle("differs", total !== null && !sum.blanks && sum.value !== total);
  }
  for (const note of form.querySelectorAll("[data-due]")) {
    const cell = form.elements[note.dataset.flow];
    const flow = cell ? amountAt(cell) : amount(note.dataset.flow);
    const known = flow.value !== null && !flow.blanks;
    note.hidden = !known;
    note.querySelector("output").textContent = known ? show(Number(note.dataset.due) + flow.value) : "";
  }
};

export const setAside = () => {
  for (const [indicator, inputs] of columns) {
    for (const input of inputs) owner(input).classList.toggle("aside", isWhole(indicator));
  }
};

// A number of four digits and more is read back with its thousands marks.
export const echo = (input) => {
  const value = read(input.value, input.inputMode === "decimal");
  const wanted = typeof value === "number" && value >= 1000 && /^\d+$/.test(input.value.trim());
  const line = input.closest(".cell-line");
  let note = line.nextElementSibling;
  if (!note?.classList.contains("cell-echo")) {
    if (!wanted) return;
    note = document.createElement("span");
    note.className = "cell-echo";
    line.after(note);
  }
  note.hidden = !wanted;
  note.textContent = wanted ? `= ${show(value)}` : "";
};
