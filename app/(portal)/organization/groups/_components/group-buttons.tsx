"use client";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { GroupView } from "@/lib/groups/group-schema";
import { counted } from "../../../_labels/words";
import { deleteGroupAction } from "../actions";
import { AddMemberDialog } from "./add-member-dialog";
import { GroupDialog } from "./group-dialog";

/** Edit, delete and the way to add people. */
export function GroupButtons({ group }: { group: GroupView }) {
  const [editing, edit] = useDisclosure(false);
  const [adding, add] = useDisclosure(false);
  const router = useRouter();
  const remove = () =>
    confirmRemoval({
      kind: "group",
      name: group.name,
      consequences: [
        `${counted(group.memberCount, "member")} lose what is shared with the group`,
        "Policy assignments to the group are removed; what they opened closes",
      ],
      typeName: true,
      remove: () => deleteGroupAction(group.id),
      onDone: () => router.push("/organization/groups"),
    });
  return (
    <>
      <Button variant="default" onClick={edit.open}>
        Edit
      </Button>
      <Button variant="default" c="var(--bh-danger)" onClick={remove}>
        Delete
      </Button>
      <Button onClick={add.open}>Add members</Button>
      <GroupDialog opened={editing} onClose={edit.close} group={group} />
      <AddMemberDialog opened={adding} onClose={add.close} group={group} />
    </>
  );
}
