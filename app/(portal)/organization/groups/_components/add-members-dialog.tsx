"use client";
import { Modal, Tabs } from "@mantine/core";
import type { GroupView } from "@/lib/groups/group-schema";
import { MembersByEmail } from "./members-by-email";
import { PickMembers } from "./pick-members";

export interface AddMembersDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly group: GroupView;
}

/** Many people at once: picked one after the other, or pasted as a list of addresses. */
export function AddMembersDialog({ opened, onClose, group }: AddMembersDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Members of ${group.name}`} size="lg">
      <Tabs defaultValue="pick" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="pick">Choose people</Tabs.Tab>
          <Tabs.Tab value="paste">Paste addresses</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="pick">
          <PickMembers group={group} onClose={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="paste">
          <MembersByEmail group={group} onClose={onClose} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
