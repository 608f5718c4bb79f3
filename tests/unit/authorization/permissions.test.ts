import { describe, expect, test } from "vitest";
import { allowedActions, effectiveLevel, type Permission, roleAllows } from "@/lib/authorization/permissions";
import type { AccessLevel, Role } from "@/prisma/client/enums";

/** The role matrix by hand, in the order VIEWER, POWER_USER, AUTHOR, ADMIN. */
const matrix: [Permission, string][] = [
  ["dashboard:view", "yes yes yes yes"],
  ["dashboard:create", "no yes yes yes"],
  ["dashboard:edit", "no yes yes yes"],
  ["dashboard:share", "no yes yes yes"],
  ["dashboard:delete", "no yes yes yes"],
  ["dashboard:secret", "no no no yes"],
  ["group:create", "no yes yes yes"],
  ["group:update", "no yes yes yes"],
  ["group:delete", "no yes yes yes"],
  ["domain:read", "yes yes yes yes"],
  ["domain:create", "no no yes yes"],
  ["domain:update", "no no yes yes"],
  ["domain:delete", "no no yes yes"],
  ["connection:read", "no no no yes"],
  ["connection:create", "no no no yes"],
  ["connection:update", "no no no yes"],
  ["connection:delete", "no no no yes"],
  ["policy:read", "no no no yes"],
  ["policy:create", "no no no yes"],
  ["policy:update", "no no no yes"],
  ["policy:delete", "no no no yes"],
  ["assignment:create", "no no no yes"],
  ["assignment:delete", "no no no yes"],
  ["user:read", "no no no yes"],
  ["user:create", "no no no yes"],
  ["user:update", "no no no yes"],
  ["user:delete", "no no no yes"],
  ["tenant:read", "no no yes yes"],
  ["tenant:create", "no no no yes"],
  ["tenant:update", "no no no yes"],
  ["tenant:delete", "no no no yes"],
  ["project:secret", "no no no yes"],
  ["project:create", "no no no yes"],
  ["api_key:create", "no no no yes"],
  ["api_key:delete", "no no no yes"],
  ["signing_key:rotate", "no no no yes"],
  ["attribute:create", "no no no yes"],
  ["attribute:update", "no no no yes"],
  ["attribute:delete", "no no no yes"],
  ["account:manage", "yes yes yes yes"],
  ["identity_provider:read", "no no no yes"],
  ["identity_provider:create", "no no no yes"],
  ["identity_provider:update", "no no no yes"],
  ["identity_provider:delete", "no no no yes"],
  ["scim_token:read", "no no no yes"],
  ["scim_token:create", "no no no yes"],
  ["scim_token:delete", "no no no yes"],
  ["user:provision", "no no no no"],
  ["tenancy:switch_off", "no no no yes"],
  ["audit:read", "no no no yes"],
];
const roles: Role[] = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN"];

describe("the role's ceiling", () => {
  test.each(matrix)("%s is allowed as the matrix says", (permission, row) => {
    expect(roles.map((role) => (roleAllows(role, permission) ? "yes" : "no")).join(" ")).toBe(row);
  });
});

/** Role, levels granted, owns → what they may do, by hand. */
const grants: [Role, AccessLevel[], boolean, string[]][] = [
  ["VIEWER", [], false, []],
  ["VIEWER", ["OWNER"], false, ["view"]],
  ["VIEWER", [], true, ["view"]],
  ["POWER_USER", [], false, []],
  ["POWER_USER", ["VIEWER"], false, ["view"]],
  ["POWER_USER", ["EDITOR"], false, ["view", "edit"]],
  ["POWER_USER", ["VIEWER", "CONTRIBUTOR", "EDITOR"], false, ["view", "edit", "share"]],
  ["POWER_USER", [], true, ["view", "edit", "share", "delete"]],
  ["AUTHOR", [], false, []],
  ["AUTHOR", ["OWNER"], false, ["view", "edit", "share", "delete"]],
  ["ADMIN", [], false, ["view", "edit", "share", "delete"]],
  ["ADMIN", ["VIEWER"], false, ["view", "edit", "share", "delete"]],
];

describe("the level on one dashboard, capped by the role", () => {
  test.each(grants)("a %s who was granted %j and owns it: %s, may %j", (role, levels, owns, actions) => {
    expect(allowedActions(role, levels, owns)).toEqual(new Set(actions));
  });

  test("who was granted nothing has no level, and so cannot see it", () => {
    expect(effectiveLevel("AUTHOR", [], false)).toBeNull();
  });
});
