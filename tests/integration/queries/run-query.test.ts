import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import type { ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor, ApiClient } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { deleteAssignment } from "@/lib/policies/delete-assignment";
import { deletePolicy } from "@/lib/policies/delete-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { previewCard } from "@/lib/queries/preview-card";
import { type QueryRequest, runQuery } from "@/lib/queries/run-query";
import type { Exposure } from "@/prisma/client/enums";
import { createFileSource, createPostgresSource } from "@/tests/support/data-sources";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let sourceUrl: string;
let folder: string;
let number = 0;

beforeAll(async () => {
  world = await createWorld();
  sourceUrl = (await createPostgresSource()).url;
  folder = createFileSource();
});

async function connect(settings: ConnectionSettingsInput, exposure: Exposure = "PROTECTED"): Promise<string> {
  number += 1;
  const { id } = await createConnection(world.admin, {
    projectId: world.project.id,
    name: `Source ${number}`,
    settings,
  });
  await refreshCatalog(world.admin, id);
  await setTableExposures(world.admin, id, { exposure });
  return id;
}

const connectPostgres = (exposure?: Exposure) => connect({ engine: "POSTGRES", url: sourceUrl }, exposure);
const connectFiles = () =>
  connect({
    engine: "DUCKDB",
    tables: [{ name: "sales", format: "csv", path: `${folder}/all/sales.csv` }],
  });

async function addPolicy(connectionId: string, policy: Omit<PolicyInput, "projectId" | "connectionId" | "name">) {
  number += 1;
  return createPolicy(world.admin, { projectId: world.project.id, connectionId, name: `Policy ${number}`, ...policy });
}

const byState = { rules: [{ table: "sales", filter: "state IN {{ state }}", excludedColumns: ["cost"] }] };
const stateOfTenant = { state: "{{ tenant.attributes.state }}" };

async function rows(actor: Actor, connectionId: string, sql: string, more: Partial<QueryRequest> = {}) {
  const { data, rowCount } = await runQuery(actor, { connectionId, sql, purpose: "card", ...more });
  return Array.from({ length: rowCount }, (_, row) => data.map((column) => column[row]));
}

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
}

const allIds = "SELECT id FROM sales ORDER BY id";

