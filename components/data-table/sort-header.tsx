"use client";
import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";
import { type ColumnOrder, otherOrder } from "./sort-order";

export interface SortHeaderProps {
  readonly order: ColumnOrder;
  readonly onSort: (sort: string) => void;
  readonly pending: boolean;
  readonly children: ReactNode;
}

/** A column's head that orders the list by it, and turns the order round when it already does. */
export function SortHeader({ order, onSort, pending, children }: SortHeaderProps) {
  const Icon = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown }[order.direction];
  return (
    <UnstyledButton className={classes.sort} disabled={pending} onClick={() => onSort(otherOrder(order))}>
      {children}
      <Icon size={13} aria-hidden className={order.direction === "none" ? classes.unsorted : undefined} />
    </UnstyledButton>
  );
}
