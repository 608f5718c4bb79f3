import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { levelRank } from "@/lib/authorization/permissions";
import { levelOfDashboardToken, levelOnDashboard } from "@/lib/dashboards/dashboard-level";
import type { AccessLevel, Role } from "@/prisma/client/enums";

const levels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];
const roles: readonly Role[] = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN"];
const tenants = ["california", "texas"];

const home = fc.constantFrom(null, ...tenants);
const grants = fc.subarray([...levels]);
const facts = fc.record({
  role: fc.constantFrom(...roles),
  grants,
  personTenantId: home,
  homeTenantId: home,
  reachesSeveralTenants: fc.boolean(),
});

describe("a person's level", () => {
  test("nobody but an ADMIN gets more than was granted, and a VIEWER never more than looking", () => {
    fc.assert(
      fc.property(facts, (world) => {
        const level = levelOnDashboard(world);
        if (level === null || world.role === "ADMIN") return;
        expect(levelRank(level)).toBeLessThanOrEqual(Math.max(...world.grants.map(levelRank)));
        if (world.role === "VIEWER") expect(level).toBe("VIEWER");
      }),
    );
  });

  test("R19: tenants never own an organization's dashboard, and only look once a second tenant does", () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...tenants), (world, personTenantId) => {
        const level = levelOnDashboard({ ...world, role: "POWER_USER", personTenantId, homeTenantId: null });
        expect(level).not.toBe("OWNER");
        if (level !== null && world.reachesSeveralTenants) expect(level).toBe("VIEWER");
      }),
    );
  });

  test("another tenant's dashboard is nothing to a tenant's person, whatever was granted", () => {
    const grantsOfAll = { role: "POWER_USER", grants: levels, reachesSeveralTenants: false } as const;
    expect(levelOnDashboard({ ...grantsOfAll, personTenantId: "texas", homeTenantId: "california" })).toBeNull();
    expect(levelOnDashboard({ ...grantsOfAll, personTenantId: "california", homeTenantId: "california" })).toBe(
      "OWNER",
    );
  });
});

describe("a dashboard token's level", () => {
  const token = (more: object) =>
    levelOfDashboardToken({
      tokenTenantId: "california",
      allowEdit: true,
      homeTenantId: null,
      sharedWithTenant: true,
      reachesSeveralTenants: false,
      ...more,
    });

  test("R05: opens a tenant's dashboard for that tenant, and an organization's where it is shared", () => {
    expect(token({ homeTenantId: "california", sharedWithTenant: false })).toBe("EDITOR");
    expect(token({ homeTenantId: "texas" })).toBeNull();
    expect(token({ homeTenantId: "texas", tokenTenantId: null })).toBeNull();
    expect(token({ sharedWithTenant: false })).toBeNull();
    expect(token({ sharedWithTenant: false, tokenTenantId: null })).toBe("EDITOR");
  });

  test("R19: is at most EDITOR, and VIEWER where several tenants look", () => {
    expect(token({})).toBe("EDITOR");
    expect(token({ reachesSeveralTenants: true })).toBe("VIEWER");
    expect(token({ allowEdit: false })).toBe("VIEWER");
  });
});
