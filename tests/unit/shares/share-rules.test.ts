import { describe, expect, test } from "vitest";
import type { Actor } from "@/lib/identity/actor";
import { shareIsKnown, shareReach, shareReachOn } from "@/lib/shares/share-reach";
import { isWithinLevel, requireGrantable } from "@/lib/shares/share-rules";

const now = new Date("2026-06-01T12:00:00Z");
const facts = { scope: "USER", level: "VIEWER", homeTenantId: null, subjectTenantId: null, now } as const;
const refused = (field: string) =>
  expect.objectContaining({ code: "invalid_input", fields: { [field]: expect.any(String) } });

describe("what can be granted at all", () => {
  test("an end lies in the future", () => {
    expect(() => requireGrantable({ ...facts, expiresAt: now })).toThrow(refused("expiresAt"));
    expect(() => requireGrantable({ ...facts, expiresAt: new Date(now.getTime() + 1) })).not.toThrow();
  });

  test("a tenant's dashboard stays in the tenant and the organization", () => {
    const atHome = { ...facts, homeTenantId: "california" };
    expect(() => requireGrantable({ ...atHome, subjectTenantId: "texas" })).toThrow(refused("scope"));
    expect(() => requireGrantable({ ...atHome, scope: "ALL_TENANTS" })).toThrow(refused("scope"));
    expect(() => requireGrantable({ ...atHome, subjectTenantId: "california", level: "OWNER" })).not.toThrow();
    expect(() => requireGrantable({ ...atHome, scope: "ALL_ORGANIZATION_USERS" })).not.toThrow();
  });

  test("R19: a tenant never owns what is the organization's, and all tenants only look", () => {
    expect(() => requireGrantable({ ...facts, subjectTenantId: "texas", level: "OWNER" })).toThrow(refused("level"));
    expect(() => requireGrantable({ ...facts, scope: "ALL_TENANTS", level: "EDITOR" })).toThrow(refused("level"));
    expect(() => requireGrantable({ ...facts, scope: "ALL_TENANTS" })).not.toThrow();
  });

  test("nobody gives more than they have", () => {
    expect(isWithinLevel("CONTRIBUTOR", "OWNER")).toBe(false);
    expect([isWithinLevel("OWNER", "OWNER"), isWithinLevel("OWNER", "EDITOR")]).toEqual([true, true]);
  });
});

describe("whom somebody may know", () => {
  const organizationUser = {
    kind: "organization_user",
    organizationId: "org",
    userId: "u",
    role: "POWER_USER",
  } as Actor;
  const tenantUser = { kind: "tenant_user", organizationId: "org", tenantId: "texas", userId: "u" } as Actor;
  const nobody = { kind: "embed_viewer", organizationId: "org", tenantId: null, userId: null } as Actor;

  test("a tenant's person knows their tenant's subjects and no everyone scope", () => {
    const reach = shareReach(tenantUser);
    expect(shareIsKnown(reach, { scope: "USER", subjectHomeId: "texas" })).toBe(true);
    expect(shareIsKnown(reach, { scope: "USER", subjectHomeId: "california" })).toBe(false);
    expect(shareIsKnown(reach, { scope: "ALL_TENANTS", subjectHomeId: "org" })).toBe(false);
  });

  test("a POWER_USER of the organization knows its people and no tenant", () => {
    const reach = shareReach(organizationUser);
    expect(shareIsKnown(reach, { scope: "GROUP", subjectHomeId: "org" })).toBe(true);
    expect(shareIsKnown(reach, { scope: "TENANT", subjectHomeId: "texas" })).toBe(false);
    expect(shareIsKnown(reach, { scope: "ALL_TENANTS", subjectHomeId: "org" })).toBe(false);
  });

  test("a token without a tenant knows nobody, and a dashboard's home narrows further", () => {
    expect(shareReach(nobody)).toEqual({ homes: [], scopes: [] });
    expect(shareReachOn(tenantUser, { tenantId: "california" }).homes).toEqual([]);
    expect(shareReachOn({ ...organizationUser, role: "ADMIN" } as Actor, { tenantId: "texas" })).toEqual({
      homes: ["texas", "org"],
      scopes: ["USER", "GROUP", "TENANT", "ALL_ORGANIZATION_USERS"],
    });
  });
});
