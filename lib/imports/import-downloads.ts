import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { csvLine } from "@/lib/csv-line";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { decryptSecret } from "@/lib/secrets/encrypt-secret";
import type { Prisma } from "@/prisma/client/client";
import { getImport } from "./import-queries";

const pageSize = 1_000;

/**
 * The lines that came to nothing and why, as CSV in the order of the file.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function importFailures(actor: Actor, id: string): Promise<AsyncGenerator<string>> {
  const { kind } = await getImport(actor, id);
  return csvOf(["line", kind === "USERS" ? "email" : "key", "problem"], id, { message: { not: null } }, (row) => [
    row.line,
    row.subject,
    row.message,
  ]);
}

/**
 * The invites' links that nobody mailed, as CSV, to be handed over. Each opens an account, so that who fetched them is
 * part of the audit.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when there is none
 */
export async function importLinks(actor: Actor, id: string): Promise<AsyncGenerator<string>> {
  const { kind, linkCount } = await getImport(actor, id);
  if (linkCount === 0) throw new DomainError("conflict", "This import made no links, or they were all mailed");
  await database.$transaction((tx) =>
    recordAuditEvent(tx, actor, { action: "import.links_read", targetId: id, details: { kind, links: linkCount } }),
  );
  return csvOf(["line", "email", "link"], id, { linkCiphertext: { not: null } }, (row) => [
    row.line,
    row.subject,
    decryptSecret("import_line.link", row.linkCiphertext ?? ""),
  ]);
}

const lineFields = { id: true, line: true, subject: true, message: true, linkCiphertext: true } as const;

type Line = Prisma.ImportLineGetPayload<{ select: typeof lineFields }>;

async function* csvOf(
  head: readonly string[],
  importId: string,
  which: Prisma.ImportLineWhereInput,
  cells: (line: Line) => readonly (string | number | null)[],
): AsyncGenerator<string> {
  yield csvLine(head);
  let cursor: string | undefined;
  do {
    const rows: Line[] = await database.importLine.findMany({
      where: { importId, ...which },
      orderBy: [{ line: "asc" }, { id: "asc" }],
      select: lineFields,
      take: pageSize,
      ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    });
    if (rows.length > 0) yield rows.map((row) => csvLine(cells(row))).join("");
    cursor = rows.length === pageSize ? rows.at(-1)?.id : undefined;
  } while (cursor);
}
