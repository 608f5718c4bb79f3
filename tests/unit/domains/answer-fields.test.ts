import { expect, test } from "vitest";
import { answerFields } from "@/lib/domains/answer-fields";
import type { DomainQueryInput } from "@/lib/domains/domain-query-schema";
import { shopDefinition, shopQuery } from "../../integration/domains/shop-domain";

const rollUps = (input: DomainQueryInput) =>
  Object.fromEntries(answerFields(shopDefinition, shopQuery(input)).map(({ column, rollUp }) => [column, rollUp]));
const measures = ["orders.revenue", "orders.order_count", "orders.average_order", "orders.buyers"];

test("groups that share no row add up, averages and counts of different ones do not, and dimensions have no total", () => {
  expect(rollUps({ dimensions: [{ field: "customers.name" }], measures })).toEqual({
    name: undefined,
    revenue: "sum",
    order_count: "sum",
    average_order: "none",
    buyers: "none",
  });
});

test("where a row belongs to several groups, their sum would count it more than once", () => {
  const across = rollUps({ dimensions: [{ field: "items.part" }], measures: [...measures, "items.item_price"] });
  expect(across).toMatchObject({ revenue: "none", order_count: "none", item_price: "sum" });
});

test("a ratio has a total by the columns of what it divides, if they are in the answer and have one", () => {
  const dimensions = [{ field: "orders.status" }];
  const ratio = "orders.paid_share";
  expect(rollUps({ dimensions, measures: [ratio] })).toMatchObject({ paid_share: "none" });
  const both = ["orders.paid_count", "orders.order_count"];
  expect(rollUps({ dimensions, measures: [ratio, ...both] })).toMatchObject({
    paid_share: { of: "paid_count", to: "order_count" },
  });
  const parts = [{ field: "items.part" }];
  expect(rollUps({ dimensions: parts, measures: [ratio, ...both] })).toMatchObject({ paid_share: "none" });
  const nested = ["orders.shares", "orders.refund_share", ratio];
  expect(rollUps({ dimensions, measures: nested })).toMatchObject({ shares: "none" });
});
