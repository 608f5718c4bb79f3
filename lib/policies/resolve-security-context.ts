import type { ConnectionSettings } from "@/lib/connections/connection-schema";
import { decryptSettings } from "@/lib/connections/connection-settings";
import type { TargetLayer } from "@/lib/connections/resolve-target";
import { DomainError, notFound } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import type { ParameterValue, SecurityContext } from "@/lib/sql/security-context";
import { applyPolicies, subjectValues } from "./apply-policies";
import { type Combination, combinePolicies } from "./combine-policies";
import { type ConnectionDefinition, connectionDefinition } from "./connection-definition";
import { type ConnectionPlace, connectionPlace, placeInDatabase } from "./connection-place";
import type { ContextSubject } from "./context-subject";
import { datasetTables, trustedContext } from "./dataset-tables";
import { assignedDraft, type DraftPolicy, withDraft } from "./draft-policy";
import { dialectOf } from "./engine-dialect";
import { filterPlaceholders } from "./filter-placeholders";
import { intersectCombinations } from "./intersect-combinations";
import { type LoadedSubject, loadSubject } from "./load-subject";
import { loadTargetRegistry } from "./load-target-registry";
import { decryptPolicySecret } from "./policy-rows";
import { queryPlaceholders } from "./query-placeholders";
import { TargetRegistry } from "./target-registry";
import type { ViewerInput } from "./viewer-input";

export interface ContextRequest {
  readonly connectionId: string;
  readonly sql: string;
  /** The SQL is a trusted dataset's own: whether the actor may run it so is the caller's to have checked. */
  readonly trusted?: boolean;
  /** From `contextSubjects`; what all of them may see is seen. */
  readonly subjects: readonly ContextSubject[];
  /** A policy as it stands in an editor, in the stored one's place or beside the others. */
  readonly draft?: DraftPolicy;
  /** Viewer inputs by filter name. */
  readonly filters: Readonly<Record<string, ViewerInput>>;
  /** Values of a domain's compiled query, as the placeholders `query.<name>`. */
  readonly queryValues?: Readonly<Record<string, ParameterValue>> | undefined;
}

/** Everything a query needs besides its SQL. */
export interface ResolvedContext {
  readonly connection: Pick<ConnectionDefinition, "id" | "projectId" | "name" | "version" | "resultCacheSeconds">;
  readonly settings: ConnectionSettings;
  readonly security: SecurityContext;
  readonly targetLayer: TargetLayer | null;
  readonly role: string | null;
  /** The tenant whose data this is about; null for the organization's own view and for viewers of no tenant. */
  readonly tenant: { readonly id: string; readonly key: string } | null;
  /** Every table with what was decided about it, for explaining; unreadable ones included. */
  readonly combination: Combination;
}

/**
 * Decides what the subjects may see of a connection, from the metadata as it is at this moment: one statement a subject,
 * and the definition kept for the version it found.
 *
 * @throws DomainError `not_found`, `invalid_input` for a filter that is none, `query_refused` when policies contradict
 * each other or cannot be filled in.
 */
export async function resolveSecurityContext(request: ContextRequest): Promise<ResolvedContext> {
  const { loaded, connection: stored } = await loadConsistently(request);
  const connection = request.draft ? withDraft(stored, request.draft) : stored;
  const settings = settingsOf(stored);
  const place = connectionPlace(settings);
  const combinations = await Promise.all(
    request.subjects.map(async (subject, index) => {
      const one = loaded[index];
      if (!one) throw new Error("A subject was not loaded");
      const facts = request.draft ? assignedDraft(one, subject, request.draft) : one;
      return combineFor(subject, facts, connection, place, stored);
    }),
  );
  const combination = placeInDatabase(combinations.reduce(intersectCombinations), place);
  const { sql } = request;
  const dialect = dialectOf(connection.engine);
  const inputs = {
    ...filterPlaceholders(request.filters, connection.policies, { sql, dialect }),
    ...queryPlaceholders(request.queryValues ?? {}),
  };
  const tenant = loaded.map((one) => one.tenant).find((one) => one !== null) ?? null;
  return {
    connection,
    settings,
    security: request.trusted
      ? { dialect, ...trustedContext(combination, request.sql) }
      : securityContext(connection, combination, inputs, request),
    targetLayer: targetLayer(connection, combination),
    role: combination.role,
    tenant: tenant && { id: tenant.id, key: tenant.key },
    combination,
  };
}

