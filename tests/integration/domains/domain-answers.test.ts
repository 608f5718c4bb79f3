import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireShownFilters } from "@/lib/domains/compile/shown-field";
import { compileDomainQuery } from "@/lib/domains/compile-domain-query";
import { compileRowsBehind } from "@/lib/domains/compile-rows-behind";
import { type DomainDefinition, domainDefinitionSchema } from "@/lib/domains/domain-definition-schema";
import { domainFields } from "@/lib/domains/domain-fields";
import type { DomainQueryInput } from "@/lib/domains/domain-query-schema";
import type { RowFilter } from "@/lib/sql/security-context";
import {
  closeDomainSources,
  type DomainSource,
  domainDialects,
  hasEngine,
  openDomainSource,
} from "@/tests/support/domains/domain-engines";
import { shopDefinition, shopQuery, shopTables } from "./shop-domain";

afterAll(closeDomainSources);

const field = (name: string) => ({ field: name });

describe.each(domainDialects)("a shop's domain on %s", (dialect) => {
  if (!hasEngine(dialect)) return test.skip("the server is not there", () => {});
  let source: DomainSource;

  beforeAll(async () => {
    source = await openDomainSource(dialect, shopTables);
  });

  const compile = (input: DomainQueryInput, filters = {}, definition: DomainDefinition = shopDefinition) =>
    compileDomainQuery(definition, shopQuery(input), { dialect, filters });
  const answer = (input: DomainQueryInput, filters = {}) => source.rows(compile(input, filters));

  test("a measure across a relationship to one is grouped by the other side, unmatched rows under nothing", async () => {
    const rows = await answer({
      dimensions: [field("nations.name")],
      measures: ["orders.revenue", "orders.order_count"],
    });
    expect(rows).toEqual([
      ["france", 150, 2],
      ["japan", 70, 1],
      [null, 5, 1],
    ]);
  });

  test("rows that a relationship repeats are counted once in each group, where a plain join would add them again", async () => {
    const rows = await answer({
      dimensions: [field("items.part")],
      measures: ["orders.revenue", "orders.average_order"],
      sort: [{ column: "part", direction: "ascending" }],
    });
    expect(rows).toEqual([
      ["bolt", 150, 75],
      ["nut", 170, 85],
      [null, 5, 5],
    ]);
  });

  test("a condition on the many side chooses rows and repeats none", async () => {
    const filters = [{ field: "items.part", operator: "equals" as const, values: ["nut"] }];
    expect(await answer({ measures: ["orders.revenue", "orders.order_count"], filters })).toEqual([[170, 2]]);
  });

  test("measures of two datasets under one parent are each added up alone", async () => {
    const rows = await answer({
      dimensions: [field("orders.status")],
      measures: ["items.item_price", "refunds.refunded", "refunds.refund_count", "orders.revenue"],
      sort: [{ column: "status", direction: "descending" }],
    });
    expect(rows).toEqual([
      ["paid", 170, 17, 3, 170],
      ["open", 50, null, 0, 50],
      [null, null, null, 0, 5],
    ]);
  });

  test("without dimensions, measures of three datasets stand in one row", async () => {
    expect(await answer({ measures: ["customers.customer_count", "items.double_price", "refunds.refunded"] })).toEqual([
      [3, 440, 17],
    ]);
  });

  test("a measure's own filter leaves rows out, and the groups stay", async () => {
    const rows = await answer({
      dimensions: [field("customers.name")],
      measures: ["orders.paid_revenue", "orders.paid_count", "orders.buyers"],
      sort: [{ column: "name", direction: "ascending" }],
    });
    expect(rows).toEqual([
      ["anna", 100, 1, 1],
      ["bo", 70, 1, 1],
      [null, null, 0, 0],
    ]);
  });

  test("a ratio divides totals, of each group and of everything, with its digits and nothing by zero", async () => {
    const rows = await answer({
      dimensions: [field("customers.name")],
      measures: ["orders.paid_share", "orders.refund_share"],
      sort: [{ column: "name", direction: "ascending" }],
    });
    expect(rows).toEqual([
      ["anna", 0.5, 0.066667],
      ["bo", 1, 0.1],
      [null, 0, null],
    ]);
    expect(await answer({ measures: ["orders.paid_share", "orders.refund_share"] })).toEqual([[0.5, 0.075556]]);
    const none = [{ field: "orders.status", operator: "equals" as const, values: ["nobody"] }];
    expect(await answer({ measures: ["orders.paid_share"], filters: none })).toEqual([[null]]);
  });

  test("a ratio counts rows once that a relationship repeats, sorts and chooses groups, and stands on other ratios", async () => {
    const rows = await answer({
      dimensions: [field("items.part")],
      measures: ["orders.paid_share", "orders.shares"],
      filters: [{ field: "orders.paid_share", operator: "greater", values: [0] }],
      sort: [{ column: "paid_share", direction: "ascending" }],
    });
    expect(rows).toEqual([
      ["bolt", 0.5, 0.133333],
      ["nut", 1, 0.1],
    ]);
  });

  test("the rows behind a ratio are those of what it divides", async () => {
    const query = shopQuery({ dimensions: [field("customers.name")], measures: ["orders.paid_share"] });
    const row = { name: "anna" };
    const behind = await source.rows(compileRowsBehind(shopDefinition, query, { row, limit: 9 }, { dialect }));
    expect(behind.map(([status]) => status).sort()).toEqual(["open", "paid"]);
    const refunds = shopQuery({ ...query, measures: ["orders.refund_share"], dimensions: [field("orders.status")] });
    const refunded = compileRowsBehind(shopDefinition, refunds, { row: {}, limit: 9 }, { dialect });
    expect((await source.rows(refunded)).map(([status]) => status)).toEqual(["paid", "paid", "paid"]);
  });

  test("a date range takes its last day whole, and an open end is open", async () => {
    const filters = [{ field: "orders.placed", operator: "between" as const, fromFilter: "when" }];
    const revenue = async (when: object) => (await answer({ measures: ["orders.revenue"], filters }, { when }))[0]?.[0];
    expect(await revenue({ from: "2026-01-01", to: "2026-01-31" })).toBe(100);
    expect(await revenue({ from: "2026-02-01" })).toBe(120);
    expect(await revenue({ to: "2026-02-01" })).toBe(150);
    expect(await revenue({})).toBe(225);
  });

  test("a filter may give one value or a list, and without a value its condition is left out", async () => {
    const filters = [{ field: "orders.status", operator: "equals" as const, fromFilter: "status" }];
    const asked = { measures: ["orders.order_count"], filters };
    const count = async (status?: unknown) => (await answer(asked, status === undefined ? {} : { status }))[0]?.[0];
    expect([await count(), await count("paid"), await count(["paid", "open"]), await count([])]).toEqual([4, 2, 3, 0]);
    expect(compile(asked).boundFilters).toEqual(new Set());
    expect(compile(asked, { status: "paid" }).boundFilters).toEqual(new Set(["status"]));
  });

  test("weeks begin on the day that is told", async () => {
    const weeks = async (weekStart: "monday" | "sunday" | "saturday") => {
      const query = shopQuery({
        dimensions: [{ field: "orders.placed", grain: "week" }],
        measures: ["orders.order_count"],
      });
      return (await source.rows(compileDomainQuery(shopDefinition, query, { dialect, weekStart }))).map(
        ([week]) => week,
      );
    };
    expect(await weeks("monday")).toEqual(["2026-01-26", "2026-02-09", null]);
    expect(await weeks("sunday")).toEqual(["2026-01-25", "2026-02-01", "2026-02-08", null]);
    expect(await weeks("saturday")).toEqual(["2026-01-31", "2026-02-14", null]);
  });

  test("groups are chosen by a measure that is not shown, sorted and cut", async () => {
    const rows = await answer({
      dimensions: [field("customers.name")],
      measures: ["orders.revenue"],
      filters: [
        { field: "orders.order_count", operator: "greater_or_equal", values: [1] },
        { field: "orders.revenue", operator: "less", values: [100] },
      ],
      sort: [{ column: "revenue", direction: "ascending" }],
      limit: 1,
    });
    expect(rows).toEqual([[null, 5]]);
  });

  test("without measures the rows themselves come, with what belongs to each", async () => {
    const rows = await answer({
      dimensions: [field("items.part"), field("items.band"), field("customers.name"), field("suppliers.name")],
      sort: [
        { column: "suppliers_name", direction: "ascending" },
        { column: "band", direction: "descending" },
        { column: "part", direction: "ascending" },
        { column: "customers_name", direction: "ascending" },
      ],
      limit: 3,
    });
    expect(rows).toEqual([
      ["bolt", "dear", "anna", "steel"],
      ["nut", "dear", "anna", "steel"],
      ["nut", "dear", "bo", "steel"],
    ]);
  });

  test("a list of values has each once", async () => {
    const query = shopQuery({ dimensions: [field("items.part")], sort: [{ column: "part", direction: "ascending" }] });
    expect(await source.rows(compileDomainQuery(shopDefinition, query, { dialect, distinct: true }))).toEqual([
      ["bolt"],
      ["nut"],
    ]);
  });

  test("the rows behind a value are those that it counts, each once", async () => {
    const query = shopQuery({
      dimensions: [field("items.part"), { field: "orders.placed", grain: "month" }],
      measures: ["orders.paid_revenue", "items.item_count"],
    });
    const behind = (clicked: object) =>
      source.rows(compileRowsBehind(shopDefinition, query, { row: {}, limit: 100, ...clicked }, { dialect }));
    expect(await behind({ row: { part: "nut", placed_month: "2026-01-01" } })).toEqual([
      ["paid", "2026-01-31 23:30:00"],
    ]);
    expect(await behind({ row: { part: null } })).toEqual([]);
    expect((await behind({ row: { part: "nut" }, measure: "item_count" })).length).toBe(3);
    expect((await behind({ row: { part: "nut", item_count: 3 }, measure: "item_count" })).length).toBe(3);
    expect((await behind({})).length).toBe(2);
    expect(() => compileRowsBehind(shopDefinition, query, { row: { gone: 1 }, limit: 1 }, { dialect })).toThrow(
      "no column gone",
    );
  });

  test("R12: hostile values, names and expressions give what they are or nothing, and never another statement", async () => {
    const hostile = ["x' OR '1'='1", "'; DROP TABLE orders; --", "\\", "{{ tenant.key }}", '"`', "/*", "é’"];
    for (const value of hostile) {
      for (const operator of ["equals", "contains", "starts_with", "not_equals"] as const) {
        const rows = await answer({
          measures: ["orders.order_count"],
          filters: [{ field: "orders.status", operator, values: [value] }],
        });
        expect(rows, `${operator} ${value}`).toEqual([[operator === "not_equals" ? 4 : 0]]);
      }
      const named = domainDefinitionSchema.parse({
        datasets: [{ name: "d", table: { name: value }, measures: [{ name: "m", aggregation: "count" }] }],
      });
      await expect(async () => source.rows(compile({ measures: ["d.m"] }, {}, named))).rejects.toThrow();
    }
    const expressions = [
      "1) FROM orders; DROP TABLE orders; --",
      "1 /* ",
      "1)) AS x, (SELECT 1",
      "{{ query.v0 }}",
      "{{ filter.x }}",
      "total FROM orders --",
      "'",
      "1; SELECT 2",
    ];
    for (const expression of expressions) {
      const written = domainDefinitionSchema.parse({
        datasets: [
          {
            name: "d",
            table: { name: "orders" },
            measures: [
              { name: "m", aggregation: "sum", expression },
              { name: "f", aggregation: "count", filter: expression },
            ],
          },
          { name: "e", sql: expression, measures: [{ name: "m", aggregation: "count" }] },
        ],
      });
      for (const measure of ["d.m", "d.f", "e.m"])
        expect(() => compile({ measures: [measure] }, {}, written), expression).toThrow("cannot be used");
    }
  });

  test("a policy on a table holds in every branch of a query", async () => {
    const rule = { policyId: "p", policyName: "own", ruleId: "r", appliesThrough: "tenant" };
    const own: RowFilter = {
      kind: "predicate",
      sql: "customer_id IN {{ mine }}",
      values: { mine: { value: [2], origin: "token" } },
      rule,
    };
    const compiled = compile({
      measures: ["orders.revenue", "items.item_price"],
      filters: [{ field: "orders.status", operator: "is_not_empty" }],
    });
    expect(await source.rows(compiled, { orders: [own] })).toEqual([[70, 70]]);
  });
});

