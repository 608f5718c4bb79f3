import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { createDomain } from "@/lib/domains/create-domain";
import type { TenantUser } from "@/lib/identity/actor";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { demoCards, demoFilters, onConnection } from "./demo-cards";
import { flightsDomain, flightsDomainCards, wildlifeDomain } from "./demo-domains";
import type { DemoFile } from "./demo-file";
import type { DemoStyle, SeededSources } from "./seed-connections";
import { idOf, type SeededOrganization } from "./seed-organization";

const titles: Readonly<Record<DemoStyle, { title: string; description: string }>> = {
  rows: {
    title: "Operations (shared tables)",
    description: "Rows of all states in the same tables, filtered by rule.",
  },
  schemas: {
    title: "Operations (schema per tenant)",
    description: "A Postgres schema a state, with every 20th flight.",
  },
  connections: { title: "Operations (folder per tenant)", description: "A folder of files a state." },
  mixed: {
    title: "Operations (mixed)",
    description: "Some states by rows, some by folder, some by schema, some by two of them.",
  },
};

/** Creates the dashboards that every tenant sees, one a style, one that a tenant made for itself, and two domains with one that asks them. */
export async function seedDashboards(
  organization: SeededOrganization,
  sources: SeededSources,
): Promise<DemoFile["dashboards"]> {
  const { admin, projectId } = organization;
  const dashboards: Partial<DemoFile["dashboards"]> = {};
  for (const style of Object.keys(titles) as DemoStyle[]) {
    const cards = demoCards.map((card) => onConnection(card, sources.byStyle[style]));
    const { id } = await createDashboard(admin, { projectId, ...titles[style], filters: [...demoFilters], cards });
    await shareDashboard(admin, id, { scope: "ALL_TENANTS", level: "VIEWER" });
    // The organization's own readers have an assignment for the shared tables only.
    if (style === "rows") await shareDashboard(admin, id, { scope: "ALL_ORGANIZATION_USERS", level: "VIEWER" });
    const analysts = idOf(organization.groupIds, "organization/Analysts");
    await shareDashboard(admin, id, { scope: "GROUP", groupId: analysts, level: "EDITOR" });
    dashboards[style] = { id, secret: (await readDashboardSecret(admin, id)).secret };
  }
  await seedTenantDashboard(organization, sources);
  await seedDomains(organization, sources);
  return dashboards as DemoFile["dashboards"];
}

/** Domains over the shared tables, which every tenant may ask under its own policies, and a dashboard that asks one. */
async function seedDomains({ admin, projectId }: SeededOrganization, sources: SeededSources): Promise<void> {
  const place = {
    projectId,
    connectionId: sources.byStyle.rows,
    grants: [{ scope: "ALL_ORGANIZATION_USERS" as const }, { scope: "ALL_TENANTS" as const }],
  };
  const flights = await createDomain(admin, {
    ...place,
    name: "Flights",
    description: "Flights and delays by airport, date and distance.",
    definition: flightsDomain,
  });
  await createDomain(admin, {
    ...place,
    name: "Wildlife safety",
    description: "Reported bird strikes.",
    definition: wildlifeDomain,
  });
  const { id } = await createDashboard(admin, {
    projectId,
    title: "Delays by airport",
    description: "Asked of the semantic domain Flights, without any SQL.",
    filters: [...demoFilters],
    cards: flightsDomainCards(flights.id),
  });
  await shareDashboard(admin, id, { scope: "ALL_TENANTS", level: "VIEWER" });
  await shareDashboard(admin, id, { scope: "ALL_ORGANIZATION_USERS", level: "VIEWER" });
}

/** What a tenant's own power user builds: at home in the tenant, shared with a group of the tenant. */
async function seedTenantDashboard(organization: SeededOrganization, sources: SeededSources): Promise<void> {
  const email = "power@california.example";
  const author: TenantUser = {
    kind: "tenant_user",
    organizationId: organization.admin.organizationId,
    tenantId: idOf(organization.tenantIds, "california"),
    userId: idOf(organization.userIds, email),
    email,
    displayName: "California Power User",
    role: "POWER_USER",
    attributes: {},
  };
  const cards = demoCards
    .filter(({ title }) => title.includes("ird strikes"))
    .map((card, index) => ({
      ...onConnection(card, sources.byStyle.rows),
      layout: { x: 0, y: index * 4, width: 12, height: 4 },
    }));
  const { id } = await createDashboard(author, {
    projectId: organization.projectId,
    title: "Wildlife around our runways",
    cards,
  });
  const groupId = idOf(organization.groupIds, "california/Runway operations");
  await shareDashboard(author, id, { scope: "GROUP", groupId, level: "VIEWER" });
}
