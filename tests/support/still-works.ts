import { actorFromApiKey } from "@/lib/identity/api-keys/actor-from-api-key";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { sessionActor } from "@/lib/identity/session-actor";
import { memoryResults } from "@/lib/queries/memory-results";
import { runQuery } from "@/lib/queries/run-query";

interface Query {
  readonly connectionId: string;
  readonly sql: string;
}

/** A session, a token and rows of a tenant, in use. */
export interface InUse {
  readonly sessionId: string;
  readonly token: string;
  /** An API key that asks for data of the tenant. */
  readonly program?: Query & { readonly key: string; readonly tenantId: string };
}

/** The same, asked of an instance; `read` has it read as this person first, so that the answer is kept there. */
export interface AskedInstance extends InUse {
  readonly read?: Query & { readonly userId: string };
}

/** What an instance still lets through of a tenant. */
export interface StillWorking {
  readonly session: boolean;
  readonly embed: boolean;
  /** Only where a program was named. */
  readonly apiKey?: boolean;
  /** Tenants of which it keeps rows. */
  readonly keptTenants: number;
}

/** Asks this process. */
export async function stillWorks({ sessionId, token, program }: InUse): Promise<StillWorking> {
  return {
    session: await works(sessionActor(sessionId)),
    embed: await works(actorFromEmbedToken(token)),
    ...(program ? { apiKey: await works(readAs(program)) } : {}),
    keptTenants: memoryResults().usage().tenants,
  };
}

async function readAs({ key, tenantId, connectionId, sql }: NonNullable<InUse["program"]>) {
  return runQuery(await actorFromApiKey(key), { connectionId, sql, asTenantId: tenantId, purpose: "card" });
}

function works(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    (value) => value !== null,
    () => false,
  );
}
