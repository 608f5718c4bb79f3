import fs from "node:fs";
import { expect, test } from "vitest";
import { databaseTarget, schemaDiff, schemaTarget } from "../../scripts/bootstrap/schema-diff.mjs";
import { migrate } from "../../scripts/migrate.mjs";
import { createTestDatabase } from "../support/test-database";

const schema = fs.readFileSync(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");

test("the migrations and schema.prisma describe the same database", async () => {
  const databaseUrl = await createTestDatabase();
  await migrate(databaseUrl);
  const difference = await schemaDiff({ from: databaseTarget(schema), to: schemaTarget(schema), databaseUrl });
  expect(difference).toBe("");
});

test("the comparison sees a column that only the schema has", async () => {
  const databaseUrl = await createTestDatabase();
  await migrate(databaseUrl);
  const changed = schema.replace(/^model Organization \{$/m, "model Organization {\n  motto String?");
  const difference = await schemaDiff({ from: databaseTarget(changed), to: schemaTarget(changed), databaseUrl });
  expect(difference).toContain('ADD COLUMN     "motto" TEXT');
});
