// A block as spreadsheets put it on the clipboard, and words compared without diacritics.

export const NOTHING = /^(kps|kh[oô]ng ph[aá]t sinh|ko ps)$/i;
export const SUM_ROW = /^(t[oổ]ng|c[oộ]ng)\b/i;

export const bare = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

// Tab-separated lines as spreadsheets put them on the clipboard; quoted cells may hold lines.
export const table = (text) => {
  const rows = [[]];
  const part = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/gy;
  while (part.lastIndex < text.length) {
    const [, quoted, plain, end] = part.exec(text);
    rows.at(-1).push((quoted === undefined ? plain : quoted.replace(/""/g, '"')).trim());
    if (end && end !== "\t" && part.lastIndex < text.length) rows.push([]);
  }
  while (rows.length && rows.at(-1).every((each) => !each)) rows.pop();
  return rows;
};

// Whether what is pasted is a block rather than one value.
export const isBlock = (text) => /[\t\n]/.test(text.replace(/\r?\n$/, ""));