describe.each([
  ["PostgreSQL", () => connectPostgres()],
  ["DuckDB", () => connectFiles()],
])("rows in shared tables on %s", (_, open) => {
  let connectionId: string;
  beforeAll(async () => {
    connectionId = await open();
    const policy = await addPolicy(connectionId, byState);
    await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters: stateOfTenant });
  });

  test("each tenant sees its own rows, and the organization's admin all", async () => {
    expect(await rows(world.california.viewer, connectionId, allIds)).toEqual([[1], [2]]);
    expect(await rows(world.texas.viewer, connectionId, allIds)).toEqual([[3], [4]]);
    expect(await rows(world.admin, connectionId, allIds)).toEqual([[1], [2], [3], [4], [5]]);
  });

  test("an excluded column is absent from * and refuses by name", async () => {
    const all = await runQuery(world.texas.viewer, { connectionId, sql: "SELECT * FROM sales", purpose: "card" });
    expect(all.columns.map(({ name }) => name)).toEqual(["id", "tenant", "state", "year", "amount"]);
    const error = await refusal(rows(world.texas.viewer, connectionId, "SELECT cost FROM sales"));
    expect(error.code).toBe("query_refused");
  });

  test("R04: what comes back with the rows names no hidden column and no rule to a tenant's people", async () => {
    const request = { connectionId, sql: "SELECT * FROM sales", purpose: "preview" } as const;
    const seen = await runQuery(world.texas.powerUser, request);
    expect(JSON.stringify(seen)).not.toMatch(/cost|Policy \d|state IN/);
    expect(seen.trace.tables.map(({ schema, name }) => `${schema}.${name}`)).toHaveLength(1);
    const explained = await runQuery(world.admin, { ...request, asTenantId: world.texas.tenant.id });
    expect(explained.trace.tables[0]?.excludedColumns).toEqual(["cost"]);
  });

  test("R08: an API key tries no query without naming the tenant it asks for", async () => {
    const key: ApiClient = {
      kind: "api_client",
      organizationId: world.admin.organizationId,
      apiKeyId: randomUUID(),
      createdById: world.admin.userId,
      displayName: "Nightly",
      role: "ADMIN",
      scopes: ["data:read", "dashboard:read", "dashboard:write", "connection:read", "tenant:read"],
    };
    const request = { projectId: world.project.id, connectionId, sql: allIds };
    expect((await refusal(previewCard(key, request))).code).toBe("invalid_input");
    const { data } = await previewCard(key, { ...request, asTenantId: world.texas.tenant.id });
    expect(data).toEqual([[3, 4]]);
  });

  test("a card's own condition can only narrow", async () => {
    const sql = "SELECT sum(amount) FROM sales WHERE state = 'Texas' OR true";
    const [[sum]] = (await rows(world.california.viewer, connectionId, sql)) as [[unknown]];
    expect(Number(sum)).toBe(300);
  });

  test("a filter value is compared, never read as SQL or as a security value", async () => {
    const sql = "SELECT id FROM sales WHERE year = {{ filter.year }} AND tenant = {{ tenant.key }} ORDER BY id";
    expect(await rows(world.texas.viewer, connectionId, sql, { filters: { year: 2021 } })).toEqual([[4]]);
    const text = "SELECT id FROM sales WHERE state = {{ filter.place }}";
    const place = "Texas' OR '1'='1";
    expect(await rows(world.texas.viewer, connectionId, text, { filters: { place } })).toEqual([]);
  });

  test.each([
    "state",
    "STATE",
    "tenant",
    "user",
    "tenant.key",
    "tenant.attributes.state",
    "user.email",
    "user.attributes.x",
    "current_user_tenant",
    "current_user_tenant()",
    "current_user_id",
    "current_user_email()",
    "current_user_role",
    "filter",
  ])("R07: %s sent as a filter is invalid input", async (name) => {
    const error = await refusal(rows(world.texas.viewer, connectionId, allIds, { filters: { [name]: "California" } }));
    expect(error.code).toBe("invalid_input");
  });

  test("R07: a filter that was not sent refuses, and so does a security name that nobody has", async () => {
    for (const name of ["filter.year", "nothing", "user.attributes.unknown"]) {
      const error = await refusal(
        rows(world.texas.viewer, connectionId, `SELECT id FROM sales WHERE state = {{ ${name} }}`),
      );
      expect(error.fields?.sqlCode, name).toBe("sql_parameter_missing");
    }
  });

  test("R15: the literal that switched tenancy off refuses as a filter", async () => {
    const sql = "SELECT id FROM sales WHERE state = {{ filter.place }}";
    const error = await refusal(
      rows(world.texas.viewer, connectionId, sql, { filters: { place: "{disabletenancy}" } }),
    );
    expect(error.code).toBe("invalid_input");
  });

  test("looking as a tenant shows exactly the tenant's rows, and only the organization's own people may", async () => {
    const asTenantId = world.california.tenant.id;
    expect(await rows(world.admin, connectionId, allIds, { asTenantId })).toEqual([[1], [2]]);
    expect(await rows(world.author, connectionId, allIds, { asTenantId })).toEqual([[1], [2]]);
    for (const actor of [world.texas.powerUser, world.viewer]) {
      expect((await refusal(rows(actor, connectionId, allIds, { asTenantId }))).code).toBe("forbidden");
    }
  });

  test("R20: an admin who opens a tenant's dashboard sees that tenant's rows only", async () => {
    const homeTenantId = world.california.tenant.id;
    expect(await rows(world.admin, connectionId, allIds, { homeTenantId })).toEqual([[1], [2]]);
    expect((await refusal(rows(world.texas.viewer, connectionId, allIds, { homeTenantId }))).code).toBe("not_found");
    const asTenantId = world.texas.tenant.id;
    expect((await refusal(rows(world.admin, connectionId, allIds, { homeTenantId, asTenantId }))).code).toBe(
      "invalid_input",
    );
  });

  test("R04: hidden, foreign and nonexistent tables and columns are refused in the same words", async () => {
    const names = [
      "secrets",
      "nowhere",
      "california.secrets",
      "nowhere.sales",
      "information_schema.tables",
      "pg_catalog.pg_class",
    ];
    const answers = await Promise.all(
      names.map(async (name) => {
        const { code, message, fields } = await refusal(
          rows(world.texas.viewer, connectionId, `SELECT 1 FROM ${name}`),
        );
        return JSON.stringify({ code, message: message.replace(name, "…"), fields });
      }),
    );
    expect(new Set(answers).size).toBe(1);
    const columns = ["cost", "nothing"];
    const columnAnswers = await Promise.all(
      columns.map(async (name) => {
        const { code, message, fields } = await refusal(
          rows(world.texas.viewer, connectionId, `SELECT ${name} FROM sales`),
        );
        return JSON.stringify({ code, message: message.replace(name, "…"), fields });
      }),
    );
    expect(new Set(columnAnswers).size).toBe(1);
  });

  test("R26: an engine's own words never reach the caller", async () => {
    const sql = "SELECT id FROM sales WHERE CAST(state AS int) = 1";
    const error = await refusal(rows(world.texas.viewer, connectionId, sql));
    expect(error.code).toBe("query_refused");
    expect(`${error.message} ${JSON.stringify(error.fields)}`).not.toMatch(
      /Texas|California|invalid input|Conversion/i,
    );
  });

  test("every query leaves an event with its tenant and neither SQL nor values", async () => {
    const dashboardId = world.project.id;
    await rows(world.california.viewer, connectionId, allIds, { dashboardId });
    await flushAuditQueue();
    const event = await database.auditEvent.findFirstOrThrow({
      where: { action: "query.ran", tenantId: world.california.tenant.id },
      orderBy: { id: "desc" },
    });
    expect(event.details).toMatchObject({ connectionId, dashboardId, rows: 2 });
    expect(JSON.stringify(event)).not.toMatch(/SELECT|California'/);
  });
});

