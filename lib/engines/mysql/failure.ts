import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { engineErrors } from "../engine-errors";

/** Ended for its time, by the server's own limit, a wait for a lock, or somebody who killed it. */
const timeouts = new Set([1205, 1317, 1907, 1969, 3024]);

/** What is wrong with the source or the login, not with the query. */
const unavailable = new Set([1040, 1044, 1045, 1049, 1053, 1129, 1130, 1203, 1226, 1698, 1927, 3118, 4031, 4151]);

/** The fixed error for whatever the driver threw. Only the name of the error, from the driver's table, reaches the log. */
export function mysqlFailure(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  logged(error, "query failed");
  const number = serverErrorOf(error);
  if (number === undefined || unavailable.has(number)) return engineErrors.unavailable();
  return timeouts.has(number) ? engineErrors.timedOut() : engineErrors.refused();
}

/** The same for what went wrong before the statement was sent: whatever it was, the source is not usable as configured. */
export function connectFailure(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  logged(error, "connection failed");
  return engineErrors.unavailable();
}

/** The number of an error that the server answered with; undefined when the connection is what failed. */
export function serverErrorOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("sqlState" in error) || !("errno" in error)) return undefined;
  return typeof error.errno === "number" && !("fatal" in error && error.fatal) ? error.errno : undefined;
}

/** `ER_…`, or a code of the driver, the operating system or TLS such as `ECONNREFUSED`; never a message. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" && /^[A-Z0-9_]{1,64}$/.test(error.code) ? error.code : undefined;
}

function logged(error: unknown, what: string): void {
  log.info({ engine: "mysql", code: codeOf(error) }, what);
}
