import { z } from "zod";
import { fieldFormatSchema } from "./domain-definition-schema";

/**
 * What the values of several groups are together: their sum, the least or greatest of them, one column's total divided by
 * another's, or nothing that the answer could tell.
 */
export const rollUpSchema = z.union([
  z.enum(["sum", "minimum", "maximum", "none"]),
  z.strictObject({ of: z.string(), to: z.string() }),
]);

/** What a domain calls a column of an answer, and how its values are written where nobody says otherwise. */
export const answerFieldSchema = z
  .strictObject({
    column: z.string(),
    label: z.string(),
    format: fieldFormatSchema.optional(),
    /** Of measures: what a total may be made of. */
    rollUp: rollUpSchema.optional(),
  })
  .meta({ id: "AnswerField" });

export type RollUp = Readonly<z.output<typeof rollUpSchema>>;
export type AnswerField = Readonly<z.output<typeof answerFieldSchema>>;
