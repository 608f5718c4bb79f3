import type { Transaction } from "@/lib/database";
import { encryptSecret } from "@/lib/secrets/encrypt-secret";
import type { PlannedLine } from "./planned-line";

/** What came of a line that has something to be told. */
export interface ToldLine {
  readonly planned: Pick<PlannedLine, "line" | "subject" | "tenantId">;
  readonly message: string | null;
  readonly link: string | null;
}

/** Keeps what is to be told of lines; those of a tenant that was deleted meanwhile are nobody's any more and left out. */
export async function writeLines(transaction: Transaction, importId: string, told: readonly ToldLine[]): Promise<void> {
  const ids = [...new Set(told.flatMap(({ planned: { tenantId } }) => (tenantId === null ? [] : [tenantId])))];
  // Locked, so that none of them goes before its lines are there to go with it.
  const tenants = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM tenants WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR KEY SHARE`;
  const there = new Set(tenants.map(({ id }) => id));
  const kept = told.filter(({ planned: { tenantId } }) => tenantId === null || there.has(tenantId));
  await transaction.importLine.createMany({
    data: kept.map(({ planned: { line, subject, tenantId }, message, link }) => ({
      importId,
      tenantId,
      line,
      subject,
      message,
      linkCiphertext: link === null ? null : encryptSecret("import_line.link", link),
    })),
  });
}
