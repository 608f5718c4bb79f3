import type { PlaceholderValues, TableAccess } from "@/lib/sql/security-context";
import type { Exposure } from "@/prisma/client/enums";
import type { AppliedPolicy, AppliedValue, CombinableTable, PolicySubject } from "./applied-policy";
import { type CombinedRules, combineRules } from "./combine-rules";
import { combineFiles, combineSchemas, combineUrls } from "./combine-targets";
import type { ConnectionPlace } from "./connection-place";
import type { CombinedFile, CombinedSchema, CombinedUrl } from "./fill-targets";
import type { PolicyDefinition } from "./policy-definition";
import { isAttributeName } from "./policy-parameters";
import { everySchema, ownLocation, type TargetRegistry } from "./target-registry";

export interface CombineInput {
  readonly subject: PolicySubject;
  readonly applied: readonly AppliedPolicy[];
  /** Every policy of the connection: what a token's schema may be is theirs to say. */
  readonly policies: readonly PolicyDefinition[];
  readonly tables: readonly CombinableTable[];
  /** The actor's own values: `tenant.key`, `user.email`, the macros. */
  readonly ambient: Readonly<Record<string, AppliedValue>>;
  /** Placeholders of attributes that admins let cards read; without it, none (R14). */
  readonly readableAttributes?: ReadonlySet<string>;
  /** Where the connection itself leads. */
  readonly place: ConnectionPlace;
  readonly registry: TargetRegistry;
}

/** Why a table can be read; null when it cannot. */
export type Opening = "unrestricted" | "shared" | "rule" | "own target" | null;

export interface CombinedTable extends TableAccess {
  readonly exposure: Exposure;
  readonly opening: Opening;
  /** In words for admins, when something other than exposure keeps it closed. */
  readonly closedBecause: string | null;
  /** Whether it is in the actor's target and its rules can be applied: what a trusted dataset may read, narrowed by them. */
  readonly reachable: boolean;
}

export interface Combination {
  readonly tables: readonly CombinedTable[];
  readonly defaultSchema: string;
  readonly namedSchemas: readonly string[];
  readonly role: string | null;
  readonly url: CombinedUrl | null;
  readonly files: readonly CombinedFile[];
  /** The schema a layer or token pinned; null leaves all schemas to the tables' own rules. */
  readonly schema: string | null;
  /** What placeholders in cards' SQL may stand for. */
  readonly placeholders: PlaceholderValues;
  /** What they may stand for in a trusted dataset's SQL, which admins answer for as for policies. */
  readonly trustedPlaceholders: PlaceholderValues;
  /** Names among them whose values are this tenant's, group's or person's own. */
  readonly personalPlaceholders: ReadonlySet<string>;
}

/**
 * What one subject may see of one connection, decided from all policies that hold for them, and nothing else. No rule
 * is not all rows: for a tenant actor a table is read only if it is protected and a rule that depends on this actor
 * opens it, or shared, or inside the target that is this tenant's alone; hidden tables never.
 *
 * @throws DomainError `query_refused` when policies contradict each other or a target's parameter has no value.
 */
export function combinePolicies(input: CombineInput): Combination {
  const { subject, applied, ambient } = input;
  const url = combineUrls(applied, ambient);
  const files = combineFiles(applied, ambient);
  const schema = combineSchemas(applied, ambient, subject.tokenSchema, input.policies);
  const defaultSchema = schema?.name ?? input.place.defaultSchema;
  const reachable = reachableSchemas(url, schema, input.place);
  const targets = { url, files, schema };
  const tables = input.tables.map((table) => {
    const rules = combineRules(table, applied, ambient);
    const inTarget = reachable === null || reachable.has(table.schema);
    const opening = inTarget ? openingOf(table, rules, targets, input) : null;
    if (opening === "rule" && inAnothersTarget(table, targets, input)) {
      return { ...combinedTable(table, rules, null, inTarget), closedBecause: "It is another tenant's own" };
    }
    return combinedTable(table, rules, opening, inTarget);
  });
  const readableSchemas = tables.filter(({ readable }) => readable).map((table) => table.schema);
  return {
    tables,
    defaultSchema,
    namedSchemas: [...new Set([defaultSchema, ...readableSchemas])],
    role: schema?.role ?? null,
    url,
    files,
    schema: schema?.name ?? null,
    ...placeholders(input),
  };
}

/** Null for all of them. A layer that chooses a database leaves no other one, where schemas are databases. */
function reachableSchemas(
  url: CombinedUrl | null,
  schema: CombinedSchema | null,
  place: ConnectionPlace,
): ReadonlySet<string> | null {
  if (schema) return new Set([schema.name, ...schema.sharedSchemas]);
  return url && place.locationOf ? new Set([place.defaultSchema]) : null;
}

