import { z } from "zod";

export const signingKeyViewSchema = z.strictObject({
  /** The `kid` of the tokens it signed. */
  id: z.uuid(),
  algorithm: z.string(),
  createdAt: z.iso.datetime(),
  /** Since when it signs nothing more; null for the one that signs. */
  retiredAt: z.iso.datetime().nullable(),
  /** When the last token it signed is over and it leaves the published keys. */
  leavesAt: z.iso.datetime().nullable(),
});

export const signingKeysSchema = z.strictObject({ data: z.array(signingKeyViewSchema) });

export type SigningKeyView = z.output<typeof signingKeyViewSchema>;
