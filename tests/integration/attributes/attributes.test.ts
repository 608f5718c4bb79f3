import { beforeAll, describe, expect, test } from "vitest";
import { listAttributes } from "@/lib/attributes/attribute-queries";
import { createAttribute } from "@/lib/attributes/create-attribute";
import { deleteAttribute } from "@/lib/attributes/delete-attribute";
import { updateAttribute } from "@/lib/attributes/update-attribute";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { updatePolicy } from "@/lib/policies/update-policy";
import { type QueryRequest, runQuery } from "@/lib/queries/run-query";
import { updateTenant } from "@/lib/tenants/update-tenant";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { createPostgresSource } from "@/tests/support/data-sources";
import { actorOf, createForeignAdmin, createWorld, type World } from "@/tests/support/world";

let world: World;
let connectionId: string;

beforeAll(async () => {
  world = await createWorld();
  const { admin, project, california, texas } = world;
  const { url } = await createPostgresSource();
  const settings = { engine: "POSTGRES", url } as const;
  connectionId = (await createConnection(admin, { projectId: project.id, name: "Source", settings })).id;
  await refreshCatalog(admin, connectionId);
  await setTableExposures(admin, connectionId, { exposure: "PROTECTED" });
  const policy = await createPolicy(admin, {
    projectId: project.id,
    connectionId,
    name: "state",
    rules: [{ table: "sales", filter: "state = {{ tenant.attributes.state }}" }],
  });
  await createAssignment(admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters: {} });
  await updateTenant(admin, california.tenant.id, { attributes: { state: "California", rating: "gold" } });
  await updateTenant(admin, texas.tenant.id, { attributes: { state: "Texas", rating: "watch" } });
  await updateUser(admin, california.powerUser.userId, { attributes: { desk: "west" } });
});

const answer = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

async function rows(actor: Actor, sql: string, more: Partial<QueryRequest> = {}) {
  const { data, rowCount } = await runQuery(actor, { connectionId, sql, purpose: "card", ...more });
  return Array.from({ length: rowCount }, (_, row) => data.map((column) => column[row]));
}

/** Why the guard refused, e.g. `sql_parameter_missing`. */
async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error.fields?.sqlCode ?? error.code;
}

const rating = "SELECT id FROM sales WHERE 'gold' = {{ tenant.attributes.rating }} ORDER BY id";
const desk = "SELECT id FROM sales WHERE {{ user.attributes.desk }} = 'west' ORDER BY id";

describe("attributes in SQL of cards", () => {
  test("R14: an attribute is read by a policy unmarked, and by a card only while it is marked, as of the next query", async () => {
    const { california, texas, admin } = world;
    expect(await rows(california.viewer, "SELECT id FROM sales ORDER BY id")).toEqual([[1], [2]]);
    expect(await refusal(rows(california.viewer, rating))).toBe("sql_parameter_missing");

    const { id } = await createAttribute(admin, { subject: "TENANT", name: "rating" });
    expect(await refusal(rows(california.viewer, rating))).toBe("sql_parameter_missing");
    await updateAttribute(admin, id, { readableInCards: true });
    expect(await rows(california.viewer, rating)).toEqual([[1], [2]]);
    expect(await rows(texas.viewer, rating)).toEqual([]);
    expect(await rows(admin, rating, { asTenantId: california.tenant.id })).toEqual([[1], [2]]);
    const quoted = "SELECT id FROM sales WHERE '{{ tenant.attributes.rating }}' = 'watch' ORDER BY id";
    expect(await rows(texas.viewer, quoted)).toEqual([[3], [4]]);

    await updateAttribute(admin, id, { readableInCards: false });
    expect(await refusal(rows(california.viewer, rating))).toBe("sql_parameter_missing");
    await updateAttribute(admin, id, { readableInCards: true });
    await deleteAttribute(admin, id);
    expect(await refusal(rows(california.viewer, rating))).toBe("sql_parameter_missing");
  });

  test("R14: a mark is for tenants or for people, and for one name only", async () => {
    const { california, admin } = world;
    const marks = [
      await createAttribute(admin, { subject: "TENANT", name: "desk", readableInCards: true }),
      await createAttribute(admin, { subject: "USER", name: "Desk", readableInCards: true }),
      await createAttribute(admin, { subject: "USER", name: "rating", readableInCards: true }),
    ];
    expect(await refusal(rows(california.powerUser, desk))).toBe("sql_parameter_missing");
    expect(await refusal(rows(california.powerUser, rating))).toBe("sql_parameter_missing");
    const mark = await createAttribute(admin, { subject: "USER", name: "desk", readableInCards: true });
    expect(await rows(california.powerUser, desk)).toEqual([[1], [2]]);
    expect(await refusal(rows(california.viewer, desk))).toBe("sql_parameter_missing");
    for (const { id } of [...marks, mark]) await deleteAttribute(admin, id);
  });

  test("R14: another organization's mark opens nothing here", async () => {
    const foreign = await createForeignAdmin();
    await createAttribute(foreign, { subject: "TENANT", name: "rating", readableInCards: true });
    expect(await refusal(rows(world.california.viewer, rating))).toBe("sql_parameter_missing");
  });

  test("R14: a marked attribute is still no filter that a viewer could send", async () => {
    const { id } = await createAttribute(world.admin, { subject: "TENANT", name: "rating", readableInCards: true });
    const work = rows(world.texas.viewer, rating, { filters: { "tenant.attributes.rating": "gold" } });
    expect(await refusal(work)).toBe("invalid_input");
    await deleteAttribute(world.admin, id);
  });
});

