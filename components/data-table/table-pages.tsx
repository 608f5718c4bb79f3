"use client";
import { Button, Group } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import classes from "./data-table.module.css";
import { useUrlState } from "./use-url-state";

export interface TablePagesProps {
  /** What is counted, e.g. `Tenants`. */
  readonly label: string;
  readonly count: number;
  readonly total?: number;
  /** Whether `total` is where counting stopped: shown as `200+`. */
  readonly totalIsLeast?: boolean;
  readonly nextCursor: string | null;
}

/** The count, and pages by cursor. The address holds the way back as `trail`, since cursors only lead forward. */
export function TablePages({ label, count, total, totalIsLeast, nextCursor }: TablePagesProps) {
  const { get, set, pending } = useUrlState();
  const cursor = get("cursor");
  const trail = get("trail")?.split(",") ?? [];
  const next = () => set({ cursor: nextCursor, trail: [...trail, ...(cursor ? [cursor] : [])].join(",") });
  const previous = () => set({ cursor: trail.at(-1) ?? null, trail: trail.slice(0, -1).join(",") });
  return (
    <div className={classes.pages}>
      <span aria-live="polite">
        {countInWords(count, total, Boolean(cursor) || nextCursor !== null)}
        {totalIsLeast ? "+" : ""} {nounOf(label, total ?? count)}
      </span>
      {cursor || nextCursor ? (
        <Group gap={6}>
          <Button
            size="xs"
            variant="default"
            disabled={!cursor || pending}
            onClick={previous}
            leftSection={<IconChevronLeft size={14} aria-hidden />}
          >
            Previous
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!nextCursor || pending}
            onClick={next}
            rightSection={<IconChevronRight size={14} aria-hidden />}
          >
            Next
          </Button>
        </Group>
      ) : null}
    </div>
  );
}

/** `Tenants` → `tenants`, and `tenant` for one. */
function nounOf(label: string, count: number): string {
  const noun = label.startsWith("API") ? label : label.toLowerCase();
  if (count !== 1) return noun;
  if (noun === "people") return "person";
  return noun.endsWith("ies") ? `${noun.slice(0, -3)}y` : noun.replace(/s$/, "");
}

function countInWords(count: number, total: number | undefined, paged: boolean): string {
  const number = (value: number) => value.toLocaleString("en-US");
  if (total === undefined || !paged) return number(total ?? count);
  return `${number(count)} of ${number(total)}`;
}
