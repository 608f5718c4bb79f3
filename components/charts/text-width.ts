/** About how wide a text is at 11 pixels, without asking the browser to lay it out. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e80 ? 11.5 : widthOfLatin(letter);
  return width;
}

/** Generous, since a host may choose a wide font. */
function widthOfLatin(letter: string): number {
  if (/[ilI.,:;|!' ]/.test(letter)) return 3.8;
  return /[MWmw%@$]/.test(letter) ? 10.2 : 7;
}

/** As much of a text as fits, with an ellipsis in the place of the rest. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const letters = [...text];
  let end = letters.length;
  while (end > 1 && textWidth(`${letters.slice(0, end).join("")}…`) > width) end -= Math.max(1, Math.floor(end / 8));
  return `${letters.slice(0, end).join("").trimEnd()}…`;
}