/**
 * Subjects and definition of one and the same version. Were they mixed, an assignment could name a policy that is gone
 * while the one that replaced it is not looked at yet.
 */
async function loadConsistently({ connectionId, subjects }: ContextRequest) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const loaded = await Promise.all(
      subjects.map((subject) => loadSubject(connectionId, subject, { anew: attempt > 0 })),
    );
    const version = loaded[0]?.version ?? 0;
    const connection = await connectionDefinition(connectionId, version);
    if (!connection) throw notFound("Connection");
    if (connection.version === version && loaded.every((one) => one.version === version)) return { loaded, connection };
  }
  throw new DomainError("conflict", "The connection is being changed, try again");
}

async function combineFor(
  subject: ContextSubject,
  loaded: LoadedSubject,
  connection: ConnectionDefinition,
  place: ConnectionPlace,
  stored: ConnectionDefinition,
): Promise<Combination> {
  const ambient = subjectValues(subject, loaded);
  const applied = applyPolicies(subject, loaded, connection.policies, ambient);
  const tokenSchema = subject.tokenPolicies?.schema ?? null;
  const layered = tokenSchema !== null || applied.some(({ policy }) => policy.connectionLayer || policy.schemaLayer);
  // Whom no layer moves is kept out of where it leads others.
  const needsTargets = layered || subject.audience === "tenant";
  return combinePolicies({
    subject: { ...subject, tokenSchema },
    applied,
    policies: connection.policies,
    tables: connection.tables,
    ambient,
    readableAttributes: new Set(loaded.readableAttributes),
    place,
    // Of what is stored: what an editor holds leads nobody anywhere yet.
    registry: needsTargets
      ? await loadTargetRegistry(subject.organizationId, stored, place)
      : new TargetRegistry(place),
  });
}

/** What the guard gets: only tables that are read, so that all others look alike to it (R04). */
function securityContext(
  connection: ConnectionDefinition,
  combination: Combination,
  inputs: SecurityContext["placeholders"],
  { sql, subjects }: ContextRequest,
): SecurityContext {
  const told = subjects.some(({ audience }) => audience === "organization");
  const readable = combination.tables.filter((table) => table.readable);
  return {
    dialect: dialectOf(connection.engine),
    defaultSchema: combination.defaultSchema,
    namedSchemas: combination.namedSchemas,
    tables: [...readable, ...datasetTables(connection.datasets, combination, sql, told)],
    placeholders: { ...combination.placeholders, ...inputs },
  };
}

function targetLayer(connection: ConnectionDefinition, { url, files }: Combination): TargetLayer | null {
  if (!url && files.length === 0) return null;
  const secrets = url ? (connection.secrets.get(url.policyId) ?? []) : [];
  return {
    url: url && {
      template: url.template,
      values: url.values,
      secrets: Object.fromEntries(secrets.map(({ name, ciphertext }) => [name, openSecret(ciphertext)])),
    },
    files,
  };
}

const openedSettings = processState("opened-settings", () => new WeakMap<ConnectionDefinition, ConnectionSettings>());

/** Opened once for as long as the definition is kept. */
function settingsOf(connection: ConnectionDefinition): ConnectionSettings {
  const known = openedSettings.get(connection);
  if (known) return known;
  const settings = decryptSettings(connection.settingsCiphertext);
  openedSettings.set(connection, settings);
  return settings;
}

function openSecret(ciphertext: string): string {
  try {
    return decryptPolicySecret(ciphertext);
  } catch {
    throw new DomainError("query_refused", "A secret of a policy cannot be opened");
  }
}
