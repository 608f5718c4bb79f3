const lineFeed = 0x0a;

/**
 * The lines of a stream of bytes, one at a time and without their ends. A line that is longer than `maximumBytes` or not
 * UTF-8 is given as undefined, and never held in full.
 */
export async function* readLines(
  stream: AsyncIterable<Buffer>,
  maximumBytes: number,
): AsyncGenerator<string | undefined> {
  let held: Buffer[] = [];
  let bytes = 0;
  const take = (): string | undefined => {
    const line = bytes > maximumBytes ? undefined : decoded(Buffer.concat(held));
    held = [];
    bytes = 0;
    return line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); ; end = chunk.indexOf(lineFeed, from)) {
      const part = chunk.subarray(from, end < 0 ? undefined : end);
      bytes += part.length;
      if (bytes > maximumBytes) held = [];
      else held.push(part);
      if (end < 0) break;
      from = end + 1;
      yield take();
    }
  }
  if (bytes > 0) yield take();
}

function decoded(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  } catch {
    return undefined;
  }
}
