"use client";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { GroupDialog } from "./group-dialog";
import type { GroupHomes } from "./group-homes";

export function NewGroupButton({ homes }: { homes: GroupHomes }) {
  const [opened, dialog] = useDisclosure(false);
  const router = useRouter();
  return (
    <>
      <Button onClick={dialog.open}>New group</Button>
      <GroupDialog
        opened={opened}
        onClose={dialog.close}
        homes={homes}
        onDone={({ id }) => router.push(`/organization/groups/${id}`)}
      />
    </>
  );
}
