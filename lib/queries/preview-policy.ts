import { requirePermission } from "@/lib/authorization/require-permission";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type PreviewPolicyInput, previewPolicySchema } from "@/lib/policies/policy-schema";
import { prepareDraft } from "@/lib/policies/prepare-draft";
import type { PolicyPreview } from "./query-schema";
import { explainQuery, runQuery } from "./run-query";

/**
 * Tries a policy as it stands in an editor: the query that would run for one tenant, and its first rows. Nothing is
 * saved or kept; whatever refuses is said in the answer, so that an editor shows it beside what did work.
 *
 * @throws DomainError `forbidden` without `policy:update`, `not_found`, `invalid_input` for a policy that could not be
 * saved as it is
 */
export async function previewPolicy(
  actor: Actor,
  input: PreviewPolicyInput,
  signal?: AbortSignal,
): Promise<PolicyPreview> {
  requirePermission(actor, "policy:update");
  const { sql, tenantId, maximumRows, ...edit } = parseInput(previewPolicySchema, input);
  const draft = await prepareDraft(actor, edit);
  const { connectionId } = edit.policy;
  const request = { connectionId, sql, purpose: "policy", draft, asTenantId: tenantId, maximumRows, signal } as const;
  let secured: PolicyPreview["secured"] = null;
  try {
    secured = await explainQuery(actor, request);
    const { columns, data, rowCount, truncated } = await runQuery(actor, request);
    return { secured, rows: { columns, data, rowCount, truncated }, refusal: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "not_found") throw error;
    const { line, column } = error.fields ?? {};
    const place = { ...(line ? { line: Number(line) } : {}), ...(column ? { column: Number(column) } : {}) };
    return { secured, rows: null, refusal: { message: error.message, ...place } };
  }
}
