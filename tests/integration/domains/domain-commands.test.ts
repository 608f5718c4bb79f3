import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { checkDefinition } from "@/lib/domains/check-definition";
import { createDomain } from "@/lib/domains/create-domain";
import { deleteDomain } from "@/lib/domains/delete-domain";
import { getDomain } from "@/lib/domains/domain-queries";
import { draftDomain, tablesForDomains } from "@/lib/domains/draft-domain";
import { exportDomain, importDomain } from "@/lib/domains/import-domain";
import { updateDomain } from "@/lib/domains/update-domain";
import { closeEngines } from "@/lib/engines/close-engines";
import { createProject } from "@/lib/projects/create-project";
import { deleteProject } from "@/lib/projects/delete-project";
import { exploreDomain } from "@/lib/queries/explore-domain";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { worldPassword } from "../../support/world";
import { createDataWorld, type DataWorld } from "../dashboards/data-world";
import { flightsDefinition } from "./flights-domain";

let world: DataWorld;

beforeAll(async () => {
  world = await createDataWorld();
});

afterAll(closeEngines);

let made = 0;
const create = (definition: object = flightsDefinition, more: object = {}) => {
  made += 1;
  return createDomain(world.author, {
    projectId: world.project.id,
    name: `Flights ${made}`,
    connectionId: world.connectionId,
    definition,
    ...more,
  });
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => ({ code: "done", fields: {} as Record<string, string> }),
    (error) => ({ code: error.code as string, fields: (error.fields ?? {}) as Record<string, string> }),
  );

test("R04: a condition in the place of an id finds no connection", async () => {
  const { author, connectionId, project } = world;
  const any = { not: "" } as unknown as string;
  const definition = flightsDefinition;
  for (const place of [
    { projectId: project.id, connectionId: any },
    { projectId: any, connectionId },
  ]) {
    expect(await refusal(tablesForDomains(author, place))).toMatchObject({ code: "not_found" });
    expect(await refusal(checkDefinition(author, { ...place, definition }))).toMatchObject({ code: "not_found" });
  }
  expect(await refusal(tablesForDomains(author, { projectId: project.id, connectionId }))).toMatchObject({
    code: "done",
  });
});

