// The officer's grid: arrows and Enter move as in a spreadsheet, a copied block is laid
// over it, and what is not saved yet is marked until the form is sent.

import { NOTHING, SUM_ROW, bare, isBlock, table } from "./entry/clipboard.js";
import { two } from "./entry/numbers.js";

const form = document.querySelector("[data-bulk]");
const lines = [...form.querySelectorAll(".bulk-grid > tbody > tr")].filter((tr) => tr.querySelector("[id^='xa-']"));
const PLACE = /^(xa|phuong|thi tran|tt) /;
const field = (line, column) => lines[line]?.cells[column]?.querySelector("input[type=text]") || null;
const placeOf = (input) => ({ line: lines.indexOf(input.closest("tr")), column: input.closest("td").cellIndex });

// --- what is not saved yet ----------------------------------------------------------------

const fields = [...form.querySelectorAll(".bulk-grid input[type=text]")];
const unsaved = form.querySelector("[data-unsaved]");
const isDirty = (input) => input.value !== input.defaultValue;
const mark = (input) => input.closest("td").classList.toggle("bulk-dirty", isDirty(input));
const tell = () => {
  const count = fields.filter(isDirty).length;
  unsaved.hidden = !count;
  unsaved.textContent = count ? `${two(count)} ô chưa lưu` : "";
};
form.addEventListener("input", (event) => {
  if (fields.includes(event.target)) mark(event.target);
  tell();
});
let leaving = false;
form.addEventListener("submit", () => {
  leaving = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && fields.some(isDirty)) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  leaving = false;
  fields.forEach(mark);
  tell();
});

// --- moving -------------------------------------------------------------------------------

const go = (input) => {
  input?.focus();
  input?.select();
  return Boolean(input);
};
// The next field that way; cells that are only read are stepped over.
const step = (input, down, right) => {
  let { line, column } = placeOf(input);
  const width = lines[0].cells.length;
  for (;;) {
    line += down;
    column += right;
    if (line < 0 || line >= lines.length || column < 1 || column >= width) return null;
    const found = field(line, column);
    if (found) return found;
  }
};
const headOfNext = (input) => {
  for (let { column } = placeOf(input); (column += 1) < lines[0].cells.length; ) {
    const found = lines.map((_, line) => field(line, column)).find(Boolean);
    if (found) return found;
  }
  return null;
};

form.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!fields.includes(input) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const whole = input.selectionEnd - input.selectionStart === input.value.length;
  const atStart = whole || input.selectionEnd === 0;
  const atEnd = whole || input.selectionStart === input.value.length;
  const moves = {
    Enter: () => go(event.shiftKey ? step(input, -1, 0) : step(input, 1, 0) || headOfNext(input)) || true,
    ArrowDown: () => go(step(input, 1, 0)),
    ArrowUp: () => go(step(input, -1, 0)),
    ArrowLeft: () => !event.shiftKey && atStart && go(step(input, 0, -1)),
    ArrowRight: () => !event.shiftKey && atEnd && go(step(input, 0, 1)),
  };
  if (moves[event.key]?.()) event.preventDefault();
});

// --- pasting ------------------------------------------------------------------------------

const placeKey = (text) => bare(text).replace(PLACE, "");
const words = (text) => bare(text).replace(/^\d+ /, "");
const communes = new Map(lines.map((tr, at) => [placeKey(tr.querySelector("[id^='xa-']").textContent), at]));
const heads = new Map(
  [...form.querySelectorAll(".bulk-grid > thead [id^='i-']")].map((head) => [
    words(head.textContent),
    head.closest("th").cellIndex,
  ]),
);

// Which commune each row of the block names, if its first cells are names at all.
const namedRows = (rows) => {
  for (const column of [0, 1, 2]) {
    const found = rows.map((row) => communes.get(placeKey(row[column] || "")));
    if (found.filter((at) => at !== undefined).length >= Math.ceil(rows.length / 3)) return { column, found };
  }
  return null;
};
const namedColumns = (row) => {
  const found = row.map((text) => heads.get(words(text)));
  return found.some((at) => at !== undefined) ? found : null;
};

const lay = (block, start) => {
  const columns = namedColumns(block[0]);
  const rows = columns ? block.slice(1) : block;
  const named = rows.length ? namedRows(rows) : null;
  const first = named ? named.column + 1 : 0;
  const left = { strange: 0, closed: 0, beyond: 0, sums: 0 };
  const written = [];
  rows.forEach((row, index) => {
    if (named && SUM_ROW.test(row[named.column] || "")) return (left.sums += 1);
    const line = named ? named.found[index] : start.line + index;
    if (line === undefined) return (left.strange += 1);
    return row.slice(first).forEach((text, offset) => {
      if (!text) return;
      const column = columns ? columns[first + offset] : start.column + offset;
      const cell = column && lines[line]?.cells[column];
      const input = cell?.querySelector("input[type=text]");
      if (!input) return cell ? (left.closed += 1) : (left.beyond += 1);
      input.value = NOTHING.test(text) ? "KPS" : text;
      mark(input);
      written.push(input);
    });
  });
  return { written, left, named, columns };
};

const notesOf = ({ left, named, columns }) =>
  [
    named
      ? "Đã xếp theo tên xã trong khối."
      : "Khối không có tên xã: xếp lần lượt từ ô đang chọn. Đề nghị đối chiếu từng dòng.",
    columns && "Đã xếp cột theo tên chỉ tiêu trong khối.",
    left.sums && `${two(left.sums)} dòng cộng, không ghi.`,
    left.strange && `${two(left.strange)} dòng có tên không phải xã trên trang này, không ghi.`,
    left.closed && `${two(left.closed)} ô chỉ xem, không ghi.`,
    left.beyond && `${two(left.beyond)} ô nằm ngoài bảng, không ghi.`,
  ].filter(Boolean);

const told = form.querySelector("[data-pasted]");
const show = (laid) => {
  const count = laid.written.filter(isDirty).length;
  told.hidden = false;
  told.querySelector("[data-pasted-head]").textContent =
    `Đã dán: ${two(count)} ô thay đổi, chưa lưu. Kiểm tra các ô có vạch vàng rồi bấm “Lưu số liệu”.`;
  const items = notesOf(laid).map((note) => Object.assign(document.createElement("li"), { textContent: note }));
  told.querySelector("[data-pasted-notes]").replaceChildren(...items);
  tell();
};

form.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") || "";
  if (!fields.includes(event.target) || !isBlock(text)) return;
  event.preventDefault();
  show(lay(table(text), placeOf(event.target)));
});

document.documentElement.dataset.bulk = "ready";
