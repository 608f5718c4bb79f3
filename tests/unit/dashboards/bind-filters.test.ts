import { describe, expect, test } from "vitest";
import { bindFilters, whyNotBound } from "@/lib/dashboards/bind-filters";
import { type DashboardFilter, dashboardFiltersSchema } from "@/lib/dashboards/filter-schema";

const declared: readonly DashboardFilter[] = [
  { name: "carrier", label: "Carrier", kind: "select", default: ["AA", "UA"] },
  { name: "minimum", label: "Minimum", kind: "number" },
  { name: "since", label: "Since", kind: "date" },
];

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
    for (const given of [{ minimum: "5" }, { since: "yesterday" }, { since: 5 }, { minimum: [1, "2"] }]) {
      expect(() => bindFilters(declared, given as never, {})).toThrow(
        expect.objectContaining({ code: "invalid_input" }),
      );
    }
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

  test("a filter without a value is asked for by its label", () => {
    expect(whyNotBound("SELECT {{filter.since}}", declared, {}, {})).toBe("Choose a value for Since");
  });
});
