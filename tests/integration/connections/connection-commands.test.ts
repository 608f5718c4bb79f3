import { beforeAll, describe, expect, test } from "vitest";
import { getConnection, listConnections } from "@/lib/connections/connection-queries";
import { createConnection } from "@/lib/connections/create-connection";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposure, setTableExposures } from "@/lib/connections/set-table-exposure";
import { listConnectionTables } from "@/lib/connections/table-queries";
import { testConnection } from "@/lib/connections/test-connection";
import { updateConnection } from "@/lib/connections/update-connection";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { createFileSource, createPostgresSource, type PostgresSource } from "@/tests/support/data-sources";
import { runAsAdmin } from "@/tests/support/test-database";
import { createForeignAdmin, createWorld, type World } from "@/tests/support/world";

let world: World;
let source: PostgresSource;

beforeAll(async () => {
  world = await createWorld();
  source = await createPostgresSource();
});

function connect(name: string, url = source.url) {
  return createConnection(world.admin, { projectId: world.project.id, name, settings: { engine: "POSTGRES", url } });
}

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
}

test("a password is in no view, no audit event and no column that can be read", async () => {
  const connection = await connect("Secretive");
  await testConnection(world.admin, connection.id);
  const views = [await getConnection(world.admin, connection.id), await listConnections(world.admin)];
  expect(JSON.stringify(views)).not.toContain("reads-only");
  expect(views[0]).toMatchObject({ location: expect.stringContaining(":***@"), health: { ok: true } });
  expect(JSON.stringify(await database.auditEvent.findMany())).not.toContain("reads-only");
  expect(JSON.stringify(await database.connection.findMany())).not.toContain("reads-only");
});

test("a password shown as *** stays, but goes to no other server or user", async () => {
  const connection = await connect("Kept");
  const { settings } = connection;
  await updateConnection(world.admin, connection.id, { name: "Kept on", settings });
  expect(await testConnection(world.admin, connection.id)).toMatchObject({ ok: true });
  if (settings.engine !== "POSTGRES") throw new Error("expected a PostgreSQL connection");
  for (const url of [settings.url.replace("127.0.0.1", "10.1.2.3"), settings.url.replace("reader_", "other_")]) {
    expect(url).not.toBe(settings.url);
    const error = await refusal(updateConnection(world.admin, connection.id, { settings: { ...settings, url } }));
    expect(error.fields).toHaveProperty("settings.url");
  }
});

test("a source that cannot be reached is said so in fixed words, without its address or password", async () => {
  const url = "postgresql://reader:hunter2@127.0.0.1:1/nowhere";
  const health = await testConnection(world.admin, { engine: "POSTGRES", url });
  expect(health.ok).toBe(false);
  expect(JSON.stringify(health)).not.toMatch(/hunter2|nowhere|127\.0\.0\.1/);
});

test("files outside the allowed folders or behind links refuse with the field that is wrong", async () => {
  for (const path of [
    "/etc/passwd",
    "https://bucket.example/x.parquet",
    `${createFileSource()}/../../../../keys/encryption-key`,
  ]) {
    const settings = { engine: "DUCKDB" as const, tables: [{ name: "x", format: "csv" as const, path }] };
    const error = await refusal(createConnection(world.admin, { projectId: world.project.id, name: path, settings }));
    expect(error.fields, path).toHaveProperty("settings.tables.0.path");
  }
});

test("how long answers are kept is a whole number of seconds up to a day, a minute where nothing is said", async () => {
  const { id, resultCacheSeconds } = await connect("Lifetimes");
  expect(resultCacheSeconds).toBe(60);
  for (const seconds of [0, 86_400]) {
    expect(await updateConnection(world.admin, id, { resultCacheSeconds: seconds })).toMatchObject({
      resultCacheSeconds: seconds,
    });
  }
  for (const wrong of [-1, 86_401, 1.5, Number.NaN]) {
    const error = await refusal(updateConnection(world.admin, id, { resultCacheSeconds: wrong }));
    expect(error.fields, String(wrong)).toHaveProperty("resultCacheSeconds");
  }
  await updateConnection(world.admin, id, { name: "Lifetimes kept" });
  expect((await getConnection(world.admin, id)).resultCacheSeconds).toBe(86_400);
});

