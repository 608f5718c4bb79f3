import { beforeAll, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { database } from "@/lib/database";
import type { DomainError } from "@/lib/errors";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { previewPolicy } from "@/lib/queries/preview-policy";
import { runQuery } from "@/lib/queries/run-query";
import { createPostgresSource } from "@/tests/support/data-sources";
import { createForeignAdmin, createWorld, type World } from "@/tests/support/world";

const sql = "SELECT * FROM sales ORDER BY id";
const parameters = { state: "{{ tenant.attributes.state }}" };

let world: World;
let connectionId: string;
let policyId: string;

beforeAll(async () => {
  world = await createWorld();
  const settings = { engine: "POSTGRES", url: (await createPostgresSource()).url } as const;
  const input = { projectId: world.project.id, name: "Source", settings };
  connectionId = (await createConnection(world.admin, input)).id;
  await refreshCatalog(world.admin, connectionId);
  await setTableExposures(world.admin, connectionId, { exposure: "PROTECTED" });
  policyId = (await createPolicy(world.admin, draft())).id;
  await createAssignment(world.admin, { policyId, kind: "ALL_TENANTS", parameters });
});

function draft(more: Partial<PolicyInput> = {}): PolicyInput {
  const rules = [{ table: "sales", filter: "state IN {{ state }}" }];
  return { projectId: world.project.id, connectionId, name: "state", rules, ...more };
}

const tryOut = (policy: PolicyInput, more: object = {}) =>
  previewPolicy(world.admin, { policy, tenantId: world.texas.tenant.id, sql, ...more });

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "accepted",
    (error: DomainError) => error.code,
  );
}

describe("a policy in the editor", () => {
  test("shows the query that would run and its first rows, before anything is saved", async () => {
    const rules = [{ table: "sales", filter: "state IN {{ state }} AND year > 2020", excludedColumns: ["cost"] }];
    const preview = await tryOut(draft({ rules }), { policyId });
    expect(preview.secured?.sql).toMatch(/year > 2020/);
    expect(preview.secured?.sql).toContain("'Texas'");
    expect(preview.rows?.columns.map(({ name }) => name)).not.toContain("cost");
    expect(preview.rows?.data[0]).toEqual([4]);
    // Neither saved, nor remembered for anybody else.
    const { data } = await runQuery(world.texas.viewer, { connectionId, sql, purpose: "card" });
    expect(data[0]).toEqual([3, 4]);
    expect(await database.policy.count({ where: { connectionId } })).toBe(1);
  });

  test("a new one is tried as if it were assigned with the values given, beside those that hold", async () => {
    const rules = [{ table: "sales", filter: "year = {{ year }}" }];
    const policy = draft({ name: "year", rules });
    expect((await tryOut(policy, { parameters: { year: 2020 } })).rows?.data[0]).toEqual([3]);
    expect((await tryOut(policy)).rows?.data[0]).toEqual([3, 4]);
    expect((await tryOut(policy, { parameters: {} })).refusal?.message).toBeTruthy();
  });

  test("its schema layer leads into the tenant's schema", async () => {
    const policy = draft({ name: "schemas", rules: [], schemaLayer: { schemaTemplate: "{{ tenant }}" } });
    const preview = await tryOut(policy, { parameters: { tenant: "{{ tenant.key }}" } });
    expect(preview.secured?.trace.defaultSchema).toBe("texas");
    expect(preview.rows?.data[0]).toEqual([3, 4]);
  });

  test("a query that it closes is said to be refused, with its place", async () => {
    const preview = await tryOut(draft({ rules: [{ table: "airports", filter: "state IN {{ state }}" }] }), {
      policyId,
    });
    expect(preview).toMatchObject({ secured: null, rows: null, refusal: { line: 1 } });
    expect(preview.refusal?.message).toMatch(/"sales" does not exist/);
  });

  test("a policy that could not be saved is refused with its field", async () => {
    expect(await refusal(tryOut(draft({ rules: [{ table: "sales", filter: "state IN (" }] })))).toBe("invalid_input");
  });

  test("only admins of the organization try policies, as its tenants", async () => {
    const input = { policy: draft(), policyId, tenantId: world.texas.tenant.id, sql };
    for (const actor of [world.author, world.powerUser, world.texas.powerUser]) {
      expect(await refusal(previewPolicy(actor, input))).toBe("forbidden");
      const direct = { connectionId, sql, purpose: "policy", asTenantId: world.texas.tenant.id } as const;
      expect(await refusal(runQuery(actor, direct))).toBe("forbidden");
    }
    const foreign = await createForeignAdmin();
    expect(await refusal(previewPolicy(foreign, input))).toBe("not_found");
    const elsewhere = { ...input, tenantId: "01890000-0000-7000-8000-000000000000" };
    expect(await refusal(previewPolicy(world.admin, elsewhere))).toBe("not_found");
  });
});
