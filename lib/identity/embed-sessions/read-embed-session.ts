import { database, type Transaction } from "@/lib/database";
import type { Prisma } from "@/prisma/client/client";
import type { Role } from "@/prisma/client/enums";
import type { Attributes, EmbedViewer } from "../actor";
import { dashboardReachesTenant } from "./dashboard-reaches-tenant";

/** Which semantic domains a session may use; ids, resolved when the token was minted (R09). */
export interface SemanticDomainAccess {
  readonly mode: "all" | "none" | "include" | "exclude";
  readonly domains: readonly string[];
}

/** What a live session may do, as the metadata says now. */
export interface EmbedSessionState {
  readonly actor: EmbedViewer;
  readonly expiresAt: Date;
  readonly endsAt: Date;
  /** How long each access token of the session lives. */
  readonly lifetimeSeconds: number;
  readonly policiesCiphertext: string;
  /** Filter values that the viewer cannot change. */
  readonly lockedFilters: Readonly<Record<string, unknown>>;
  readonly semanticDomainAccess: SemanticDomainAccess;
  readonly config: Readonly<Record<string, unknown>>;
  readonly initialDashboardId: string | null;
}

const sessionSelect = {
  id: true,
  organizationId: true,
  projectId: true,
  kind: true,
  tenantId: true,
  userId: true,
  allowEdit: true,
  dashboardIds: true,
  initialDashboardId: true,
  policiesCiphertext: true,
  params: true,
  config: true,
  semanticDomainAccess: true,
  lifetimeSeconds: true,
  expiresAt: true,
  endsAt: true,
  revokedAt: true,
  dashboardId: true,
} satisfies Prisma.EmbedSessionSelect;

/** A session with what it rests on; each is null when it is gone or was never there. */
type SessionRow = Awaited<ReturnType<typeof withSubjects>>;

/** One query after the other: inside a transaction there is one connection, which answers one at a time. */
async function withSubjects(row: Prisma.EmbedSessionGetPayload<{ select: typeof sessionSelect }>, client: Transaction) {
  const dashboard = row.dashboardId
    ? await client.dashboard.findUnique({ where: { id: row.dashboardId }, select: dashboardSelect })
    : null;
  const tenant = row.tenantId
    ? await client.tenant.findUnique({ where: { id: row.tenantId }, select: { name: true } })
    : null;
  const user = row.userId ? await client.user.findUnique({ where: { id: row.userId }, select: userSelect }) : null;
  return { ...row, dashboard, tenant, user };
}

const dashboardSelect = { id: true, organizationId: true, tenantId: true } as const;

const userSelect = {
  tenantId: true,
  email: true,
  displayName: true,
  role: true,
  attributes: true,
  disabledAt: true,
} as const;

/**
 * The state of a session as the database has it now, or null when it was revoked or what it rests on is gone. Inside
 * the transaction that writes a session it sees that session.
 */
export async function readEmbedSession(id: string, client: Transaction = database): Promise<EmbedSessionState | null> {
  const found = await client.embedSession.findUnique({ where: { id }, select: sessionSelect });
  if (!found || found.revokedAt) return null;
  const row = await withSubjects(found, client);
  if (!(await stillAllowed(row, client))) return null;
  return {
    actor: viewerOf(row),
    expiresAt: row.expiresAt,
    endsAt: row.endsAt,
    lifetimeSeconds: row.lifetimeSeconds,
    policiesCiphertext: row.policiesCiphertext,
    lockedFilters: row.params as Record<string, unknown>,
    semanticDomainAccess: { domains: [], ...(row.semanticDomainAccess as object) } as unknown as SemanticDomainAccess,
    config: row.config as Record<string, unknown>,
    initialDashboardId: row.initialDashboardId,
  };
}

async function stillAllowed(row: SessionRow, client: Transaction): Promise<boolean> {
  if (row.kind === "PROJECT") return row.user !== null && !row.user.disabledAt && row.user.tenantId === row.tenantId;
  if (!row.dashboard) return false;
  if (row.tenantId === null) return row.dashboard.tenantId === null;
  return row.tenant !== null && dashboardReachesTenant(row.dashboard, row.tenantId, client);
}

function viewerOf(row: SessionRow): EmbedViewer {
  return {
    kind: "embed_viewer",
    organizationId: row.organizationId,
    projectId: row.projectId,
    embedSessionId: row.id,
    tenantId: row.tenantId,
    userId: row.userId,
    email: row.user?.email ?? null,
    displayName: row.user?.displayName ?? (row.tenant ? `Embed for ${row.tenant.name}` : "Embed"),
    // A token of no name has no role to rise to: what `allowEdit` adds is a level on its one dashboard.
    role: row.user ? embedRole(row.user.role) : "VIEWER",
    attributes: (row.user?.attributes ?? {}) as Attributes,
    dashboardId: row.dashboard?.id ?? null,
    dashboardIds: row.dashboardIds,
    allowEdit: row.allowEdit,
  };
}

/** An ADMIN's token is an AUTHOR's (R08): what a page embeds must not be able to administer. */
function embedRole(role: Role): EmbedViewer["role"] {
  return role === "ADMIN" ? "AUTHOR" : role;
}
