"use client";
import { Badge, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { callOwnApi } from "@/components/ui/call-own-api";
import { DownloadButton } from "@/components/ui/download-button";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { useAction } from "@/components/ui/use-action";
import type { ImportView } from "@/lib/imports/import-schema";
import { importWords, statusWords } from "./import-words";
import classes from "./imports.module.css";

const pollMilliseconds = 700;

/** How far an import is, and what came of it. It goes on when this page is left, and can be found again. */
export function ImportProgress({ initial }: { initial: ImportView }) {
  const [view, setView] = useState(initial);
  const { run, pending } = useAction();
  const address = `/api/v1/imports/${view.id}`;
  const running = view.status === "RUNNING";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(async () => {
      const answer = await callOwnApi<ImportView>(address);
      if (answer.ok) setView(answer.data);
    }, pollMilliseconds);
    return () => clearInterval(timer);
  }, [running, address]);
  const cancel = async () => {
    const cancelled = await run(() => callOwnApi<ImportView>(`${address}/cancel`, {}), "The import stops in a moment");
    if (cancelled) setView(cancelled);
  };
  const words = importWords[view.kind];
  const number = (value: number) => value.toLocaleString("en-US");
  return (
    <Section
      title="Progress"
      actions={<Badge color={statusWords[view.status].color}>{statusWords[view.status].label}</Badge>}
    >
      <Stack gap="md">
        <Progress value={(view.done / view.total) * 100} aria-label="Lines dealt with" />
        <p className={classes.counts} aria-live="polite">
          {number(view.done)} of {number(view.total)} lines · {words.counted(view.done - view.failed)} imported ·{" "}
          {number(view.failed)} failed
        </p>
        {view.stopReason ? <Text size="sm">{view.stopReason}</Text> : null}
        {view.status === "STOPPED" && !view.stopReason ? (
          <Text size="sm">
            The server that did this has ended. What was imported is there; import the file again for the rest.
          </Text>
        ) : null}
        <Group justify="flex-end" gap="xs">
          {view.failed > 0 && !running ? (
            <DownloadButton href={`${address}/failures.csv`}>Lines that failed</DownloadButton>
          ) : null}
          {view.linkCount > 0 && !running ? (
            <DownloadButton href={`${address}/links.csv`}>Links to hand out</DownloadButton>
          ) : null}
          {running ? (
            <Button variant="default" loading={pending} onClick={cancel}>
              Cancel
            </Button>
          ) : (
            <LinkButton href={words.list.href}>{words.list.label}</LinkButton>
          )}
        </Group>
      </Stack>
    </Section>
  );
}
