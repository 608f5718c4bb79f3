import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { type DashboardAccess, overrideDetails, requireDashboardAction } from "./dashboard-access";
import { getDashboard } from "./dashboard-queries";
import { type DashboardView, type UpdateDashboardInput, updateDashboardSchema } from "./dashboard-schema";
import type { DashboardSettings, DashboardTab } from "./dashboard-settings-schema";
import { auditTenant } from "./dashboard-tenant";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";
import { type KeepOptions, keepFilterSources } from "./keep-sources";
import { queryWritingOf } from "./query-writing";
import { requireDomainQueries } from "./require-domain-queries";
import { requireShownSources } from "./require-shown-sources";
import { requireUsableFilters } from "./require-usable-filters";
import { requireUsableInteractions } from "./require-usable-interactions";
import { saveCards } from "./save-cards";
import { writeVersion } from "./write-version";

/**
 * Changes a dashboard and keeps the result as a new version. Edits of one dashboard follow one another; one that was
 * made on an older version than the database has is refused, so nobody's work is overwritten unseen.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `conflict` when somebody else was faster
 */
export async function updateDashboard(
  actor: Actor,
  dashboardId: string,
  input: UpdateDashboardInput,
): Promise<DashboardView> {
  const { version, cards, ...fields } = parseInput(updateDashboardSchema, input);
  const { filters } = fields;
  const writing = cards || filters ? await queryWritingOf(actor) : "anything";
  await database.$transaction(async (transaction) => {
    const access = await requireDashboardAction(actor, dashboardId, "edit", { transaction, lock: true });
    refuseStale(access, version);
    if (cards || filters) {
      const home = { projectId: access.projectId, storedIn: access.id };
      await requireUsableInteractions(actor, transaction, home, { cards, filters });
    }
    if (writing === "domains") await requireDomainQueries(transaction, actor, access.id, { cards, filters });
    if (cards) await saveCards(transaction, actor, access, cards);
    await applyEdit(transaction, actor, access, fields, {
      action: "dashboard.edited",
      details: { parts: Object.keys(input).filter((part) => part !== "version") },
    });
  });
  return getDashboard(actor, dashboardId);
}

/** What an edit says beside cards; what is undefined stays. */
interface EditedFields {
  readonly title?: string;
  readonly description?: string;
  readonly filters?: readonly DashboardFilter[];
  readonly tabs?: readonly DashboardTab[];
  readonly settings?: DashboardSettings;
}

/** What is kept of an edit beside the dashboard itself. */
interface EditEvent extends KeepOptions {
  readonly action: `dashboard.${string}`;
  readonly details: Prisma.InputJsonObject;
  readonly note?: string;
}

/** Counts the version up, keeps it and records the event: what every kind of edit has in common. */
export async function applyEdit(
  transaction: Transaction,
  actor: Actor,
  access: DashboardAccess,
  { filters: given, tabs, ...fields }: EditedFields,
  { note, keepSources, ...event }: EditEvent,
): Promise<void> {
  const kept = given && keepFilterSources(actor, given, await filtersOf(transaction, access), { keepSources });
  if (kept) await requireShownSources(transaction, actor, access.projectId, kept.filters);
  const { title, version } = await transaction.dashboard.update({
    where: { id: access.id },
    data: {
      ...fields,
      ...(tabs ? { tabs: [...tabs] } : {}),
      ...(kept ? { filters: kept.filters as unknown as Prisma.InputJsonArray } : {}),
      version: { increment: 1 },
    },
    select: { title: true, version: true },
  });
  await requireUsableFilters(actor, transaction, access.id, kept?.chosen ?? new Set());
  await writeVersion(transaction, actor, access.id, note);
  await recordAuditEvent(transaction, actor, {
    action: event.action,
    tenantId: auditTenant(actor, access),
    projectId: access.projectId,
    targetId: access.id,
    targetName: title,
    details: { version, ...event.details, ...overrideDetails(access) },
  });
}

async function filtersOf(transaction: Transaction, { id }: DashboardAccess): Promise<DashboardFilter[]> {
  const { filters } = await transaction.dashboard.findUniqueOrThrow({ where: { id }, select: { filters: true } });
  return toFilters(filters);
}

function refuseStale(access: DashboardAccess, version: number | undefined): void {
  if (version === undefined || version === access.version) return;
  throw new DomainError("conflict", "This dashboard was changed by somebody else. Load it again before you save.");
}
