"use client";
import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { CreatedApiKey } from "@/lib/identity/api-keys/api-key-schema";
import { ApiKeyForm } from "./api-key-form";
import { ApiKeyOnce } from "./api-key-once";

/** Creates a key and shows it once; closing the dialog forgets it. */
export function NewApiKeyButton() {
  const [opened, dialog] = useDisclosure(false);
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const close = () => {
    dialog.close();
    setCreated(null);
  };
  return (
    <>
      <Button onClick={dialog.open}>New API key</Button>
      <Modal
        opened={opened}
        onClose={close}
        title={created ? "Copy the key now" : "New API key"}
        closeOnClickOutside={!created}
        size="lg"
      >
        {created ? (
          <ApiKeyOnce created={created} onClose={close} />
        ) : (
          <ApiKeyForm onCreated={setCreated} onClose={close} />
        )}
      </Modal>
    </>
  );
}
