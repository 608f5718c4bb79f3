import { afterAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import type { EngineTarget } from "@/lib/engines/engine";
import { introspectEngine } from "@/lib/engines/introspect";
import { createMariadbDatabase, hasMariadb } from "@/tests/support/source-servers";
import { createTestDatabase, runAsAdmin } from "@/tests/support/test-database";

afterAll(closeEngines);

const statements = [
  "CREATE TABLE makers (country varchar(2) NOT NULL, nr int NOT NULL, PRIMARY KEY (country, nr))",
  "CREATE TABLE shops (id int PRIMARY KEY)",
  `CREATE TABLE things (id int PRIMARY KEY, nr int, country varchar(2), shop int,
    CONSTRAINT a_maker FOREIGN KEY (country, nr) REFERENCES makers (country, nr),
    CONSTRAINT b_shop FOREIGN KEY (shop) REFERENCES shops (id))`,
];

async function foreignKeysOf(target: EngineTarget) {
  const tables = await introspectEngine(target);
  return new Map(tables.map(({ name, foreignKeys }) => [name, foreignKeys]));
}

const expected = (schema: string) => [
  { columns: ["country", "nr"], schema, table: "makers", references: ["country", "nr"] },
  { columns: ["shop"], schema, table: "shops", references: ["id"] },
];

test("PostgreSQL tells which columns point to another table's, in their order", async () => {
  const url = await createTestDatabase();
  await runAsAdmin(statements.join(";"), url);
  const { hostname, port, pathname, username, password } = new URL(url);
  const login = { user: decodeURIComponent(username), password: decodeURIComponent(password), ssl: "disable" as const };
  const place = { host: hostname, port: Number(port), database: pathname.slice(1) };
  const keys = await foreignKeysOf({ engine: "postgres", ...place, ...login });
  expect(keys.get("things")).toEqual(expected("public"));
  expect(keys.get("shops")).toBeUndefined();
});

describe.skipIf(!hasMariadb())("(needs MariaDB)", () => {
  test("MariaDB tells which columns point to another table's, in their order", async () => {
    const database = await createMariadbDatabase();
    await database.admin.query(statements.join(";"));
    const keys = await foreignKeysOf(database.target());
    expect(keys.get("things")).toEqual(expected(database.name));
    await closeEngines();
    await database.drop();
  });
});
