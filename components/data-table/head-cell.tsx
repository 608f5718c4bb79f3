"use client";
import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";
import { columnOrder, otherOrder } from "./sort-order";
import { useUrlState } from "./use-url-state";

export interface HeadCellProps {
  /** The order that the column begins with; without it, nothing is sorted by this column. */
  readonly first: string | undefined;
  /** The order of the list when the address names none. */
  readonly defaultSort: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

const icons = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown };

/** A column's head: orders the list by it where it can, turning round an order that is its own already. */
export function HeadCell({ first, defaultSort, className, children }: HeadCellProps) {
  const { get, set, pending } = useUrlState();
  if (!first) {
    return (
      <th scope="col" className={className}>
        {children}
      </th>
    );
  }
  const order = columnOrder(first, get("sort") ?? defaultSort);
  const next = otherOrder(order);
  const Icon = icons[order.direction];
  return (
    <th scope="col" className={className} aria-sort={order.direction}>
      <UnstyledButton
        className={classes.sort}
        disabled={pending}
        onClick={() => set({ sort: next === defaultSort ? null : next })}
      >
        {children}
        <Icon size={13} aria-hidden className={order.direction === "none" ? classes.unsorted : undefined} />
      </UnstyledButton>
    </th>
  );
}
