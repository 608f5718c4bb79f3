import { describe, expect, test } from "vitest";
import { type BoundValue, bindFilters as bind, filtersForSql, whyNotBound } from "@/lib/dashboards/bind-filters";
import { type DashboardFilter, dashboardFiltersSchema, type FilterValues } from "@/lib/dashboards/filter-schema";

const declared: readonly DashboardFilter[] = [
  { name: "carrier", label: "Carrier", kind: "select", default: ["AA", "UA"] },
  { name: "minimum", label: "Minimum", kind: "number" },
  { name: "since", label: "Since", kind: "date" },
];

const calendar = { today: "2026-03-18", weekStart: "monday" } as const;
const bindFilters = (filters: readonly DashboardFilter[], given: FilterValues, locked: FilterValues) =>
  bind(filters, given, locked, calendar);

describe("values of a run", () => {
  test("what was sent, else the default, else nothing", () => {
    expect(bindFilters(declared, { minimum: 5 }, {})).toEqual({ carrier: ["AA", "UA"], minimum: 5 });
    expect(bindFilters(declared, { carrier: "DL" }, {})).toEqual({ carrier: "DL" });
  });

  test("R07: every name of the security context sent as a filter is refused", () => {
    const names = [
      "tenant",
      "tenant.key",
      "tenant.attributes.state",
      "user.email",
      "user.attributes.region",
      "current_user_tenant()",
      "current_user_id()",
      "current_user_email()",
      "current_user_role()",
      "state",
      "filter.carrier",
      "__proto__",
      "constructor",
    ];
    for (const name of names) {
      const given = JSON.parse(`{${JSON.stringify(name)}: "x"}`);
      expect(() => bindFilters(declared, given, {}), name).toThrow(
        expect.objectContaining({ code: "invalid_input", fields: { [`filters.${name}`]: expect.any(String) } }),
      );
    }
  });

  test("R07: no filter can be declared under a name with a dot, a bracket or a brace", () => {
    for (const name of ["tenant.key", "current_user_id()", "a}}", "", "1a", "é"]) {
      expect(dashboardFiltersSchema.safeParse([{ name, label: "x", kind: "text" }]).success, name).toBe(false);
    }
  });

  test("R09: a locked value holds whatever the viewer sends", () => {
    expect(bindFilters(declared, {}, { carrier: "WN" })).toEqual({ carrier: "WN" });
    expect(bindFilters(declared, { carrier: "WN" }, { carrier: "WN" })).toEqual({ carrier: "WN" });
    expect(() => bindFilters(declared, { carrier: "AA" }, { carrier: "WN" })).toThrow(
      expect.objectContaining({ code: "invalid_input" }),
    );
  });

  test("a value of another kind than declared is refused", () => {
    for (const given of [
      { minimum: "5" },
      { since: "someday" },
      { since: "2026-02-30" },
      { since: 5 },
      { minimum: [1, "2"] },
    ]) {
      expect(() => bindFilters(declared, given as never, {})).toThrow(
        expect.objectContaining({ code: "invalid_input" }),
      );
    }
  });
});

const dated: readonly DashboardFilter[] = [
  { name: "period", label: "Period", kind: "date_range", default: "last_7_days" },
  { name: "price", label: "Price", kind: "number_range" },
  { name: "states", label: "States", kind: "select", multiple: true },
];

