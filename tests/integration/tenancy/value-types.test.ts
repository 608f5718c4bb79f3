import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { closeEngines } from "@/lib/engines/close-engines";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { deleteAssignment } from "@/lib/policies/delete-assignment";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { runQuery } from "@/lib/queries/run-query";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { hasClickhouse, hasMariadb } from "@/tests/support/source-servers";
import { createWorld, type World } from "@/tests/support/world";
import { issued, requestToken } from "../embed/token-fixture";
import {
  awkward,
  clickhouseValues,
  type Fact,
  facts,
  mariadbValues,
  parquetValues,
  postgresValues,
  type ValueSource,
} from "./value-sources";

type Rules = NonNullable<PolicyInput["rules"]>;
type Value = string | number | boolean | null | readonly (string | number | boolean | null)[];

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => closeEngines());

/** A filter, the value of its `x`, and which rows it shows. */
type Case = readonly [filter: string, value: Value, shows: (fact: Fact) => boolean];

const one =
  <C extends keyof Fact>(column: C, ...values: readonly Fact[C][]) =>
  (fact: Fact) =>
    fact[column] !== null && values.includes(fact[column]);
const not =
  <C extends keyof Fact>(column: C, ...values: readonly Fact[C][]) =>
  (fact: Fact) =>
    fact[column] !== null && !values.includes(fact[column]);
const nothing = () => false;

// `NOT IN` finds rows without a value on older ClickHouse servers, where SQL does not: hence `IS NOT NULL` beside it.
const cases: readonly Case[] = [
  ["count = {{ x }}", 5, one("count", 5)],
  ["count = {{ x }}", "5", one("count", 5)],
  ["count = '{{ x }}'", 5, one("count", 5)],
  ["count = {{ x }}", -3, one("count", -3)],
  ["count = {{ x }}", 0, one("count", 0)],
  ["count > {{ x }}", 4.5, one("count", 5, 7)],
  ["count IN {{ x }}", [7, 0], one("count", 7, 0)],
  ["count IN ({{ x }})", ["7", -3], one("count", 7, -3)],
  ["count IN {{ x }}", 5, one("count", 5)],
  ["count IN ({{ x }})", 5, one("count", 5)],
  ["count = ANY({{ x }})", [5, 7], one("count", 5, 7)],
  ["count = ANY({{ x }})", 5, one("count", 5)],
  ["count NOT IN {{ x }} AND count IS NOT NULL", [5, 7], not("count", 5, 7)],
  ["count IN {{ x }}", [], nothing],
  ["count NOT IN {{ x }}", [], nothing],
  ["count = ANY({{ x }})", [], nothing],
  ["big = {{ x }}", "9007199254740993", one("big", 9007199254740993n)],
  ["big IN {{ x }}", ["9007199254740992", "-1"], one("big", 9007199254740992n, -1n)],
  ["price = {{ x }}", 10.5, one("price", 10.5)],
  ["price = {{ x }}", "10.50", one("price", 10.5)],
  ["price IN {{ x }}", [0.1, 1234567.89], one("price", 0.1, 1234567.89)],
  ["price NOT IN ({{ x }}) AND price IS NOT NULL", [0.1], not("price", 0.1)],
  ["label = {{ x }}", "plain", one("label", "plain")],
  ["label = '{{ x }}'", "plain", one("label", "plain")],
  ["label = {{ x }}", awkward, one("label", awkward)],
  ["label IN {{ x }}", [awkward, "plain"], one("label", awkward, "plain")],
  ["label IN ('{{ x }}')", [awkward, ""], one("label", awkward, "")],
  ["label = ANY({{ x }})", [awkward], one("label", awkward)],
  ["label NOT IN {{ x }} AND label IS NOT NULL", [awkward, ""], not("label", awkward, "")],
  ["label = {{ x }}", "", one("label", "")],
  ["label IN {{ x }}", [""], one("label", "")],
  ["label IN {{ x }}", "", one("label", "")],
  ["label = {{ x }}", 5, one("label", "5")],
  ["label = {{ x }}", "null", one("label", "null")],
  ["label = {{ x }}", "' OR '1'='1", nothing],
  ["label = {{ x }}", "\\' OR 1=1 -- ", nothing],
  ["label IN {{ x }}", ["') OR ('1'='1"], nothing],
  ["label IN {{ x }}", [], nothing],
  ["label NOT IN ({{ x }})", [], nothing],
  ["NOT (label NOT IN {{ x }})", [], nothing],
  ["open = {{ x }}", true, one("open", true)],
  ["open = {{ x }}", false, one("open", false)],
  ["open = {{ x }}", "true", one("open", true)],
  ["open IN {{ x }}", [false], one("open", false)],
  ["open IN {{ x }}", [true, false], one("open", true, false)],
  ["open NOT IN {{ x }} AND open IS NOT NULL", [true], not("open", true)],
  ["day = {{ x }}", "2024-02-29", one("day", "2024-02-29")],
  ["day = '{{ x }}'", "2024-02-29", one("day", "2024-02-29")],
  ["day IN {{ x }}", ["1999-12-31", "2024-03-01"], one("day", "1999-12-31", "2024-03-01")],
  ["day >= {{ x }}", "2024-01-31", one("day", "2024-01-31", "2024-02-29", "2024-03-01")],
  ["moment = {{ x }}", "2024-01-31 08:30:00", one("moment", "2024-01-31 08:30:00")],
  ["moment IN ({{ x }})", ["2024-01-31 08:30:01"], one("moment", "2024-01-31 08:30:01")],
  ["moment < {{ x }}", "2024-01-31 08:30:00", one("moment", "1999-12-31 00:00:00")],
];

