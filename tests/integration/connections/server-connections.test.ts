import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getConnection, listConnections } from "@/lib/connections/connection-queries";
import type { ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { testConnection } from "@/lib/connections/test-connection";
import { updateConnection } from "@/lib/connections/update-connection";
import { database } from "@/lib/database";
import { closeEngines } from "@/lib/engines/close-engines";
import { DomainError } from "@/lib/errors";
import {
  type ClickhouseDatabase,
  createClickhouseDatabase,
  createMariadbDatabase,
  hasClickhouse,
  hasMariadb,
  type MariadbDatabase,
} from "@/tests/support/source-servers";
import { createWorld, type World } from "@/tests/support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => closeEngines());

function connect(name: string, settings: ConnectionSettingsInput) {
  return createConnection(world.admin, { projectId: world.project.id, name, settings });
}

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
}

/** All that is kept of a connection and all that is shown of it. */
async function everythingAbout(id: string): Promise<string> {
  const rows = [await database.connection.findMany(), await database.auditEvent.findMany()];
  const views = [await getConnection(world.admin, id), await listConnections(world.admin)];
  return JSON.stringify([rows, views]);
}

/** Changes the URL of a connection in a way that would send its kept password somewhere else. */
async function expectPasswordStays(id: string, from: string, to: string): Promise<void> {
  const { settings } = await getConnection(world.admin, id);
  await updateConnection(world.admin, id, { settings });
  expect(await testConnection(world.admin, id)).toMatchObject({ ok: true });
  if (settings.engine === "DUCKDB") throw new Error("expected a database");
  const url = settings.url.replace(from, to);
  expect(url).not.toBe(settings.url);
  const error = await refusal(updateConnection(world.admin, id, { settings: { ...settings, url } }));
  expect(error.fields).toHaveProperty("settings.url");
}

