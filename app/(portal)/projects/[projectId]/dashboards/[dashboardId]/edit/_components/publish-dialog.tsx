"use client";
import { Button, Group, List, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { changeInWords } from "@/components/dashboard-editor/change-words";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import { compareContents } from "@/lib/dashboards/compare-contents";
import classes from "./panel.module.css";

export interface PublishDialogProps {
  readonly opened: boolean;
  readonly draft: Draft;
  /** Resolves with why it was refused, or with nothing. */
  readonly onPublish: (note: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Says what viewers will see change, and takes a note for the list of versions. */
export function PublishDialog({ opened, draft, onPublish, onClose }: PublishDialogProps) {
  const words = useEditorWords();
  const [note, setNote] = useState("");
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const changes = opened ? compareContents(draft.published, draft.content) : [];
  const publish = async () => {
    setPending(true);
    const reason = await onPublish(note);
    setPending(false);
    setRefusal(reason);
    if (reason === null) setNote("");
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Publish">
      <Stack gap="md">
        <List size="sm" spacing={4}>
          {changes.slice(0, 12).map((change) => (
            <List.Item key={change.key}>{changeInWords(change, words)}</List.Item>
          ))}
        </List>
        {changes.length > 12 ? (
          <Text size="sm" c="dimmed">
            And {changes.length - 12} more.
          </Text>
        ) : null}
        <Textarea
          label="Note"
          description="Stands in the list of versions. You can leave it empty."
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {refusal ? <div className={classes.refusal}>{refusal}</div> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={publish} loading={pending} data-autofocus>
            Publish
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
