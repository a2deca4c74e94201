// The figures that may be put into the text: a list to search, chosen by one press.

import { insert } from "./marks.js";

const details = document.querySelector("[data-figures]");
const list = details.querySelector("ul");
const dialog = document.querySelector("[data-figures-dialog]");
const search = dialog.querySelector("[data-figures-search]");
const found = dialog.querySelector("[data-figures-found]");
const items = [...list.children];
let field = null;

export const knownFigures = new Map(items.map((item) => [item.dataset.name, item.dataset.text]));

const bare = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase();

const keys = new Map();
for (const item of items) {
  keys.set(item, bare(item.textContent));
  const button = document.createElement("button");
  button.type = "button";
  button.append(...item.childNodes);
  button.addEventListener("click", () => choose(item.dataset.name));
  item.append(button);
}
dialog.querySelector("[data-figures-list]").append(list);
details.hidden = true;

const look = () => {
  const words = bare(search.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const item of items) {
    item.hidden = !words.every((word) => keys.get(item).includes(word));
    if (!item.hidden) count += 1;
  }
  found.textContent = count ? `${count} số liệu` : "Không có số liệu nào như vậy; thử từ khác.";
};

const choose = (name) => {
  dialog.close();
  insert(field, `{${name}}`);
};

export const offer = (textarea) => {
  field = textarea;
  search.value = "";
  look();
  dialog.showModal();
  search.focus();
};

search.addEventListener("input", look);
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const first = items.find((item) => !item.hidden);
  if (first) choose(first.dataset.name);
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
