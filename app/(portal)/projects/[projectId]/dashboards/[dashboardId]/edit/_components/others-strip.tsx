"use client";
import { Button } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { Moment } from "@/components/ui/moment";
import type { EditingView } from "@/lib/dashboards/draft-schema";
import classes from "./editor.module.css";

export interface OthersStripProps {
  readonly editing: EditingView | null;
  readonly baseVersion: number;
  readonly onCompare: () => void;
}

/** Tells two people who work on one dashboard of each other. */
export function OthersStrip({ editing, baseVersion, onCompare }: OthersStripProps) {
  if (!editing) return null;
  const { others, version, publishedByName } = editing;
  const isOutdated = version > baseVersion;
  if (others.length === 0 && !isOutdated) return null;
  const names = others.map(({ name }) => name ?? "Somebody else");
  const newest = others[0]?.updatedAt;
  return (
    <div className={classes.strip} role="status">
      <IconUsers size={16} aria-hidden />
      {isOutdated ? (
        <span>
          <b>{publishedByName ?? "Somebody else"}</b> has published version {version} since you began. What you made is
          kept.
        </span>
      ) : (
        <span>
          <b>{names.join(", ")}</b> {names.length === 1 ? "has" : "have"} a draft of this dashboard, too
          {newest ? (
            <>
              , changed <Moment value={newest} />
            </>
          ) : null}
          .
        </span>
      )}
      {isOutdated ? (
        <Button size="compact-xs" variant="white" onClick={onCompare}>
          Compare
        </Button>
      ) : null}
    </div>
  );
}