/** A filter and a value that it cannot be filled with: no row, whatever the reason. */
const refused: readonly (readonly [filter: string, value: Value])[] = [
  ["count = {{ x }}", [5]],
  ["label = {{ x }}", ["plain", ""]],
  ["label = '{{ x }}'", ["plain"]],
  ["count = {{ x }}", []],
  ["count = {{ x }}", ""],
  ["count = {{ x }}", "5 OR 1=1"],
  ["count IN {{ x }}", [5, "x"]],
  ["count = {{ x }}", true],
  ["open = {{ x }}", "yes OR 1=1"],
  ["open = {{ x }}", ""],
  ["open IN {{ x }}", ["false OR true"]],
  ["label = {{ x }}", null],
  ["label IN {{ x }}", ["plain", null]],
  ["label = {{ x }}", "{disabletenancy}"],
  ["label IN {{ x }}", ["plain", "{disabletenancy}"]],
];

const engines: readonly [string, () => boolean, () => Promise<ValueSource>][] = [
  ["PostgreSQL", () => true, postgresValues],
  ["DuckDB", () => true, parquetValues],
  ["MariaDB (needs mariadbd)", hasMariadb, mariadbValues],
  ["ClickHouse (needs clickhouse-server)", hasClickhouse, clickhouseValues],
];