describe.skipIf(!hasMariadb())("a MariaDB connection (needs mariadbd)", () => {
  const password = "only/reads:here";
  let source: MariadbDatabase;
  let tenants: MariadbDatabase;
  let url: string;

  beforeAll(async () => {
    [source, tenants] = [await createMariadbDatabase(), await createMariadbDatabase()];
    await source.admin.query(`
      CREATE TABLE orders (id int PRIMARY KEY, tenant varchar(20) NOT NULL, amount decimal(10,2));
      CREATE TABLE \`${tenants.name}\`.orders (id int PRIMARY KEY, amount decimal(10,2));
      CREATE USER connection_reader IDENTIFIED BY '${password}';
      GRANT SELECT ON \`${source.name}\`.* TO connection_reader;
      GRANT SELECT ON \`${tenants.name}\`.* TO connection_reader;
    `);
    const { host, port } = source.target();
    url = `mysql+pymysql://connection_reader:${encodeURIComponent(password)}@${host}:${port}/${source.name}?charset=utf8mb4`;
  });

  afterAll(async () => {
    await source.admin.query("DROP USER connection_reader");
    await Promise.all([source.drop(), tenants.drop()]);
  });

  test("is created from a SQLAlchemy URL, tested and read, and its password is nowhere", async () => {
    const { id, location, engine } = await connect("MariaDB", { engine: "MYSQL", url });
    expect(engine).toBe("MYSQL");
    expect(location).toMatch(/^mysql:\/\/connection_reader:\*\*\*@/);
    expect(await testConnection(world.admin, id)).toMatchObject({
      ok: true,
      message: expect.stringMatching(/^MariaDB /),
    });
    expect(await everythingAbout(id)).not.toMatch(/only.{1,3}reads/);
    await expectPasswordStays(id, "connection_reader", "somebody_else");
  });

  test("lists its databases as schemas, every table hidden", async () => {
    const { id } = await connect("MariaDB catalog", { engine: "MYSQL", url });
    const tables = await refreshCatalog(world.admin, id);
    expect(new Set(tables.map(({ schema, name, exposure }) => `${schema}.${name} ${exposure}`))).toEqual(
      new Set([`${source.name}.orders HIDDEN`, `${tenants.name}.orders HIDDEN`]),
    );
    const own = tables.find(({ schema }) => schema === source.name);
    expect(own?.columns[1]).toEqual({ name: "tenant", type: "varchar(20)", nullable: false });
  });

  test.each<[string, (url: string) => string, string]>([
    ["a wrong password", (right) => right.replace("only", "never"), "The server refused the user name or the password"],
    [
      "a missing database",
      (right) => right.replace(source.name, "nowhere"),
      "The database does not exist, or the login may not use it",
    ],
    ["a closed port", (right) => right.replace(/:\d+\//, ":1/"), "The server could not be reached"],
  ])("%s is said in fixed words", async (_, wrong, message) => {
    const health = await testConnection(world.admin, { engine: "MYSQL", url: wrong(url) });
    expect(health).toMatchObject({ ok: false, message });
  });
});

describe.skipIf(!hasClickhouse())("a ClickHouse connection (needs clickhouse-server)", () => {
  let source: ClickhouseDatabase;
  let url: string;
  let password: string;

  beforeAll(async () => {
    source = await createClickhouseDatabase();
    await source.admin.command({
      query: "CREATE TABLE events (id UInt32, tenant String) ENGINE = MergeTree ORDER BY id",
    });
    const target = source.target();
    password = target.password;
    url = `clickhouse+http://reader:${encodeURIComponent(password)}@${target.host}:${target.port}/${source.name}`;
  });

  afterAll(() => source.drop());

  test("is created, tested and read, and its password is nowhere", async () => {
    const { id, location, settings } = await connect("ClickHouse", { engine: "CLICKHOUSE", url });
    expect(location).toMatch(/^clickhouse:\/\/reader:\*\*\*@/);
    expect(settings).toMatchObject({ engine: "CLICKHOUSE", secure: false });
    expect(await testConnection(world.admin, id)).toMatchObject({
      ok: true,
      message: expect.stringMatching(/^ClickHouse \d/),
    });
    const tables = await refreshCatalog(world.admin, id);
    expect(tables.filter(({ schema }) => schema === source.name)).toMatchObject([
      {
        name: "events",
        exposure: "HIDDEN",
        columns: [
          { name: "id", type: "UInt32" },
          { name: "tenant", type: "String" },
        ],
      },
    ]);
    expect(tables.some(({ schema }) => schema === "system")).toBe(false);
    expect(await everythingAbout(id)).not.toContain(password);
    await expectPasswordStays(id, "reader", "locked");
  });

  test.each<[string, (right: string) => string, string]>([
    [
      "a wrong password",
      (right) => right.replace(/:[^:@]+@/, ":wrong@"),
      "The server refused the user name or the password",
    ],
    [
      "a missing database",
      (right) => right.replace(source.name, "nowhere"),
      "The database does not exist, or the login may not use it",
    ],
    ["a closed port", (right) => right.replace(/:\d+\//, ":1/"), "The server could not be reached"],
  ])("%s is said in fixed words", async (_, wrong, message) => {
    const health = await testConnection(world.admin, { engine: "CLICKHOUSE", url: wrong(url) });
    expect(health).toMatchObject({ ok: false, message });
  });
});

test.each<ConnectionSettingsInput>([
  { engine: "MYSQL", url: "mysql://u:p@169.254.169.254/shop" },
  { engine: "MYSQL", url: "mysql://u:p@2852039166/shop" },
  { engine: "MYSQL", url: "mysql://u:p@db.example/mysql" },
  { engine: "MYSQL", url: "postgresql://u:p@db.example/shop" },
  { engine: "CLICKHOUSE", url: "clickhouse+http://u:p@metadata.google.internal:80/shop" },
  { engine: "CLICKHOUSE", url: "clickhouse://u:p@[fd00:ec2::254]/shop" },
  { engine: "CLICKHOUSE", url: "clickhouse+native://u:p@db.example:9000/shop" },
  { engine: "CLICKHOUSE", url: "clickhouse://u:p@db.example/SYSTEM" },
])("$url can be neither stored nor tested", async (settings) => {
  expect((await refusal(connect("Refused", settings))).fields).toHaveProperty("settings.url");
  expect((await refusal(testConnection(world.admin, settings))).code).toBe("invalid_input");
});
