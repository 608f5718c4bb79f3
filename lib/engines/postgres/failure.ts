import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { PostgresTarget } from "../engine";
import { engineErrors } from "../engine-errors";
import { poolerBefore } from "./session-settings";

/** Connection lost, server going down or full, login or database gone: what is wrong with the source, not the query. */
const unavailableStates = /^(08|28|3D|53|57P|58|F0|XX)/;

/** No such role, or not one that the login is a member of, or none that would be this connection's alone. */
export const roleRefusals: ReadonlySet<string> = new Set(["22023", "42501", poolerBefore]);

/**
 * The fixed error for whatever a driver threw. Only the five characters of SQLSTATE, or the system's error code, reach
 * the log.
 */
export function postgresFailure(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const code = logged(error, "query failed");
  if (code === "57014") return engineErrors.timedOut();
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code) || unavailableStates.test(code))
    return engineErrors.unavailable();
  return engineErrors.refused();
}

/** The same for what went wrong before the statement was sent: whatever it was, the source is not usable as configured. */
export function connectFailure(error: unknown, target: PostgresTarget): DomainError {
  if (error instanceof DomainError) return error;
  const code = logged(error, "connection failed");
  const role = target.role !== undefined && code !== undefined && roleRefusals.has(code);
  return role ? engineErrors.roleRefused() : engineErrors.unavailable();
}

function logged(error: unknown, what: string): string | undefined {
  const code = codeOf(error);
  log.info({ engine: "postgres", code }, what);
  return code;
}

/** SQLSTATE, or a code of the operating system or TLS such as `ECONNREFUSED`; never a message. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" && /^[A-Z0-9_]{1,64}$/.test(error.code) ? error.code : undefined;
}
