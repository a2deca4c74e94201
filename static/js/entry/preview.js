// What would change, shown before it does: for a pasted block and for a draft from a file.

import { inputOf, labelOf, pairsOf, put } from "./cells.js";
import { EMPTY, two } from "./numbers.js";
import { remember, snapshot } from "./undo.js";

const dialog = document.querySelector("[data-preview]");
const NONE = "không phát sinh";

const wordsOf = (name, pairs) => {
  if (pairs.some(([field]) => field === `none-${name}`)) return NONE;
  const values = pairs.filter(([, value]) => value).map(([, value]) => value);
  return values.join("; ") || EMPTY;
};

const cell = (tag, text, className = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
};

// `changes`: [{name, pairs}]; resolves with the names that were written.
export const preview = ({ title, notes, changes }) =>
  new Promise((resolve) => {
    const real = changes.filter(({ name, pairs }) => wordsOf(name, pairs) !== wordsOf(name, pairsOf(name)));
    dialog.querySelector("[data-title]").textContent = title;
    dialog.querySelector("[data-notes]").replaceChildren(...notes.map((note) => cell("li", note)));
    const rows = real.map(({ name, pairs }) => {
      const row = document.createElement("tr");
      row.append(
        cell("th", labelOf(name)),
        cell("td", wordsOf(name, pairsOf(name)), "num"),
        cell("td", wordsOf(name, pairs), "num"),
      );
      row.firstChild.scope = "row";
      return row;
    });
    dialog.querySelector("tbody").replaceChildren(...rows);
    dialog.querySelector("table").hidden = !rows.length;
    const take = dialog.querySelector("[data-take]");
    take.hidden = !rows.length;
    take.textContent = `Ghi ${two(rows.length)} ô`;
    const done = (names) => {
      dialog.onclose = null;
      dialog.close();
      resolve(names);
    };
    dialog.onclose = () => done([]);
    take.onclick = () => {
      const names = real.map(({ name }) => name);
      remember(snapshot(names));
      for (const { name, pairs } of real) put(name, pairs);
      done(names);
      inputOf(names[0])?.focus?.();
    };
    dialog.querySelector("[data-leave]").onclick = () => done([]);
    dialog.showModal();
    (rows.length ? take : dialog.querySelector("[data-leave]")).focus();
  });
