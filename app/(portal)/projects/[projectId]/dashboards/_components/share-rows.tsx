"use client";
import { ActionIcon, NativeSelect, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useAction } from "@/components/ui/use-action";
import { levelRank } from "@/lib/authorization/permissions";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ShareList, ShareView } from "@/lib/shares/share-schema";
import type { AccessLevel } from "@/prisma/client/enums";
import { levelWords, scopeWords } from "../../../../_labels/words";
import { removeShareAction, shareDashboardAction } from "../share-actions";
import classes from "./share.module.css";
import { grantableLevels, shareInput } from "./share-input";

export interface ShareRowsProps {
  readonly dashboard: DashboardView;
  readonly shares: ShareList;
  readonly onChanged: () => Promise<void>;
}

/** Who has access now, through what, and how far. */
export function ShareRows({ dashboard, shares, onChanged }: ShareRowsProps) {
  return (
    <section aria-label="Who has access">
      <h3 className={classes.heading}>Who has access</h3>
      <ul className={classes.rows}>
        {shares.data.map((share) => (
          <ShareRow key={share.id} dashboard={dashboard} share={share} onChanged={onChanged} />
        ))}
        {shares.hasOthers || shares.nextCursor ? <li className={classes.hint}>and others</li> : null}
      </ul>
    </section>
  );
}

function ShareRow(props: { dashboard: DashboardView; share: ShareView; onChanged: () => Promise<void> }) {
  const { dashboard, share, onChanged } = props;
  const { run, pending } = useAction();
  const mine = levelRank(share.level) <= levelRank(dashboard.level);
  const change = async (level: string) => {
    const input = shareInput(share, level as AccessLevel);
    await run(() => shareDashboardAction(dashboard.id, input), `${share.subjectName} has a new level`);
    await onChanged();
  };
  const remove = async () => {
    await run(() => removeShareAction(dashboard.id, share.id));
    await onChanged();
  };
  return (
    <li className={classes.row}>
      <span className={classes.who}>
        <span>{share.subjectName}</span>
        <span className={classes.hint}>{detailOf(share)}</span>
      </span>
      <NativeSelect
        size="xs"
        aria-label={`Level of ${share.subjectName}`}
        disabled={!mine || pending}
        data={(mine ? grantableLevels(dashboard.level) : [share.level]).map((value) => ({
          value,
          label: levelWords[value].label,
        }))}
        value={share.level}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <Tooltip label="Stop sharing">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Stop sharing with ${share.subjectName}`}
          disabled={!mine || pending}
          onClick={remove}
        >
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** Through what somebody has access, until when, and what a role makes of it. */
function detailOf(share: ShareView): string {
  const capped = share.effectiveLevel !== share.level;
  return [
    share.subjectId === null ? null : scopeWords[share.scope],
    share.expiresAt ? `until ${share.expiresAt.slice(0, 10)}` : null,
    capped
      ? `counts as ${levelWords[share.effectiveLevel].label}: their role, or several tenants, allow no more`
      : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