describe("no rule is not all rows", () => {
  test("a tenant with no assignment sees no row of a protected table", async () => {
    const connectionId = await connectPostgres();
    const error = await refusal(rows(world.california.viewer, connectionId, allIds));
    expect(error.fields?.sqlCode).toBe("sql_unknown_table");
  });

  test("a new table is hidden, a shared one is read by every tenant", async () => {
    const hidden = await connectPostgres("HIDDEN");
    expect((await refusal(rows(world.california.viewer, hidden, "SELECT iata FROM airports"))).code).toBe(
      "query_refused",
    );
    await setTableExposures(world.admin, hidden, { exposure: "SHARED", schema: "public" });
    expect(await rows(world.california.viewer, hidden, "SELECT iata FROM airports ORDER BY 1")).toEqual([
      ["DFW"],
      ["SFO"],
    ]);
  });

  test("R01: a mask, an exclusion and a constant filter open nothing, together with one that does they narrow", async () => {
    const connectionId = await connectPostgres();
    const tenantId = world.california.tenant.id;
    const assign = (policyId: string, parameters = {}) =>
      createAssignment(world.admin, { policyId, kind: "TENANT", tenantId, parameters });
    const narrowing = await addPolicy(connectionId, {
      rules: [
        { table: "sales", maskedColumns: { amount: "amount / 100" }, excludedColumns: ["cost"] },
        { table: "sales", filter: "year = 2021" },
        { table: "sales", filter: "tenant = {{ tenant.key }} OR true" },
      ],
    });
    await assign(narrowing.id);
    expect((await refusal(rows(world.california.viewer, connectionId, allIds))).fields?.sqlCode).toBe(
      "sql_unknown_table",
    );
    const opening = await addPolicy(connectionId, {
      rules: [{ table: "sales", tenantColumns: { tenant: "tenant.key" } }],
    });
    await assign(opening.id);
    expect(await rows(world.california.viewer, connectionId, "SELECT id, amount FROM sales")).toEqual([[2, 2]]);
  });

  test("an assignment, its end and a policy's end hold from the next query on", async () => {
    const connectionId = await connectPostgres();
    const policy = await addPolicy(connectionId, byState);
    const parameters = { state: ["California", "Nevada"] };
    const tenantId = world.california.tenant.id;
    const assignment = await createAssignment(world.admin, {
      policyId: policy.id,
      kind: "TENANT",
      tenantId,
      parameters,
    });
    expect(await rows(world.california.viewer, connectionId, allIds)).toEqual([[1], [2], [5]]);
    await deleteAssignment(world.admin, assignment.id);
    await refusal(rows(world.california.viewer, connectionId, allIds));
    await createAssignment(world.admin, {
      policyId: policy.id,
      kind: "USER",
      userId: world.california.viewer.userId,
      parameters,
    });
    expect(await rows(world.california.viewer, connectionId, allIds)).toHaveLength(3);
    await refusal(rows(world.california.powerUser, connectionId, allIds));
    await deletePolicy(world.admin, policy.id, { confirm: policy.name });
    await refusal(rows(world.california.viewer, connectionId, allIds));
  });
});

