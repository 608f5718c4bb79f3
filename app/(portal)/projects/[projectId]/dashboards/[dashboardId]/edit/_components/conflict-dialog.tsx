"use client";
import { Button, Group, List, Loader, Modal, SegmentedControl, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { changeInWords } from "@/components/dashboard-editor/change-words";
import { type DraftRequests, reasonOf } from "@/components/dashboard-editor/draft-requests";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import { compareContents } from "@/lib/dashboards/compare-contents";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { type MergeChoice, mergeContents } from "@/lib/dashboards/merge-contents";
import classes from "./panel.module.css";

export interface ConflictDialogProps {
  readonly opened: boolean;
  readonly draft: Draft;
  readonly requests: DraftRequests;
  readonly publishedBy: string | null;
  readonly onMerged: (content: DraftContent, version: number, theirs: DraftContent) => void;
  readonly onTakeTheirs: () => void;
  readonly onKeepAsCopy: () => void;
  readonly onClose: () => void;
}

interface Sides {
  readonly base: DraftContent;
  readonly theirs: DraftContent;
  readonly version: number;
}

/** Somebody else has published meanwhile: both sides' changes next to each other, and what can be done with them. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { opened, draft, requests, publishedBy, onMerged, onTakeTheirs, onKeepAsCopy, onClose } = props;
  const [sides, setSides] = useState<Sides | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [choices, setChoices] = useState<Readonly<Record<string, MergeChoice>>>({});
  useEffect(() => {
    if (!opened) return;
    setSides(null);
    setChoices({});
    setFailure(null);
    Promise.all([requests.version(draft.baseVersion), requests.dashboard()])
      .then(([base, now]) =>
        setSides({ base: base.content, theirs: draftContentOf(now), version: now.version ?? draft.baseVersion }),
      )
      .catch((error: unknown) => setFailure(reasonOf(error)));
  }, [opened, requests, draft.baseVersion]);
  const who = publishedBy ?? "Somebody else";
  const mine = draft.content;
  const merged = sides ? mergeContents(sides.base, mine, sides.theirs, choices) : null;
  const undecided = merged?.conflicts.filter(({ key }) => !choices[key]).length ?? 0;
  return (
    <Modal opened={opened} onClose={onClose} title={`${who} has published in the meantime`} size="lg">
      {failure ? <div className={classes.refusal}>{failure}</div> : null}
      {!sides || !merged ? (
        failure ? null : (
          <Loader size="sm" />
        )
      ) : (
        <Stack gap="md">
          <Group grow align="start" gap="md">
            <Changes title={`What ${publishedBy ?? "they"} changed`} before={sides.base} after={sides.theirs} />
            <Changes title="What you changed" before={sides.base} after={mine} />
          </Group>
          {merged.conflicts.length > 0 ? (
            <Stack gap="xs">
              <Text size="sm" fw={600}>
                Both of you changed these. Choose for each:
              </Text>
              {merged.conflicts.map(({ key, what, name, mine: own, theirs }) => (
                <Group key={key} justify="space-between" wrap="nowrap">
                  <Text size="sm">
                    {what === "card" ? "Card" : what === "filter" ? "Filter" : ""} {name}
                  </Text>
                  <SegmentedControl
                    size="xs"
                    aria-label={`Of ${name}, keep`}
                    value={choices[key] ?? ""}
                    onChange={(value) => setChoices({ ...choices, [key]: value as MergeChoice })}
                    data={[
                      { value: "mine", label: own === undefined ? "Mine: removed" : "Mine" },
                      { value: "theirs", label: theirs === undefined ? "Theirs: removed" : "Theirs" },
                    ]}
                  />
                </Group>
              ))}
            </Stack>
          ) : (
            <Text size="sm">You touched different things: both fit together.</Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onTakeTheirs}>
              Take theirs
            </Button>
            <Button variant="default" onClick={onKeepAsCopy}>
              Keep mine as a copy
            </Button>
            <Button disabled={undecided > 0} onClick={() => onMerged(merged.content, sides.version, sides.theirs)}>
              Merge
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Changes({ title, before, after }: { title: string; before: DraftContent; after: DraftContent }) {
  const words = useEditorWords();
  const changes = compareContents(before, after);
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing
        </Text>
      ) : (
        <List size="sm" spacing={2}>
          {changes.map((change) => (
            <List.Item key={change.key}>{changeInWords(change, words)}</List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
