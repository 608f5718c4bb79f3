import { beforeAll, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { DomainError } from "@/lib/errors";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { removeGroupMember } from "@/lib/groups/remove-group-member";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { deleteAssignment } from "@/lib/policies/delete-assignment";
import type { CreateAssignmentInput, PolicyInput } from "@/lib/policies/policy-schema";
import { type QueryRequest, runQuery } from "@/lib/queries/run-query";
import { createPostgresSource } from "@/tests/support/data-sources";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let connectionId: string;
/** Of the viewer of California's; the power user is in the first only. */
let groups: readonly [string, string];
let stateAndYear: string;
/** The same, said by columns and by rules of their own. */
let twoColumns: string;
let twoRules: string;
let state: string;
let year: string;
let ids: string;

beforeAll(async () => {
  world = await createWorld();
  const { admin, project, california } = world;
  const { url } = await createPostgresSource();
  const settings = { engine: "POSTGRES", url } as const;
  connectionId = (await createConnection(admin, { projectId: project.id, name: "Source", settings })).id;
  await refreshCatalog(admin, connectionId);
  await setTableExposures(admin, connectionId, { exposure: "PROTECTED" });
  const addGroup = async (name: string, ...members: readonly { userId: string }[]) => {
    const { id } = await createGroup(admin, { name, tenantId: california.tenant.id });
    await addGroupMembers(
      admin,
      id,
      members.map(({ userId }) => userId),
    );
    return id;
  };
  const { viewer, powerUser } = california;
  groups = [await addGroup("First", viewer, powerUser), await addGroup("Second", viewer)];
  const excludedColumns = ["cost"];
  stateAndYear = await addPolicy("state and year", {
    table: "sales",
    filter: "state = {{ state }} AND year = {{ year }}",
    excludedColumns,
  });
  twoColumns = await addPolicy("two tenant columns", {
    table: "sales",
    tenantColumns: { state: "state", year: "year" },
    excludedColumns,
  });
  twoRules = await addPolicy(
    "two rules",
    { table: "sales", filter: "state = {{ state }}", excludedColumns },
    { allTablesWithColumn: "year", tenantColumns: { year: "year" } },
  );
  state = await addPolicy("state", { table: "sales", filter: "state IN {{ state }}" });
  year = await addPolicy("year", { table: "sales", filter: "year = {{ year }}" });
  ids = await addPolicy("ids", { table: "sales", filter: "id IN {{ ids }}" });
});

async function addPolicy(name: string, ...rules: NonNullable<PolicyInput["rules"]>): Promise<string> {
  const input = { projectId: world.project.id, connectionId, name, rules };
  return (await createPolicy(world.admin, input)).id;
}

/** What somebody reads, as long as these and no other assignments exist. */
async function during<T>(assignments: readonly CreateAssignmentInput[], work: () => Promise<T>): Promise<T> {
  const made: string[] = [];
  try {
    for (const assignment of assignments) made.push((await createAssignment(world.admin, assignment)).id);
    return await work();
  } finally {
    for (const id of made) await deleteAssignment(world.admin, id);
  }
}

/** Ids of the rows that somebody reads, or why none. */
async function seen(actor: Actor, more: Partial<QueryRequest> = {}, sql = "SELECT id FROM sales ORDER BY id") {
  try {
    return (await runQuery(actor, { connectionId, sql, purpose: "card", ...more })).data[0];
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const refused = "query_refused";
const everything = [1, 2, 3, 4, 5];
const ofTenant = { state: "{{ tenant.attributes.state }}" };

describe("a policy that is assigned to a role", () => {
  test("R01: opens no table, with values of its own or of the tenant", async () => {
    for (const parameters of [{ state: "California" }, ofTenant]) {
      await during([{ policyId: state, kind: "ROLE", role: "VIEWER", parameters }], async () => {
        expect(await seen(world.california.viewer)).toBe(refused);
        expect(await seen(world.california.powerUser)).toBe(refused);
      });
    }
  });

  test("R01: narrows, for people of that role alone, what another kind opens", async () => {
    const assignments: CreateAssignmentInput[] = [
      { policyId: state, kind: "ALL_TENANTS", parameters: ofTenant },
      { policyId: year, kind: "ROLE", role: "VIEWER", parameters: { year: 2021 } },
    ];
    await during(assignments, async () => {
      expect(await seen(world.california.viewer)).toEqual([2]);
      expect(await seen(world.texas.viewer)).toEqual([4]);
      expect(await seen(world.california.powerUser)).toEqual([1, 2]);
    });
  });

  test("never widens what the tenant is given", async () => {
    const wide = { state: ["California", "Texas", "Nevada"] };
    const assignments: CreateAssignmentInput[] = [
      { policyId: state, kind: "TENANT", tenantId: world.california.tenant.id, parameters: { state: "California" } },
      { policyId: state, kind: "ROLE", role: "VIEWER", parameters: wide },
    ];
    await during(assignments, async () => {
      expect(await seen(world.california.viewer)).toEqual([1, 2]);
      expect(await seen(world.texas.viewer)).toBe(refused);
    });
  });
});

describe("a policy that is assigned to groups", () => {
  const toGroup = (
    index: 0 | 1,
    policyId: string,
    parameters: CreateAssignmentInput["parameters"],
  ): CreateAssignmentInput => ({
    policyId,
    kind: "GROUP",
    groupId: groups[index],
    parameters,
  });
  const both = (policyId = stateAndYear) => [
    toGroup(0, policyId, { state: "California", year: 2020 }),
    toGroup(1, policyId, { state: "Texas", year: 2021 }),
  ];

  test("R11: through two of them shows (CA, 2020) and (TX, 2021), and neither (CA, 2021) nor (TX, 2020)", async () => {
    for (const policyId of [stateAndYear, twoColumns, twoRules]) {
      await during(both(policyId), async () => {
        expect(await seen(world.california.viewer)).toEqual([1, 4]);
        expect(await seen(world.california.viewer, {}, "SELECT cost FROM sales")).toBe(refused);
      });
    }
  });

  test("holds for its members alone, and ends with their membership", async () => {
    await during(both(), async () => {
      const { viewer, powerUser } = world.california;
      expect(await seen(powerUser)).toEqual([1]);
      expect(await seen(world.texas.viewer)).toBe(refused);
      await removeGroupMember(world.admin, groups[0], viewer.userId);
      expect(await seen(viewer)).toEqual([4]);
      await addGroupMembers(world.admin, groups[0], [viewer.userId]);
      expect(await seen(viewer)).toEqual([1, 4]);
    });
  });

  test("R11: the union of two groups stays inside what all tenants, the tenant and the role are given", async () => {
    const tenantId = world.california.tenant.id;
    const within: [CreateAssignmentInput, number[]][] = [
      [{ policyId: state, kind: "ALL_TENANTS", parameters: ofTenant }, [1]],
      [{ policyId: year, kind: "TENANT", tenantId, parameters: { year: 2021 } }, [4]],
      [{ policyId: year, kind: "ROLE", role: "VIEWER", parameters: { year: 2020 } }, [1]],
      [{ policyId: stateAndYear, kind: "TENANT", tenantId, parameters: { state: "California", year: 2021 } }, []],
    ];
    for (const [assignment, expected] of within) {
      await during([...both(), assignment], async () => {
        expect(await seen(world.california.viewer), assignment.kind).toEqual(expected);
      });
    }
  });

  test("different policies through two groups all hold", async () => {
    const assignments = [toGroup(0, state, { state: ["California", "Texas"] }), toGroup(1, year, { year: 2021 })];
    await during(assignments, async () => {
      expect(await seen(world.california.viewer)).toEqual([2, 4]);
      expect(await seen(world.california.powerUser)).toEqual([1, 2, 3, 4]);
    });
  });

  test("an empty list in one group adds no row, and takes none of the other's", async () => {
    const assignments = [toGroup(0, state, { state: [] }), toGroup(1, state, { state: "Texas" })];
    await during(assignments, async () => {
      expect(await seen(world.california.viewer)).toEqual([3, 4]);
      expect(await seen(world.california.powerUser)).toEqual([]);
    });
  });
});

test("of all kinds at once every one holds, and R01: only those for this very tenant, group or person open", async () => {
  const { tenant, viewer } = world.california;
  // Each kind leaves out one row of its own; the two groups together leave out the first.
  const kinds: readonly { leavesOut: number; opens: boolean; assignments: CreateAssignmentInput[] }[] = [
    {
      leavesOut: 1,
      opens: true,
      assignments: [
        { policyId: ids, kind: "GROUP", groupId: groups[0], parameters: { ids: [2, 3] } },
        { policyId: ids, kind: "GROUP", groupId: groups[1], parameters: { ids: [3, 4, 5] } },
      ],
    },
    {
      leavesOut: 2,
      opens: true,
      assignments: [{ policyId: ids, kind: "USER", userId: viewer.userId, parameters: { ids: [1, 3, 4, 5] } }],
    },
    {
      leavesOut: 3,
      opens: false,
      assignments: [{ policyId: ids, kind: "ROLE", role: "VIEWER", parameters: { ids: [1, 2, 4, 5] } }],
    },
    {
      leavesOut: 4,
      opens: true,
      assignments: [{ policyId: ids, kind: "TENANT", tenantId: tenant.id, parameters: { ids: [1, 2, 3, 5] } }],
    },
    {
      leavesOut: 5,
      opens: false,
      assignments: [{ policyId: ids, kind: "ALL_TENANTS", parameters: { ids: [1, 2, 3, 4] } }],
    },
  ];
  // From each choice of kinds to the next only one kind comes or goes.
  const held = new Map<number, string[]>();
  for (let step = 1; step < 2 ** kinds.length; step += 1) {
    const turn = kinds[31 - Math.clz32(step & -step)];
    if (!turn) throw new Error("no such kind");
    const before = held.get(turn.leavesOut);
    for (const id of before ?? []) await deleteAssignment(world.admin, id);
    const made: string[] = [];
    if (!before) for (const one of turn.assignments) made.push((await createAssignment(world.admin, one)).id);
    if (before) held.delete(turn.leavesOut);
    else held.set(turn.leavesOut, made);
    const holding = kinds.filter(({ leavesOut }) => held.has(leavesOut));
    const left = everything.filter((id) => !held.has(id));
    const expected = holding.some(({ opens }) => opens) ? left : refused;
    const names = holding.map(({ assignments }) => assignments[0]?.kind).join(" and ");
    expect([names, await seen(viewer)]).toEqual([names, expected]);
  }
  for (const id of [...held.values()].flat()) await deleteAssignment(world.admin, id);
});

describe("people of the organization", () => {
  test("ADMIN and AUTHOR read protected tables, VIEWER and POWER_USER nothing, until something is assigned", async () => {
    expect(await seen(world.admin)).toEqual(everything);
    expect(await seen(world.author)).toEqual(everything);
    expect(await seen(world.viewer)).toBe(refused);
    expect(await seen(world.powerUser)).toBe(refused);
  });

  test("an assignment to a user, a role or a group opens for those, and restricts an ADMIN too", async () => {
    const { admin, author, viewer, powerUser } = world;
    const { id: groupId } = await createGroup(admin, { name: "Auditors" });
    await addGroupMembers(admin, groupId, [powerUser.userId]);
    const assignments: CreateAssignmentInput[] = [
      { policyId: ids, kind: "USER", userId: viewer.userId, parameters: { ids: [1, 3] } },
      { policyId: ids, kind: "GROUP", groupId, parameters: { ids: [2] } },
      { policyId: ids, kind: "ROLE", role: "ADMIN", parameters: { ids: [5] } },
    ];
    await during(assignments, async () => {
      expect(await seen(viewer)).toEqual([1, 3]);
      expect(await seen(powerUser)).toEqual([2]);
      expect(await seen(admin)).toEqual([5]);
      expect(await seen(author)).toEqual(everything);
    });
    const toViewers: CreateAssignmentInput = {
      policyId: ids,
      kind: "ROLE",
      role: "VIEWER",
      parameters: { ids: [1, 2] },
    };
    await during([toViewers], async () => {
      expect(await seen(viewer)).toEqual([1, 2]);
      expect(await seen(powerUser)).toBe(refused);
      // Of the same role, and of a tenant: there a role opens nothing.
      expect(await seen(world.texas.viewer)).toBe(refused);
    });
  });

  test("all organization users are each of them and no tenant's, all tenants are none of them", async () => {
    const { admin, author, viewer, powerUser, california } = world;
    const toAll = { policyId: state, kind: "ALL_ORGANIZATION_USERS" as const, parameters: { state: "Texas" } };
    await during([toAll], async () => {
      for (const actor of [admin, author, viewer, powerUser]) expect(await seen(actor)).toEqual([3, 4]);
      expect(await seen(california.viewer)).toBe(refused);
      // Looking as a tenant, the tenant's context applies, which nothing is assigned to.
      expect(await seen(admin, { asTenantId: california.tenant.id })).toBe(refused);
    });
    await during([{ policyId: state, kind: "ALL_TENANTS", parameters: ofTenant }], async () => {
      expect(await seen(viewer)).toBe(refused);
      expect(await seen(admin)).toEqual(everything);
      expect(await seen(admin, { asTenantId: california.tenant.id })).toEqual([1, 2]);
    });
  });
});
