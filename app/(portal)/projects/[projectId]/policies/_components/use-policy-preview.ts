"use client";
import { useState } from "react";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import type { PreviewPolicyInput } from "@/lib/policies/policy-schema";
import type { PolicyPreview } from "@/lib/queries/query-schema";
import { previewPolicyAction } from "../actions";

export interface TriedPolicy {
  readonly input: PreviewPolicyInput;
  readonly outcome: ActionOutcome<PolicyPreview>;
}

const unreached = { ok: false, error: { code: "internal", message: unreachable } } as const;

/** Tries the policy when asked to, and keeps the last answer beside what it is the answer to. */
export function usePolicyPreview() {
  const [pending, setPending] = useState(false);
  const [tried, setTried] = useState<TriedPolicy | null>(null);
  const run = async (input: PreviewPolicyInput) => {
    setPending(true);
    const outcome = await previewPolicyAction(input).catch(() => unreached);
    setTried({ input, outcome });
    setPending(false);
  };
  return { run, pending, tried };
}
