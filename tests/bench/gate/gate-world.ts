import { randomBytes } from "node:crypto";
import pg from "pg";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { env } from "@/lib/env";
import type { EmbedViewer, OrganizationUser } from "@/lib/identity/actor";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { createProject } from "@/lib/projects/create-project";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createTenant } from "@/lib/tenants/create-tenant";

export interface GateWorld {
  readonly admin: OrganizationUser;
  readonly connectionId: string;
  readonly dashboardId: string;
  readonly accessToken: string;
  readonly viewer: EmbedViewer;
  /** The source itself, for who filters by hand. */
  readonly sourceUrl: string;
}

export const cardSql = "SELECT day, count(*) AS orders, sum(amount) AS total FROM sales GROUP BY day ORDER BY day";
const states = ["California", "Texas", "New York", "Washington", "Florida"];

/** A dashboard of four cards over 50,000 rows of five tenants, shared with all of them, and a token of one. */
export async function createGateWorld(): Promise<GateWorld> {
  const sourceUrl = env().BULKHEAD_DEMO_DATABASE_URL ?? "";
  await loadSales(sourceUrl);
  const { actor: admin } = await createOrganization({
    name: "Bench",
    admin: { email: "admin@bench.example", displayName: "Admin", password: randomBytes(12).toString("hex") },
  });
  const project = await createProject(admin, { name: "Bench", allowedOrigins: [] });
  const named = { projectId: project.id, name: "sales" };
  const { id: connectionId } = await createConnection(admin, {
    ...named,
    settings: { engine: "POSTGRES", url: sourceUrl },
    resultCacheSeconds: 86_400,
  });
  await refreshCatalog(admin, connectionId);
  await setTableExposures(admin, connectionId, { exposure: "PROTECTED" });
  const rules = [{ table: "sales", filter: "state IN {{ state }}" }];
  const policy = await createPolicy(admin, { ...named, connectionId, rules });
  const parameters = { state: "{{ tenant.attributes.state }}" };
  await createAssignment(admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
  const tenants = [];
  for (const [index, state] of states.entries()) {
    tenants.push(await createTenant(admin, { key: `tenant_${index}`, name: state, attributes: { state } }));
  }
  const card = {
    kind: "TABLE" as const,
    title: "Sales",
    connectionId,
    options: {},
    layout: { x: 0, y: 0, width: 6, height: 4 },
  };
  const cards = [
    cardSql,
    cardSql.replace("sum(", "max("),
    cardSql.replace("sum(", "min("),
    "SELECT count(*) AS n FROM sales",
  ];
  const { id: dashboardId } = await createDashboard(admin, {
    projectId: project.id,
    title: "Sales",
    cards: cards.map((sql) => ({ ...card, sql })),
  });
  await shareDashboard(admin, dashboardId, { scope: "ALL_TENANTS", level: "VIEWER" });
  const { secret: dashboardSecret } = await readDashboardSecret(admin, dashboardId);
  const asked = { dashboardId, dashboardSecret, tenantId: tenants[0]?.id, tokenExpiry: 86_400 };
  const { accessToken } = await issueEmbedToken(issueTokenSchema.parse(asked));
  return { admin, connectionId, dashboardId, accessToken, viewer: await actorFromEmbedToken(accessToken), sourceUrl };
}

async function loadSales(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP TABLE IF EXISTS sales;
    CREATE TABLE sales AS SELECT i AS id, ('{${states.join(",")}}'::text[])[1 + i % 5] AS state,
      date '2020-01-01' + i % 100 AS day, i * 37 % 10007 AS amount FROM generate_series(1, 50000) AS i`);
  await client.query("VACUUM ANALYZE sales");
  await client.end();
}
