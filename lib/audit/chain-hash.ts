import { createHash } from "node:crypto";
import type { AuditEvent } from "@/prisma/client/client";
import { canonicalJson, type JsonValue } from "./canonical-json";

/** What of an event the chain holds fast: everything but its place. */
export const chainedFields = {
  id: true,
  organizationId: true,
  tenantId: true,
  projectId: true,
  actorKind: true,
  actorId: true,
  actorName: true,
  action: true,
  targetId: true,
  targetName: true,
  details: true,
  occurredAt: true,
} as const satisfies Partial<Record<keyof AuditEvent, true>>;

export type ChainedEvent = Pick<AuditEvent, keyof typeof chainedFields>;

/** Where an event stands. */
export interface ChainPlace {
  readonly chainId: string;
  /** From 1. */
  readonly sequence: number;
  readonly previousHash: string;
}

/** What the first event of a chain builds on. */
export const firstPreviousHash = "0".repeat(64);

/** Names the form of what is hashed, so that another form can be told apart from a forgery. */
const form = "bulkhead audit event 1";

/** The chain an event belongs to: that of its one tenant, or the organization's own. */
export function chainOf({ tenantId, organizationId }: Pick<ChainedEvent, "tenantId" | "organizationId">): string {
  return tenantId ?? organizationId;
}

/**
 * The hash of an event at its place, SHA-256 in hex. No field, no place and no event before it can be another without the
 * hash being another: all of them go in as one list in canonical JSON, in which no two lists read alike.
 */
export function chainHash({ chainId, sequence, previousHash }: ChainPlace, event: ChainedEvent): string {
  const parts: JsonValue = [
    form,
    chainId,
    sequence,
    previousHash,
    event.id,
    event.organizationId,
    event.tenantId,
    event.projectId,
    event.actorKind,
    event.actorId,
    event.actorName,
    event.action,
    event.targetId,
    event.targetName,
    event.details as JsonValue,
    event.occurredAt.toISOString(),
  ];
  return createHash("sha256").update(canonicalJson(parts)).digest("hex");
}
