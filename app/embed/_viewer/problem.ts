import { DataRequestError } from "@/components/dashboards/card-data";
import type { MessageName } from "@/components/dashboards/messages/english";

/** Why there is no dashboard, in the word that hosts are told and by the name of a sentence for the person. */
export interface Problem {
  readonly name: "expired" | "refused" | "offline" | "error";
  readonly sentence: MessageName;
}

export const expired: Problem = { name: "expired", sentence: "expired" };

export const noToken: Problem = { name: "refused", sentence: "noToken" };

/** Which of the few quiet states a failure leads to. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof DataRequestError)) return { name: "error", sentence: "failed" };
  if (error.status === 401) return expired;
  if (error.status === 403 || error.status === 404) return { name: "refused", sentence: "refused" };
  if (error.code === "offline") return { name: "offline", sentence: "offline" };
  return { name: "error", sentence: error.status === 429 ? "rateLimited" : "failed" };
}
