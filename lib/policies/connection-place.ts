import type { ConnectionSettings } from "@/lib/connections/connection-schema";
import { settingsLocation } from "@/lib/connections/connection-settings";
import { DomainError } from "@/lib/errors";
import type { Combination } from "./combine-policies";
import { isSchemaADatabase } from "./engine-dialect";
import { locationName } from "./target-registry";

/** Where a connection itself leads, before any policy. */
export interface ConnectionPlace {
  /** What a name without a schema means there. */
  readonly defaultSchema: string;
  /** `host:port/database`; null for files. */
  readonly location: string | null;
  /** Where a schema of the same server is, on engines whose schemas are databases; null where they lie inside one. */
  readonly locationOf: ((schema: string) => string) | null;
}

/** A connection's own place, as its engine understands schemas. */
export function connectionPlace(settings: ConnectionSettings): ConnectionPlace {
  if (settings.engine === "DUCKDB") return { defaultSchema: "main", location: null, locationOf: null };
  const own = settingsLocation(settings);
  const location = locationName(own);
  if (!isSchemaADatabase(settings.engine)) return { defaultSchema: "public", location, locationOf: null };
  return {
    defaultSchema: own.database,
    location,
    locationOf: (schema) => locationName({ ...own, database: schema }),
  };
}

/**
 * The same tables, under the name of the database that a connection layer has chosen. Where a schema is a database, the
 * catalog's names would lead back into the connection's own, and past the layer.
 *
 * @throws DomainError `query_refused` when a schema layer has chosen a database as well.
 */
export function placeInDatabase(combination: Combination, place: ConnectionPlace): Combination {
  const { url } = combination;
  if (!url || !place.locationOf) return combination;
  if (combination.schema !== null) throw new DomainError("query_refused", "Policies lead to different databases");
  return {
    ...combination,
    // Tables of other schemas are not read under such a layer; they keep their names.
    tables: combination.tables.map((table) =>
      table.schema === place.defaultSchema
        ? { ...table, schema: url.database }
        : { ...table, readable: false, opening: null },
    ),
    defaultSchema: url.database,
    namedSchemas: [url.database],
  };
}
