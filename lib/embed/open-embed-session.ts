import { createHmac } from "node:crypto";
import type { AuditEventInput } from "@/lib/audit/audit-row";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now, secondsFromNow } from "@/lib/clock";
import type { FilterValues } from "@/lib/dashboards/filter-schema";
import { database } from "@/lib/database";
import { invalidToken, signAccessToken } from "@/lib/identity/embed-sessions/access-token";
import {
  decryptTokenPolicies,
  encryptTokenPolicies,
  type TokenPolicies,
} from "@/lib/identity/embed-sessions/embed-session-policies";
import {
  type EmbedSessionState,
  readEmbedSession,
  type SemanticDomainAccess,
} from "@/lib/identity/embed-sessions/read-embed-session";
import { sessionSecret } from "@/lib/identity/session-cookie";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import type { Prisma } from "@/prisma/client/client";
import { sweepEndedSessions } from "./sweep-ended-sessions";
import type { TokenAnswer } from "./token-exchange-schema";
import type { EmbedConfig } from "./token-schema";

/** However often a token is renewed, it ends so long after it was minted (R10). */
const sessionSeconds = 86_400;

export interface NewEmbedSession {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly kind: "DASHBOARD" | "PROJECT";
  readonly dashboardId: string | null;
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly allowEdit: boolean;
  readonly dashboardIds: readonly string[];
  readonly initialDashboardId: string | null;
  readonly policies: TokenPolicies;
  readonly params: FilterValues;
  readonly config: EmbedConfig;
  readonly semanticDomainAccess: SemanticDomainAccess;
  readonly lifetimeSeconds: number;
  /** Title of the dashboard or name of the project, for the audit. */
  readonly targetName: string;
}

/**
 * Writes a session, its first refresh token and the audit event together, and answers with the tokens.
 *
 * @throws DomainError `unauthenticated` when what it rests on went away while it was being written
 */
export async function openEmbedSession(input: NewEmbedSession): Promise<TokenAnswer> {
  const { policies, targetName: _, params, config, semanticDomainAccess, dashboardIds, ...columns } = input;
  const refreshToken = randomSecret("bh_refresh");
  const state = await database.$transaction(async (tx) => {
    await tx.embedSession.create({
      data: {
        ...columns,
        dashboardIds: [...dashboardIds],
        policiesCiphertext: encryptTokenPolicies(policies),
        params: params as Prisma.InputJsonObject,
        config,
        semanticDomainAccess: { mode: semanticDomainAccess.mode, domains: [...semanticDomainAccess.domains] },
        createdAt: now(),
        expiresAt: secondsFromNow(input.lifetimeSeconds),
        endsAt: secondsFromNow(sessionSeconds),
        refreshTokens: { create: { tokenHash: hashSecret(refreshToken) } },
      },
      select: { id: true },
    });
    const opened = await readEmbedSession(input.id, tx);
    if (!opened) throw invalidToken();
    await recordAuditEvent(tx, opened.actor, issuedEvent(input));
    return opened;
  });
  void sweepEndedSessions();
  return answerFor(state, refreshToken);
}

/** Signs an access token for a session as it stands now. */
export async function answerFor(state: EmbedSessionState, refreshToken: string): Promise<TokenAnswer> {
  const { expiresAt } = state;
  const sessionId = state.actor.embedSessionId;
  const accessToken = await signAccessToken({ sessionId, expiresAt, scope: scopeMark(state) });
  return { accessToken, refreshToken, tokenType: "Bearer", expiresAt: expiresAt.toISOString() };
}

/**
 * Equal for tokens that open the same data, different otherwise, and telling nothing else: a page that is handed a
 * token with another mark starts afresh, so that nothing of one tenant stays on another's screen (R10).
 */
function scopeMark({ actor, policiesCiphertext, lockedFilters, semanticDomainAccess }: EmbedSessionState): string {
  const { projectId, tenantId, userId, dashboardId, dashboardIds, allowEdit } = actor;
  const identity = { projectId, tenantId, userId, dashboardId, dashboardIds, allowEdit };
  const policies = decryptTokenPolicies(policiesCiphertext);
  const text = JSON.stringify([identity, policies, lockedFilters, semanticDomainAccess]);
  return createHmac("sha256", sessionSecret()).update(`embed-scope:${text}`).digest("base64url").slice(0, 22);
}

function issuedEvent(input: NewEmbedSession): AuditEventInput {
  return {
    action: "token.issued",
    tenantId: input.tenantId,
    projectId: input.projectId,
    targetId: input.dashboardId ?? input.projectId,
    targetName: input.targetName,
    details: {
      session: input.id,
      kind: input.kind.toLowerCase(),
      lifetimeSeconds: input.lifetimeSeconds,
      allowEdit: input.allowEdit,
      policies: input.policies.named.map((policy) => policy.policyId),
    },
  };
}
