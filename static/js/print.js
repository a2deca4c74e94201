/* The button that prints the page; without it, the page says how. */
(() => {
  "use strict";
  const button = document.querySelector("[data-print]");
  button.hidden = false;
  document.querySelector("[data-print-hint]").hidden = true;
  button.addEventListener("click", () => window.print());
})();