describe("a schema per tenant", () => {
  test("R03: each tenant reads its own schema without any rule and cannot name another's", async () => {
    const connectionId = await connectPostgres();
    const policy = await addPolicy(connectionId, { schemaLayer: { schemaTemplate: "{{ tenant }}" } });
    await createAssignment(world.admin, {
      policyId: policy.id,
      kind: "ALL_TENANTS",
      parameters: { tenant: "{{ tenant.key }}" },
    });
    expect(await rows(world.california.viewer, connectionId, allIds)).toEqual([[1], [2]]);
    expect(await rows(world.texas.viewer, connectionId, "SELECT id FROM texas.sales ORDER BY id")).toEqual([[3], [4]]);
    for (const name of ["texas.sales", "public.sales", "airports"]) {
      const error = await refusal(rows(world.california.viewer, connectionId, `SELECT 1 FROM ${name}`));
      expect(error.fields?.sqlCode, name).toBe("sql_unknown_table");
    }
    expect(await rows(world.admin, connectionId, allIds, { homeTenantId: world.texas.tenant.id })).toEqual([[3], [4]]);
  });

  test("R03: a schema that two tenants are given opens to neither", async () => {
    const connectionId = await connectPostgres();
    const policy = await addPolicy(connectionId, { schemaLayer: { schemaTemplate: "{{ tenant }}" } });
    const assign = (tenantId: string) =>
      createAssignment(world.admin, {
        policyId: policy.id,
        kind: "TENANT",
        tenantId,
        parameters: { tenant: "california" },
      });
    await assign(world.california.tenant.id);
    expect(await rows(world.california.viewer, connectionId, allIds)).toEqual([[1], [2]]);
    const second = await assign(world.texas.tenant.id);
    for (const { viewer } of [world.california, world.texas]) await refusal(rows(viewer, connectionId, allIds));
    await deleteAssignment(world.admin, second.id);
    expect(await rows(world.california.viewer, connectionId, allIds)).toEqual([[1], [2]]);
  });
});

describe("a connection per tenant", () => {
  test("a folder per tenant: each reads its own file, and a value that leaves its place refuses at save", async () => {
    const connectionId = await connectFiles();
    const policy = await addPolicy(connectionId, {
      connectionLayer: { fileTemplates: [{ table: "sales", path: `${folder}/{{ tenant }}/sales.csv` }] },
    });
    const assign = (tenantId: string, tenant: string) =>
      createAssignment(world.admin, { policyId: policy.id, kind: "TENANT", tenantId, parameters: { tenant } });
    for (const tenant of ["../texas", "*", "[ct]*", "a/b", "%2e%2e"]) {
      expect((await refusal(assign(world.california.tenant.id, tenant))).code, tenant).toBe("invalid_input");
    }
    await assign(world.california.tenant.id, "california");
    await assign(world.texas.tenant.id, "texas");
    expect(await rows(world.california.viewer, connectionId, allIds)).toEqual([[1], [2]]);
    expect(await rows(world.texas.viewer, connectionId, allIds)).toEqual([[3], [4]]);
    expect(await rows(world.admin, connectionId, allIds)).toHaveLength(5);
  });

  test("a database per tenant, with a secret for its password", async () => {
    const own = await createPostgresSource();
    const database_ = new URL(own.url).pathname.slice(1);
    const connectionId = await connectPostgres();
    const template = own.url.replace("reads-only", "{{ password@secret }}").replace(`/${database_}`, "/{{ tenant }}");
    const policy = await addPolicy(connectionId, {
      connectionLayer: { urlTemplate: template, secrets: { password: "reads-only" } },
    });
    expect(JSON.stringify(policy)).not.toContain("reads-only");
    const tenantId = world.california.tenant.id;
    await createAssignment(world.admin, {
      policyId: policy.id,
      kind: "TENANT",
      tenantId,
      parameters: { tenant: database_ },
    });
    expect(await rows(world.california.viewer, connectionId, "SELECT count(*)::int FROM sales")).toEqual([[5]]);
    await refusal(rows(world.texas.viewer, connectionId, allIds));
  });

  test("the portal's own database is no target, under any of its names", async () => {
    const own = new URL(process.env.DATABASE_URL ?? "");
    for (const host of ["127.0.0.1", "localhost"]) {
      const url = `postgresql://${own.username}:x@${host}:${own.port}${own.pathname}`;
      expect((await refusal(connect({ engine: "POSTGRES", url }))).code).toBe("invalid_input");
    }
    const connectionId = await connectPostgres();
    const urlTemplate = `postgresql://${own.username}:x@localhost:${own.port}/{{ tenant }}`;
    const policy = await addPolicy(connectionId, { connectionLayer: { urlTemplate } });
    const tenantId = world.california.tenant.id;
    const parameters = { tenant: own.pathname.slice(1) };
    await createAssignment(world.admin, { policyId: policy.id, kind: "TENANT", tenantId, parameters });
    expect((await refusal(rows(world.california.viewer, connectionId, allIds))).code).toBe("query_refused");
  });
});
