import { describe, expect, test } from "vitest";
import {
  compact,
  type EditedDefinition,
  replaced,
} from "@/app/(portal)/projects/[projectId]/domains/_components/edited-definition";
import { followRenames } from "@/app/(portal)/projects/[projectId]/domains/_components/follow-renames";
import { measuredBy } from "@/app/(portal)/projects/[projectId]/domains/_components/measured-by";
import { ratioChoices } from "@/app/(portal)/projects/[projectId]/domains/_components/ratio-choices";
import { type DomainDefinition, domainDefinitionSchema } from "@/lib/domains/domain-definition-schema";
import { definitionFromYaml, definitionToYaml } from "@/lib/domains/domain-yaml";

/** Everything that can be said in a definition, said once. */
const whole: DomainDefinition = domainDefinitionSchema.parse({
  datasets: [
    {
      name: "orders",
      label: "Orders",
      description: "One row an order.",
      table: { schema: "shop", name: "orders" },
      primaryKey: ["id"],
      dimensions: [
        {
          name: "placed",
          label: "Placed",
          description: "When it came in.",
          type: "timestamp",
          column: "placed",
          grains: ["day", "month"],
          format: { style: "date", dateStyle: "long" },
          hidden: true,
        },
        { name: "size", type: "number", expression: "a + b", format: { style: "number", digits: 1, unit: "kg" } },
      ],
      measures: [
        {
          name: "revenue",
          label: "Revenue",
          description: "Before tax.",
          aggregation: "sum",
          column: "total",
          filter: "status = 'paid'",
          format: { style: "currency", currency: "EUR", digits: 2 },
        },
        { name: "order_count", aggregation: "count" },
        { name: "per_order", ratio: { of: "revenue", to: "order_count" }, format: { style: "percent", digits: 1 } },
      ],
    },
    {
      name: "visits",
      sql: "SELECT 1 AS order_id",
      measures: [
        { name: "visit_count", aggregation: "count", hidden: false },
        { name: "per_visit", ratio: { of: "orders.revenue", to: "visit_count" } },
      ],
    },
  ],
  relationships: [
    {
      name: "of_order",
      from: { dataset: "visits", columns: ["order_id"] },
      to: { dataset: "orders", columns: ["id"] },
    },
  ],
});

describe("the form of a domain", () => {
  test("gives back what YAML holds when every part is edited to what it was, and nothing is lost on the way", () => {
    const form: EditedDefinition = definitionFromYaml(definitionToYaml(whole));
    const again = {
      ...form,
      datasets: form.datasets.map((dataset) => ({
        ...dataset,
        dimensions: (dataset.dimensions ?? []).map((field) => compact({ ...field, ...field })),
        measures: (dataset.measures ?? []).map((field) => compact({ ...field, ...field, label: field.label })),
      })),
    };
    expect(domainDefinitionSchema.parse(again)).toEqual(whole);
    expect(definitionFromYaml(definitionToYaml(domainDefinitionSchema.parse(again)))).toEqual(whole);
  });

  test("a measure becomes a ratio and an aggregation again, each time one that can be saved", () => {
    const [orders] = whole.datasets;
    const [revenue, count] = orders?.measures ?? [];
    if (!orders || !revenue || !count) throw new Error("No measures");
    const ratio = compact({ ...revenue, ...measuredBy("ratio", revenue, orders.measures) });
    expect(ratio).toEqual({
      name: "revenue",
      label: "Revenue",
      description: "Before tax.",
      format: revenue.format,
      ratio: { of: "order_count", to: "per_order" },
    });
    const back = compact({ ...ratio, ...measuredBy("count", ratio, orders.measures) });
    const saved = (measure: object) =>
      domainDefinitionSchema.safeParse({ datasets: [{ ...orders, measures: [count, measure] }] }).success;
    expect([saved(ratio), saved(back)]).toEqual([true, true]);
  });

  test("a ratio is chosen from its dataset's measures and from others', never from itself", () => {
    expect(ratioChoices(whole.datasets, "visits", "per_visit")).toEqual([
      { group: "visits", items: [{ value: "visit_count", label: "visit_count" }] },
      {
        group: "Orders",
        items: [
          { value: "orders.revenue", label: "Revenue" },
          { value: "orders.order_count", label: "order_count" },
          { value: "orders.per_order", label: "per_order" },
        ],
      },
    ]);
  });
});

describe("renaming", () => {
  const [orders, visits] = whole.datasets;
  if (!orders || !visits) throw new Error("No datasets");
  const rename = (after: typeof orders) =>
    followRenames({ ...whole, datasets: replaced(whole.datasets, 0, after) }, orders, after);
  const ratiosOf = ({ datasets }: EditedDefinition) =>
    datasets.flatMap(({ measures = [] }) => measures.flatMap(({ ratio }) => ratio ?? []));

  test("a measure takes along the ratios of its own dataset and of others", () => {
    const measures = orders.measures.map((field) => (field.name === "revenue" ? { ...field, name: "income" } : field));
    expect(ratiosOf(rename({ ...orders, measures }))).toEqual([
      { of: "income", to: "order_count" },
      { of: "orders.income", to: "visit_count" },
    ]);
  });

  test("a dataset takes along relationships and ratios", () => {
    const renamed = rename({ ...orders, name: "sales" });
    expect(ratiosOf(renamed)[1]).toEqual({ of: "sales.revenue", to: "visit_count" });
    expect(renamed.relationships[0]?.to.dataset).toBe("sales");
  });

  test("a name that another has already is followed by nothing", () => {
    const measures = orders.measures.map((field) =>
      field.name === "revenue" ? { ...field, name: "order_count" } : field,
    );
    expect(ratiosOf(rename({ ...orders, measures }))[0]).toEqual({ of: "revenue", to: "order_count" });
    expect(rename({ ...orders, name: "visits" }).relationships[0]?.to.dataset).toBe("orders");
  });
});
