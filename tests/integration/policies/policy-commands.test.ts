import { beforeAll, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { listAssignments } from "@/lib/policies/assignment-queries";
import { checkPolicy } from "@/lib/policies/check-policy";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { deleteAssignment } from "@/lib/policies/delete-assignment";
import { deletePolicy } from "@/lib/policies/delete-policy";
import { getPolicy, listPolicies } from "@/lib/policies/policy-queries";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { updateAssignment } from "@/lib/policies/update-assignment";
import { updatePolicy } from "@/lib/policies/update-policy";
import { createPostgresSource } from "@/tests/support/data-sources";
import { createForeignAdmin, createWorld, type World } from "@/tests/support/world";

let world: World;
let connectionId: string;
let number = 0;

beforeAll(async () => {
  world = await createWorld();
  const settings = { engine: "POSTGRES" as const, url: (await createPostgresSource()).url };
  const connection = await createConnection(world.admin, { projectId: world.project.id, name: "Main", settings });
  connectionId = connection.id;
  await refreshCatalog(world.admin, connectionId);
});

type Layers = Omit<PolicyInput, "projectId" | "connectionId" | "name">;

function input(layers: Layers): PolicyInput {
  number += 1;
  return { projectId: world.project.id, connectionId, name: `Policy ${number}`, ...layers };
}

const byState = { rules: [{ table: "public.sales", filter: "state IN {{ state }}", excludedColumns: ["cost"] }] };

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
}

describe("the check before saving", () => {
  test("says what a sound policy covers, needs and means", async () => {
    const check = await checkPolicy(world.admin, input(byState));
    expect(check.problems).toEqual([]);
    expect(check.parameters).toEqual(["state"]);
    expect(check.coveredTables).toEqual([{ schema: "public", name: "sales", rules: [0], opens: true }]);
    expect(check.sentence).toContain("state IN {{ state }}");
    expect(check.sentence).toContain("cost");
  });

  test.each<[string, Layers, string]>([
    ["an unknown table", { rules: [{ table: "nowhere", filter: "state = {{ state }}" }] }, "rules.0.table"],
    [
      "an unknown column in a filter",
      { rules: [{ table: "sales", filter: "nothing = {{ state }}" }] },
      "rules.0.filter",
    ],
    [
      "an unknown excluded column",
      { rules: [{ table: "sales", tenantColumns: { tenant: "t" }, excludedColumns: ["nothing"] }] },
      "rules.0.excludedColumns.0",
    ],
    [
      "an unknown tenant column",
      { rules: [{ table: "sales", tenantColumns: { nothing: "t" } }] },
      "rules.0.tenantColumns.nothing",
    ],
    ["broken SQL", { rules: [{ table: "sales", filter: "state = = {{ state }}" }] }, "rules.0.filter"],
    ["a subquery", { rules: [{ table: "sales", filter: "state IN (SELECT word FROM secrets)" }] }, "rules.0.filter"],
    [
      "a broken mask",
      { rules: [{ table: "sales", tenantColumns: { tenant: "t" }, maskedColumns: { cost: "pg_sleep(9)" } }] },
      "rules.0.maskedColumns.cost",
    ],
    [
      "a placeholder inside a longer string",
      { rules: [{ table: "sales", filter: "state = 'x{{ state }}'" }] },
      "rules.0.filter",
    ],
    [
      "a name that nothing can fill",
      { rules: [{ table: "sales", filter: "state = {{ filter.state }}" }] },
      "rules.0.filter",
    ],
    ["the same rule twice", { rules: [...byState.rules, ...byState.rules] }, "rules.1"],
    [
      "no column left",
      { rules: [{ table: "airports", excludedColumns: ["iata", "state"] }] },
      "rules.0.excludedColumns",
    ],
    ["no layer", {}, "rules"],
    [
      "a host that a value chooses",
      { connectionLayer: { urlTemplate: "postgresql://u:p@{{ tenant }}/db" } },
      "connectionLayer.urlTemplate",
    ],
    [
      "a metadata address",
      { connectionLayer: { urlTemplate: "postgresql://u:p@169.254.169.254/{{ tenant }}" } },
      "connectionLayer.urlTemplate",
    ],
    [
      "a secret without a value",
      { connectionLayer: { urlTemplate: "postgresql://u:{{ pw@secret }}@db.example/{{ tenant }}" } },
      "connectionLayer.secrets.pw",
    ],
    ["a system schema", { schemaLayer: { schemaTemplate: "pg_catalog" } }, "schemaLayer.schemaTemplate"],
    [
      "a shared system schema",
      { schemaLayer: { schemaTemplate: "{{ tenant }}", sharedSchemas: ["information_schema"] } },
      "schemaLayer.sharedSchemas.0",
    ],
    [
      "files on a database",
      { connectionLayer: { fileTemplates: [{ table: "sales", path: "/x/{{ t }}/a.csv" }] } },
      "connectionLayer.fileTemplates.0.path",
    ],
  ])("finds %s, at its place, and saving refuses it", async (_, layers, path) => {
    const policy = input(layers);
    const { problems } = await checkPolicy(world.admin, policy);
    expect(problems.filter(({ severity }) => severity === "error").map((problem) => problem.path)).toContain(path);
    const error = await refusal(createPolicy(world.admin, policy));
    expect(error.code).toBe("invalid_input");
    expect(error.fields).toHaveProperty([path]);
  });

  test("a syntax error is shown at its line and column", async () => {
    const { problems } = await checkPolicy(
      world.admin,
      input({ rules: [{ table: "sales", filter: "state =\n  = {{ state }}" }] }),
    );
    expect(problems[0]).toMatchObject({ path: "rules.0.filter", line: 2 });
  });

  test("R01: a rule that opens nothing is a warning, and is saved", async () => {
    for (const rule of [
      { table: "sales", maskedColumns: { amount: "0" } },
      { table: "sales", filter: "year = 2020" },
      { table: "sales", filter: "state = {{ state }} OR year = 2020" },
    ]) {
      const policy = input({ rules: [rule] });
      const { problems, coveredTables } = await checkPolicy(world.admin, policy);
      expect(problems.map(({ severity }) => severity)).toEqual(["warning"]);
      expect(coveredTables.some(({ opens }) => opens)).toBe(false);
      await createPolicy(world.admin, policy);
    }
  });

  test("a half-written form is answered with problems, not with a failure", async () => {
    const { problems } = await checkPolicy(world.admin, { ...input({ rules: [{}] }), name: "" });
    expect(problems.map(({ path }) => path)).toEqual(["name", "rules.0.table"]);
  });
});

