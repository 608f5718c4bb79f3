"use client";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { PolicyCheck, PolicyInput, PolicyProblem } from "@/lib/policies/policy-schema";
import { checkPolicyAction } from "../actions";
import { unnamed } from "./policy-values";

export interface LiveCheck {
  readonly check: PolicyCheck | null;
  /** True while what is shown is older than what stands in the form. */
  readonly pending: boolean;
  readonly failure: string | null;
  /** The first problem at a field, or inside it. */
  readonly problemAt: (path: string) => PolicyProblem | undefined;
}

/** Checks the policy half a second after the last change, and keeps the last answer until the next has come. */
export function usePolicyCheck(input: PolicyInput): LiveCheck {
  const isNamed = input.name.trim() !== "";
  const text = JSON.stringify(isNamed ? input : { ...input, name: unnamed });
  const [settled] = useDebouncedValue(text, 500);
  const [checked, setChecked] = useState<{ text: string; check: PolicyCheck | null; failure: string | null } | null>(
    null,
  );
  useEffect(() => {
    let current = true;
    checkPolicyAction(JSON.parse(settled))
      .then((outcome) => {
        if (!current) return;
        setChecked({
          text: settled,
          check: outcome.ok ? outcome.data : null,
          failure: outcome.ok ? null : outcome.error.message,
        });
      })
      .catch(() => {
        if (current) setChecked({ text: settled, check: null, failure: "The check could not reach the server." });
      });
    return () => {
      current = false;
    };
  }, [settled]);
  const check = checked?.check ? withoutName(checked.check, isNamed) : null;
  const problems = check?.problems ?? [];
  return {
    check,
    pending: checked?.text !== text,
    failure: checked?.failure ?? null,
    problemAt: (path) => problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`)),
  };
}

/** A missing name is a problem like others, but keeps nothing else from being checked. */
function withoutName(check: PolicyCheck, isNamed: boolean): PolicyCheck {
  const missing = { path: "name", message: "Give it a name", severity: "error" } as const;
  return isNamed ? check : { ...check, problems: [missing, ...check.problems] };
}
