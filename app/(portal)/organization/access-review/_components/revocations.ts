import type { RowAction } from "@/components/data-table/row-menu";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { AccessWay, ReviewedAccess } from "@/lib/shares/access-schema";
import { wayInWords } from "../../../_labels/ways-in-words";
import { revokeShareAction } from "../actions";

/** What can be taken away from a line: each share that lets the person in. A role is changed with the person. */
export function revocations(line: ReviewedAccess): RowAction[] {
  return line.ways.flatMap((way) =>
    way.shareId === null
      ? []
      : [{ label: `Revoke: ${wayInWords(way)}`, danger: true, onSelect: () => ask(line, way, way.shareId ?? "") }],
  );
}

function ask(line: ReviewedAccess, way: AccessWay, shareId: string): void {
  confirmRemoval({
    kind: "share of",
    name: line.dashboardTitle,
    verb: "Revoke",
    consequences: [lostWords(line, way), ...otherWays(line, shareId)],
    remove: () => revokeShareAction(line.dashboardId, shareId),
  });
}

function lostWords({ displayName }: ReviewedAccess, { kind, groupName }: AccessWay): string {
  switch (kind) {
    case "GROUP":
      return `Everybody in group ${groupName} loses this, not ${displayName} alone`;
    case "TENANT":
      return `Everybody of ${displayName}’s tenant loses this`;
    case "ALL_TENANTS":
      return "The people of all tenants lose this";
    case "ALL_ORGANIZATION_USERS":
      return "Everybody of the organization loses this";
    default:
      return `${displayName} loses this from their next request on`;
  }
}

function otherWays({ displayName, ways }: ReviewedAccess, shareId: string): string[] {
  const left = ways.filter((way) => way.shareId !== shareId).map(wayInWords);
  return left.length === 0 ? [] : [`${displayName} still reaches it: ${left.join(", ")}`];
}