describe("what cannot be answered right", () => {
  const refusal = (input: DomainQueryInput, definition = shopDefinition) => {
    try {
      compileDomainQuery(definition, shopQuery(input), { dialect: "postgres" });
    } catch (error) {
      return error as { message: string; code: string; fields?: Record<string, string> };
    }
    throw new Error("It was compiled");
  };

  test("rows that would be repeated and have no key are refused with what to do", () => {
    const spoilt = {
      name: "spoilt",
      label: "Spoilt",
      table: { name: "refund" },
      dimensions: [{ name: "name", type: "text", column: "id" }],
    };
    const definition = domainDefinitionSchema.parse({
      datasets: [...shopDefinition.datasets, spoilt],
      relationships: [
        ...shopDefinition.relationships,
        { from: { dataset: "spoilt", columns: ["order_id"] }, to: { dataset: "items", columns: ["id"] } },
      ],
    });
    const filters = [{ field: "spoilt.name", operator: "is_empty" as const }];
    const { message, code } = refusal({ measures: ["items.item_price"], filters }, definition);
    expect(code).toBe("query_refused");
    expect(message).toMatch(/rows of Items would be counted more than once.*primary key/);
  });

  test("two equally short ways are asked about, and via answers", () => {
    const asked = { dimensions: [field("nations.name")], measures: ["items.item_price"] };
    const direct = domainDefinitionSchema.parse({
      ...shopDefinition,
      relationships: [
        ...shopDefinition.relationships,
        {
          name: "shipped_by",
          from: { dataset: "orders", columns: ["customer_id"] },
          to: { dataset: "suppliers", columns: ["id"] },
        },
        {
          name: "sold_by",
          from: { dataset: "orders", columns: ["customer_id"] },
          to: { dataset: "suppliers", columns: ["id"] },
        },
      ],
    });
    const orders = { dimensions: [field("suppliers.name")], measures: ["orders.revenue"] };
    const { message, fields } = refusal(orders, direct);
    expect(message).toMatch(/shipped_by.*sold_by/);
    expect(fields?.via).toBe("shipped_by, or sold_by");
    expect(() =>
      compileDomainQuery(direct, shopQuery({ ...orders, via: ["sold_by"] }), { dialect: "postgres" }),
    ).not.toThrow();
    expect(() => compileDomainQuery(shopDefinition, shopQuery(asked), { dialect: "postgres" })).not.toThrow();
  });

  test("a ratio of itself, of what is not there or no measure, and of what is hidden is refused by every way to ask it", () => {
    const withMeasures = (...measures: object[]) =>
      domainDefinitionSchema.parse({
        datasets: [{ name: "orders", table: { name: "orders" }, dimensions: [text("status")], measures }],
      });
    const text = (name: string) => ({ name, type: "text", column: name });
    const ratio = (name: string, of: string, to: string) => ({ name, ratio: { of, to } });
    const asked = { measures: ["orders.r"] };
    const count = { name: "n", aggregation: "count" };
    const round = withMeasures(count, ratio("r", "s", "n"), ratio("s", "n", "orders.r"));
    expect(refusal(asked, round).message).toMatch(/orders.r would be divided by way of itself/);
    expect(refusal(asked, withMeasures(count, ratio("r", "gone", "n"))).message).toMatch(/no field orders.gone/);
    expect(refusal(asked, withMeasures(count, ratio("r", "n", "else.n"))).message).toMatch(/no field else.n/);
    expect(refusal(asked, withMeasures(count, ratio("r", "n", "status"))).message).toMatch(/divides measures/);
    const towers = Array.from({ length: 9 }, (_, at) => ratio(`r${at}`, at === 0 ? "n" : `r${at - 1}`, "n"));
    expect(refusal({ measures: ["orders.r8"] }, withMeasures(count, ...towers)).message).toMatch(/too many ratios/);

    const secret = { name: "secret", aggregation: "sum", column: "total", hidden: true };
    const telling = withMeasures(count, secret, ratio("r", "secret", "n"), ratio("q", "r", "n"));
    for (const name of ["secret", "r", "q"]) {
      expect(refusal({ measures: [`orders.${name}`] }, telling).message).toBe(`The domain has no field orders.${name}`);
      expect(() => requireShownFilters(telling, [{ field: `orders.${name}` }])).toThrow("has no field");
    }
    expect(domainFields(telling).datasets[0]?.measures.map(({ name }) => name)).toEqual(["n"]);
  });

  test("what nothing relates, unknown and hidden fields, and rows of nothing in common are refused", () => {
    const lonely = domainDefinitionSchema.parse({ ...shopDefinition, relationships: [] });
    expect(refusal({ dimensions: [field("nations.name")], measures: ["orders.revenue"] }, lonely).message).toMatch(
      /Nothing relates Orders to Nations/,
    );
    expect(refusal({ measures: ["orders.nothing"] }).message).toMatch(/no field orders.nothing/);
    expect(refusal({ measures: ["orders.status"] }).message).toMatch(/is a dimension/);
    expect(refusal({ dimensions: [field("orders.revenue")] }).message).toMatch(/is a measure/);
    expect(refusal({ dimensions: [{ field: "orders.status", grain: "day" }] }).message).toMatch(/cannot be rounded/);
    expect(
      refusal({ measures: ["orders.revenue"], sort: [{ column: "gone", direction: "ascending" }] }).message,
    ).toMatch(/no column gone/);
    expect(refusal({ dimensions: [field("customers.name"), field("customers.name")], measures: [] }).message).toMatch(
      /twice/,
    );
    expect(
      refusal({
        measures: ["orders.revenue"],
        filters: [{ field: "orders.placed", operator: "equals", values: ["soon"] }],
      }).message,
    ).toMatch(/date such as/);
    expect(
      refusal({
        measures: ["orders.revenue"],
        filters: [{ field: "orders.placed", operator: "equals", values: ["2026-02-30"] }],
      }).message,
    ).toMatch(/date such as/);
  });
});
