"use client";
import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { CopyButton } from "@/components/ui/copy-button";
import type { CreatedApiKey } from "@/lib/identity/api-keys/api-key-schema";

/** The only time a key is shown. */
export function ApiKeyOnce({ created, onClose }: { created: CreatedApiKey; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Text>
        This is the only time the key “{created.name}” is shown. Bulkhead keeps a fingerprint of it, not the key itself.
      </Text>
      <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }} aria-label="API key">
        {created.key}
      </Code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={created.key} label="Copy key" />
        <Button size="xs" onClick={onClose}>
          I have copied it
        </Button>
      </Group>
    </Stack>
  );
}
