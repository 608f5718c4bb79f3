import type { DeletionConsequences } from "@/lib/dashboards/deletion-consequences";
import { counted } from "../../../../_labels/words";

/** What goes with a dashboard, a line each. */
export function removalWords({ cards, versions, shares, embedSessions }: DeletionConsequences): string[] {
  return [
    `Removes ${counted(cards, "card")} and ${counted(versions, "version")}: nothing can be restored afterwards`,
    shares === null ? "Removes everybody’s shares" : `Removes ${counted(shares, "share")}: nobody sees it any more`,
    embedSessions === null || embedSessions === 0
      ? "Pages that embed it show nothing any more"
      : `Ends ${counted(embedSessions, "embed session")} at once: pages that embed it show nothing any more`,
  ];
}
