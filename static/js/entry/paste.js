// A block copied from a spreadsheet: laid over the grid by its labels, else from here on.

import { form } from "./cells.js";
import { NOTHING, SUM_ROW, bare, isBlock, table } from "./clipboard.js";
import { grid, placeOf } from "./keyboard.js";
import { two } from "./numbers.js";
import { preview } from "./preview.js";

const KIND = /^(th[oô]n|x[oó]m|kdc|khu d[aâ]n c[uư]|tdp|t[oổ] d[aâ]n ph[oố])\s+/;

const placeKey = (text) => bare(text.trim().toLowerCase().replace(KIND, ""));
const words = (text) => bare(text).replace(/^\d+ /, "");

const labels = () => [...form.querySelectorAll(".entry-grid > tbody:not(.total-only) > tr > th")];
const heads = () => [...form.querySelectorAll(".entry-grid > thead th [id^='i-']")];

// Which hamlet each row of the block names, if its first cells are names at all.
const namedRows = (rows) => {
  const known = new Map(labels().map((th, at) => [placeKey(th.textContent), at]));
  const width = Math.min(3, Math.max(...rows.map((row) => row.length)));
  for (let column = 0; column < width; column += 1) {
    const found = rows.map((row) => known.get(placeKey(row[column] || "")));
    if (found.filter((at) => at !== undefined).length >= Math.ceil(rows.length / 3)) return { column, found };
  }
  return null;
};

// Which indicator each column of the block names, if its first row is a head.
const namedColumns = (row) => {
  const known = new Map(heads().map((head, at) => [words(head.textContent), at]));
  const found = row.map((text) => {
    const key = words(text);
    if (!key) return undefined;
    if (known.has(key)) return known.get(key);
    const near = [...known].filter(
      ([name]) => key.startsWith(name) || ` ${name} `.includes(` ${key} `),
    );
    return near.length === 1 ? near[0][1] : undefined;
  });
  return found.some((at) => at !== undefined) ? found : null;
};

const pairs = (name, text) => (NOTHING.test(text) ? [[name, ""], [`none-${name}`, "1"]] : [[name, text]]);

const lay = (block, start) => {
  const rows = grid();
  const notes = [];
  const columnsByName = namedColumns(block[0]);
  const data = columnsByName ? block.slice(1) : block;
  const rowsByName = data.length ? namedRows(data) : null;
  const first = rowsByName ? rowsByName.column + 1 : 0;
  const changes = [];
  const unknown = new Set();
  let beyond = 0;
  let strange = 0;
  data.forEach((line, index) => {
    if (rowsByName && SUM_ROW.test(line[rowsByName.column] || "")) {
      notes.push(`Dòng “${line[rowsByName.column]}” là dòng cộng, không ghi.`);
      return;
    }
    const row = rowsByName ? rowsByName.found[index] : start.row + index;
    if (row === undefined) {
      strange += 1;
      return;
    }
    line.slice(first).forEach((text, offset) => {
      if (!text) return;
      const column = columnsByName ? columnsByName[first + offset] : start.column + offset;
      const input = column === undefined ? null : rows[row]?.[column];
      if (input) changes.push({ name: input.name, pairs: pairs(input.name, text), row });
      else if (columnsByName && column === undefined) unknown.add(block[0][first + offset]);
      else beyond += 1;
    });
  });
  if (rowsByName) {
    const at = rowsByName.found.find((row) => row !== undefined);
    const there = rowsByName.found.indexOf(at);
    const shift = at - (start.row + there);
    if (shift) {
      const [own, here] = [labels()[at], labels()[start.row + there]].map((th) => th?.textContent.trim());
      notes.unshift(
        `Khối dán lệch ${two(Math.abs(shift))} dòng: “${own}” trong khối đang rơi vào dòng “${here || "ngoài bảng"}”. Đã xếp lại theo tên thôn.`,
      );
    } else notes.unshift("Đã xếp theo tên thôn trong khối.");
  } else notes.unshift("Khối không có tên thôn: xếp lần lượt từ ô đang chọn. Đề nghị đối chiếu từng dòng.");
  if (columnsByName) notes.push("Đã xếp cột theo tên chỉ tiêu trong khối.");
  for (const head of unknown) notes.push(`Cột “${head || "không tên"}” chưa rõ là chỉ tiêu nào, không ghi.`);
  if (strange) notes.push(`${two(strange)} dòng có tên không phải thôn của xã, không ghi.`);
  if (beyond) notes.push(`${two(beyond)} ô nằm ngoài bảng, không ghi.`);
  return { notes, changes };
};

export const watch = (written) => {
  form.addEventListener("paste", async (event) => {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") || "";
    if (input.type !== "text" || !isBlock(text)) return;
    const start = placeOf(input);
    if (!start) return;
    event.preventDefault();
    const { notes, changes } = lay(table(text), start);
    written(await preview({ title: "Dán khối số liệu", notes, changes }));
  });
};
