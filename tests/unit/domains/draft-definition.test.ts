import { describe, expect, test } from "vitest";
import { compileDomainQuery } from "@/lib/domains/compile-domain-query";
import { domainDefinitionSchema } from "@/lib/domains/domain-definition-schema";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { draftDefinition } from "@/lib/domains/draft-definition";

const table = (name: string, columns: Record<string, string>, primaryKey: string[] = [], schema = "public") => ({
  schema,
  name,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
  primaryKey,
});

const draft = (...tables: ReturnType<typeof table>[]) => draftDefinition({ tables, defaultSchema: "public" });

describe("a drafted definition", () => {
  const { definition, notes } = draft(
    table("Customers", { id: "integer", Name: "text", born: "date" }, ["id"]),
    table(
      "orders",
      {
        id: "integer",
        customer_id: "integer",
        total: "numeric(10,2)",
        paid: "boolean",
        placed: "timestamp with time zone",
        raw: "bytea",
        year: "integer",
      },
      ["id"],
    ),
    table(
      "events",
      { 'weird " name': "text", amount: "Nullable(Float64)", place: "LowCardinality(Nullable(String))" },
      [],
      "other",
    ),
  );

  test("is one that can be saved and asked", () => {
    expect(domainDefinitionSchema.parse(definition)).toEqual(definition);
    const query = domainQuerySchema.parse({
      dimensions: [{ field: "customers.name" }],
      measures: ["orders.total_total", "orders.row_count"],
    });
    expect(compileDomainQuery(definition, query, { dialect: "postgres" }).sql).toContain("LEFT JOIN");
  });

  test("makes text, dates and keys dimensions, amounts sums and averages, and leaves out what it cannot name", () => {
    const [customers, orders, events] = definition.datasets;
    expect(customers?.dimensions.map(({ name, type }) => [name, type])).toEqual([
      ["id", "number"],
      ["name", "text"],
      ["born", "date"],
    ]);
    expect(orders?.dimensions.map(({ name }) => name)).toEqual(["id", "customer_id", "paid", "placed", "year"]);
    expect(orders?.measures.map(({ name }) => name)).toEqual(["row_count", "total_total", "average_total"]);
    expect(events?.table).toEqual({ schema: "other", name: "events" });
    expect(events?.dimensions.map(({ column }) => column)).toEqual(["place"]);
  });

  test("relates tables by the names of their keys, and says that it guessed", () => {
    expect(definition.relationships).toEqual([
      {
        name: "orders_customer_id",
        from: { dataset: "orders", columns: ["customer_id"] },
        to: { dataset: "customers", columns: ["id"] },
        cardinality: "many_to_one",
        join: "left",
      },
    ]);
    expect(notes.join("\n")).toMatch(/orders.customer_id was taken to point to Customers.id/);
    expect(notes.join("\n")).toMatch(/events has no primary key/);
  });

  test("believes the keys that the database tells before any name", () => {
    const told = { columns: ["maker"], schema: "public", table: "people", references: ["nr"] };
    const tables = [
      table("people", { nr: "integer" }, ["nr"]),
      { ...table("things", { maker: "integer" }), foreignKeys: [told] },
    ];
    const { definition: related, notes: said } = draftDefinition({ tables, defaultSchema: "public" });
    expect(related.relationships).toMatchObject([
      { from: { dataset: "things", columns: ["maker"] }, to: { dataset: "people", columns: ["nr"] } },
    ]);
    expect(said.join()).not.toContain("by its name");
  });

  test("gives names apart to tables that would share one", () => {
    const names = draft(table("a-b", { x: "text" }), table("a b", { x: "text" }), table("1", { x: "text" })).definition
      .datasets;
    expect(names.map(({ name }) => name)).toEqual(["a_b", "a_b_2", "f_1"]);
  });
});
