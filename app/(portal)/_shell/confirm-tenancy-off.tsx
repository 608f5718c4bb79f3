"use client";
import { Button, Group, List, Stack } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useAction } from "@/components/ui/use-action";
import { switchTenancyOffAction } from "./actions";

/** Says what a session without tenancy is before one begins. */
export function confirmTenancyOff(): void {
  const modalId = modals.open({
    title: "Test without tenancy?",
    children: <Question close={() => modals.close(modalId)} />,
  });
}

function Question({ close }: { close: () => void }) {
  const { run, pending } = useAction();
  const begin = async () => {
    // Loaded anew as a whole, so that nothing on the page is from before.
    if (await run(switchTenancyOffAction)) location.reload();
  };
  return (
    <Stack gap="md">
      <List size="md" spacing={4}>
        <List.Item>For 15 minutes your own previews and dashboards show the rows of every tenant</List.Item>
        <List.Item>Nobody else sees any more than before, and your other sessions do not either</List.Item>
        <List.Item>Nothing can be saved, shared or exported until it is over</List.Item>
        <List.Item>The audit records its beginning, its end and every query</List.Item>
      </List>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button color="red" loading={pending} onClick={begin}>
          Switch tenancy off
        </Button>
      </Group>
    </Stack>
  );
}
