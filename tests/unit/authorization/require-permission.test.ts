import { expect, test } from "vitest";
import { can, portalPermissions, scopeFor } from "@/lib/authorization/can";
import { type Permission, rolePermissions } from "@/lib/authorization/permissions";
import { requirePermission } from "@/lib/authorization/require-permission";
import type { ApiClient, EmbedViewer } from "@/lib/identity/actor";
import { uuidv7 } from "@/lib/uuid";

const permissions = Object.keys(rolePermissions) as Permission[];

function apiClient(scopes: string[], role: ApiClient["role"] = "ADMIN"): ApiClient {
  const ids = { organizationId: uuidv7(), apiKeyId: uuidv7(), createdById: uuidv7() };
  return { kind: "api_client", ...ids, displayName: "Nightly export", role, scopes };
}

const embedViewer: EmbedViewer = {
  kind: "embed_viewer",
  organizationId: uuidv7(),
  projectId: uuidv7(),
  embedSessionId: uuidv7(),
  tenantId: null,
  userId: uuidv7(),
  email: null,
  displayName: "Embedded",
  role: "AUTHOR",
  attributes: {},
  dashboardId: null,
  dashboardIds: [],
  allowEdit: false,
};

test("R08: an embed token reaches dashboards, domains and their data only, whoever it is for", () => {
  const nouns = permissions.filter((permission) => can(embedViewer, permission)).map((name) => name.split(":")[0]);
  expect(new Set(nouns)).toEqual(new Set(["dashboard", "domain", "connection"]));
  expect(can(embedViewer, "connection:read")).toBe(false);
  expect(can(embedViewer, "dashboard:secret")).toBe(false);
});

test("R08: an API key may do nothing without the scope, and nothing its creator's role may not", () => {
  for (const permission of permissions) {
    expect(can(apiClient([]), permission)).toBe(false);
    expect(can(apiClient([scopeFor(permission)]), permission)).toBe(!portalPermissions.has(permission));
  }
  expect([...portalPermissions]).toEqual(["tenancy:switch_off", "account:manage", "user:provision"]);
  expect(can(apiClient(["tenant:write"], "AUTHOR"), "tenant:create")).toBe(false);
});

test("a scope to read does not allow writing, nor another noun", () => {
  expect(can(apiClient(["tenant:read"]), "tenant:delete")).toBe(false);
  expect(can(apiClient(["tenant:write"]), "user:create")).toBe(false);
});

test("what is not allowed is forbidden in words that name the permission", () => {
  expect(() => requirePermission(apiClient([]), "tenant:create")).toThrow(/tenant:create/);
});
