"use client";
import { Badge, Button, Group } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { DashboardSummary } from "@/lib/dashboards/dashboard-schema";
import type { ShareLine, ShareResult, ShareSubject } from "@/lib/shares/share-schema";
import { counted } from "../../../../_labels/words";
import classes from "./share.module.css";

export interface BulkShareResultProps {
  readonly result: ShareResult;
  readonly dashboards: readonly DashboardSummary[];
  readonly subjects: readonly ShareSubject[];
  readonly onBack: () => void;
  readonly onClose: () => void;
}

const outcomeWords = { shared: "Shared", refused: "Refused", held_back: "Not made" } as const;
const outcomeColors = { shared: "green", refused: "red", held_back: "gray" } as const;

/** What came of each share that was asked for. */
export function BulkShareResult({ result, dashboards, subjects, onBack, onClose }: BulkShareResultProps) {
  const router = useRouter();
  const count = (outcome: ShareLine["outcome"]) => result.lines.filter((line) => line.outcome === outcome).length;
  const done = () => {
    onClose();
    router.refresh();
  };
  const nameOf = ({ dashboardId, grant }: ShareLine) =>
    `${dashboards.find(({ id }) => id === dashboardId)?.title} with ${subjects[grant]?.name}`;
  return (
    <section aria-label="What came of it">
      <p className={classes.lead} role="status">
        {result.applied
          ? `${counted(count("shared"), "share")} made${count("refused") > 0 ? `, ${count("refused")} refused` : ""}.`
          : "Nothing was shared: everything stays as it was."}
      </p>
      <ul className={classes.literals}>
        {result.lines.map((line) => (
          <li key={`${line.dashboardId} ${line.grant}`} className={classes.row}>
            <span className={classes.who}>
              <span>{nameOf(line)}</span>
              {line.error ? <span className={classes.hint}>{line.error.message}</span> : null}
            </span>
            <Badge color={outcomeColors[line.outcome]}>{outcomeWords[line.outcome]}</Badge>
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap="xs" mt="md">
        {count("refused") > 0 ? (
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        ) : null}
        <Button onClick={done}>Done</Button>
      </Group>
    </section>
  );
}
