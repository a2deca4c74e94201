// Numbers as an office writes them: the dot marks thousands, the comma decimals.

const GROUPED = /^[1-9]\d{0,2}([. ]\d{3})+$/;
const MOST_DIGITS = 12;
const format = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 3 }).format;

export const EMPTY = "–";

export const show = (value) => (value === null ? EMPTY : format(value));

export const two = (count) => (count > 0 && count < 10 ? `0${count}` : format(count));

// A number, null for a blank, undefined for what only the server can judge.
export const read = (typed, decimals = false) => {
  const text = typed.trim();
  if (!text) return null;
  const [whole, fraction, ...more] = text.split(",");
  if (more.length || (fraction !== undefined && !/^\d{1,3}$/.test(fraction))) return undefined;
  if (!/^\d+$/.test(whole) && !GROUPED.test(whole)) return undefined;
  if (fraction !== undefined && !decimals) return undefined;
  const digits = whole.replace(/[. ]/g, "").replace(/^0+(?=\d)/, "");
  if (digits.length > MOST_DIGITS) return undefined;
  return Number(digits + (fraction ? `.${fraction}` : ""));
};
