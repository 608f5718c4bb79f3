import { expect, test } from "vitest";
import { can } from "@/lib/authorization/can";
import { type Permission, rolePermissions } from "@/lib/authorization/permissions";
import type { ScimClient } from "@/lib/identity/actor";
import { uuidv7 } from "@/lib/uuid";

const permissions = Object.keys(rolePermissions) as Permission[];

test("R17: a provisioning client may provision people and manage groups, and nothing else, whatever its role", () => {
  for (const tenantId of [null, uuidv7()]) {
    for (const role of ["VIEWER", "POWER_USER", "ADMIN" as never] as const) {
      const ids = { organizationId: uuidv7(), scimTokenId: uuidv7(), createdById: uuidv7() };
      const client: ScimClient = { kind: "scim_client", ...ids, tenantId, displayName: "Okta", role };
      expect(permissions.filter((permission) => can(client, permission)).sort()).toEqual([
        "group:create",
        "group:delete",
        "group:read",
        "group:update",
        "user:provision",
      ]);
    }
  }
});
