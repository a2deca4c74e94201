// A cell's story opens beside the form, on a phone below its cell; or a photo stands there.

import { form, holderOf, nameOf, owner } from "./cells.js";

const panel = document.querySelector("[data-beside]");
const desk = panel.parentElement;
const narrow = matchMedia("(max-width: 999.98px)");
let shown = "";
let opener = null;

const place = (name) => {
  const below = narrow.matches && name && !form.querySelector(".entry-grid").contains(holderOf(name));
  const inCard = matchMedia("(max-width: 599.98px)").matches && name;
  if (inCard || below) holderOf(name).append(panel);
  else desk.append(panel);
};

const closer = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-secondary btn-sm beside-close";
  button.textContent = "Đóng";
  button.addEventListener("click", close);
  return button;
};

const close = () => {
  panel.hidden = true;
  panel.replaceChildren();
  desk.append(panel);
  desk.classList.remove("has-beside");
  shown = "";
  opener?.focus();
};

const open = (name, content) => {
  shown = name;
  place(name);
  panel.replaceChildren(closer(), ...content);
  panel.hidden = false;
  desk.classList.add("has-beside");
};

const say = (text) => {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
};

const load = async (name, address) => {
  const part = document.createElement("div");
  try {
    const answer = await fetch(address, { headers: { "X-Part": "story" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error();
    part.innerHTML = await answer.text();
  } catch {
    part.replaceChildren(say("Cần có mạng để xem chi tiết ô này."));
  }
  if (shown === name) panel.replaceChildren(closer(), part);
};

export const refresh = (name) => {
  if (shown === name) load(name, holderOf(name).querySelector(".cell-last").href);
};

const showPhoto = (link) => {
  const image = document.createElement("img");
  image.src = link.href;
  image.alt = link.dataset.photo;
  image.className = "beside-photo";
  image.addEventListener("click", () => image.classList.toggle("large"));
  open("", [say(`${link.dataset.photo} (bấm vào ảnh để phóng to)`), image]);
  panel.classList.add("has-photo");
  form.scrollIntoView({ block: "start" }); // the link stands far below the cells
};

document.addEventListener("click", (event) => {
  const photo = event.target.closest("a[data-photo]");
  const link = event.target.closest("a.cell-last");
  if (!(photo || (link && form.contains(link))) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { activeElement } = document;
  const typing = link && activeElement !== link && owner(link)?.contains(activeElement);
  opener = typing ? activeElement : photo || link; // F2 comes from the cell itself
  panel.classList.remove("has-photo");
  if (photo) return showPhoto(photo);
  const name = nameOf(owner(link));
  if (shown === name) return close();
  open(name, [say("Đang mở…")]);
  load(name, link.href).then(() => panel.querySelector(".story-title")?.focus());
});

// While it stands open on a wide screen it follows the cell that is typed in.
form.addEventListener("focusin", (event) => {
  const holder = owner(event.target);
  if (!shown || narrow.matches || !holder?.dataset.cell || panel.contains(event.target)) return;
  const name = nameOf(holder);
  const link = holder.querySelector(".cell-last");
  if (name === shown || !link) return;
  shown = name;
  opener = link;
  setTimeout(() => shown === name && load(name, link.href), 250);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden && !document.querySelector("dialog[open]")) close();
});
