/**
 * A number that a JavaScript reader gets back digit for digit, or else the text itself: a total that is off by one is
 * worse than one that has to be parsed. Takes plain decimal notation as both engines print it; anything that is not a
 * finite number stays text.
 */
export function exactNumber(text: string): number | string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  // Fifteen significant digits always survive a double.
  if (text.length <= 15) return value;
  return String(value) === withoutTrailingZeros(text) ? value : text;
}

function withoutTrailingZeros(text: string): string {
  if (!text.includes(".")) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  if (text.charCodeAt(end - 1) === 46) end -= 1;
  return text.slice(0, end);
}
