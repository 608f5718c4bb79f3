import { fillNameTemplate, matchNameTemplate } from "@/lib/connections/name-template";
import type { FilePin, FileTemplate } from "@/lib/connections/resolve-target";
import { fillTemplate, parseTemplate, targetText } from "@/lib/connections/target-template";
import { fillUrlTemplate, parseUrlTemplate } from "@/lib/connections/url-template";
import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import { type AppliedPolicy, type AppliedValue, appliedValue, dependsOnActor } from "./applied-policy";
import type { PolicyDefinition } from "./policy-definition";
import { isAmbientName, placeholdersInSql } from "./policy-parameters";
import { locationName } from "./target-registry";

type Ambient = Readonly<Record<string, AppliedValue>>;

/** The database that a connection layer puts an actor into; `secrets` are the policy's and are filled in at the end. */
export interface CombinedUrl {
  readonly policyId: string;
  readonly template: string;
  readonly values: Readonly<Record<string, ParameterValue>>;
  /** Where it is, without the login. */
  readonly location: string;
  /** Whether the database's name depends on the actor's tenant, so that it can be a tenant's own (R03). */
  readonly personal: boolean;
}

export interface CombinedFile extends FilePin {
  readonly filledPath: string;
  readonly personal: boolean;
}

export interface CombinedSchema {
  readonly name: string;
  readonly sharedSchemas: readonly string[];
  readonly role: string | null;
  readonly personal: boolean;
}

const systemSchema = /^(?:pg_.*|information_schema|system|temp)$/i;

/**
 * The database that all connection layers agree on, or null when none names one.
 *
 * @throws DomainError `query_refused` when two differ, or a value is missing or unfit.
 */
export function combineUrls(policies: readonly AppliedPolicy[], ambient: Ambient): CombinedUrl | null {
  const urls = policies.flatMap((applied) => {
    const template = applied.policy.connectionLayer?.urlTemplate;
    return template ? [fillUrl(template, applied, ambient)] : [];
  });
  return agreed(urls, (url) => JSON.stringify([url.location, url.login]), "connection targets");
}

/** The file of every table that a connection layer names; two different ones for one table refuse. */
export function combineFiles(policies: readonly AppliedPolicy[], ambient: Ambient): CombinedFile[] {
  const files = policies.flatMap((applied) =>
    (applied.policy.connectionLayer?.fileTemplates ?? []).map((file) => fillFile(file, applied, ambient)),
  );
  const tables = new Set(files.map(tableOf));
  return [...tables].flatMap((table) => {
    const pins = files.filter((file) => tableOf(file) === table);
    return agreed(pins, (file) => file.filledPath, "files") ?? [];
  });
}

/**
 * The schema that all schema layers and the token's `sls` agree on, or null when there is none. Shared schemas are those
 * that every layer shares. `sls` must be a name that a schema policy of the connection could give.
 *
 * @throws DomainError `query_refused` when two differ, for a system schema, for a value that is missing or unfit.
 */
export function combineSchemas(
  policies: readonly AppliedPolicy[],
  ambient: Ambient,
  tokenSchema: string | null,
  all: readonly PolicyDefinition[],
): CombinedSchema | null {
  const schemas = policies.flatMap((applied) => {
    const layer = applied.policy.schemaLayer;
    // A token's schema stands in for what only a tenant could have filled in.
    if (applied.unfillable && tokenSchema !== null) return [];
    return layer ? [fillSchema(layer, applied, ambient)] : [];
  });
  schemas.push(...tokenSchemas(tokenSchema, all, schemas.length > 0));
  const schema = agreed(schemas, ({ name }) => name, "schemas");
  if (!schema) return null;
  if (systemSchema.test(schema.name)) throw new DomainError("query_refused", "A policy leads to a system schema");
  const roles = new Set(schemas.map(({ role }) => role).filter((role) => role !== null));
  if (roles.size > 1) throw new DomainError("query_refused", "Policies name different database roles");
  return {
    name: schema.name,
    sharedSchemas: schema.sharedSchemas.filter((shared) => schemas.every((one) => one.sharedSchemas.includes(shared))),
    role: [...roles][0] ?? null,
    personal: schemas.some(({ personal }) => personal),
  };
}

function tableOf(file: CombinedFile): string {
  return `${file.schema}.${file.table}`;
}

