import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { secondsFromNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { log } from "@/lib/log";
import { personBehind } from "@/lib/users/find-heir";
import type { ImportKind } from "@/prisma/client/enums";
import { importPermission } from "./import-permission";
import {
  type ImportPreview,
  type ImportTenantsInput,
  type ImportUsersInput,
  type ImportView,
  importTenantsSchema,
  importUsersSchema,
} from "./import-schema";
import { silentSeconds } from "./import-state";
import { importViewFields, toImportView } from "./import-view";
import { planTenants } from "./plan-tenants";
import { planUsers } from "./plan-users";
import { type PlannedLine, previewOf } from "./planned-line";
import { runImport } from "./run-import";
import { writeLines } from "./write-lines";

const keptSeconds = 7 * 24 * 60 * 60;
/** A file can have thousands of problems to write down. */
const longestMilliseconds = 60_000;

/**
 * Brings in people from a CSV file: those of its lines that are in order, while the others are reported; with `dryRun`
 * nothing is written. Existing people are never raised, moved or changed (R17). It goes on after this has returned, and
 * each line is under the rights that the actor has then.
 *
 * @throws DomainError `forbidden`, `invalid_input` for a file that is none, `conflict` while another import runs
 */
export async function importUsers(actor: Actor, input: ImportUsersInput): Promise<ImportPreview | ImportView> {
  requirePermission(actor, importPermission.USERS);
  const { dryRun, ...file } = parseInput(importUsersSchema, input);
  const lines = await planUsers(actor, file);
  return dryRun ? previewOf(lines) : start(actor, "USERS", lines, file.invite);
}

/**
 * Brings in tenants from a CSV file, in the same way as `importUsers` does people.
 *
 * @throws DomainError `forbidden`, `invalid_input` for a file that is none, `conflict` while another import runs
 */
export async function importTenants(actor: Actor, input: ImportTenantsInput): Promise<ImportPreview | ImportView> {
  requirePermission(actor, importPermission.TENANTS);
  const { dryRun, ...file } = parseInput(importTenantsSchema, input);
  const lines = await planTenants(actor, file);
  return dryRun ? previewOf(lines) : start(actor, "TENANTS", lines, false);
}

async function start(
  actor: Actor,
  kind: ImportKind,
  lines: readonly PlannedLine[],
  invites: boolean,
): Promise<ImportView> {
  const { organizationId } = actor;
  const { problems, total, valid } = previewOf(lines);
  if (valid === 0) throw new DomainError("invalid_input", "No line of this file can be imported");
  const startedById = personBehind(actor);
  const view = await database.$transaction(
    async (tx) => {
      // Two who start at once queue up here, and the second sees the first one's.
      await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
      const alive = { finishedAt: null, seenAt: { gt: secondsFromNow(-silentSeconds) } };
      if (await tx.import.findFirst({ where: { organizationId, ...alive }, select: { id: true } })) {
        throw new DomainError("conflict", "Another import is running; wait for its end or cancel it");
      }
      // Files name people and links open accounts: neither is kept longer than an invite lasts.
      await tx.import.deleteMany({ where: { organizationId, createdAt: { lt: secondsFromNow(-keptSeconds) } } });
      const failed = problems.length;
      const row = await tx.import.create({
        data: { organizationId, kind, invites, startedById, total, done: failed, failed },
        select: importViewFields,
      });
      const told = lines.flatMap((planned) =>
        planned.problem === null ? [] : [{ planned, message: planned.problem, link: null }],
      );
      await writeLines(tx, row.id, told);
      const details = { kind, lines: total, refused: failed };
      await recordAuditEvent(tx, actor, { action: "import.started", targetId: row.id, details });
      return toImportView(row);
    },
    { timeout: longestMilliseconds },
  );
  const work = lines.filter(({ problem }) => problem === null);
  runImport(actor, view.id, kind, work).catch((error: unknown) => log.error({ err: error }, "an import broke off"));
  return view;
}
