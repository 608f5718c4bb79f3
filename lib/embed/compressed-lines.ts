import { constants, createGzip, type Gzip, type ZlibParams } from "node:zlib";

/** Shorter lines gain less than their compression costs. */
export const leastCompressedBytes = 100_000;
const stored = 0;
/** Rows lie column by column, so that a little effort finds most of what repeats. */
export const effort = 4;

/**
 * Gzip (RFC 1952) of lines that come one by one: each is whole on the wire before the next is asked for, long ones
 * compressed, short ones as they are. Ending the iteration early frees the compressor.
 */
export async function* compressedLines(lines: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  // The types leave out that a gzip stream can change its level on the way.
  const gzip = createGzip({ level: stored }) as Gzip & ZlibParams;
  const parts: Buffer[] = [];
  gzip.on("data", (part: Buffer) => parts.push(part));
  const take = () => Buffer.concat(parts.splice(0));
  const settle = (begin: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => begin((error) => (error ? reject(error) : resolve())));
  let level = stored;
  try {
    for await (const line of lines) {
      const wanted = line.byteLength < leastCompressedBytes ? stored : effort;
      if (wanted !== level) await settle((done) => gzip.params(wanted, constants.Z_DEFAULT_STRATEGY, done));
      level = wanted;
      await settle((done) => gzip.write(line, done));
      await settle((done) => gzip.flush(constants.Z_SYNC_FLUSH, () => done()));
      yield take();
    }
    await settle((done) => {
      gzip.once("end", () => done());
      gzip.end();
    });
    yield take();
  } finally {
    gzip.destroy();
  }
}
