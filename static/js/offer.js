// Beside the button: how many cells are ticked now.
"use strict";

(() => {
  const form = document.querySelector("[data-offer]");
  const shown = form && form.querySelector("[data-ticked]");
  if (!shown) return;

  const tell = () => {
    const count = form.querySelectorAll("input[type=checkbox]:checked").length;
    shown.textContent = `${count < 10 && count > 0 ? "0" : ""}${count} ô`;
    shown.hidden = false;
  };
  form.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
  tell();
})();