describe.each(engines)("on %s", (engine, available, open) => {
  if (!available()) {
    test.skip("the server could not be had here", () => undefined);
    return;
  }
  let source: ValueSource;
  let connectionId: string;
  let board: { dashboardId: string; dashboardSecret: string };
  const policies = new Map<string, Promise<{ id: string; name: string }>>();

  beforeAll(async () => {
    source = await open();
    const project = { projectId: world.project.id };
    connectionId = (await createConnection(world.admin, { ...project, name: engine, settings: source.settings })).id;
    await refreshCatalog(world.admin, connectionId);
    await setTableExposures(world.admin, connectionId, { exposure: "PROTECTED" });
    const layout = { x: 0, y: 0, width: 4, height: 4 };
    const card = { kind: "TABLE" as const, title: "Facts", connectionId, sql: allIds, options: {}, layout };
    const { id } = await createDashboard(world.admin, { ...project, title: engine, cards: [card] });
    await shareDashboard(world.admin, id, { scope: "ALL_TENANTS", level: "VIEWER" });
    board = { dashboardId: id, dashboardSecret: (await readDashboardSecret(world.admin, id)).secret };
  });
  afterAll(() => source.close());

  const allIds = "SELECT id FROM facts ORDER BY id";

  /** The policy of these rules, made once. */
  function policyOf(rules: Rules) {
    const key = JSON.stringify(rules);
    const input = { projectId: world.project.id, connectionId, name: `Policy ${policies.size}`, rules };
    const policy = policies.get(key) ?? createPolicy(world.admin, input);
    policies.set(key, policy);
    return policy;
  }

  async function rows(actor: Actor, sql: string) {
    const { data, rowCount } = await runQuery(actor, { connectionId, sql, purpose: "card" });
    return Array.from({ length: rowCount }, (_, row) => data.map((column) => column[row]));
  }

  /** What a person of the tenant reads while the policy is assigned to it with these values. */
  async function assigned(rules: Rules, parameters: Record<string, Value>, sql = allIds) {
    const policy = await policyOf(rules);
    const assignment = await createAssignment(world.admin, {
      policyId: policy.id,
      kind: "TENANT",
      tenantId: world.california.tenant.id,
      parameters: parameters as never,
    });
    try {
      return await rows(world.california.viewer, sql);
    } finally {
      await deleteAssignment(world.admin, assignment.id);
    }
  }

  /** What the bearer of a token reads that names the policy with these values. */
  async function byToken(rules: Rules, params: Record<string, Value>, sql = allIds) {
    const { name } = await policyOf(rules);
    const { accessToken } = await issued({ ...board, rcls: { name, params } });
    return rows(await actorFromEmbedToken(accessToken), sql);
  }

  test.each(cases)("%s with %j shows the rows it means, by an assignment and by a token", async (filter, x, shows) => {
    const rules = [{ table: "facts", filter }];
    const expected = facts.filter(shows).map(({ id }) => [id]);
    expect(await assigned(rules, { x })).toEqual(expected);
    expect(await byToken(rules, { x })).toEqual(expected);
  });

  /** Whether nothing was read: refused by the door, the gate or the engine, or no row. */
  async function closed(read: Promise<unknown[][]>): Promise<string> {
    const found = await read.then(
      (rows) => `${rows.length} rows`,
      (error: unknown) => {
        if (error instanceof DomainError) return error.code;
        throw error;
      },
    );
    return found;
  }

  test.each(refused)("%s with %j is refused, by an assignment and by a token", async (filter, x) => {
    const rules = [{ table: "facts", filter }];
    const codes = ["invalid_input", "query_refused"];
    expect(codes).toContain(await closed(assigned(rules, { x })));
    const { name } = await policyOf(rules);
    const reply = await requestToken({ ...board, rcls: { name, params: { x } } });
    if (reply.status !== 200) return expect(reply.body.error.code).toBe("invalid_input");
    expect(await closed(rows(await actorFromEmbedToken(reply.body.accessToken), allIds))).toBe("query_refused");
  });

  test.each([
    ["day = {{ x }}", ""],
    ["day = {{ x }}", "no day"],
    ["day IN {{ x }}", ["", "2024-02-30"]],
    ["moment = {{ x }}", "0"],
    ["moment IN {{ x }}", ["' OR 1=1"]],
  ])("%s with %j, which is no date, shows no row", async (filter, x) => {
    const rules = [{ table: "facts", filter }];
    for (const read of [assigned, byToken])
      expect(["0 rows", "query_refused"]).toContain(await closed(read(rules, { x })));
  });

  test("a value that the tenant does not have, and a parameter that nobody gives, refuse", async () => {
    const rules = [{ table: "facts", filter: "label = {{ x }}" }];
    const needs = { x: "{{ tenant.attributes.nowhere }}" };
    expect(await closed(assigned(rules, needs))).toBe("invalid_input");
    const { id } = await policyOf(rules);
    const forAll = { policyId: id, kind: "ALL_TENANTS" as const, parameters: needs };
    const assignment = await createAssignment(world.admin, forAll);
    expect(await closed(rows(world.california.viewer, allIds))).toBe("query_refused");
    await deleteAssignment(world.admin, assignment.id);
    expect(await closed(assigned(rules, {}))).toBe("invalid_input");
    const { name } = await policyOf(rules);
    expect((await requestToken({ ...board, rcls: { name } })).body.error.code).toBe("invalid_input");
    // Attributes are for assignments: a token's text is text.
    expect(await byToken(rules, needs)).toEqual([]);
  });

  test.each<[string, Record<string, string>, Value, (fact: Fact) => boolean]>([
    ["a number", { count: "x" }, 5, one("count", 5)],
    ["a number as text", { count: "x" }, "5", one("count", 5)],
    ["a list of numbers", { count: "x" }, [7, "-3"], one("count", 7, -3)],
    ["a text", { label: "x" }, awkward, one("label", awkward)],
    ["a number beside text", { label: "x" }, 5, one("label", "5")],
    ["a list of texts", { label: "x" }, ["plain", ""], one("label", "plain", "")],
    ["a truth value", { open: "x" }, false, one("open", false)],
    ["a date", { day: "x" }, "2024-02-29", one("day", "2024-02-29")],
    ["an empty list", { label: "x" }, [], nothing],
    ["two columns", { label: "x", count: "y" }, "plain", one("id", 1)],
  ])("a tenant column takes %s", async (_, tenantColumns, x, shows) => {
    const rules = [{ table: "facts", tenantColumns }];
    const values: Record<string, Value> = Object.values(tenantColumns).includes("y") ? { x, y: 5 } : { x };
    const expected = facts.filter(shows).map(({ id }) => [id]);
    expect(await assigned(rules, values)).toEqual(expected);
    expect(await byToken(rules, values)).toEqual(expected);
  });

  test("a rule for all tables with a column covers each of them, and opens no table without it", async () => {
    for (const rule of [{ tenantColumns: { label: "x" } }, { filter: "label = {{ x }}" }]) {
      const rules = [{ allTablesWithColumn: "label", ...rule }];
      for (const read of [assigned, byToken]) {
        expect(await read(rules, { x: "plain" })).toEqual([[1]]);
        expect(await read(rules, { x: "plain" }, "SELECT id, label FROM notes")).toEqual([[1, "plain"]]);
        expect(await closed(read(rules, { x: "plain" }, "SELECT id FROM regions"))).toBe("query_refused");
      }
    }
  });

  test("a masked column shows its expression for every row, and conditions see the mask alone", async () => {
    const rules = [
      {
        table: "facts",
        filter: "count IN {{ x }}",
        maskedColumns: { label: "'***'", price: "id * 100", big: "NULL", day: "{{ x_day }}" },
      },
    ];
    const values = { x: [5, 7], x_day: "2000-01-01" };
    for (const read of [assigned, byToken]) {
      const masked = "SELECT id, label, price, big FROM facts ORDER BY id";
      expect(
        (await read(rules, values, masked)).map((row) => row.map((cell) => (cell === null ? null : `${cell}`))),
      ).toEqual([
        ["1", "***", "100", null],
        ["2", "***", "200", null],
        ["5", "***", "500", null],
      ]);
      expect(await read(rules, values, "SELECT id FROM facts WHERE label = 'plain'")).toEqual([]);
      expect(await read(rules, values, "SELECT count(*) AS n FROM facts WHERE label = '***'")).toEqual([[3]]);
      const days = await read(rules, values, "SELECT DISTINCT day FROM facts");
      expect(JSON.stringify(days)).toMatch(/^\[\["2000-01-01/);
    }
  });

  test("an excluded column is not in *, and refuses by name wherever it stands", async () => {
    const rules = [{ table: "facts", filter: "count = {{ x }}", excludedColumns: ["price", "label"] }];
    for (const read of [assigned, byToken]) {
      const [first] = await read(rules, { x: 7 }, "SELECT * FROM facts");
      expect(first).toHaveLength(6);
      expect(JSON.stringify(first)).not.toContain("Hare");
      for (const sql of [
        "SELECT price FROM facts",
        "SELECT id FROM facts WHERE label = 'plain'",
        "SELECT id FROM facts ORDER BY price",
        "SELECT count(*) FROM facts GROUP BY label",
        "SELECT f.id FROM facts f JOIN facts g ON f.price = g.price",
      ]) {
        expect(await closed(read(rules, { x: 7 }, sql)), sql).toBe("query_refused");
      }
    }
  });

  test("placeholders of a card are filled from the reader's own context, with and without quotes", async () => {
    const rules = [{ table: "facts", filter: "count IN {{ x }}" }];
    const { viewer, powerUser, tenant } = world.california;
    const seen = (quote: string) =>
      "SELECT id, " +
      ["current_user_tenant()", "current_user_id()", "current_user_email()", "current_user_role()", "tenant.key"]
        .map((name, index) => `${quote}{{ ${name} }}${quote} AS c${index}`)
        .join(", ") +
      ` FROM facts WHERE 'california' = ${quote}{{ current_user_tenant() }}${quote} AND count IN ({{ x }}) ORDER BY id`;
    const own = [viewer.userId, "viewer@california.example", "VIEWER"];
    for (const quote of ["", "'"]) {
      expect(await assigned(rules, { x: [7] }, seen(quote))).toEqual([[2, "california", ...own, "california"]]);
      const one = `SELECT id FROM facts WHERE count = ${quote}{{ x }}${quote} ORDER BY id`;
      expect(await assigned(rules, { x: 5 }, one)).toEqual([[1], [5]]);
      expect(await byToken(rules, { x: 5 }, one)).toEqual([[1], [5]]);
      // The bearer of a dashboard's token is nobody by name, and without a tenant of no tenant either.
      for (const name of ["current_user_tenant()", "current_user_id()", "current_user_email()", "tenant.key"]) {
        const sql = `SELECT id FROM facts WHERE label <> ${quote}{{ ${name} }}${quote}`;
        expect(await closed(byToken(rules, { x: 5 }, sql)), sql).toBe("query_refused");
      }
    }
    const mine = [{ table: "facts", filter: "'{{ current_user_tenant() }}' = 'california' AND count IN {{ x }}" }];
    expect(await assigned(mine, { x: [7] })).toEqual([[2]]);
    expect(tenant.key).toBe("california");
    expect(powerUser.userId).not.toBe(viewer.userId);
  });
});
