/* Puts a commune's words into the section's text, where the cursor was last. */
(() => {
  "use strict";
  const area = document.getElementById("id_body");
  const told = document.querySelector("[data-insert-told]");
  const hint = document.querySelector("[data-insert-hint]");
  if (!area || !told) return;

  let at = area.value.length;
  area.addEventListener("blur", () => {
    at = area.selectionEnd;
  });

  const insert = (text) => {
    const before = area.value.slice(0, at).replace(/\n+$/, "");
    const after = area.value.slice(at).replace(/^\n+/, "");
    const upTo = before ? `${before}\n${text}` : text;
    area.value = after ? `${upTo}\n${after}` : upTo;
    at = upTo.length;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  hint.textContent = "Bấm “Chèn vào nội dung” để đưa vào ô Nội dung bên dưới, rồi sửa lại.";
  for (const button of document.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      insert(document.getElementById(button.dataset.insert).innerText.trim());
      told.textContent = "Đã chèn vào ô Nội dung; chưa lưu.";
    });
  }
})();
