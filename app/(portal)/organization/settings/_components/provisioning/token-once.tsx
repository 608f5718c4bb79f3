"use client";
import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { CopyButton } from "@/components/ui/copy-button";
import type { CreatedScimToken } from "@/lib/scim/tokens/scim-token-schema";

/** What an identity provider is told, and the only time its token is shown. */
export function TokenOnce({ created, onClose }: { created: CreatedScimToken; onClose: () => void }) {
  const fields = [
    ["Base URL", created.baseAddress],
    ["Bearer token", created.token],
  ] as const;
  return (
    <Stack gap="md">
      <Text>
        Give both to the identity provider. This is the only time the token “{created.name}” is shown: Bulkhead keeps a
        fingerprint of it, not the token itself.
      </Text>
      {fields.map(([name, value]) => (
        <div key={name}>
          <Group justify="space-between" mb={4}>
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <CopyButton value={value} label={`Copy ${name === "Base URL" ? "address" : "token"}`} />
          </Group>
          <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }} aria-label={name}>
            {value}
          </Code>
        </div>
      ))}
      <Group justify="flex-end">
        <Button size="xs" onClick={onClose}>
          I have copied it
        </Button>
      </Group>
    </Stack>
  );
}
