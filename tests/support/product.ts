import fs from "node:fs";
import type { DemoFile } from "@/lib/demo/demo-file";

export type { DemoFile };

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
