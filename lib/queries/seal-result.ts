import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { KeptAnswer } from "./query-answer";

/*
 * What stands in Redis: form (1 byte), nonce (12), tag (16), and encrypted: readAt (8), rowCount (4), the JSON, compressed.
 */
const form = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 12;
const bodyAt = 1 + nonceBytes + tagBytes;
/** More than any result that engines give; what claims to be larger is not ours. */
const largestJsonBytes = 512 * 1_048_576;

const compress = promisify<Buffer, { level: number }, Buffer>(deflateRaw);
const decompress = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw);

/** Packs an answer so that only this installation reads it, and only under the key it was kept under. */
export async function sealResult(key: string, { json, rowCount, readAt }: KeptAnswer, secret: Buffer): Promise<Buffer> {
  const head = Buffer.alloc(headBytes);
  head.writeDoubleBE(readAt, 0);
  head.writeUInt32BE(rowCount, 8);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(Buffer.from(key));
  const body = [cipher.update(head), cipher.update(await compress(json, { level: 1 })), cipher.final()];
  return Buffer.concat([Buffer.of(form), nonce, cipher.getAuthTag(), ...body]);
}

/** Opens what `sealResult` packed for the same key and secret; throws on everything else. */
export async function openResult(key: string, sealed: Buffer, secret: Buffer): Promise<KeptAnswer> {
  if (sealed[0] !== form || sealed.length < bodyAt + headBytes) throw new Error("The kept result has an unknown form");
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", secret, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(key))
    .setAuthTag(sealed.subarray(1 + nonceBytes, bodyAt));
  const plain = Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]);
  const json = await decompress(plain.subarray(headBytes), { maxOutputLength: largestJsonBytes });
  return { json, readAt: plain.readDoubleBE(0), rowCount: plain.readUInt32BE(8) };
}
