import { DataRequestError } from "@/components/dashboards/card-data";

/** Why there is no dashboard, in the word that hosts are told and a sentence for the person. */
export interface Problem {
  readonly name: "expired" | "refused" | "offline" | "error";
  readonly sentence: string;
}

export const expired: Problem = {
  name: "expired",
  sentence: "Access to this dashboard has ended. Reload the page to continue.",
};

export const noToken: Problem = { name: "refused", sentence: "The page has not given access to this dashboard." };

/** Which of the few quiet states a failure leads to. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof DataRequestError))
    return { name: "error", sentence: "Something went wrong. Try again later." };
  if (error.status === 401) return expired;
  if (error.status === 403 || error.status === 404) {
    return { name: "refused", sentence: "This dashboard is not available." };
  }
  if (error.code === "offline") return { name: "offline", sentence: "There is no connection." };
  if (error.status === 429) return { name: "error", sentence: "Too many requests. Try again in a minute." };
  return { name: "error", sentence: "Something went wrong. Try again later." };
}
