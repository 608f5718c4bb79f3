import { z } from "zod";
import { pageSchema } from "@/lib/pagination";
import { ImportKind } from "@/prisma/client/enums";

/** What a file may hold at most, beside its head. */
export const mostLines = 10_000;
/** A body with such a file, escaped for JSON, stays under what is read. */
export const mostCharacters = 4_000_000;
export const largestBodyCharacters = 8_500_000;

const csvSchema = z
  .string()
  .min(1, "Choose a file or paste its lines")
  .max(mostCharacters, `A file holds at most ${mostCharacters.toLocaleString("en-US")} characters`);

export const importUsersSchema = z.strictObject({
  /** The head `email,name,tenant,role,attributes.…`, then one person a line. */
  csv: csvSchema,
  /** Invites everybody; otherwise people are there at once, without a password. */
  invite: z.boolean().default(true),
  /** Only says what would happen. */
  dryRun: z.boolean().default(false),
});

export const importTenantsSchema = z.strictObject({
  /** The head `key,name,attributes.…`, then one tenant a line. */
  csv: csvSchema,
  dryRun: z.boolean().default(false),
});

/** A line that cannot be brought in. Line 1 is the head. */
export const importProblemSchema = z.strictObject({ line: z.int(), subject: z.string(), message: z.string() });

export const importPreviewSchema = z.strictObject({
  total: z.int(),
  valid: z.int(),
  problems: z.array(importProblemSchema),
});

/** `STOPPED` ended before its last line without being asked to. */
export const importStatusSchema = z.enum(["RUNNING", "DONE", "CANCELLED", "STOPPED"]);

export const listImportsSchema = pageSchema.omit({ search: true });

export const importViewSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(ImportKind),
  invites: z.boolean(),
  status: importStatusSchema,
  /** Lines of the file, those dealt with so far, and those of them that came to nothing. */
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  /** How many links nobody mailed. */
  linkCount: z.int(),
  startedByName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  stopReason: z.string().nullable(),
});

export type ImportUsersInput = z.input<typeof importUsersSchema>;
export type ImportTenantsInput = z.input<typeof importTenantsSchema>;
export type ListImportsInput = z.input<typeof listImportsSchema>;
export type ImportProblem = z.output<typeof importProblemSchema>;
export type ImportPreview = z.output<typeof importPreviewSchema>;
export type ImportView = z.output<typeof importViewSchema>;