describe("a definition", () => {
  test("is refused with a message at the place of each problem", async () => {
    const [flights] = flightsDefinition.datasets ?? [];
    const broken = {
      datasets: [
        {
          ...flights,
          primaryKey: ["nr"],
          dimensions: [
            { name: "gone", type: "text", column: "gone" },
            { name: "fine", type: "text", expression: "upper(carrier)" },
            { name: "reads", type: "text", expression: "pg_read_file('x')" },
            { name: "open", type: "text", expression: "carrier) FROM flights --" },
          ],
          measures: [{ name: "some", aggregation: "count", filter: "nowhere = 1" }],
        },
        { name: "missing", table: { name: "payroll" } },
        {
          name: "queried",
          sql: "SELECT id, carrier FROM flights",
          dimensions: [
            { name: "id", type: "number", column: "id" },
            { name: "state", type: "text", column: "state" },
          ],
        },
      ],
      relationships: [
        { from: { dataset: "flights", columns: ["id"] }, to: { dataset: "nothing", columns: ["id"] } },
        {
          name: "same",
          from: { dataset: "flights", columns: ["id"] },
          to: { dataset: "queried", columns: ["numero"] },
        },
      ],
    };
    const { code, fields } = await refusal(create(broken));
    expect(code).toBe("invalid_input");
    expect(Object.keys(fields).sort()).toEqual([
      "definition.datasets.0.dimensions.0.column",
      "definition.datasets.0.dimensions.2.expression",
      "definition.datasets.0.dimensions.3.expression",
      "definition.datasets.0.measures.0.filter",
      "definition.datasets.0.primaryKey.0",
      "definition.datasets.1.table",
      "definition.datasets.2.dimensions.1.column",
      "definition.relationships.0.to.dataset",
      "definition.relationships.1.to.columns.0",
    ]);
  });

  test("is refused with ratios that nobody could ask for, each at its place", async () => {
    const [flights] = flightsDefinition.datasets ?? [];
    const ratio = (name: string, of: string, to: string, more: object = {}) => ({ name, ratio: { of, to }, ...more });
    const definition = {
      datasets: [
        {
          ...flights,
          measures: [
            { name: "flight_count", aggregation: "count" },
            { name: "secret", aggregation: "count", hidden: true },
            ratio("fine", "flight_count", "flight_count"),
            ratio("also_fine", "secret", "flight_count", { hidden: true }),
            ratio("unknown", "gone", "nowhere.flight_count"),
            ratio("round", "round", "flight_count"),
            ratio("telling", "secret", "flight_count"),
            ratio("far", "flight_count", "alone.row_count"),
          ],
        },
        { name: "alone", table: { name: "flights" }, measures: [{ name: "row_count", aggregation: "count" }] },
      ],
      relationships: [],
    };
    const { code, fields } = await refusal(create(definition));
    expect(code).toBe("invalid_input");
    expect(fields).toEqual({
      "definition.datasets.0.measures.4.ratio.of": "The domain has no field flights.gone",
      "definition.datasets.0.measures.4.ratio.to": "The domain has no field nowhere.flight_count",
      "definition.datasets.0.measures.5.ratio.of": "flights.round would be divided by way of itself",
      "definition.datasets.0.measures.6.ratio.of":
        "secret is hidden and could be told from this. Show it, or hide this, too",
      "definition.datasets.0.measures.7.ratio.of": "Nothing relates Flights to alone",
    });
  });

  test("R04: what the author's own policies hide is not there for a definition, like what does not exist", async () => {
    const connection = await refusal(create(flightsDefinition, { connectionId: world.project.id }));
    expect(connection.code).toBe("not_found");
    for (const person of [world.viewer, world.powerUser, world.california.powerUser]) {
      const work = createDomain(person, {
        projectId: world.project.id,
        name: "Mine",
        connectionId: world.connectionId,
        definition: flightsDefinition,
      });
      expect((await refusal(work)).code).toBe("forbidden");
    }
  });

  test("is changed by the newest version only, and says what was lost to nobody", async () => {
    const { id, management } = await create();
    const version = management?.version ?? 0;
    const changed = await updateDomain(world.author, id, { description: "Of the coast", version });
    expect(changed.management?.version).toBe(version + 1);
    expect((await refusal(updateDomain(world.author, id, { description: "Late", version }))).code).toBe("conflict");
    expect((await getDomain(world.author, id)).description).toBe("Of the coast");
  });

  test("comes back from YAML as it went, and broken YAML changes nothing", async () => {
    const { id, management } = await create();
    const { yaml } = await exportDomain(world.author, id);
    expect((await importDomain(world.author, id, { yaml })).management?.definition).toEqual(management?.definition);
    const { code, fields } = await refusal(importDomain(world.author, id, { yaml: `${yaml}\n  - x` }));
    expect([code, Number(fields.line) > 1]).toEqual(["invalid_input", true]);
    for (const person of [world.viewer, world.powerUser, world.california.powerUser]) {
      expect((await refusal(exportDomain(person, id))).code).toBe("forbidden");
    }
  });

  test("is drafted from tables, saved as it is, and answers", async () => {
    const { definition, notes } = await draftDomain(world.author, {
      projectId: world.project.id,
      connectionId: world.connectionId,
    });
    expect(definition.datasets.map(({ name, primaryKey }) => [name, primaryKey])).toEqual([["flights", ["id"]]]);
    expect(notes).toEqual([]);
    const { id } = await create(definition);
    const answer = await exploreDomain(world.california.viewer, {
      projectId: world.project.id,
      domainId: id,
      query: { measures: ["flights.row_count"] },
    }).catch((error) => error.code);
    expect(answer).toBe("not_found");
    await updateDomain(world.author, id, { grants: [{ scope: "ALL_TENANTS" }] });
    const { data } = await exploreDomain(world.california.viewer, {
      projectId: world.project.id,
      domainId: id,
      query: { measures: ["flights.row_count"] },
    });
    expect(data).toEqual([[3]]);
    const foreign = draftDomain(world.author, {
      projectId: world.project.id,
      connectionId: world.connectionId,
      tables: [{ name: "payroll" }],
    });
    expect((await refusal(foreign)).code).toBe("not_found");
  });

  test("stays while cards ask it", async () => {
    const { id } = await create();
    const query = { dimensions: [], measures: ["flights.flight_count"], filters: [], sort: [], limit: 10 };
    await createDashboard(world.admin, {
      projectId: world.project.id,
      title: "Asks",
      cards: [
        {
          kind: "NUMBER",
          title: "Flights",
          domainId: id,
          query,
          options: { valueColumn: "flight_count" },
          layout: { x: 0, y: 0, width: 3, height: 2 },
        },
      ],
    });
    expect((await refusal(deleteDomain(world.author, id))).code).toBe("conflict");
  });
});

test("a project goes with its domains, and people who were let in go from them", async () => {
  const { id: projectId } = await createProject(world.admin, { name: "Short-lived" });
  const { id: userId } = await createUser(world.admin, {
    email: "guest@harbour.example",
    displayName: "Guest",
    role: "VIEWER",
    password: worldPassword,
  });
  const connection = await database.connection.findUniqueOrThrow({ where: { id: world.connectionId } });
  const { id: connectionId } = await database.connection.create({
    data: {
      organizationId: connection.organizationId,
      projectId,
      name: "its own",
      engine: "POSTGRES",
      settingsCiphertext: connection.settingsCiphertext,
    },
  });
  const { id } = await createDomain(world.author, {
    projectId,
    name: "Gone",
    connectionId,
    grants: [{ scope: "USER", userId }],
  });
  await deleteUser(world.admin, userId);
  expect((await getDomain(world.author, id)).management?.grants).toEqual([]);
  await deleteProject(world.admin, projectId);
  expect((await refusal(getDomain(world.author, id))).code).toBe("not_found");
});

test("R25: an event of a grant to a tenant is that tenant's, and names no other", async () => {
  const { california, texas } = world;
  const { id } = await create();
  await updateDomain(world.author, id, {
    grants: [
      { scope: "TENANT", tenantId: california.tenant.id },
      { scope: "TENANT", tenantId: texas.tenant.id },
    ],
  });
  await updateDomain(world.author, id, { grants: [{ scope: "TENANT", tenantId: texas.tenant.id }] });
  const events = await database.auditEvent.findMany({
    where: { targetId: id, action: { startsWith: "domain.grant" } },
    select: { action: true, tenantId: true, details: true },
  });
  const ofCalifornia = events.filter(({ tenantId }) => tenantId === california.tenant.id);
  expect(ofCalifornia.map(({ action }) => action).sort()).toEqual(["domain.grant_removed", "domain.granted"]);
  expect(JSON.stringify(ofCalifornia)).not.toContain(texas.tenant.id);
});