describe("secrets", () => {
  const urlTemplate = "postgresql://reader:{{ pw@secret }}@db.example:5432/{{ tenant }}";

  test("are in no view and no audit event, and stay when given as ***", async () => {
    const layer = { connectionLayer: { urlTemplate, secrets: { pw: "hunter2" } } };
    const policy = await createPolicy(world.admin, input(layer));
    expect(policy).toMatchObject({ secretNames: ["pw"], connectionLayer: { urlTemplate } });
    const stored = () => database.policySecret.findFirstOrThrow({ where: { policyId: policy.id } });
    const { ciphertext } = await stored();
    await updatePolicy(world.admin, policy.id, {
      ...input({ connectionLayer: { urlTemplate, secrets: { pw: "***" } } }),
      version: policy.version,
    });
    expect((await stored()).ciphertext).toBe(ciphertext);
    const seen = [await listPolicies(world.admin), await database.auditEvent.findMany(), await stored()];
    expect(JSON.stringify(seen)).not.toContain("hunter2");
  });

  test("are asked for again where an edit leads to another server", async () => {
    const layer = { connectionLayer: { urlTemplate, secrets: { pw: "hunter2" } } };
    const policy = await createPolicy(world.admin, input(layer));
    const { version } = policy;
    for (const [host, elsewhere] of [
      ["db.example:5432", "evil.example:5432"],
      ["db.example:5432", "db.example:5433"],
    ] as const) {
      const moved = { urlTemplate: urlTemplate.replace(host, elsewhere), secrets: { pw: "***" } };
      const refused = await refusal(
        updatePolicy(world.admin, policy.id, { ...input({ connectionLayer: moved }), version }),
      );
      expect(Object.keys(refused.fields ?? {})).toEqual(["connectionLayer.secrets.pw"]);
    }
    const renamed = { urlTemplate: urlTemplate.replace("{{ tenant }}", "db_{{ tenant }}"), secrets: { pw: "***" } };
    await updatePolicy(world.admin, policy.id, { ...input({ connectionLayer: renamed }), version });
  });

  test("a password written out in a template is shown as *** and survives an edit", async () => {
    const template = "postgresql://reader:hunter2@db.example:5432/{{ tenant }}";
    const policy = await createPolicy(world.admin, input({ connectionLayer: { urlTemplate: template } }));
    const masked = template.replace("hunter2", "***");
    expect(policy.connectionLayer?.urlTemplate).toBe(masked);
    const edit = { ...input({ connectionLayer: { urlTemplate: masked } }), version: policy.version };
    await updatePolicy(world.admin, policy.id, edit);
    const elsewhere = { connectionLayer: { urlTemplate: masked.replace("db.example", "evil.example") } };
    await refusal(updatePolicy(world.admin, policy.id, { ...input(elsewhere), version: policy.version + 1 }));
  });
});

