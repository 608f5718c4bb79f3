"use client";
import { useState } from "react";
import { type ActionOutcome, unreachable } from "./action-outcome";
import { notifyDone, notifyFailed } from "./notify";

/** Runs a server action from a button: one at a time, its success or failure told as a notice. */
export function useAction() {
  const [pending, setPending] = useState(false);
  async function run<T>(action: () => Promise<ActionOutcome<T>>, done?: string): Promise<T | undefined> {
    setPending(true);
    const outcome = await action().catch(() => null);
    setPending(false);
    if (!outcome?.ok) {
      notifyFailed(outcome?.error.message ?? unreachable);
      return undefined;
    }
    if (done) notifyDone(done);
    return outcome.data;
  }
  return { run, pending };
}
