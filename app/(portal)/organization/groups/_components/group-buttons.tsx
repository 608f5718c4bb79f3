"use client";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/ui/use-action";
import type { GroupView } from "@/lib/groups/group-schema";
import { groupRemovalAction } from "../actions";
import { AddMembersDialog } from "./add-members-dialog";
import { confirmGroupRemoval } from "./confirm-group-removal";
import { GroupDialog } from "./group-dialog";

/** Edit, delete and the way to add people. */
export function GroupButtons({ group }: { group: GroupView }) {
  const [editing, edit] = useDisclosure(false);
  const [adding, add] = useDisclosure(false);
  const { run, pending } = useAction();
  const router = useRouter();
  const remove = async () => {
    const removal = await run(() => groupRemovalAction(group.id));
    if (removal) confirmGroupRemoval(group, removal, () => router.push("/organization/groups"));
  };
  return (
    <>
      <Button variant="default" onClick={edit.open}>
        Edit
      </Button>
      <Button variant="default" c="var(--bh-danger)" loading={pending} onClick={remove}>
        Delete
      </Button>
      <Button onClick={add.open}>Add members</Button>
      <GroupDialog opened={editing} onClose={edit.close} group={group} />
      <AddMembersDialog opened={adding} onClose={add.close} group={group} />
    </>
  );
}
