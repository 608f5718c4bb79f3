import type { ConnectionSettings } from "@/lib/connections/connection-schema";
import { locationInWords } from "@/lib/connections/connection-settings";
import { resolveTarget } from "@/lib/connections/resolve-target";
import { DomainError } from "@/lib/errors";
import type { ContextSubject } from "@/lib/policies/context-subject";
import { type ResolvedContext, resolveSecurityContext } from "@/lib/policies/resolve-security-context";
import type { Engine } from "@/prisma/client/enums";
import type { ConnectionExplanation } from "./access-schema";
import { explainTable, explainValues } from "./explain-table";

/** A connection of the project that is asked about. */
export interface ExplainedConnection {
  readonly id: string;
  readonly name: string;
  readonly engine: Engine;
}

/**
 * What the subjects may read of one connection, decided by the same function that the gate asks; nothing is run. What
 * would refuse every query stands as the refusal.
 */
export async function explainConnection(
  connection: ExplainedConnection,
  subjects: readonly ContextSubject[],
): Promise<ConnectionExplanation> {
  try {
    const context = await resolveSecurityContext({ connectionId: connection.id, sql: "", subjects, filters: {} });
    const { combination, settings } = context;
    const paths = pathsOf(settings, combination.files);
    return {
      ...connection,
      refusal: null,
      target: await targetInWords(context),
      schema: combination.schema,
      databaseRole: combination.role,
      tables: combination.tables.map((table) =>
        explainTable(table, paths.get(`${table.schema}.${table.name}`) ?? null),
      ),
      placeholders: explainValues(combination.placeholders),
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const nothing = { target: null, schema: null, databaseRole: null, tables: [], placeholders: [] };
    return { ...connection, refusal: error.message, ...nothing };
  }
}

async function targetInWords({ settings, targetLayer, role }: ResolvedContext): Promise<string> {
  if (settings.engine === "DUCKDB") return locationInWords(settings);
  const target = await resolveTarget(settings, { layer: targetLayer, role, tables: null });
  if (target.engine === "duckdb") return locationInWords(settings);
  const host = target.host.includes(":") ? `[${target.host}]` : target.host;
  return `${target.user}@${host}:${target.port}/${target.database}`;
}

function pathsOf(
  settings: ConnectionSettings,
  pins: readonly { readonly schema: string; readonly table: string; readonly filledPath: string }[],
): ReadonlyMap<string, string> {
  const own = settings.engine === "DUCKDB" ? settings.tables : [];
  return new Map([
    ...own.map(({ schema, name, path }) => [`${schema}.${name}`, path] as const),
    ...pins.map(({ schema, table, filledPath }) => [`${schema}.${table}`, filledPath] as const),
  ]);
}
