"use client";
import { ActionIcon, Select } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import type { Axis } from "@/components/dashboard-editor/query/edit-query";
import { startDrag } from "./drag-field";
import classes from "./query-builder.module.css";
import { useDrop } from "./use-drop";

interface ChosenFieldProps {
  readonly axis: Axis;
  readonly field: string;
  readonly label: string;
  readonly grain: string | null;
  readonly grains: readonly string[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onGrain: (grain: string | null) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
  readonly onDropBefore: (field: string) => void;
}

/** One field of a query: dragged to its place, or moved by its buttons. */
export function ChosenField(props: ChosenFieldProps) {
  const { axis, field, label, grain, grains, isFirst, isLast, onGrain, onMove, onRemove, onDropBefore } = props;
  const drop = useDrop([axis], onDropBefore);
  return (
    <li className={classes.chosen} draggable onDragStart={(event) => startDrag(event, axis, field)} {...drop}>
      <span className={classes.name}>{label}</span>
      {grains.length > 0 ? (
        <Select
          size="xs"
          w={104}
          aria-label={`${label} by`}
          placeholder="Exact"
          data={grains.map((value) => ({ value, label: value }))}
          value={grain}
          onChange={onGrain}
          clearable
        />
      ) : null}
      <ActionIcon variant="subtle" size={26} disabled={isFirst} aria-label={`${label} up`} onClick={() => onMove(-1)}>
        <IconArrowUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size={26} disabled={isLast} aria-label={`${label} down`} onClick={() => onMove(1)}>
        <IconArrowDown size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size={26} aria-label={`Remove ${label}`} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  );
}