describe("who writes attributes", () => {
  test("R14: only ADMINs write the values, and only ADMINs mark", async () => {
    const { author, powerUser, viewer, california, texas, admin } = world;
    const { id } = await createAttribute(admin, { subject: "TENANT", name: "state" });
    for (const actor of [author, powerUser, viewer, california.powerUser, california.viewer]) {
      expect(await answer(updateTenant(actor, california.tenant.id, { attributes: { state: "Texas" } }))).toBe(
        "forbidden",
      );
      expect(await answer(updateUser(actor, actor.userId, { attributes: { desk: "all" } }))).toBe("forbidden");
      expect(await answer(createAttribute(actor, { subject: "TENANT", name: "x" }))).toBe("forbidden");
      expect(await answer(updateAttribute(actor, id, { readableInCards: true }))).toBe("forbidden");
      expect(await answer(deleteAttribute(actor, id))).toBe("forbidden");
      expect(await answer(listAttributes(actor))).toBe("forbidden");
    }
    expect((await actorOf(texas.viewer.userId)).attributes).toEqual({});
    await deleteAttribute(admin, id);
  });

  test("another organization's definition is like none, and its owner still gets in", async () => {
    const { id } = await createAttribute(world.admin, { subject: "TENANT", name: "region" });
    const foreign = await actorOf(
      (await database.user.findFirstOrThrow({ where: { email: "admin@elsewhere.example" } })).id,
    );
    for (const unknown of [id, uuidv7(), "no-id"]) {
      expect(await answer(updateAttribute(foreign, unknown, { readableInCards: true }))).toBe("not_found");
      expect(await answer(deleteAttribute(foreign, unknown))).toBe("not_found");
    }
    expect((await listAttributes(foreign)).map(({ name }) => name)).toEqual(["rating"]);
    expect((await createAttribute(foreign, { subject: "TENANT", name: "region" })).name).toBe("region");
    expect(await answer(createAttribute(world.admin, { subject: "TENANT", name: "region" }))).toBe("conflict");
    expect((await updateAttribute(world.admin, id, { description: "Where they are" })).description).toBe(
      "Where they are",
    );
    await deleteAttribute(world.admin, id);
  });

  test("the list tells what is in use and was never defined, as not readable, with how many have it", async () => {
    const { id } = await createAttribute(world.admin, { subject: "USER", name: "desk", readableInCards: true });
    expect(await listAttributes(world.admin)).toEqual([
      { id: null, subject: "TENANT", name: "rating", description: "", readableInCards: false, uses: 2 },
      { id: null, subject: "TENANT", name: "state", description: "", readableInCards: false, uses: 2 },
      { id, subject: "USER", name: "desk", description: "", readableInCards: true, uses: 1 },
    ]);
    const events = await database.auditEvent.findMany({ where: { targetId: id } });
    expect(events.map(({ action }) => action)).toEqual(["attribute.created"]);
    await deleteAttribute(world.admin, id);
  });
});

describe("secrets of connection templates", () => {
  test("R14: @secret stands in connection templates alone", async () => {
    const secret = "{{ password@secret }}";
    const { admin, project, california } = world;
    expect(await refusal(rows(california.viewer, `SELECT id FROM sales WHERE state = ${secret}`))).toMatch(/^sql_/);
    // In quotes it is no placeholder, but a text like any other.
    expect(await rows(california.viewer, `SELECT '${secret}' AS text FROM sales LIMIT 1`)).toEqual([[secret]]);
    const policy = { projectId: project.id, connectionId, name: "with a secret" };
    const layers = [
      { rules: [{ table: "sales", filter: `state = ${secret}` }] },
      { rules: [{ table: "sales", maskedColumns: { state: secret } }] },
      { rules: [{ table: "sales", tenantColumns: { state: "password@secret" } }] },
      { schemaLayer: { schemaTemplate: secret, sharedSchemas: [] } },
      { schemaLayer: { schemaTemplate: "public", sharedSchemas: [], roleTemplate: secret } },
    ];
    for (const layer of layers)
      expect(await answer(createPolicy(admin, { ...policy, ...layer }))).toBe("invalid_input");
    const state = await database.policy.findFirstOrThrow({ where: { name: "state" } });
    const parameters = { state: secret };
    const rules = [{ table: "sales", filter: "state = {{ state }}" }];
    await updatePolicy(admin, state.id, { ...policy, name: "state", rules, version: state.version });
    expect(
      await answer(
        createAssignment(admin, { policyId: state.id, kind: "TENANT", tenantId: california.tenant.id, parameters }),
      ),
    ).toBe("invalid_input");
  });
});

describe("the literal that switched tenancy off", () => {
  test("R15: refuses as an attribute of a tenant or person, in a list too", async () => {
    const { admin, california } = world;
    for (const state of ["{disabletenancy}", " { Disable-Tenancy } ", ["California", "{DISABLETENANCY}"]]) {
      const attributes = { state };
      expect(await answer(updateTenant(admin, california.tenant.id, { attributes }))).toBe("invalid_input");
      expect(await answer(updateUser(admin, california.viewer.userId, { attributes }))).toBe("invalid_input");
    }
  });
});
