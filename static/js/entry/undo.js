// Taking back: the last changes of cells, one step a change or a pasted block.

import { pairsOf, put } from "./cells.js";

const MOST = 100;
const steps = [];
const button = document.querySelector("[data-undo]");
let listen = () => {};

export const setListener = (listener) => {
  listen = listener;
};

const refresh = () => {
  button.hidden = !steps.length;
};

// `before`: pairs by cell, as they were.
export const remember = (before) => {
  steps.push(before);
  if (steps.length > MOST) steps.shift();
  refresh();
};

export const undo = () => {
  const before = steps.pop();
  refresh();
  if (!before) return;
  for (const [name, pairs] of Object.entries(before)) {
    put(name, pairs);
    listen(name);
  }
};

let focused = "";
document.addEventListener("focusin", (event) => {
  focused = event.target.value ?? "";
});
document.addEventListener("keydown", (event) => {
  const wanted = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  // What is being typed in a field is the browser's to take back.
  if (!wanted || !steps.length || (event.target.value ?? "") !== focused) return;
  event.preventDefault();
  undo();
  focused = event.target.value ?? "";
});
button?.addEventListener("click", undo);

export const snapshot = (names) => Object.fromEntries(names.map((name) => [name, pairsOf(name)]));
