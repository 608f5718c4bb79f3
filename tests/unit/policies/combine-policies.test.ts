import { describe, expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { ambientValues } from "@/lib/policies/ambient-values";
import type { AppliedKind, AppliedPolicy, CombinableTable, PolicySubject } from "@/lib/policies/applied-policy";
import { resolveParameters } from "@/lib/policies/assignment-parameters";
import { buildTargetRegistry } from "@/lib/policies/build-target-registry";
import { type CombinedTable, combinePolicies } from "@/lib/policies/combine-policies";
import type { ConnectionPlace } from "@/lib/policies/connection-place";
import type { PolicyDefinition, RuleDefinition } from "@/lib/policies/policy-definition";
import { TargetRegistry } from "@/lib/policies/target-registry";
import type { ParameterValue, RowFilter } from "@/lib/sql/security-context";
import type { Exposure } from "@/prisma/client/enums";

const place: ConnectionPlace = { defaultSchema: "public", location: "db.example:5432/base", locationOf: null };
const california = { id: "tenant-ca", key: "california", attributes: { state: "California" } };
const texas = { id: "tenant-tx", key: "texas", attributes: { state: "Texas" } };
const nevada = { id: "tenant-nv", key: "nevada", attributes: {} };
const person = { id: "user-1", email: "ann@california.example", attributes: { region: "west" } };

const subjects = {
  tenantUser: { audience: "tenant", tenantId: california.id, restricted: true, tokenSchema: null },
  nobody: { audience: "tenant", tenantId: null, restricted: true, tokenSchema: null },
  admin: { audience: "organization", tenantId: null, restricted: false, tokenSchema: null },
  organizationViewer: { audience: "organization", tenantId: null, restricted: true, tokenSchema: null },
} as const satisfies Record<string, PolicySubject>;

function table(exposure: Exposure, schema = "public", name = "sales"): CombinableTable {
  const columns = ["id", "state", "year", "amount", "discount"].map((column) => ({ name: column, type: "text" }));
  return { schema, name, columns, exposure };
}

function rule(parts: Partial<RuleDefinition>): RuleDefinition {
  return {
    id: "rule",
    tableSchema: null,
    tableName: parts.allTablesWithColumn ? null : "sales",
    allTablesWithColumn: null,
    filter: null,
    filterDepends: parts.filter?.includes("{{") ?? false,
    excludedColumns: [],
    maskedColumns: {},
    tenantColumns: {},
    ...parts,
  };
}

function policy(parts: Partial<PolicyDefinition>): PolicyDefinition {
  return { id: parts.name ?? "policy", name: "policy", connectionLayer: null, schemaLayer: null, rules: [], ...parts };
}

const byState = policy({ name: "state", rules: [rule({ filter: "state IN {{ state }}" })] });

const ambient = ambientValues({ tenant: california, user: person, role: "VIEWER" });
const noTenant = ambientValues({ tenant: null, user: null, role: "VIEWER" });

function applied(
  kind: AppliedKind,
  definition: PolicyDefinition,
  parameters: Record<string, ParameterValue> = {},
  origin: string = kind,
): AppliedPolicy {
  return {
    policy: definition,
    kind,
    origin,
    parameters: resolveParameters(parameters, kind, origin, ambient),
    unfillable: false,
  };
}

interface Case {
  readonly subject?: PolicySubject;
  readonly applied?: readonly AppliedPolicy[];
  readonly tables?: readonly CombinableTable[];
  readonly policies?: readonly PolicyDefinition[];
  readonly registry?: TargetRegistry;
}

function combine({ subject = subjects.tenantUser, applied: policies = [], ...rest }: Case) {
  return combinePolicies({
    subject,
    applied: policies,
    policies: rest.policies ?? policies.map((one) => one.policy),
    tables: rest.tables ?? [table("PROTECTED")],
    ambient: subject.tenantId === null ? noTenant : ambient,
    place,
    registry: rest.registry ?? new TargetRegistry(place),
  });
}

function onlyTable(input: Case): CombinedTable {
  const [first] = combine(input).tables;
  if (!first) throw new Error("no table");
  return first;
}

/** A filter as one line: SQL with its values, AND and OR. */
function words(filter: RowFilter): string {
  if (filter.kind === "predicate") {
    const values = Object.entries(filter.values).map(([name, { value }]) => `${name}=${JSON.stringify(value)}`);
    return `${filter.sql} [${values.join(" ")}]`;
  }
  if (filter.kind === "tenant_column") return `${filter.column} = ${JSON.stringify(filter.value.value)}`;
  return `(${filter.of.map(words).join(filter.kind === "all" ? " AND " : " OR ")})`;
}

describe("R04: a tenant's own schema on a connection where others have rules", () => {
  const state = { state: "{{ tenant.attributes.state }}" };
  const schemaLayer = { schemaTemplate: "{{ tenant }}", sharedSchemas: [], roleTemplate: null };
  const bySchema = policy({ name: "schema", schemaLayer });
  const tables = [table("PROTECTED"), table("PROTECTED", "texas"), table("SHARED", "texas", "holidays")];

  /** What of these tables the subject reads by rules alone, while these tenants are led to these schemas. */
  function readable(subject: PolicySubject, schemaOf: Record<string, string>, more: Partial<Case> = {}) {
    const rows = Object.entries(schemaOf).map(([tenantId, schema]) => ({
      policyId: "schema",
      kind: "TENANT" as const,
      tenantId,
      parameters: { tenant: schema },
    }));
    const registry = buildTargetRegistry({ policies: [bySchema] }, [california, texas, nevada], rows, place);
    const rules = [applied("TENANT", byState, state)];
    const { tables: found, namedSchemas } = combine({ subject, applied: rules, tables, registry, ...more });
    return { read: found.filter((one) => one.readable).map((one) => `${one.schema}.${one.name}`), namedSchemas };
  }

  test("R04: no rule opens it to another tenant, nor tells its name; what is shared in it is shared", () => {
    expect(readable(subjects.tenantUser, { [texas.id]: "texas" })).toEqual({
      read: ["public.sales", "texas.holidays"],
      namedSchemas: ["public", "texas"],
    });
    const protectedOnly = { tables: tables.slice(0, 2) };
    expect(readable(subjects.tenantUser, { [texas.id]: "TEXAS" }, protectedOnly)).toEqual({
      read: ["public.sales"],
      namedSchemas: ["public"],
    });
  });

  test("R04: nor to a viewer of no tenant", () => {
    const token = [applied("TOKEN", byState, { state: "Texas" })];
    const { read } = readable(subjects.nobody, { [texas.id]: "texas" }, { applied: token });
    expect(read).toEqual(["public.sales", "texas.holidays"]);
  });

  test("rules open a schema that several tenants are led to, that is nobody's own, or the connection's", () => {
    const all = ["public.sales", "texas.sales", "texas.holidays"];
    expect(readable(subjects.tenantUser, { [texas.id]: "texas", [nevada.id]: "texas" }).read).toEqual(all);
    expect(readable(subjects.tenantUser, {}).read).toEqual(all);
    expect(readable(subjects.tenantUser, { [texas.id]: "public" }).read).toEqual(all);
  });

  test("the organization's own people read by their rules wherever these lead", () => {
    const { read } = readable(subjects.organizationViewer, { [texas.id]: "texas" });
    expect(read).toContain("texas.sales");
  });
});

describe("what opens a protected table to a tenant actor", () => {
  const masked = policy({ name: "masked", rules: [rule({ maskedColumns: { amount: "0" } })] });
  const excluded = policy({ name: "excluded", rules: [rule({ excludedColumns: ["amount"] })] });
  const constant = policy({ name: "constant", rules: [rule({ filter: "state = 'California'" })] });
  const byKey = policy({ name: "key", rules: [rule({ filter: "tenant = {{ tenant.key }}" })] });
  const byMacro = policy({ name: "macro", rules: [rule({ filter: "tenant = {{ current_user_tenant() }}" })] });
  const loose = policy({
    name: "loose",
    rules: [rule({ filter: "state = {{ state }} OR amount > 0", filterDepends: false })],
  });
  const twoValues = policy({
    name: "two",
    rules: [rule({ filter: "year = {{ year }} AND {{ state }} <> ''" })],
  });
  const byRole = policy({ name: "role", rules: [rule({ filter: "level = {{ current_user_role() }}" })] });
  const byColumn = policy({ name: "column", rules: [rule({ tenantColumns: { state: "state" } })] });
  const goneColumn = policy({ name: "gone", rules: [rule({ tenantColumns: { tenant_id: "state" } })] });
  const state = { state: "{{ tenant.attributes.state }}" };

  test.each<[string, readonly AppliedPolicy[], boolean]>([
    ["R01: nothing assigned", [], false],
    ["R01: a mask alone", [applied("TENANT", masked)], false],
    ["R01: an exclusion alone", [applied("TENANT", excluded)], false],
    ["R01: a constant filter", [applied("TENANT", constant)], false],
    ["R01: a filter on the role only", [applied("ALL_TENANTS", byRole)], false],
    ["R01: a filter by role assignment, whatever its values", [applied("ROLE", byState, state)], false],
    ["R01: a filter with the tenant's key by role assignment", [applied("ROLE", byKey)], false],
    ["R01: a filter that lets rows pass without a comparison", [applied("TENANT", loose, state)], false],
    [
      "R01: a filter in which a constant value stands beside the tenant's",
      [applied("ALL_TENANTS", twoValues, { ...state, year: 2020 })],
      false,
    ],
    ["R01: all tenants with a constant value", [applied("ALL_TENANTS", byState, { state: "California" })], false],
    ["R01: a tenant column that the table no longer has", [applied("TENANT", goneColumn, state)], false],
    ["R01: all tenants with the tenant's own value", [applied("ALL_TENANTS", byState, state)], true],
    ["R01: all tenants, the key in the filter itself", [applied("ALL_TENANTS", byKey)], true],
    ["R01: all tenants, the macro in the filter itself", [applied("ALL_TENANTS", byMacro)], true],
    ["R01: a value given to the tenant", [applied("TENANT", byState, { state: ["California"] })], true],
    ["R01: a value given to a group", [applied("GROUP", byState, { state: "California" })], true],
    ["R01: a value given to the person", [applied("USER", byState, { state: "California" })], true],
    ["R01: a value given by the token", [applied("TOKEN", byState, { state: "California" })], true],
    ["R01: a tenant column", [applied("TENANT", byColumn, state)], true],
    [
      "R01: a mask beside a filter that opens",
      [applied("TENANT", masked), applied("TENANT", byState, { state: "California" })],
      true,
    ],
  ])("%s", (_, policies, readable) => {
    expect(onlyTable({ applied: policies }).readable).toBe(readable);
  });

  test("R01: a hidden table stays hidden although a rule opens it, a shared one is read without", () => {
    const opening = [applied("TENANT", byState, { state: "California" })];
    expect(onlyTable({ applied: opening, tables: [table("HIDDEN")] }).readable).toBe(false);
    expect(onlyTable({ applied: [], tables: [table("SHARED")] }).readable).toBe(true);
  });

  test("R01: a shared table is read under every rule that names it", () => {
    const narrowed = onlyTable({ applied: [applied("TENANT", constant)], tables: [table("SHARED")] });
    expect(narrowed.readable).toBe(true);
    expect(narrowed.filters.map(words)).toEqual(["state = 'California' []"]);
  });
});

describe("how filters combine", () => {
  const byYear = policy({ name: "year", rules: [rule({ filter: "year = {{ year }}" })] });
  const both = policy({ name: "both", rules: [rule({ filter: "state = {{ state }} AND year = {{ year }}" })] });

  test("filters of different kinds and policies all hold", () => {
    const { filters } = onlyTable({
      applied: [
        applied("ALL_TENANTS", byState, { state: "{{ tenant.attributes.state }}" }),
        applied("TENANT", byYear, { year: 2020 }),
        applied("USER", byYear, { year: 2021 }),
        applied("TOKEN", byState, { state: ["California", "Nevada"] }),
      ],
    });
    expect(filters.map(words)).toEqual([
      'state IN {{ state }} [state="California"]',
      "year = {{ year }} [year=2020]",
      "year = {{ year }} [year=2021]",
      'state IN {{ state }} [state=["California","Nevada"]]',
    ]);
  });

  test("R11: one policy through several groups is an OR of complete predicates, never a merge per parameter", () => {
    const { filters, readable } = onlyTable({
      applied: [
        applied("GROUP", both, { state: "CA", year: 2020 }, "group one"),
        applied("GROUP", both, { state: "TX", year: 2021 }, "group two"),
      ],
    });
    expect(readable).toBe(true);
    expect(filters.map(words)).toEqual([
      '((state = {{ state }} AND year = {{ year }} [state="CA" year=2020]) OR (state = {{ state }} AND year = {{ year }} [state="TX" year=2021]))',
    ]);
  });

  test("R11: different policies through groups all hold", () => {
    const { filters } = onlyTable({
      applied: [
        applied("GROUP", byState, { state: "CA" }, "group one"),
        applied("GROUP", byYear, { year: 2021 }, "group two"),
      ],
    });
    expect(filters).toHaveLength(2);
  });

  test("R11: a group that gives the policy no value of its own cannot widen the others", () => {
    const { filters } = onlyTable({
      applied: [applied("GROUP", byState, {}, "group one"), applied("GROUP", byState, { state: "CA" }, "group two")],
    });
    // The alternative without a value names a placeholder that has none, which the guard refuses.
    expect(filters.map(words)).toEqual(['((state IN {{ state }} []) OR (state IN {{ state }} [state="CA"]))']);
  });

  test("R11: excluded columns add up in the OR too, exclusion beats mask, differing masks give NULL", () => {
    const rules = (excludedColumns: string[], maskedColumns: Record<string, string>) => [
      rule({ filter: "state = {{ state }}", excludedColumns, maskedColumns }),
    ];
    const one = policy({ name: "one", rules: rules(["discount"], { amount: "0", year: "1900" }) });
    const two = policy({ name: "two", rules: rules([], { amount: "1", discount: "0", year: "1900" }) });
    const combined = onlyTable({
      applied: [
        applied("GROUP", one, { state: "CA" }, "group one"),
        applied("GROUP", one, { state: "TX" }, "group two"),
        applied("USER", two, { state: "CA" }),
      ],
    });
    expect(combined.excludedColumns).toEqual(["discount"]);
    expect(Object.entries(combined.maskedColumns).map(([column, mask]) => [column, mask.sql])).toEqual([
      ["amount", "NULL"],
      ["year", "1900"],
    ]);
  });

  test("columns are hidden whatever letter case the rule and the catalog spell them in", () => {
    const loud = policy({
      name: "loud",
      rules: [rule({ filter: "state = {{ state }}", excludedColumns: ["AMOUNT"] })],
    });
    expect(onlyTable({ applied: [applied("TENANT", loud, { state: "x" })] }).excludedColumns).toEqual(["amount"]);
  });

  test("a rule for all tables with a column covers those and no others", () => {
    const all = policy({ name: "all", rules: [rule({ allTablesWithColumn: "state", filter: "state = {{ state }}" })] });
    const other = { ...table("PROTECTED", "public", "other"), columns: [{ name: "id", type: "int" }] };
    const { tables } = combine({
      applied: [applied("TENANT", all, { state: "x" })],
      tables: [table("PROTECTED"), other],
    });
    expect(tables.map(({ name, readable }) => [name, readable])).toEqual([
      ["sales", true],
      ["other", false],
    ]);
  });
});

describe("missing and forbidden values", () => {
  test("a parameter without a value is left out, so that the guard refuses the table", () => {
    const missing = applied("ALL_TENANTS", byState, { state: "{{ tenant.attributes.unknown }}" });
    expect(onlyTable({ applied: [missing] }).filters.map(words)).toEqual(["state IN {{ state }} []"]);
  });

  test("R15: the literal that switched tenancy off is as good as missing, in attributes and in lists", () => {
    const values = ambientValues({
      tenant: { key: "x", attributes: { state: "{disabletenancy}" } },
      user: null,
      role: null,
    });
    expect(Object.keys(values)).not.toContain("tenant.attributes.state");
    expect(resolveParameters({ state: ["CA", "{ DisableTenancy }"] }, "TENANT", "tenant", ambient)).toEqual({});
  });

  test("a tenant column without a value becomes a predicate that cannot be filled in", () => {
    const byColumn = policy({ name: "column", rules: [rule({ tenantColumns: { state: "state" } })] });
    const { filters } = onlyTable({ applied: [applied("TENANT", byColumn)] });
    expect(filters.map(words)).toEqual(['"state" IN {{ state }} []']);
  });
});

test("attributes are for policies: a card can name the tenant and its policies' parameters, and no attribute", () => {
  const { placeholders } = combine({
    applied: [applied("ALL_TENANTS", byState, { state: "{{ tenant.attributes.state }}" })],
  });
  expect(placeholders.state?.value).toBe("California");
  expect(placeholders["tenant.key"]?.value).toBe("california");
  expect(Object.keys(placeholders).filter((name) => name.includes("attributes"))).toEqual([]);
});

describe("organization users", () => {
  test("ADMIN and AUTHOR read everything unless something is assigned to them", () => {
    expect(onlyTable({ subject: subjects.admin, tables: [table("HIDDEN")] }).readable).toBe(true);
    const narrowed = onlyTable({ subject: subjects.admin, applied: [applied("USER", byState, { state: "CA" })] });
    expect(narrowed.readable).toBe(true);
    expect(narrowed.filters).toHaveLength(1);
  });

  test.each<[Exposure, boolean, boolean]>([
    ["HIDDEN", false, false],
    ["PROTECTED", false, true],
    ["SHARED", true, true],
  ])("VIEWER and POWER_USER on a %s table: %s without an assignment, %s with one", (exposure, without, withOne) => {
    const tables = [table(exposure)];
    const assignment = [applied("ALL_ORGANIZATION_USERS", byState, { state: "CA" })];
    expect(onlyTable({ subject: subjects.organizationViewer, tables }).readable).toBe(without);
    expect(onlyTable({ subject: subjects.organizationViewer, tables, applied: assignment }).readable).toBe(withOne);
  });
});

describe("the target that is a tenant's own", () => {
  const schemas = policy({
    name: "schemas",
    schemaLayer: { schemaTemplate: "{{ tenant }}", sharedSchemas: ["reference"], roleTemplate: null },
  });
  const databases = policy({
    name: "databases",
    connectionLayer: { urlTemplate: "postgresql://reader@db.example/{{ tenant }}", fileTemplates: [] },
  });
  const byKey = { tenant: "{{ tenant.key }}" };
  const tables = [table("PROTECTED", "california"), table("PROTECTED", "reference"), table("PROTECTED", "texas")];

  function registered(
    policies: PolicyDefinition[],
    assignments: Parameters<typeof buildTargetRegistry>[2],
    tenants = [california, texas],
  ) {
    return buildTargetRegistry({ policies }, tenants, assignments, place);
  }

  test("R03: a schema of one's own is read, a shared schema still needs a rule, another tenant's does not exist", () => {
    const registry = registered(
      [schemas],
      [{ policyId: "schemas", kind: "ALL_TENANTS", tenantId: null, parameters: byKey }],
    );
    const result = combine({ applied: [applied("ALL_TENANTS", schemas, byKey)], tables, registry });
    expect(result.tables.map(({ schema, opening }) => [schema, opening])).toEqual([
      ["california", "own target"],
      ["reference", null],
      ["texas", null],
    ]);
    expect(result.defaultSchema).toBe("california");
    expect(result.namedSchemas).toEqual(["california"]);
  });

  test("R03: a database of one's own is read in every schema", () => {
    const registry = registered(
      [databases],
      [{ policyId: "databases", kind: "ALL_TENANTS", tenantId: null, parameters: byKey }],
    );
    const result = combine({ applied: [applied("ALL_TENANTS", databases, byKey)], registry });
    expect(result.tables[0]?.opening).toBe("own target");
    expect(result.url?.location).toBe("db.example:5432/california");
  });

  test.each<[string, string, string]>([
    ["letter case", "CALIFORNIA", "california"],
    ["the same value", "shared", "shared"],
  ])("R03: two tenants who meet in one schema by %s are both refused", (_, theirs, ours) => {
    const registry = registered(
      [schemas],
      [
        { policyId: "schemas", kind: "TENANT", tenantId: california.id, parameters: { tenant: ours } },
        { policyId: "schemas", kind: "TENANT", tenantId: texas.id, parameters: { tenant: theirs } },
      ],
    );
    const own = applied("TENANT", schemas, { tenant: ours });
    expect(onlyTable({ applied: [own], tables: [table("PROTECTED", ours)], registry }).readable).toBe(false);
  });

  test("R03: two policies whose templates collide exempt nobody", () => {
    const prefixed = policy({
      name: "prefixed",
      schemaLayer: { schemaTemplate: "a_{{ tenant }}", sharedSchemas: [], roleTemplate: null },
    });
    const registry = registered(
      [schemas, prefixed],
      [
        { policyId: "schemas", kind: "TENANT", tenantId: california.id, parameters: { tenant: "a_b" } },
        { policyId: "prefixed", kind: "TENANT", tenantId: texas.id, parameters: { tenant: "b" } },
      ],
    );
    const own = applied("TENANT", schemas, { tenant: "a_b" });
    expect(onlyTable({ applied: [own], tables: [table("PROTECTED", "a_b")], registry }).readable).toBe(false);
  });

  test.each([
    "/data/{{ tenant }}/sales.parquet",
    "/data//{{ tenant }}/sales.parquet",
    "file:///data/{{ tenant }}/sales.parquet",
    "/DATA/{{ tenant }}/sales.parquet",
  ])("R03: a file that another tenant is given too, as %s, is nobody's own", (path) => {
    const files = (name: string, template: string) =>
      policy({
        name,
        connectionLayer: { urlTemplate: null, fileTemplates: [{ schema: "public", table: "sales", path: template }] },
      });
    const [ours, theirs] = [files("ours", "/data/{{ tenant }}/sales.parquet"), files("theirs", path)];
    const given = { kind: "TENANT", parameters: { tenant: "same" } } as const;
    const registry = (other: typeof given | null) =>
      buildTargetRegistry(
        { policies: [ours, theirs] },
        [california, texas],
        [
          { ...given, policyId: "ours", tenantId: california.id },
          ...(other ? [{ ...other, policyId: "theirs", tenantId: texas.id }] : []),
        ],
        place,
      );
    const own = [applied("TENANT", ours, given.parameters)];
    const opening = (other: typeof given | null) =>
      combine({ applied: own, tables: [table("PROTECTED")], registry: registry(other) }).tables[0]?.opening;
    expect([opening(null), opening(given)]).toEqual(["own target", null]);
  });

  test.each<[string, string, string, boolean]>([
    ["s3://store/{{ tenant }}/sales.parquet", "same", "same", true],
    ["s3://store/{{ tenant }}/*.parquet", "same", "same", true],
    ["s3://store/{{ tenant }}/s*.parquet", "same", "same", true],
    ["s3://store/{{ tenant }}/*.csv", "same", "same", false],
    ["s3://store/{{ tenant }}/sales.parquet", "same", "Same", false],
    ["s3://other/{{ tenant }}/sales.parquet", "same", "same", false],
    ["/store/{{ tenant }}/sales.parquet", "same", "same", false],
  ])("R03: objects of another tenant's %s, %s beside %s, are shared: %s", (path, ours, theirs, shared) => {
    const registry = new TargetRegistry(place);
    const fill = (template: string, tenant: string) => template.replace("{{ tenant }}", tenant);
    const own = fill("s3://store/{{ tenant }}/sales.parquet", ours);
    registry.addFile(california.id, own);
    expect(registry.isFileShared(california.id, own)).toBe(false);
    registry.addFile(texas.id, fill(path, theirs));
    expect(registry.isFileShared(california.id, own)).toBe(shared);
  });

  test("R03: a name that a server would cut at 63 bytes refuses", () => {
    const long = policy({
      name: "long",
      schemaLayer: { schemaTemplate: "tenant_{{ tenant }}", sharedSchemas: [], roleTemplate: null },
    });
    expect(() => combine({ applied: [applied("TENANT", long, { tenant: "x".repeat(60) })] })).toThrow(DomainError);
  });

  test.each<[string, PolicyDefinition, AppliedKind, Record<string, ParameterValue>, string]>([
    [
      "a constant schema",
      policy({ name: "c", schemaLayer: { schemaTemplate: "california", sharedSchemas: [], roleTemplate: null } }),
      "TENANT",
      {},
      "california",
    ],
    [
      "a constant database",
      policy({ name: "d", connectionLayer: { urlTemplate: "postgresql://reader@db.example/shop", fileTemplates: [] } }),
      "TENANT",
      {},
      "public",
    ],
    ["a schema that all tenants are given", schemas, "ALL_TENANTS", { tenant: "california" }, "california"],
    ["the common schema", schemas, "TENANT", { tenant: "public" }, "public"],
    ["a shared schema", schemas, "TENANT", { tenant: "reference" }, "reference"],
    ["a schema chosen by role", schemas, "ROLE", byKey, "california"],
  ])("R03: %s exempts nothing", (_, definition, kind, parameters, schema) => {
    const own = applied(kind, definition, parameters);
    expect(onlyTable({ applied: [own], tables: [table("PROTECTED", schema)] }).readable).toBe(false);
  });

  test("R03: a system schema refuses", () => {
    expect(() => combine({ applied: [applied("TENANT", schemas, { tenant: "pg_catalog" })] })).toThrow(DomainError);
  });

  test("R03: a token without a tenant is exempted inside the schema that its own sls pins, and nowhere else", () => {
    const subject = { ...subjects.nobody, tokenSchema: "tenant_a" };
    const input = {
      subject,
      policies: [schemas],
      tables: [table("PROTECTED", "tenant_a"), table("PROTECTED", "california")],
    };
    expect(combine(input).tables.map(({ readable }) => readable)).toEqual([true, false]);
    expect(combine({ ...input, subject: subjects.nobody }).tables.map(({ readable }) => readable)).toEqual([
      false,
      false,
    ]);
  });

  test("R03: sls must be a name that the schema policy can give, and is ignored where there is none", () => {
    const prefixed = policy({
      name: "p",
      schemaLayer: { schemaTemplate: "tenant_{{ tenant }}", sharedSchemas: [], roleTemplate: null },
    });
    const subject = { ...subjects.nobody, tokenSchema: "public" };
    expect(() => combine({ subject, policies: [prefixed] })).toThrow(DomainError);
    expect(combine({ subject, policies: [byState] }).schema).toBeNull();
  });

  test("R03: with a tenant, sls must be the schema that the tenant's policy gives, and another tenant's is not opened", () => {
    const subject = { ...subjects.tenantUser, tokenSchema: "texas" };
    expect(() => combine({ subject, applied: [applied("TENANT", schemas, byKey)] })).toThrow(DomainError);
    const registry = registered(
      [schemas],
      [{ policyId: "schemas", kind: "TENANT", tenantId: texas.id, parameters: byKey }],
    );
    const result = combine({ subject, policies: [schemas], tables: [table("PROTECTED", "texas")], registry });
    expect(result.tables[0]?.readable).toBe(false);
  });

  test("two different schemas, databases or roles refuse", () => {
    const one = applied("TENANT", schemas, { tenant: "one" });
    const two = applied("USER", schemas, { tenant: "two" });
    expect(() => combine({ applied: [one, two] })).toThrow(DomainError);
    const first = applied("TENANT", databases, { tenant: "one" });
    const second = applied("GROUP", databases, { tenant: "two" });
    expect(() => combine({ applied: [first, second] })).toThrow(DomainError);
    expect(combine({ applied: [first, applied("USER", databases, { tenant: "one" })] }).url?.location).toContain(
      "/one",
    );
  });

  test.each([
    "../texas",
    "a/b",
    "a@b",
    "a?b",
    "a#b",
    "*",
    "[ab]",
    "",
    "%2e%2e",
    "a b",
    "a\u0000b",
    "é",
    "x".repeat(64),
    "-a",
  ])("R13: %j cannot name a schema, a database or a folder", (tenant) => {
    const files = policy({
      name: "files",
      connectionLayer: {
        urlTemplate: null,
        fileTemplates: [{ schema: "main", table: "sales", path: "/data/{{ tenant }}/sales.parquet" }],
      },
    });
    for (const definition of [schemas, databases, files]) {
      expect(() => combine({ applied: [applied("TENANT", definition, { tenant })] }), definition.name).toThrow(
        DomainError,
      );
    }
  });

  test("R13: lists, null and missing values cannot choose a target", () => {
    for (const tenant of [["a"], null, true]) {
      expect(() => combine({ applied: [applied("TENANT", databases, { tenant })] })).toThrow(DomainError);
    }
    expect(() => combine({ applied: [applied("TENANT", databases)] })).toThrow(DomainError);
  });
});
