export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Line and column of a UTF-16 offset, both counted from 1. */
export function sourcePosition(text: string, offset: number): SourcePosition {
  const before = text.substring(0, Math.max(0, Math.min(offset, text.length)));
  const lastBreak = before.lastIndexOf("\n");
  let line = 1;
  for (let i = before.indexOf("\n"); i >= 0; i = before.indexOf("\n", i + 1)) line += 1;
  return { line, column: before.length - lastBreak };
}

/** The UTF-16 offset of a UTF-8 byte offset: parsers written in C count bytes. */
export function utf16Offset(text: string, byteOffset: number): number {
  let bytes = 0;
  let at = 0;
  while (at < text.length && bytes < byteOffset) {
    const code = text.codePointAt(at) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/** The UTF-16 offset of the n-th character: some parsers count those. */
export function offsetOfCharacter(text: string, characters: number): number {
  let at = 0;
  for (let count = 0; count < characters && at < text.length; count += 1)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
