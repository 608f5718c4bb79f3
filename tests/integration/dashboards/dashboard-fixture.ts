import type { CardInput } from "@/lib/dashboards/card-schema";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { database } from "@/lib/database";
import type { Actor, ApiClient, EmbedViewer } from "@/lib/identity/actor";
import { encryptTokenPolicies } from "@/lib/identity/embed-sessions/embed-session-policies";
import { encryptSecret } from "@/lib/secrets/encrypt-secret";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { uuidv7 } from "@/lib/uuid";
import type { AccessLevel } from "@/prisma/client/enums";
import { createWorld, type World } from "../../support/world";

/** A connection that nothing is run on; only its existence matters here. */
export async function createConnectionRow(world: World, projectId = world.project.id, name = "warehouse") {
  const settings = encryptSecret("connection.settings", "{}");
  const { id } = await database.connection.create({
    data: { organizationId: world.organizationId, projectId, name, engine: "POSTGRES", settingsCiphertext: settings },
  });
  return id;
}

/** What tests of dashboards' commands begin with, once per file. */
export async function createBoardWorld() {
  const world = await createWorld();
  const connectionId = await createConnectionRow(world);
  return { world, connectionId };
}

export const secretTable = "payroll_of_everybody";

export const numberCard = (connectionId: string, more: Partial<Extract<CardInput, { kind: "NUMBER" }>> = {}) => ({
  kind: "NUMBER" as const,
  title: "People",
  sql: `SELECT count(*) AS people FROM ${secretTable}`,
  options: { valueColumn: "people" },
  layout: { x: 0, y: 0, width: 3, height: 2 },
  connectionId,
  ...more,
});

/** A dashboard of the organization's, owned by `owner`, with one card and one filter. */
export function createBoard(
  owner: Actor,
  world: World,
  connectionId: string,
  more: { title?: string; tenantId?: string } = {},
): Promise<DashboardView> {
  return createDashboard(owner, {
    projectId: world.project.id,
    title: "Delays",
    filters: [
      {
        name: "carrier",
        label: "Carrier",
        kind: "select",
        source: { connectionId, table: "flights", column: "carrier_code" },
        default: "AA",
      },
    ],
    cards: [numberCard(connectionId)],
    ...more,
  });
}

export const shareWithUser = (actor: Actor, dashboardId: string, user: { userId: string }, level: AccessLevel) =>
  shareDashboard(actor, dashboardId, { scope: "USER", userId: user.userId, level });

export const shareWithTenant = (actor: Actor, dashboardId: string, tenantId: string, level: AccessLevel = "VIEWER") =>
  shareDashboard(actor, dashboardId, { scope: "TENANT", tenantId, level });

/** A session row for an embed viewer, as minting a token leaves it. */
export async function createEmbedViewer(world: World, more: Partial<EmbedViewer> & { params?: object } = {}) {
  const { params = {}, ...viewer } = more;
  const actor: EmbedViewer = {
    kind: "embed_viewer",
    organizationId: world.organizationId,
    projectId: world.project.id,
    embedSessionId: uuidv7(),
    tenantId: null,
    userId: null,
    email: null,
    displayName: "Embed",
    role: viewer.allowEdit ? "POWER_USER" : "VIEWER",
    attributes: {},
    dashboardId: null,
    dashboardIds: [],
    allowEdit: false,
    ...viewer,
  };
  await database.embedSession.create({
    data: {
      id: actor.embedSessionId,
      organizationId: actor.organizationId,
      projectId: actor.projectId,
      kind: actor.userId ? "PROJECT" : "DASHBOARD",
      dashboardId: actor.dashboardId,
      tenantId: actor.tenantId,
      userId: actor.userId,
      allowEdit: actor.allowEdit,
      dashboardIds: [...actor.dashboardIds],
      policiesCiphertext: encryptTokenPolicies({ named: [], schema: null }),
      params,
      lifetimeSeconds: 3_600,
      expiresAt: new Date(Date.now() + 3_600_000),
      endsAt: new Date(Date.now() + 86_400_000),
    },
  });
  return actor;
}

export const apiClient = (world: World, more: Partial<ApiClient> = {}): ApiClient => ({
  kind: "api_client",
  organizationId: world.organizationId,
  apiKeyId: uuidv7(),
  createdById: world.admin.userId,
  displayName: "Nightly job",
  role: "ADMIN",
  scopes: ["dashboard:read", "dashboard:write", "data:read"],
  ...more,
});
