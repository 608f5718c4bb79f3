import { type DomainDefinition, domainDefinitionSchema } from "@/lib/domains/domain-definition-schema";
import { type DomainQueryInput, domainQuerySchema } from "@/lib/domains/domain-query-schema";
import type { SourceTable } from "@/tests/support/domains/source-tables";

/** A small shop in the shape of TPC-H: orders have items and returns, items have parts, customers and suppliers nations. */
export const shopTables: readonly SourceTable[] = [
  {
    name: "nation",
    columns: { id: "int", name: "text" },
    rows: [
      { id: 1, name: "france" },
      { id: 2, name: "japan" },
      { id: 3, name: "peru" },
    ],
  },
  {
    name: "customer",
    columns: { id: "int", name: "text", nation_id: "int" },
    rows: [
      { id: 1, name: "anna", nation_id: 1 },
      { id: 2, name: "bo", nation_id: 2 },
      { id: 3, name: "cleo", nation_id: null },
    ],
  },
  {
    name: "supplier",
    columns: { id: "int", name: "text", nation_id: "int" },
    rows: [
      { id: 1, name: "steel", nation_id: 2 },
      { id: 2, name: "wood", nation_id: 3 },
    ],
  },
  {
    name: "orders",
    columns: { id: "int", customer_id: "int", total: "int", status: "text", placed: "timestamp" },
    rows: [
      { id: 1, customer_id: 1, total: 100, status: "paid", placed: "2026-01-31 23:30:00" },
      { id: 2, customer_id: 1, total: 50, status: "open", placed: "2026-02-01 00:30:00" },
      { id: 3, customer_id: 2, total: 70, status: "paid", placed: "2026-02-14 12:00:00" },
      { id: 4, customer_id: null, total: 5, status: null, placed: null },
    ],
  },
  {
    name: "item",
    columns: { id: "int", order_id: "int", part: "text", supplier_id: "int", price: "int" },
    rows: [
      { id: 1, order_id: 1, part: "nut", supplier_id: 1, price: 60 },
      { id: 2, order_id: 1, part: "nut", supplier_id: 2, price: 30 },
      { id: 3, order_id: 1, part: "bolt", supplier_id: 2, price: 10 },
      { id: 4, order_id: 2, part: "bolt", supplier_id: 1, price: 50 },
      { id: 5, order_id: 3, part: "nut", supplier_id: 1, price: 70 },
    ],
  },
  {
    name: "refund",
    columns: { id: "int", order_id: "int", amount: "int" },
    rows: [
      { id: 1, order_id: 1, amount: 8 },
      { id: 2, order_id: 1, amount: 2 },
      { id: 3, order_id: 3, amount: 7 },
    ],
  },
];

const text = (name: string) => ({ name, type: "text" as const, column: name });
const total = (name: string, column: string) => ({ name, aggregation: "sum" as const, column });
const count = (name: string) => ({ name, aggregation: "count" as const });
const manyToOne = (from: string, column: string, to: string) => ({
  from: { dataset: from, columns: [column] },
  to: { dataset: to, columns: ["id"] },
});

export const shopDefinition: DomainDefinition = domainDefinitionSchema.parse({
  datasets: [
    { name: "nations", label: "Nations", table: { name: "nation" }, primaryKey: ["id"], dimensions: [text("name")] },
    {
      name: "customers",
      label: "Customers",
      table: { name: "customer" },
      primaryKey: ["id"],
      dimensions: [text("name")],
      measures: [count("customer_count")],
    },
    {
      name: "suppliers",
      label: "Suppliers",
      table: { name: "supplier" },
      primaryKey: ["id"],
      dimensions: [text("name")],
    },
    {
      name: "orders",
      label: "Orders",
      table: { name: "orders" },
      primaryKey: ["id"],
      dimensions: [text("status"), { name: "placed", type: "timestamp", column: "placed" }],
      measures: [
        count("order_count"),
        total("revenue", "total"),
        { name: "paid_revenue", aggregation: "sum", column: "total", filter: "status = 'paid'" },
        { name: "paid_count", aggregation: "count", filter: "status = 'paid'" },
        { name: "average_order", aggregation: "average", column: "total" },
        { name: "buyers", aggregation: "count_distinct", column: "customer_id" },
        { name: "paid_share", ratio: { of: "paid_count", to: "order_count" } },
        { name: "refund_share", ratio: { of: "refunds.refunded", to: "revenue" } },
        { name: "shares", ratio: { of: "refund_share", to: "paid_share" } },
      ],
    },
    {
      name: "items",
      label: "Items",
      table: { name: "item" },
      dimensions: [
        text("part"),
        { name: "band", type: "text", expression: "CASE WHEN price >= 50 THEN 'dear' ELSE 'cheap' END" },
      ],
      measures: [
        count("item_count"),
        total("item_price", "price"),
        { name: "double_price", aggregation: "sum", expression: "price * 2" },
      ],
    },
    {
      name: "refunds",
      label: "Refunds",
      table: { name: "refund" },
      primaryKey: ["id"],
      measures: [count("refund_count"), total("refunded", "amount")],
    },
  ],
  relationships: [
    manyToOne("customers", "nation_id", "nations"),
    manyToOne("orders", "customer_id", "customers"),
    manyToOne("items", "order_id", "orders"),
    manyToOne("items", "supplier_id", "suppliers"),
    manyToOne("refunds", "order_id", "orders"),
    { name: "supplier_nation", ...manyToOne("suppliers", "nation_id", "nations") },
  ],
});

export const shopQuery = (input: DomainQueryInput) => domainQuerySchema.parse(input);
