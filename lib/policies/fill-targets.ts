import { fillNameTemplate } from "@/lib/connections/name-template";
import { placeOfPathTemplate } from "@/lib/connections/path-template";
import type { FilePin, FileTemplate } from "@/lib/connections/resolve-target";
import { parseTemplate } from "@/lib/connections/target-template";
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
  readonly database: string;
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

/** One table's file with one actor's values in its path. */
export function fillFile(file: FileTemplate, applied: AppliedPolicy, ambient: Ambient): CombinedFile {
  requireFillable(applied);
  const template = parseTemplate(file.path);
  const names = template.placeholders.map(({ name }) => name);
  const values = plainValues(names, applied, ambient);
  // Compared with other tenants' paths (R03), whose templates may spell the same place differently.
  const filledPath = placeOfPathTemplate(file.path, values);
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
    database: location.database,
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
