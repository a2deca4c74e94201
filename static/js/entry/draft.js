// The draft as a file of one's own, and back into the page.

import { form, holderOf, names, pairsOf } from "./cells.js";
import { preview } from "./preview.js";

const KIND = "ban-nhap-bieu-so-lieu";

export const save = () => {
  const cells = Object.fromEntries(names().map((name) => [name, pairsOf(name)]));
  const draft = { kind: KIND, form: form.dataset.return, of: form.dataset.name, at: new Date().toISOString(), cells };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(draft, null, 1)], { type: "application/json" }));
  link.download = `ban-nhap-${form.dataset.return}-${draft.at.slice(0, 16).replace(/[T:]/g, "-")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const refuse = (message) => preview({ title: "Mở bản nháp", notes: [message], changes: [] });

export const open = async (file) => {
  let draft = null;
  try {
    draft = JSON.parse(await file.text());
  } catch {
    draft = null;
  }
  if (draft?.kind !== KIND) return refuse("Tệp này không phải bản nháp của biểu số liệu.");
  if (String(draft.form) !== form.dataset.return) return refuse(`Bản nháp này là của ${draft.of}, không phải biểu đang mở.`);
  const changes = Object.entries(draft.cells)
    .filter(([name]) => holderOf(name))
    .map(([name, pairs]) => ({ name, pairs }));
  const at = new Date(draft.at).toLocaleString("vi-VN");
  return preview({ title: "Mở bản nháp", notes: [`Bản nháp lưu lúc ${at}. Những ô khác với trang này:`], changes });
};
