"use client";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { AttributeDialog } from "./attribute-dialog";

export function NewAttributeButton() {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={dialog.open}>
        New attribute
      </Button>
      <AttributeDialog opened={opened} onClose={dialog.close} />
    </>
  );
}