test("names are unique in a project, and the engine never changes", async () => {
  const connection = await connect("Unique");
  expect((await refusal(connect("Unique"))).code).toBe("conflict");
  const tables = [{ name: "x", format: "csv" as const, path: `${createFileSource()}/all/sales.csv` }];
  const change = updateConnection(world.admin, connection.id, { settings: { engine: "DUCKDB", tables } });
  expect((await refusal(change)).code).toBe("invalid_input");
});

describe("the catalog", () => {
  test("new tables are hidden, vanished ones keep their exposure for their return", async () => {
    const own = await createPostgresSource();
    const { id } = await connect("Catalog", own.url);
    const tables = await refreshCatalog(world.admin, id);
    expect(tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual([
      "california.sales",
      "public.airports",
      "public.sales",
      "public.secrets",
      "texas.sales",
    ]);
    expect(new Set(tables.map(({ exposure }) => exposure))).toEqual(new Set(["HIDDEN"]));
    const airports = tables.find(({ name }) => name === "airports");
    await setTableExposure(world.admin, id, airports?.id ?? "", "SHARED");
    await runAsAdmin("ALTER TABLE public.airports RENAME TO fields; CREATE TABLE public.later (id int)", own.adminUrl);
    const after = await refreshCatalog(world.admin, id);
    const find = (name: string) => after.find((table) => table.name === name);
    expect(find("airports")).toMatchObject({ missing: true, exposure: "SHARED" });
    expect(find("fields")).toMatchObject({ missing: false, exposure: "HIDDEN" });
    expect(find("later")).toMatchObject({ exposure: "HIDDEN" });
    await runAsAdmin("ALTER TABLE public.fields RENAME TO airports", own.adminUrl);
    const back = (await refreshCatalog(world.admin, id)).find(({ name }) => name === "airports");
    expect(back).toMatchObject({ missing: false, exposure: "SHARED" });
    expect((await getConnection(world.admin, id)).unprotectedCount).toBe(1);
  });

  test("a table of another connection cannot be exposed through this one", async () => {
    const [one, two] = [await connect("One"), await connect("Two")];
    const [table] = await refreshCatalog(world.admin, one.id);
    await refreshCatalog(world.admin, two.id);
    const id = table?.id ?? "";
    expect((await refusal(setTableExposure(world.admin, two.id, id, "SHARED"))).code).toBe("not_found");
    expect((await refusal(setTableExposures(world.admin, two.id, { exposure: "SHARED", tableIds: [id] }))).code).toBe(
      "not_found",
    );
    expect((await listConnectionTables(world.admin, one.id))[0]?.exposure).toBe("HIDDEN");
  });
});

test("every command grows the version that kept results depend on", async () => {
  const { id } = await connect("Versions");
  const version = async () => (await getConnection(world.admin, id)).version;
  const before = await version();
  await refreshCatalog(world.admin, id);
  await setTableExposures(world.admin, id, { exposure: "PROTECTED" });
  await updateConnection(world.admin, id, { name: "Versions 2" });
  expect(await version()).toBe(before + 3);
});

test("only admins come near, and another organization's admin finds nothing", async () => {
  const { id } = await connect("Guarded");
  const foreign = await createForeignAdmin();
  const commands = [
    (actor: typeof foreign) => getConnection(actor, id),
    (actor: typeof foreign) => updateConnection(actor, id, { name: "Taken" }),
    (actor: typeof foreign) => testConnection(actor, id),
    (actor: typeof foreign) => refreshCatalog(actor, id),
    (actor: typeof foreign) => listConnectionTables(actor, id),
    (actor: typeof foreign) => setTableExposures(actor, id, { exposure: "SHARED" }),
    (actor: typeof foreign) => deleteConnection(actor, id),
  ];
  for (const command of commands) {
    expect((await refusal(command(foreign))).code).toBe("not_found");
    expect((await refusal(command(world.author))).code).toBe("forbidden");
  }
  expect((await refusal(getConnection(world.admin, "not-an-id"))).code).toBe("not_found");
  await deleteConnection(world.admin, id);
  expect((await refusal(getConnection(world.admin, id))).code).toBe("not_found");
});
