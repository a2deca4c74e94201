// Comfort on top of a form that works without it: sums while typing, a number read
// back with its thousands marks, a warning before unsaved figures are left.
"use strict";

(() => {
  const form = document.querySelector("[data-entry]");
  if (!form) return;

  const CELL = /^c-(\d+)-(\d+)$/;
  const GROUPED = /^[1-9]\d{0,2}([. ]\d{3})+$/;
  const MOST_DIGITS = 12;
  const show = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 3 }).format;

  // What a field holds: a number, null for a blank, undefined for what the server asks about.
  const read = (input) => {
    const none = form.elements[`none-${input.name}`];
    const text = input.value.trim();
    if (!text) return none && none.checked ? 0 : null;
    const [whole, fraction, ...more] = text.split(",");
    if (more.length || (fraction !== undefined && !/^\d{1,3}$/.test(fraction))) return undefined;
    if (!/^\d+$/.test(whole) && !GROUPED.test(whole)) return undefined;
    if (fraction !== undefined && input.inputMode !== "decimal") return undefined;
    const digits = whole.replace(/[. ]/g, "").replace(/^0+(?=\d)/, "");
    if (digits.length > MOST_DIGITS) return undefined;
    return Number(digits + (fraction ? `.${fraction}` : ""));
  };

  const columns = new Map();
  const own = new Map();
  for (const input of form.querySelectorAll("input[type=text]")) {
    const [, indicator, hamlet] = CELL.exec(input.name) || [];
    if (!indicator) continue;
    if (hamlet === "0") own.set(indicator, input);
    else if (columns.has(indicator)) columns.get(indicator).push(input);
    else columns.set(indicator, [input]);
  }
  const parts = new Map();
  for (const output of form.querySelectorAll("[data-total][data-parts]")) {
    parts.set(output.dataset.total, output.dataset.parts.split(" "));
  }

  const add = (found) => ({
    value: found.some((f) => f.value !== null) ? found.reduce((sum, f) => sum + (f.value || 0), 0) : null,
    blanks: found.reduce((sum, f) => sum + f.blanks, 0),
  });
  const one = (input) => {
    const value = read(input);
    return typeof value === "number" ? { value, blanks: 0 } : { value: null, blanks: 1 };
  };
  const amount = (indicator) => {
    const box = form.elements[`total-${indicator}`];
    if (columns.has(indicator) && !(box && box.checked)) return add(columns.get(indicator).map(one));
    if (own.has(indicator)) return one(own.get(indicator));
    return parts.has(indicator) ? add(parts.get(indicator).map(amount)) : { value: null, blanks: 0 };
  };
  const text = (value) => (value === null ? "–" : show(value));

  const sumUp = () => {
    for (const output of form.querySelectorAll("[data-total]")) {
      const indicator = output.dataset.total;
      if (columns.has(indicator) || parts.has(indicator)) output.textContent = text(amount(indicator).value);
    }
    for (const note of form.querySelectorAll("[data-blanks]")) {
      const { blanks } = amount(note.dataset.blanks);
      note.hidden = !blanks;
      note.textContent = blanks ? `còn ${blanks < 10 ? "0" : ""}${blanks} ô trống` : "";
    }
    for (const note of form.querySelectorAll("[data-parts-of]")) {
      const sum = add(note.dataset.parts.split(" ").map(amount));
      const total = amount(note.dataset.partsOf).value;
      note.querySelector("output").textContent = text(sum.value);
      note.classList.toggle("differs", total !== null && !sum.blanks && sum.value !== total);
    }
  };

  const setAside = () => {
    for (const [indicator, inputs] of columns) {
      const box = form.elements[`total-${indicator}`];
      for (const input of inputs) input.closest("td").classList.toggle("aside", Boolean(box && box.checked));
    }
  };

  const echo = (input) => {
    const value = read(input);
    const wanted = typeof value === "number" && value >= 1000 && /^\d+$/.test(input.value.trim());
    let note = input.parentElement.nextElementSibling;
    if (!note || !note.classList.contains("cell-echo")) {
      if (!wanted) return;
      note = document.createElement("span");
      note.className = "cell-echo";
      input.parentElement.after(note);
    }
    note.hidden = !wanted;
    note.textContent = wanted ? `= ${show(value)}` : "";
  };

  const changed = (field) =>
    field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue;
  const kept = form.querySelectorAll("[aria-invalid], .cell-message").length > 0;
  const fields = () => [...form.elements].filter((f) => f.name && f.type !== "hidden" && f.type !== "submit");
  const unsaved = () => kept || fields().some(changed);

  const state = form.querySelector("[data-save-state]");
  const asSaved = state.textContent;
  const sayState = () => {
    const waiting = unsaved();
    state.classList.toggle("unsaved", waiting);
    state.textContent = waiting ? "Có số chưa lưu" : asSaved;
  };

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (CELL.test(field.name || "")) {
      const none = form.elements[`none-${field.name}`];
      if (none && field.value.trim()) none.checked = false;
      echo(field);
      field.closest("td, .figure-row").classList.toggle("cell-changed", changed(field));
    }
    if (/^total-/.test(field.name || "")) setAside();
    sumUp();
    sayState();
  });

  let sending = false;
  form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("pageshow", () => { sending = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && unsaved()) event.preventDefault();
  });

  setAside();
  sumUp();
  sayState();
  const problems = document.getElementById("loi");
  if (problems) problems.focus();
})();
