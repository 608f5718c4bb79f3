import { useEffect, useState } from "react";
import type { FilterScalar } from "@/lib/dashboards/filter-schema";
import type { FieldProps } from "./filter-field";

interface FoundValues {
  readonly values: readonly FilterScalar[];
  /** There are more than these. */
  readonly truncated: boolean;
  readonly state: "loading" | "ready" | "failed";
}

type Wanted = Pick<FieldProps, "filter" | "chosen" | "loadValues"> & { readonly search: string };

const typingMilliseconds = 250;
const nothing: FoundValues = { values: [], truncated: false, state: "loading" };

/** The values that a filter offers this viewer: its own options, or what the server finds for a search. */
export function useFilterValues({ filter, chosen, search, loadValues }: Wanted): FoundValues & { retry: () => void } {
  const [found, setFound] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const { name, options, narrowedBy = [] } = filter;
  const narrowing = JSON.stringify(Object.fromEntries(narrowedBy.map((other) => [other, chosen[other] ?? null])));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the same again
  useEffect(() => {
    if (options || !loadValues) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    setFound((before) => ({ ...before, state: "loading" }));
    const ask = () =>
      loadValues({ filter: name, search: search.trim(), filters: JSON.parse(narrowing), signal }).then(
        ({ data, truncated }) => setFound({ values: data, truncated, state: "ready" }),
        () => {
          if (!signal.aborted) setFound({ ...nothing, state: "failed" });
        },
      );
    const timer = window.setTimeout(ask, search === "" ? 0 : typingMilliseconds);
    return () => {
      window.clearTimeout(timer);
      leaving.abort();
    };
  }, [loadValues, options, name, search, narrowing, attempt]);
  const retry = () => setAttempt(attempt + 1);
  if (!options) return { ...found, retry };
  const wanted = search.trim().toLowerCase();
  const values = options.filter((one) => String(one).toLowerCase().includes(wanted));
  return { values, truncated: false, state: "ready", retry };
}
