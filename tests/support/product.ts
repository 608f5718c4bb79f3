import fs from "node:fs";

/** What the seed writes for scripts; see "Two commands" in README. */
export interface DemoFile {
  portalUrl: string;
  hostUrl: string;
  admin: { email: string; password: string };
  users: { email: string; password: string; role: string; tenantKey: string | null }[];
  organizationId: string;
  projectId: string;
  projectSecret: string;
  apiKey: string;
  tenants: { id: string; key: string; name: string }[];
  connections: Record<string, string>;
  policies: Record<string, string>;
  dashboards: Record<"rows" | "schemas" | "connections", { id: string; secret: string }>;
}

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: browser tests are run by Playwright's configuration`);
  return value;
};

/** Where the product under test serves its portal. */
export const portalUrl = () => setting("BULKHEAD_E2E_PORTAL_URL");

/** Where the pretended customer's page is. */
export const hostUrl = () => setting("BULKHEAD_E2E_HOST_URL");

/** The seeded demo: sign-ins, ids and secrets. */
export const demo = (): DemoFile => JSON.parse(fs.readFileSync(setting("BULKHEAD_E2E_DEMO_FILE"), "utf8"));
