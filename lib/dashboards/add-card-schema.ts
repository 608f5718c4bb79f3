import { z } from "zod";
import { cardInputSchema } from "./card-schema";

export const addCardSchema = z.strictObject({
  card: cardInputSchema.refine(({ id }) => id === undefined, { error: "The card is a new one", path: ["id"] }),
  /** The dashboard's version that the card is added to; a stale one is refused. */
  version: z.number().int().min(1),
});

export type AddCardInput = z.input<typeof addCardSchema>;
