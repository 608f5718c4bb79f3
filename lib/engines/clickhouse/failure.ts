import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { engineErrors } from "../engine-errors";
import { BrokenAnswerError } from "./read-compact-json";
import { serverCodeIn } from "./server-code";

/** Too slow for a limit of the server's, or killed. */
const timeouts = new Set(["159", "160", "394"]);

/** What is wrong with the source or the login, not with the query. */
const unavailable = new Set(["81", "192", "193", "194", "195", "202", "203", "209", "210", "279", "291", "516"]);

/** The fixed error for whatever the driver threw. Only the number of the server's error, or the system's code, is logged. */
export function clickhouseFailure(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const code = logged(error, "query failed");
  if (error instanceof BrokenAnswerError && code === undefined) return engineErrors.refused();
  if (code === undefined || !/^\d+$/.test(code) || unavailable.has(code)) return engineErrors.unavailable();
  return timeouts.has(code) ? engineErrors.timedOut() : engineErrors.refused();
}

/** The same for what went wrong before the statement was sent: whatever it was, the source is not usable as configured. */
export function connectFailure(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  logged(error, "connection failed");
  return engineErrors.unavailable();
}

/** The server no longer takes the settings that it took before: another version, another profile. */
export function refusesSettings(error: unknown): boolean {
  const code = codeOf(error);
  return code === "115" || code === "164";
}

/** A number of the server's, or a code of the operating system or TLS such as `ECONNREFUSED`; never a message. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof BrokenAnswerError) return error.serverCode;
  if (!(error instanceof Error)) return undefined;
  // The driver does not recognise how older servers put it.
  if (!("code" in error)) return serverCodeIn(error.message);
  return typeof error.code === "string" && /^[A-Z0-9_]{1,64}$/.test(error.code) ? error.code : undefined;
}

function logged(error: unknown, what: string): string | undefined {
  const code = codeOf(error);
  log.info({ engine: "clickhouse", code }, what);
  return code;
}
