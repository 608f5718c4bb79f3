import type { EngineTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { type Actor, isTenantActor } from "@/lib/identity/actor";
import { processState } from "@/lib/process-state";
import { FairPlaces, type PlaceRequest } from "./fair-places";
import { querySettings } from "./query-settings";

/** The places of this process that queries of all tenants run in. */
export function queryPlaces(): FairPlaces {
  return processState("queries.places", () => new FairPlaces(() => querySettings().places));
}

/**
 * Whose budget a query falls under, and what it competes for with others: each tenant has its own, also when the
 * organization looks as it; the organization's people share one, the viewers of no tenant another. What a source runs at
 * once is what its pool, or DuckDB's process, holds: waiting happens here, where it is fair, and not there.
 */
export function placeRequest(actor: Actor, tenantId: string | null, target: EngineTarget): PlaceRequest {
  const kind = tenantId !== null ? "tenant" : isTenantActor(actor) ? "viewers of no tenant" : "organization";
  const party = JSON.stringify([kind, actor.organizationId, tenantId]);
  const { maximumRunningDuckdbQueries, maximumConnectionsPerPool } = engineSettings();
  if (target.engine === "duckdb") return { party, source: "duckdb", sourcePlaces: maximumRunningDuckdbQueries };
  const { engine, host, port, database, user } = target;
  const source = JSON.stringify([engine, host, port, database, user]);
  return { party, source, sourcePlaces: maximumConnectionsPerPool };
}
