/* Buttons that copy a text, or put it into a field; without this, it is selected by
   hand. */
(() => {
  "use strict";

  const byHand = (area) => {
    area.focus();
    area.select();
    area.setSelectionRange(0, area.value.length);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  };

  const copy = async (area) => {
    try {
      await navigator.clipboard.writeText(area.value);
      return true;
    } catch {
      return byHand(area);
    }
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    const area = document.getElementById(button.dataset.copy);
    const told = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(area);
      told.textContent = done ? "Đã chép." : "Đã chọn sẵn nội dung; bấm giữ rồi chọn Sao chép.";
    });
  }
})();
