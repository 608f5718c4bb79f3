import { LRUCache } from "lru-cache";
import { hasChangedSince } from "@/lib/audit/recent-changes";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { processState } from "@/lib/process-state";
import type { ParameterValue } from "@/lib/sql/security-context";
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
  readonly lockedFilters: Readonly<Record<string, ParameterValue>>;
  readonly semanticDomainAccess: SemanticDomainAccess;
  readonly config: Readonly<Record<string, unknown>>;
  readonly initialDashboardId: string | null;
}

interface CachedState {
  readonly state: Promise<EmbedSessionState | null>;
  readonly readAt: number;
}

/** The promise is "at least every 5 s"; the rest is for the read itself. */
const freshMilliseconds = 4_500;
const rememberedSessions = 20_000;

const states = processState(
  "embed-session-states",
  () => new LRUCache<string, CachedState>({ max: rememberedSessions }),
);

/**
 * The state of a session, or null when it has ended: revoked, expired, its person disabled, its tenant or dashboard
 * gone, or the dashboard no longer shared with the tenant. At most 5 s old, and read anew right after any command of
 * this process. `fresh` reads it now.
 */
export async function findEmbedSession(
  id: string,
  options: { fresh?: boolean } = {},
): Promise<EmbedSessionState | null> {
  const cached = states.get(id);
  const age = cached ? now().getTime() - cached.readAt : Number.POSITIVE_INFINITY;
  if (cached && !options.fresh && age >= 0 && age < freshMilliseconds && !hasChangedSince(cached.readAt)) {
    return alive(await cached.state);
  }
  const entry = { state: readEmbedSession(id), readAt: now().getTime() };
  states.set(id, entry);
  // A failed read is nobody's answer: the next request tries again.
  entry.state.catch(() => states.delete(id));
  return alive(await entry.state);
}

/** Makes the next look at this session a look at the database. */
export function forgetEmbedSession(id: string): void {
  states.delete(id);
}

/** Null when the session's end has come since it was read. */
function alive(state: EmbedSessionState | null): EmbedSessionState | null {
  return state && state.endsAt > now() ? state : null;
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
  dashboard: { select: { id: true, organizationId: true, tenantId: true } },
  tenant: { select: { name: true } },
  user: {
    select: { tenantId: true, email: true, displayName: true, role: true, attributes: true, disabledAt: true },
  },
} satisfies Prisma.EmbedSessionSelect;

type SessionRow = Prisma.EmbedSessionGetPayload<{ select: typeof sessionSelect }>;

/** Reads the state past the cache; inside the transaction that writes a session it sees that session. */
export async function readEmbedSession(id: string, client: Transaction = database): Promise<EmbedSessionState | null> {
  const row = await client.embedSession.findUnique({ where: { id }, select: sessionSelect });
  if (!row || row.revokedAt || !(await stillAllowed(row, client))) return null;
  return {
    actor: viewerOf(row),
    expiresAt: row.expiresAt,
    endsAt: row.endsAt,
    lifetimeSeconds: row.lifetimeSeconds,
    policiesCiphertext: row.policiesCiphertext,
    lockedFilters: row.params as Record<string, ParameterValue>,
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