/** One table's file with one actor's values in its path. */
export function fillFile(file: FileTemplate, applied: AppliedPolicy, ambient: Ambient): CombinedFile {
  requireFillable(applied);
  const template = parseTemplate(file.path);
  const names = template.placeholders.map(({ name }) => name);
  const values = plainValues(names, applied, ambient);
  const filledPath = fillTemplate(template, ({ name }) => targetText(name, values[name]));
  return { ...file, values, filledPath, personal: names.some((name) => namesTenant(name, applied)) };
}

/** One connection layer's database with one actor's values in its URL. */
export function fillUrl(template: string, applied: AppliedPolicy, ambient: Ambient): CombinedUrl & { login: string } {
  requireFillable(applied);
  const parsed = parseUrlTemplate(template);
  const { placeholders } = parsed.template;
  const names = placeholders.filter(({ secret }) => !secret).map(({ name }) => name);
  const values = plainValues(names, applied, ambient);
  const noSecrets = Object.fromEntries(placeholders.filter(({ secret }) => secret).map(({ name }) => [name, "x"]));
  const location = fillUrlTemplate(template, values, noSecrets);
  const inDatabase = placeholders.filter((_, index) => parsed.shape.database.includes(parsed.tokens[index] ?? " "));
  return {
    policyId: applied.policy.id,
    template,
    values,
    location: locationName(location),
    login: location.user,
    personal: inDatabase.some(({ name }) => namesTenant(name, applied)),
  };
}

/** One schema layer with one actor's values in its names. */
export function fillSchema(
  layer: NonNullable<PolicyDefinition["schemaLayer"]>,
  applied: AppliedPolicy,
  ambient: Ambient,
): CombinedSchema {
  requireFillable(applied);
  const names = placeholdersInSql(layer.schemaTemplate);
  const values = plainValues([...names, ...placeholdersInSql(layer.roleTemplate ?? "")], applied, ambient);
  return {
    name: fillNameTemplate(layer.schemaTemplate, values),
    sharedSchemas: layer.sharedSchemas,
    role: layer.roleTemplate ? fillNameTemplate(layer.roleTemplate, values) : null,
    personal: names.some((name) => namesTenant(name, applied)),
  };
}

/** Schema policies that nobody assigned still say which names a token may pin, and what is shared beside them. */
function tokenSchemas(
  tokenSchema: string | null,
  all: readonly PolicyDefinition[],
  assigned: boolean,
): CombinedSchema[] {
  const layers = all.flatMap(({ schemaLayer }) => schemaLayer ?? []);
  if (tokenSchema === null || layers.length === 0) return [];
  const matches = layers.flatMap((layer): CombinedSchema[] => {
    const values = matchNameTemplate(layer.schemaTemplate, tokenSchema);
    if (!values) return [];
    const role = layer.roleTemplate ? fillNameTemplate(layer.roleTemplate, values) : null;
    return [{ name: tokenSchema, sharedSchemas: layer.sharedSchemas, role, personal: Object.keys(values).length > 0 }];
  });
  if (matches.length === 0 && !assigned) {
    throw new DomainError("query_refused", "The schema of the token is none that a schema policy could give");
  }
  return matches.length > 0 ? matches : [{ name: tokenSchema, sharedSchemas: [], role: null, personal: false }];
}

function agreed<T>(pins: readonly T[], keyOf: (pin: T) => string, what: string): T | null {
  if (new Set(pins.map(keyOf)).size > 1) throw new DomainError("query_refused", `Policies lead to different ${what}`);
  return pins[0] ?? null;
}

function plainValues(
  names: readonly string[],
  applied: AppliedPolicy,
  ambient: Ambient,
): Record<string, ParameterValue> {
  const entries = names.flatMap((name) => {
    const value = appliedValue(name, applied, ambient);
    return value ? [[name, value.value] as const] : [];
  });
  return Object.fromEntries(entries);
}

function namesTenant(name: string, applied: AppliedPolicy): boolean {
  if (isAmbientName(name))
    return applied.kind !== "ROLE" && (name.startsWith("tenant.") || name === "current_user_tenant()");
  return dependsOnActor(name, applied) && !applied.parameters[name]?.fromUser;
}

function requireFillable(applied: AppliedPolicy): void {
  if (applied.unfillable)
    throw new DomainError("query_refused", `The policy ${applied.policy.name} needs a tenant, and there is none`);
}
