// The toolbar: bold, italic, bullets and numbers, as they are typed in the plain text.

const STARS = { bold: "**", italic: "*" };
const ITEM = /^(?:[-–•]\s+|\d{1,2}\.\s+|[a-zđ]\)\s+)/;

// Through the browser's own editing, so that Ctrl+Z takes it back.
const replace = (field, from, to, text) => {
  field.focus();
  field.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
};

export const insert = (field, text) => replace(field, field.selectionStart, field.selectionEnd, text);

// Each marked line by itself: a look ends with its paragraph.
const wrap = (field, stars) => {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const chosen = value.slice(from, to);
  const size = stars.length;
  if (value.slice(from - size, from) === stars && value.slice(to, to + size) === stars) {
    replace(field, from - size, to + size, chosen);
    field.setSelectionRange(from - size, to - size);
    return;
  }
  if (!chosen) {
    replace(field, from, to, stars + stars);
    field.setSelectionRange(from + size, from + size);
    return;
  }
  const marked = chosen.replace(/[^\n]+/g, (line) => {
    const [, before, words, after] = line.match(/^(\s*)(.*?)(\s*)$/);
    const item = words.match(ITEM)?.[0] || "";
    const rest = words.slice(item.length);
    return rest ? `${before}${item}${stars}${rest}${stars}${after}` : line;
  });
  replace(field, from, to, marked);
  const single = !chosen.includes("\n") && marked.startsWith(stars);
  field.setSelectionRange(from + (single ? size : 0), from + marked.length - (single ? size : 0));
};

const asItems = (field, mark) => {
  const { value } = field;
  const from = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const end = value.indexOf("\n", field.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const all = lines.every((line) => !line.trim() || mark(1).test.test(line));
  let number = 0;
  const text = lines
    .map((line) => {
      if (!line.trim() && lines.length > 1) return line;
      const bare = line.replace(ITEM, "");
      number += 1;
      return all && line.trim() ? bare : mark(number).text + bare;
    })
    .join("\n");
  replace(field, from, to, text);
};

const bullet = () => ({ text: "- ", test: /^[-–•]\s+/ });
const numbered = (number) => ({ text: `${number}. `, test: /^\d{1,2}\.\s+/ });

export const mark = (field, name) => {
  if (STARS[name]) wrap(field, STARS[name]);
  else asItems(field, name === "bullet" ? bullet : numbered);
};

// Enter goes on with the list; Enter on an empty item ends it.
export const goOn = (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  if (field.selectionStart !== field.selectionEnd) return;
  const at = field.selectionStart;
  const from = field.value.lastIndexOf("\n", at - 1) + 1;
  const line = field.value.slice(from, at);
  const item = line.match(/^(?:([-–•])|(\d{1,2})\.)\s+/);
  if (!item) return;
  event.preventDefault();
  if (line.length === item[0].length) replace(field, from, at, "");
  else insert(field, `\n${item[1] || `${Number(item[2]) + 1}.`} `);
};

export const shortcut = (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const name = { b: "bold", i: "italic" }[event.key.toLowerCase()];
  if (!name) return;
  event.preventDefault();
  mark(event.target, name);
};
