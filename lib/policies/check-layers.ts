import type { ConnectionSettings, FileSettings } from "@/lib/connections/connection-schema";
import { parseNameTemplate } from "@/lib/connections/name-template";
import { parsePathTemplate } from "@/lib/connections/path-template";
import { requireAllowedLocation } from "@/lib/connections/reserved-targets";
import type { FileTemplate } from "@/lib/connections/resolve-target";
import { parseUrlTemplate } from "@/lib/connections/url-template";
import { isS3Path } from "@/lib/engines/duckdb/s3/s3-path";
import { DomainError } from "@/lib/errors";
import type { Engine } from "@/prisma/client/enums";
import { isSchemaADatabase } from "./engine-dialect";
import { secretsInTemplate } from "./policy-parameters";
import type { CheckedPolicyInput, PolicyProblem } from "./policy-schema";
import { spreadPathTemplate } from "./spread-path-template";
import { isSystemSchema } from "./system-schemas";

/** What is wrong with the connection and schema layers of a policy before anybody's values are put in. */
export async function checkLayers(
  input: CheckedPolicyInput,
  settings: ConnectionSettings,
  storedSecrets: readonly string[],
): Promise<PolicyProblem[]> {
  return [...(await checkConnectionLayer(input, settings, storedSecrets)), ...checkSchemaLayer(input, settings.engine)];
}

async function checkConnectionLayer(
  { connectionLayer: layer }: CheckedPolicyInput,
  settings: ConnectionSettings,
  storedSecrets: readonly string[],
): Promise<PolicyProblem[]> {
  if (!layer) return [];
  const { engine } = settings;
  const problems: PolicyProblem[] = [];
  if (!layer.urlTemplate && layer.fileTemplates.length === 0) {
    problems.push(error("connectionLayer", "Give a connection URL or at least one file path"));
  }
  if (layer.urlTemplate && settings.engine === "DUCKDB") {
    problems.push(...(await checkPathForAll(layer.urlTemplate, layer.fileTemplates, settings)));
  } else if (layer.urlTemplate) {
    problems.push(...(await checkUrlTemplate(layer.urlTemplate, engine, { ...layer.secrets }, storedSecrets)));
  }
  for (const [index, file] of layer.fileTemplates.entries()) {
    const path = `connectionLayer.fileTemplates.${index}.path`;
    if (engine !== "DUCKDB") problems.push(error(path, "This connection is a database; template its URL instead"));
    else problems.push(...(await checkPath(path, file.path, settings)));
  }
  return problems;
}

/** One path for all tables of a file connection. */
async function checkPathForAll(
  urlTemplate: string,
  fileTemplates: readonly FileTemplate[],
  settings: FileSettings,
): Promise<PolicyProblem[]> {
  const path = "connectionLayer.urlTemplate";
  const spread = () => spreadPathTemplate({ connectionLayer: { urlTemplate, fileTemplates } }, settings.tables);
  const problems = [...(await checkPath(path, urlTemplate, settings)), ...(await attempt(path, spread))];
  if (problems.length > 0) return problems.slice(0, 1);
  const moved = spread().connectionLayer?.fileTemplates ?? [];
  const staying = settings.tables.filter(
    ({ schema, name }) => !moved.some((file) => file.schema === schema && file.table === name),
  );
  return staying.map(({ schema, name }) =>
    warning(path, `${schema}.${name} stays where it is: its file has no name that the path ends with`),
  );
}

async function checkPath(path: string, template: string, settings: ConnectionSettings): Promise<PolicyProblem[]> {
  const onS3 = settings.engine === "DUCKDB" && settings.s3 !== undefined;
  if (isS3Path(template) && !onS3) return [error(path, "This connection has no access key for S3")];
  return attempt(path, () => parsePathTemplate(template));
}

async function checkUrlTemplate(
  urlTemplate: string,
  engine: Engine,
  secrets: Readonly<Record<string, string>>,
  storedSecrets: readonly string[],
): Promise<PolicyProblem[]> {
  const path = "connectionLayer.urlTemplate";
  const problems = await attempt(path, async () => {
    const { shape } = parseUrlTemplate(urlTemplate);
    if (shape.engine !== engine) throw new DomainError("invalid_input", "The URL is of another kind of database");
    await requireAllowedLocation(shape);
  });
  if (problems.length > 0) return problems;
  const missing = secretsInTemplate(urlTemplate).filter((name) =>
    secrets[name] === undefined || secrets[name] === "***" ? !storedSecrets.includes(name) : false,
  );
  problems.push(...missing.map((name) => error(`connectionLayer.secrets.${name}`, "Give a value for this secret")));
  if (!parseUrlTemplate(urlTemplate).namesDatabase) {
    problems.push(
      warning(path, "No placeholder names the database: every tenant reads the same one, under rules only"),
    );
  }
  return problems;
}

function checkSchemaLayer(
  { schemaLayer: layer, connectionLayer }: CheckedPolicyInput,
  engine: Engine,
): PolicyProblem[] {
  if (!layer) return [];
  const problems: PolicyProblem[] = [];
  if (layer.roleTemplate !== undefined && engine !== "POSTGRES") {
    problems.push(error("schemaLayer.roleTemplate", "Only PostgreSQL runs queries as a role"));
  }
  if (connectionLayer?.urlTemplate && isSchemaADatabase(engine)) {
    problems.push(error("schemaLayer.schemaTemplate", "A schema is a database here, and the URL names one already"));
  }
  const templates = { schemaTemplate: layer.schemaTemplate, roleTemplate: layer.roleTemplate };
  for (const [field, template] of Object.entries(templates)) {
    if (template === undefined) continue;
    try {
      parseNameTemplate(template);
    } catch (failure) {
      problems.push(problemOf(`schemaLayer.${field}`, failure));
    }
  }
  if (isSystemSchema(layer.schemaTemplate)) {
    problems.push(error("schemaLayer.schemaTemplate", "System schemas cannot be a tenant's"));
  }
  for (const [index, shared] of layer.sharedSchemas.entries()) {
    const path = `schemaLayer.sharedSchemas.${index}`;
    if (isSystemSchema(shared)) problems.push(error(path, "System schemas cannot be shared"));
  }
  return problems;
}

async function attempt(path: string, work: () => unknown): Promise<PolicyProblem[]> {
  try {
    await work();
    return [];
  } catch (failure) {
    return [problemOf(path, failure)];
  }
}

function problemOf(path: string, failure: unknown): PolicyProblem {
  if (failure instanceof DomainError) return error(path, failure.message);
  throw failure;
}

export function error(path: string, message: string, place?: { line?: number; column?: number }): PolicyProblem {
  return { path, message, severity: "error", ...(place?.line ? { line: place.line, column: place.column } : {}) };
}

export function warning(path: string, message: string): PolicyProblem {
  return { path, message, severity: "warning" };
}
