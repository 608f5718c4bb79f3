"use client";
import { Modal, Text } from "@mantine/core";
import { CodeBlock } from "@/components/ui/code-block";

/** The SQL that a question became, for those who manage domains. */
export function SqlDialog({ sql, onClose }: { readonly sql: string; readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="SQL of this answer" size="xl">
      <Text size="sm" c="dimmed" mb="sm">
        Before the policies of whoever asks are put in. Values stand as placeholders.
      </Text>
      <CodeBlock title="Compiled" code={sql} />
    </Modal>
  );
}
