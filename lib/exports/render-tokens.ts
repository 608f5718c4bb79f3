import { createHash, randomBytes } from "node:crypto";
import { now } from "@/lib/clock";
import type { CardOutcome } from "@/lib/dashboards/run-dashboard";
import { DomainError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import type { PrintedDashboard } from "./printed-dashboard-schema";

/** A dashboard that was opened for somebody and waits to be drawn by the server's own browser. */
export interface Rendering {
  readonly dashboard: PrintedDashboard;
  /** Opened with the rights of whoever asked for the export; nothing has run yet. */
  readonly outcomes: AsyncGenerator<CardOutcome, void, undefined>;
}

const lifetimeSeconds = 60;

interface Waiting extends Rendering {
  readonly expiresAt: number;
}

const waiting = processState("exports.renderings", () => new Map<string, Waiting>());

/**
 * A token that hands this rendering over once, within 60 seconds (R24). It opens nothing else: what may be read was
 * decided before it was made.
 */
export function issueRenderToken(rendering: Rendering): string {
  const token = randomBytes(32).toString("base64url");
  waiting.set(hashOf(token), { ...rendering, expiresAt: now().getTime() + lifetimeSeconds * 1000 });
  return token;
}

/**
 * Gives what the token stands for, and forgets it.
 *
 * @throws DomainError `unauthenticated` for a token that was used, has expired or never was, all alike
 */
export function redeemRenderToken(token: string): Rendering {
  const hash = hashOf(token);
  const found = waiting.get(hash);
  waiting.delete(hash);
  if (!found || found.expiresAt <= now().getTime()) {
    throw new DomainError("unauthenticated", "The token is not valid or has expired");
  }
  return found;
}

/** Takes a token back that was not used; what it stood for ends. */
export async function withdrawRenderToken(token: string): Promise<void> {
  const hash = hashOf(token);
  const found = waiting.get(hash);
  waiting.delete(hash);
  await found?.outcomes.return();
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
