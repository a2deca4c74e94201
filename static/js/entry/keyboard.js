// Moving between cells as in a spreadsheet.

import { form, holderOf } from "./cells.js";

const inputs = (root) => [...root.querySelectorAll("input[type=text]")].filter((i) => i.offsetParent);

// The grid as rows of inputs; then what stands once for the commune, a row each.
export const grid = () => {
  const rows = [...form.querySelectorAll(".entry-grid > tbody:not(.total-only) > tr")].map(inputs);
  return rows.filter((row) => row.length);
};
const lines = () => inputs(form.querySelector(".figure-rows") || document.createElement("div"));

export const placeOf = (input) => {
  const rows = grid();
  for (let row = 0; row < rows.length; row += 1) {
    const column = rows[row].indexOf(input);
    if (column >= 0) return { row, column, rows };
  }
  return null;
};

const go = (input) => {
  if (!input) return false;
  input.focus();
  input.select();
  return true;
};

const vertical = (input, step, wrap) => {
  const place = placeOf(input);
  if (!place) {
    const all = lines();
    const at = all.indexOf(input);
    return at >= 0 && go(all[at + step]);
  }
  const { row, column, rows } = place;
  const next = rows[row + step]?.[column];
  if (next) return go(next);
  if (!wrap) return step > 0 && go(lines()[0]);
  // Enter at the foot of a column goes on at the head of the next one.
  return go(rows[0][column + 1] || lines()[0]);
};

const sideways = (input, step) => {
  const place = placeOf(input);
  if (!place) return false;
  return go(place.rows[place.row][place.column + step]);
};

// Tab goes from number to number; "không phát sinh" and the story have keys of their own.
export const prepare = () => {
  if (!matchMedia("(pointer: fine)").matches) return;
  const extras = ".entry-grid tbody:not(.total-only) :is(.box > input[name^='none-'], .cell-last)";
  for (const extra of form.querySelectorAll(extras)) extra.tabIndex = -1;
};

form.addEventListener("keydown", (event) => {
  const input = event.target;
  if (input.type !== "text" || !/^c-/.test(input.name)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const atStart = input.selectionEnd === 0 || input.selectionEnd - input.selectionStart === input.value.length;
  const atEnd = input.selectionStart === input.value.length || atStart;
  const moves = {
    Enter: () => vertical(input, event.shiftKey ? -1 : 1, !event.shiftKey) || true,
    ArrowDown: () => vertical(input, 1, false),
    ArrowUp: () => vertical(input, -1, false),
    ArrowLeft: () => !event.shiftKey && atStart && sideways(input, -1),
    ArrowRight: () => !event.shiftKey && atEnd && sideways(input, 1),
    F2: () => holderOf(input.name).querySelector(".cell-last")?.click() || true,
    k: () => !input.value && toggleNone(input),
    K: () => !input.value && toggleNone(input),
  };
  if (moves[event.key]?.()) event.preventDefault();
});

const toggleNone = (input) => {
  const box = form.elements[`none-${input.name}`];
  box?.click();
  return Boolean(box);
};
