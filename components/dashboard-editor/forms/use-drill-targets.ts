import { useEffect, useMemo, useRef, useState } from "react";
import type { Choice } from "@/components/form-controls/controls";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { isUuid } from "@/lib/uuid";

/** Another dashboard that a click leads to. */
export interface DrillTarget {
  readonly title: string;
  /** Names of its filters. */
  readonly filters: readonly string[];
}

/** Where a click may lead. Keep it the same object between renders. */
export interface DrillTargets {
  /** Those whose name has these words. */
  readonly find: (words: string) => Promise<Choice[]>;
  /** One of them; null when there is none of this id that the author can open. */
  readonly get: (dashboardId: string) => Promise<DrillTarget | null>;
}

/** The dashboards that a card's clicks lead to, by id; null for what cannot be opened, nothing for what is not known yet. */
export function useDrillTargets(
  { get }: DrillTargets,
  interactions: DraftCard["interactions"],
): ReadonlyMap<string, DrillTarget | null> {
  const [targets, setTargets] = useState<ReadonlyMap<string, DrillTarget | null>>(new Map());
  const asked = useRef(new Set<string>());
  const wanted = useMemo(
    () => interactions.flatMap(({ dashboardId }) => (typeof dashboardId === "string" ? [dashboardId] : [])),
    [interactions],
  );
  useEffect(() => {
    for (const id of wanted) {
      if (asked.current.has(id) || !isUuid(id)) continue;
      asked.current.add(id);
      get(id).then(
        (target) => setTargets((current) => new Map(current).set(id, target)),
        // Nobody knows then; it is asked again when the card is looked at again, and publishing checks it.
        () => undefined,
      );
    }
  }, [get, wanted]);
  return targets;
}