test("an edit made from an older version does not overwrite somebody else's", async () => {
  const policy = await createPolicy(world.admin, input(byState));
  const edits = await Promise.allSettled(
    ["one", "two"].map((description) =>
      updatePolicy(world.admin, policy.id, {
        ...input(byState),
        name: policy.name,
        description,
        version: policy.version,
      }),
    ),
  );
  expect(edits.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const lost = edits.find((edit) => edit.status === "rejected");
  expect(lost?.reason).toMatchObject({ code: "conflict" });
  expect(await getPolicy(world.admin, policy.id)).toMatchObject({ version: policy.version + 1 });
});

test("a policy in use goes only when its name is repeated", async () => {
  const policy = await createPolicy(world.admin, input(byState));
  const parameters = { state: "California" };
  await createAssignment(world.admin, {
    policyId: policy.id,
    kind: "TENANT",
    tenantId: world.california.tenant.id,
    parameters,
  });
  expect((await refusal(deletePolicy(world.admin, policy.id))).code).toBe("conflict");
  expect((await refusal(deletePolicy(world.admin, policy.id, { confirm: "Policy" }))).code).toBe("conflict");
  await deletePolicy(world.admin, policy.id, { confirm: policy.name });
  expect((await refusal(getPolicy(world.admin, policy.id))).code).toBe("not_found");
});

describe("assignments", () => {
  test("refuse a parameter that is missing, unknown, or has no value for the tenant", async () => {
    const { id: policyId } = await createPolicy(world.admin, input(byState));
    const tenantId = world.california.tenant.id;
    const assign = (parameters: Record<string, string | null>) =>
      createAssignment(world.admin, { policyId, kind: "TENANT", tenantId, parameters });
    for (const value of [null, "{{ tenant.attributes.unknown }}", "x {{ tenant.key }}", "{{ state }}"]) {
      expect((await refusal(assign({ state: value }))).fields, `${value}`).toHaveProperty(["parameters.state"]);
    }
    expect((await refusal(assign({}))).fields).toHaveProperty(["parameters.state"]);
    expect((await refusal(assign({ state: "x", more: "y" }))).fields).toHaveProperty(["parameters.more"]);
    expect((await assign({ state: "" })).parameters).toEqual({ state: "" });
  });

  test("R15: the literal that switched tenancy off is no value of a parameter", async () => {
    const { id: policyId } = await createPolicy(world.admin, input(byState));
    for (const state of ["{disabletenancy}", "{DisableTenancy}", ["California", "{disabletenancy}"]]) {
      const assign = createAssignment(world.admin, { policyId, kind: "ALL_TENANTS", parameters: { state } });
      expect((await refusal(assign)).code).toBe("invalid_input");
    }
  });

  test("one policy holds once for a subject, and the subject must match the kind", async () => {
    const { id: policyId } = await createPolicy(world.admin, input(byState));
    const parameters = { state: "California" };
    const tenantId = world.california.tenant.id;
    await createAssignment(world.admin, { policyId, kind: "TENANT", tenantId, parameters });
    const again = createAssignment(world.admin, { policyId, kind: "TENANT", tenantId, parameters });
    expect((await refusal(again)).code).toBe("conflict");
    for (const wrong of [{ kind: "TENANT" as const }, { kind: "ALL_TENANTS" as const, tenantId }]) {
      expect((await refusal(createAssignment(world.admin, { policyId, parameters, ...wrong }))).code).toBe(
        "invalid_input",
      );
    }
  });

  test("R25: an assignment's event belongs to its tenant and holds no value", async () => {
    const { id: policyId } = await createPolicy(world.admin, input(byState));
    const tenantId = world.texas.tenant.id;
    await createAssignment(world.admin, {
      policyId,
      kind: "TENANT",
      tenantId,
      parameters: { state: "a very private value" },
    });
    const event = await database.auditEvent.findFirstOrThrow({
      where: { action: "assignment.created", targetId: policyId },
    });
    expect(event.tenantId).toBe(tenantId);
    expect(JSON.stringify(event)).not.toContain("private");
  });

  test("another organization's admin finds neither policy nor assignment nor subject", async () => {
    const policy = await createPolicy(world.admin, input(byState));
    const parameters = { state: "California" };
    const assignment = await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
    const foreign = await createForeignAdmin();
    const attempts = [
      () => getPolicy(foreign, policy.id),
      () => updatePolicy(foreign, policy.id, { ...input(byState), version: 1 }),
      () => deletePolicy(foreign, policy.id, { confirm: policy.name }),
      () => checkPolicy(foreign, input(byState)),
      () => createPolicy(foreign, input(byState)),
      () => createAssignment(foreign, { policyId: policy.id, kind: "ALL_TENANTS", parameters }),
      () => updateAssignment(foreign, assignment.id, { parameters }),
      () => deleteAssignment(foreign, assignment.id),
    ];
    for (const attempt of attempts) expect((await refusal(attempt())).code).toBe("not_found");
    expect((await listAssignments(foreign)).data).toEqual([]);
    expect((await listAssignments(world.admin, { policyId: policy.id })).data).toHaveLength(1);
  });
});
