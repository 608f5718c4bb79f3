"use client";
import { ActionIcon, Button, NativeSelect, TextInput, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import type { usePages } from "@/components/ui/use-pages";
import { levelRank } from "@/lib/authorization/permissions";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ShareList, ShareView } from "@/lib/shares/share-schema";
import type { AccessLevel } from "@/prisma/client/enums";
import { capWords, levelWords, scopeWords } from "../../../../_labels/words";
import { removeShareAction, shareDashboardAction } from "../share-actions";
import { PagedList } from "./paged-list";
import classes from "./share.module.css";
import { dayOf, type Given, grantableLevels, shareInput } from "./share-input";

export interface ShareRowsProps {
  readonly dashboard: DashboardView;
  readonly shares: ReturnType<typeof usePages<ShareView, ShareList>>;
}

/** Whom it is shared with, how far and until when; each can be changed and taken away in its place. */
export function ShareRows({ dashboard, shares }: ShareRowsProps) {
  const others = shares.page?.hasOthers && !shares.words;
  return (
    <PagedList
      label="Who has access"
      rows={shares.rows}
      pages={shares}
      empty="Nobody whom you may know."
      foot={others ? <li className={classes.hint}>and others</li> : null}
    >
      {(share) => <ShareRow key={share.id} dashboard={dashboard} share={share} onChanged={shares.reload} />}
    </PagedList>
  );
}

function ShareRow(props: { dashboard: DashboardView; share: ShareView; onChanged: () => Promise<void> }) {
  const { dashboard, share, onChanged } = props;
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const mine = levelRank(share.level) <= levelRank(dashboard.level);
  const lastDay = dayOf(share.expiresAt);
  const run = async (action: () => Promise<ActionOutcome>) => {
    setPending(true);
    const outcome = await action().catch(() => null);
    setPending(false);
    setFailure(outcome?.ok ? null : (outcome?.error.message ?? unreachable));
    if (outcome?.ok) await onChanged();
  };
  const change = (given: Partial<Given>) =>
    run(() => shareDashboardAction(dashboard.id, shareInput(share, { level: share.level, lastDay, ...given })));
  return (
    <li className={classes.row}>
      <span className={classes.who}>
        <span>{share.subjectName}</span>
        <span className={classes.hint}>{detailOf(share)}</span>
        {failure ? (
          <span role="alert" className={classes.failure}>
            {failure}
          </span>
        ) : null}
      </span>
      <LastDay key={lastDay} share={share} lastDay={lastDay} disabled={!mine || pending} onChange={change} />
      <NativeSelect
        size="xs"
        aria-label={`Level of ${share.subjectName}`}
        disabled={!mine || pending}
        data={(mine ? grantableLevels(dashboard.level) : [share.level]).map((value) => ({
          value,
          label: levelWords[value].label,
        }))}
        value={share.level}
        onChange={(event) => change({ level: event.currentTarget.value as AccessLevel })}
      />
      <Tooltip label="Stop sharing">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Stop sharing with ${share.subjectName}`}
          disabled={!mine || pending}
          onClick={() => run(() => removeShareAction(dashboard.id, share.id))}
        >
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

interface LastDayProps {
  readonly share: ShareView;
  readonly lastDay: string;
  readonly disabled: boolean;
  readonly onChange: (given: Partial<Given>) => Promise<void>;
}

/** When a share ends, as a button that becomes a field. Saved when the field is left: half a date is never sent. */
function LastDay({ share, lastDay, disabled, onChange }: LastDayProps) {
  const [day, setDay] = useState<string | null>(null);
  if (day === null) {
    return (
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={`Last day of ${share.subjectName}: ${lastDay || "none"}`}
        disabled={disabled}
        onClick={() => setDay(lastDay)}
      >
        {lastDay ? `Until ${lastDay}` : "No end"}
      </Button>
    );
  }
  return (
    <TextInput
      type="date"
      size="xs"
      className={classes.day}
      aria-label={`Last day of ${share.subjectName}`}
      autoFocus
      value={day}
      onChange={(event) => setDay(event.currentTarget.value)}
      onBlur={() => (day === lastDay ? setDay(null) : onChange({ lastDay: day }))}
      onKeyDown={(event) => (event.key === "Enter" ? event.currentTarget.blur() : undefined)}
    />
  );
}

/** Through what somebody has access, what that allows, and why it is not more. */
function detailOf(share: ShareView): string {
  const scope = share.scope === "GROUP" || share.scope === "TENANT" ? scopeWords[share.scope] : null;
  const allows = levelWords[share.effectiveLevel].allows;
  const reason = share.cap ? `Counts as ${levelWords[share.effectiveLevel].label}. ${capWords[share.cap]}` : allows;
  return [scope, reason].filter((part) => part !== null).join(" · ");
}
