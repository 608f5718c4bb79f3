"use client";
import { ActionIcon, Button, Group, Loader, Tooltip } from "@mantine/core";
import { IconCode, IconDownload, IconPlayerStop, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { reasonOf } from "@/components/dashboard-editor/draft-requests";
import { saveFile } from "@/components/dashboards/save-file";
import { notifyFailed } from "@/components/ui/notify";
import { answerState } from "./answer-state";
import classes from "./explore.module.css";
import type { ExploreRequests } from "./explore-requests";
import type { useAnswer } from "./use-answer";

export interface AnswerBarProps {
  readonly answer: ReturnType<typeof useAnswer>;
  /** Whether enough is chosen to be asked. */
  readonly isAsking: boolean;
  readonly limit: number;
  readonly title: string;
  readonly loadCsv: ExploreRequests["csv"];
  readonly onSql: () => void;
  /** Left out for those who may not build dashboards. */
  readonly onSave?: () => void;
}

/** How the answer stands, and what can be done with it. */
export function AnswerBar({ answer, isAsking, limit, title, loadCsv, onSql, onSave }: AnswerBarProps) {
  const { answered, error, isPending, stop, refresh } = answer;
  const [isSaving, setIsSaving] = useState(false);
  const rows = error ? null : (answered?.rows ?? null);
  const hasRows = rows !== null && rows.rowCount > 0;
  const download = async () => {
    if (!answered) return;
    setIsSaving(true);
    try {
      saveFile(await loadCsv(answered.query), `${title || "Exploration"}.csv`);
    } catch (reason) {
      notifyFailed(reasonOf(reason));
    } finally {
      setIsSaving(false);
    }
  };
  return (
    <div className={classes.bar}>
      <p className={classes.status} role="status">
        {answerState(answer, limit)}
      </p>
      {isPending ? <Loader size={14} aria-hidden /> : null}
      <Group gap={6} ml="auto">
        {isPending ? (
          <Button variant="default" size="xs" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={stop}>
            Stop
          </Button>
        ) : (
          <Tooltip label="Ask again">
            <ActionIcon variant="default" size={30} aria-label="Ask again" disabled={!isAsking} onClick={refresh}>
              <IconRefresh size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        {rows?.sql ? (
          <Button variant="default" size="xs" leftSection={<IconCode size={14} aria-hidden />} onClick={onSql}>
            SQL
          </Button>
        ) : null}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          disabled={!hasRows || isPending}
          loading={isSaving}
          onClick={download}
        >
          CSV
        </Button>
        {onSave ? (
          <Button size="xs" disabled={rows === null || isPending} onClick={onSave}>
            Save as a card
          </Button>
        ) : null}
      </Group>
    </div>
  );
}
