import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { GroupRemoval, GroupView } from "@/lib/groups/group-schema";
import { counted, levelWords } from "../../../_labels/words";
import { deleteGroupAction } from "../actions";

const namedAtMost = 5;

/** Asks before a group goes, with what its members lose. */
export function confirmGroupRemoval(group: GroupView, removal: GroupRemoval, onDone: () => void): void {
  confirmRemoval({
    kind: "group",
    name: group.name,
    consequences: lossInWords(removal),
    typeName: true,
    remove: () => deleteGroupAction(group.id),
    onDone,
  });
}

/** What members lose, a sentence each. */
export function lossInWords(removal: GroupRemoval): string[] {
  const { memberCount, losingCount, dashboards, dashboardCount, policies, policyCount } = removal;
  const members = counted(memberCount, "member");
  const losing = losingCount === null ? `up to ${members}` : counted(losingCount, "member");
  const shared = dashboards.map(({ title, level, losingCount: people }) => {
    const who =
      people === null ? "" : people === 0 ? "; everybody keeps it in another way" : ` for ${counted(people, "member")}`;
    return `“${title}” as ${levelWords[level].label.toLowerCase()}${who}`;
  });
  const more = dashboardCount - Math.min(shared.length, namedAtMost);
  return [
    `Ends ${memberCount === 1 ? "1 membership" : `${memberCount.toLocaleString("en-US")} memberships`}; the people stay`,
    ...(dashboardCount === 0
      ? ["No dashboard is shared with it"]
      : [
          `Takes ${counted(dashboardCount, "dashboard")} back from it; ${losing} lose something by that`,
          ...shared.slice(0, namedAtMost),
          ...(more > 0 ? [`and ${counted(more, "more dashboard")}`] : []),
        ]),
    ...(policyCount === 0 ? [] : [policyWords(policies, policyCount)]),
  ];
}

function policyWords(policies: GroupRemoval["policies"], count: number): string {
  const names = policies.slice(0, namedAtMost).map(({ name }) => `“${name}”`);
  const named = names.length === 0 ? "" : ` (${names.join(", ")}${count > names.length ? ", …" : ""})`;
  return `Ends ${counted(count, "policy assignment")}${named}: what they opened closes for members, and what they hid shows`;
}