interface Targets {
  readonly url: CombinedUrl | null;
  readonly files: readonly CombinedFile[];
  readonly schema: CombinedSchema | null;
}

function openingOf(table: CombinableTable, rules: CombinedRules, targets: Targets, input: CombineInput): Opening {
  const { subject } = input;
  if (rules.closedBecause !== null) return null;
  if (!subject.restricted) return "unrestricted";
  if (table.exposure === "HIDDEN") return null;
  if (table.exposure === "SHARED") return "shared";
  if (subject.audience === "organization") {
    if (rules.covered) return "rule";
    return inOwnTarget(table, targets, null, input) ? "own target" : null;
  }
  if (inOwnTarget(table, targets, subject.tenantId, input)) return "own target";
  return rules.opened ? "rule" : null;
}

/**
 * Whether the table lies in a target that is this tenant's alone (R03). A viewer of no tenant is exempted only inside
 * what its own token pins: nothing else of theirs can be personal.
 */
function inOwnTarget(
  table: CombinableTable,
  targets: Targets,
  tenantId: string | null,
  { registry, place: own }: CombineInput,
): boolean {
  const { url, files, schema } = targets;
  if (schema && table.schema !== schema.name) return false;
  if (schema?.sharedSchemas.includes(schema.name)) return false;
  const file = files.find((one) => one.schema === table.schema && one.table === table.name);
  if (file?.personal && (tenantId === null || !registry.isFileShared(tenantId, file.filledPath))) return true;
  // What the connection itself leads to is everybody's.
  const ownDatabase = url?.personal === true && url.location !== own.location;
  const ownSchema = schema?.personal === true && !isCommonSchema(schema.name, own);
  if (!ownDatabase && !ownSchema) return false;
  const place = { location: url?.location ?? ownLocation, schema: schema?.name ?? everySchema };
  return tenantId === null || !registry.isShared(tenantId, place);
}

/**
 * Whether the table lies in a target that is another tenant's alone (R04). A rule is written for the tables that tenants
 * share and fits those of the same name in a tenant's own schema as well: it would show other tenants whose it is, and
 * such of its rows as fit.
 */
function inAnothersTarget(
  { schema }: CombinableTable,
  targets: Targets,
  { subject, registry, place }: CombineInput,
): boolean {
  // Whom a layer puts into a schema reaches that one and the shared ones alone.
  if (subject.audience === "organization" || targets.schema || isCommonSchema(schema, place)) return false;
  return registry.isAnothers(subject.tenantId, { location: targets.url?.location ?? ownLocation, schema });
}

function isCommonSchema(name: string, own: ConnectionPlace): boolean {
  return ["public", "main", own.defaultSchema.toLowerCase()].includes(name.toLowerCase());
}

function combinedTable(
  table: CombinableTable,
  rules: CombinedRules,
  opening: Opening,
  inTarget: boolean,
): CombinedTable {
  return {
    schema: table.schema,
    name: table.name,
    columns: table.columns,
    exposure: table.exposure,
    readable: opening !== null,
    opening,
    closedBecause: rules.closedBecause,
    reachable: inTarget && rules.closedBecause === null,
    filters: rules.filters,
    excludedColumns: rules.excludedColumns,
    maskedColumns: rules.maskedColumns,
  };
}

/**
 * The actor's own values and the parameters of its policies; a name that two policies fill differently is nobody's.
 * Attributes are for policies and trusted datasets: a card reads those that admins have marked, and no other (R14).
 */
function placeholders({
  applied,
  ambient,
  readableAttributes,
}: CombineInput): Pick<Combination, "placeholders" | "trustedPlaceholders" | "personalPlaceholders"> {
  const values = new Map<string, AppliedValue | null>(Object.entries(ambient));
  for (const { parameters } of applied) {
    for (const [name, value] of Object.entries(parameters)) {
      const before = values.get(name);
      const differs = before !== undefined && JSON.stringify(before?.value) !== JSON.stringify(value.value);
      values.set(name, differs ? null : value);
    }
  }
  const given = [...values].flatMap(([name, value]): [string, AppliedValue][] => (value ? [[name, value]] : []));
  const named = given.map(([name, { value, origin }]) => [name, { value, origin }] as const);
  return {
    placeholders: Object.fromEntries(named.filter(([name]) => !isAttributeName(name) || readableAttributes?.has(name))),
    trustedPlaceholders: Object.fromEntries(named),
    personalPlaceholders: new Set(given.filter(([, { personal }]) => personal).map(([name]) => name)),
  };
}
