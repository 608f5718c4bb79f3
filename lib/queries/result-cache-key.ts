import { createHmac } from "node:crypto";
import type { EngineTarget } from "@/lib/engines/engine";

/** Everything that decides which rows an answer holds (R23). */
export interface ResultKeyParts {
  readonly organizationId: string;
  /** The tenant whose context held; null for the organization's own view and for viewers of no tenant. */
  readonly tenantId: string | null;
  readonly connectionId: string;
  /** Grows with every change of settings, policies, secrets, catalog and exposure, in the transaction that makes it. */
  readonly connectionVersion: number;
  /** Server, database, login and role with all their options; or the file tables with their paths. */
  readonly target: EngineTarget;
  /** Says which files a target of files has at this moment; null for a server. */
  readonly filesVersion: string | null;
  /** As the engine gets it, its constants filled in. */
  readonly sql: string;
  readonly maximumRows: number;
  readonly maximumResultBytes: number;
}

/** Of what is kept under a key; another one after a change of that form, or of the session that engines run in. */
const form = "bulkhead result 1";

/**
 * The one name that an answer is kept under: equal for two queries only when all parts are. Parts are told apart by
 * their encoding, so none can spill into the next one, and a field that a target gets later counts by itself. Keyed with a
 * secret of the installation, so that a key found elsewhere confirms no guess at a password or a value.
 */
export function resultCacheKey(parts: ResultKeyParts, secret: Buffer): string {
  return createHmac("sha256", secret)
    .update(canonical([form, parts]))
    .digest("base64url");
}

/** JSON with the members of objects in one order. What JSON cannot hold must not look like something else. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
  }
  const plain = value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  if (!plain) throw new TypeError("A part of a result's key has no canonical form");
  return JSON.stringify(value);
}