describe("ranges and relative dates", () => {
  test("become the days that they mean in the calendar of the run, the default too", () => {
    expect(bindFilters(dated, {}, {})).toEqual({ period: { of: "days", from: "2026-03-11", to: "2026-03-17" } });
    expect(bindFilters(dated, { period: { from: "start_of_month", to: "today" } }, {})).toEqual({
      period: { of: "days", from: "2026-03-01", to: "2026-03-18" },
    });
    expect(bindFilters(dated, { period: { from: "2026-01-05" }, price: { to: 5 } }, {})).toEqual({
      period: { of: "days", from: "2026-01-05" },
      price: { of: "numbers", to: 5 },
    });
    expect(bindFilters(declared, { since: "7_days_ago" }, {})).toMatchObject({ since: "2026-03-11" });
  });

  test("an end of the wrong kind, ends that are crossed and unknown words are refused", () => {
    const wrong = [
      { period: "recently" },
      { period: { from: "2026-02-02", to: "2026-01-01" } },
      { period: { from: 5 } },
      { period: ["2026-01-01"] },
      { price: 5 },
      { price: { from: "1" } },
      { price: { from: 2, to: 1 } },
      { states: { from: 1 } },
    ];
    for (const given of wrong) {
      expect(() => bindFilters(dated, given as never, {}), JSON.stringify(given)).toThrow(
        expect.objectContaining({ code: "invalid_input" }),
      );
    }
  });

  test("R09: a locked range is nobody's to widen, and one that is no range refuses the run", () => {
    const locked = { period: "last_month" };
    const held = { period: { of: "days", from: "2026-02-01", to: "2026-02-28" } };
    expect(bindFilters(dated, {}, locked)).toEqual(held);
    expect(bindFilters(dated, { period: { to: "2026-02-28", from: "2026-02-01" } }, locked)).toEqual(held);
    for (const period of ["all_time", { from: "2026-01-31", to: "2026-02-28" }, {}, { from: "2026-02-01" }]) {
      expect(() => bindFilters(dated, { period }, locked), JSON.stringify(period)).toThrow(
        expect.objectContaining({ code: "invalid_input" }),
      );
    }
    expect(() => bindFilters(dated, {}, { period: "recently" })).toThrow(
      expect.objectContaining({ code: "query_refused" }),
    );
  });

  test("a default that is no value for its filter cannot be declared", () => {
    const filter = { name: "period", label: "Period", kind: "date_range" } as const;
    expect(dashboardFiltersSchema.safeParse([{ ...filter, default: "month_to_date" }]).success).toBe(true);
    for (const more of [{ default: "lately" }, { default: 5 }, { multiple: true }, { options: [1] }]) {
      expect(dashboardFiltersSchema.safeParse([{ ...filter, ...more }]).success, JSON.stringify(more)).toBe(false);
    }
  });

  test("only a filter over the same table can narrow another one's list", () => {
    const source = { connectionId: "0199d3a4-0000-7000-8000-000000000000", table: "flights", column: "city" };
    const declare = (table: string, narrowedBy: string[]) =>
      dashboardFiltersSchema.safeParse([
        { name: "state", label: "State", kind: "select", source: { ...source, column: "state" } },
        { name: "city", label: "City", kind: "select", source: { ...source, table }, narrowedBy },
      ]).success;
    expect(declare("flights", ["state"])).toBe(true);
    expect(declare("payroll", ["state"])).toBe(false);
    expect(declare("flights", ["nothing"])).toBe(false);
    expect(declare("flights", ["city"])).toBe(false);
  });
});

describe("what SQL gets of a filter that has no value", () => {
  test("a range is open, another filter stands in where its SQL asks for .any", () => {
    const sql = "SELECT 1 WHERE {{ filter.states.any }} OR state IN {{ filter.states }}";
    expect(filtersForSql(sql, dated, {})).toEqual({
      period: { of: "days" },
      price: { of: "numbers" },
      states: { standIn: [] },
    });
    expect(filtersForSql("SELECT 1", dated, { states: ["x"] })).toMatchObject({ states: ["x"] });
    expect(filtersForSql("SELECT {{ filter.states }}", dated, {})).not.toHaveProperty("states");
  });

  test("a required filter is asked for, whatever the SQL could do without it", () => {
    const required = dated.map((filter) => ({ ...filter, required: true, default: undefined }));
    const sql = "SELECT {{ filter.period.from }}, {{ filter.period.to }}";
    expect(whyNotBound(sql, required, {}, {})).toBe("Choose a value for Period");
    expect(whyNotBound(sql, dated, {}, {})).toBeNull();
    const optional = "SELECT {{ filter.states.any }} OR state IN {{ filter.states }}";
    expect(whyNotBound(optional, required, {}, {})).toBe("Choose a value for States");
    expect(whyNotBound(optional, dated, {}, {})).toBeNull();
  });
});

describe("whether a card can run", () => {
  const sql = "SELECT 1 FROM flights WHERE carrier IN {{ filter.carrier }}";

  test("R09: a card that leaves a locked filter out is refused, one that uses it runs", () => {
    expect(whyNotBound(sql, declared, { carrier: "AA" }, { carrier: "AA" })).toBeNull();
    expect(whyNotBound("SELECT 1", declared, { carrier: "AA" }, { carrier: "AA" })).toMatch(/filters of this page/);
    expect(whyNotBound(sql, declared, { carrier: "AA" }, { carrier: "AA", minimum: 1 })).toMatch(
      /filters of this page/,
    );
  });

  test("R09: a card must use the value itself, and both ends of a locked range", () => {
    const range = { of: "days", from: "2026-01-01", to: "2026-01-31" } as const;
    const kept = (part: string, value: BoundValue = range) =>
      whyNotBound(`SELECT 1 WHERE ${part}`, dated, { period: value }, { period: "2026-01" }) === null;
    expect(kept("d BETWEEN {{ filter.period.from }} AND {{ filter.period.to }}")).toBe(true);
    expect(kept("d >= {{filter.period.from}} AND d < {{filter.period.until}}")).toBe(true);
    expect(kept("d >= {{ filter.period.from }}")).toBe(false);
    expect(kept("d >= {{ filter.period.from }}", { of: "days", from: "2026-01-01" })).toBe(true);
    expect(kept("{{ filter.period.any }}")).toBe(false);
    const any = "SELECT {{ filter.carrier.any }}";
    expect(whyNotBound(any, declared, { carrier: "AA" }, { carrier: "AA" })).toMatch(/filters of this page/);
  });

  test("a filter without a value is asked for by its label", () => {
    expect(whyNotBound("SELECT {{filter.since}}", declared, {}, {})).toBe("Choose a value for Since");
  });
});
