import { expect, test } from "vitest";
import { columnOrder, otherOrder } from "@/components/data-table/sort-order";

test("a column begins with its own order and then turns round and back", () => {
  for (const [first, turned] of [
    ["name", "-name"],
    ["-createdAt", "createdAt"],
  ] as const) {
    const asked = otherOrder(columnOrder(first, "somethingElse"));
    expect(asked).toBe(first);
    expect(otherOrder(columnOrder(first, asked))).toBe(turned);
    expect(otherOrder(columnOrder(first, turned))).toBe(first);
  }
});

test("the list's order is told in the words of aria-sort, for one column only", () => {
  expect(columnOrder("name", "name").direction).toBe("ascending");
  expect(columnOrder("name", "-name").direction).toBe("descending");
  expect(columnOrder("-createdAt", "-createdAt").direction).toBe("descending");
  expect(columnOrder("-createdAt", "-name").direction).toBe("none");
  expect(columnOrder("name", "").direction).toBe("none");
});
