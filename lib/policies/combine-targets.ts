import { fillNameTemplate, matchNameTemplate } from "@/lib/connections/name-template";
import { DomainError } from "@/lib/errors";
import type { AppliedPolicy, AppliedValue } from "./applied-policy";
import {
  type CombinedFile,
  type CombinedSchema,
  type CombinedUrl,
  fillFile,
  fillSchema,
  fillUrl,
} from "./fill-targets";
import type { PolicyDefinition } from "./policy-definition";

type Ambient = Readonly<Record<string, AppliedValue>>;

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
