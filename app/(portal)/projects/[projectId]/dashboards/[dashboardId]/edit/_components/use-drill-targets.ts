import { useEffect, useMemo, useRef, useState } from "react";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { isUuid } from "@/lib/uuid";
import { type DrillTarget, findDrillTarget } from "./find-drill-targets";

/** The dashboards that a card's clicks lead to, by id; null for what cannot be opened, nothing for what is not known yet. */
export function useDrillTargets(
  projectId: string,
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
      findDrillTarget(projectId, id).then(
        (target) => setTargets((current) => new Map(current).set(id, target)),
        // Nobody knows then; it is asked again when the card is looked at again, and publishing checks it.
        () => undefined,
      );
    }
  }, [projectId, wanted]);
  return targets;
}
