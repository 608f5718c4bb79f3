import { expect, test } from "vitest";
import { claimMappingSchema } from "@/lib/oidc/identity-provider-schema";
import { newPersonOf, roleInHome } from "@/lib/oidc/new-person";

const claims = { email: "Ida@Example.com", email_verified: true, name: " Ida " };
const mapping = (input: object) => claimMappingSchema.parse(input);

test("R17: without a mapping no claim says anything about role, tenant or groups", () => {
  const hostile = { ...claims, role: "ADMIN", roles: ["ADMIN"], tenant: "texas", groups: ["admins"] };
  expect(newPersonOf(hostile, mapping({}))).toEqual({
    email: "ida@example.com",
    displayName: "Ida",
    tenantKey: null,
    role: "VIEWER",
    groupIds: [],
  });
});

test("R17: no mapping can make an ADMIN", () => {
  expect(claimMappingSchema.safeParse({ roles: { a: "ADMIN" } }).success).toBe(false);
  expect(claimMappingSchema.safeParse({ defaultRole: "ADMIN" }).success).toBe(false);
});

test("of several mapped roles the highest counts, of none the default, and names of objects' own parts mean nothing", () => {
  const roles = mapping({ roleClaim: "role", roles: { a: "POWER_USER", b: "AUTHOR" }, defaultRole: "VIEWER" });
  const roleOf = (role: unknown) => (newPersonOf({ ...claims, role }, roles) as { role: string }).role;
  expect([roleOf("a"), roleOf(["a", "b"]), roleOf("A"), roleOf(undefined), roleOf({ a: 1 })]).toEqual([
    "POWER_USER",
    "AUTHOR",
    "VIEWER",
    "VIEWER",
    "VIEWER",
  ]);
  expect([roleOf("constructor"), roleOf("__proto__")]).toEqual(["VIEWER", "VIEWER"]);
  expect(newPersonOf(claims, mapping({ roleClaim: "constructor" }))).toMatchObject({ role: "VIEWER" });
});

test("R17: a tenant's people are POWER_USER at most", () => {
  expect([roleInHome("AUTHOR", "a tenant"), roleInHome("AUTHOR", null)]).toEqual(["POWER_USER", "AUTHOR"]);
});

test("R17: a tenant claim that is missing or names several refuses", () => {
  const byTenant = mapping({ tenantClaim: "tenant" });
  for (const tenant of [undefined, [], ["a", "b"], 7, { a: 1 }]) {
    expect(newPersonOf({ ...claims, tenant }, byTenant)).toBe("tenant_not_named");
  }
  expect(newPersonOf({ ...claims, tenant: ["a"] }, byTenant)).toMatchObject({ tenantKey: "a" });
});
