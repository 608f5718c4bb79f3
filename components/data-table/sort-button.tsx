"use client";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";
import { useUrlState } from "./use-url-state";

export interface Sort {
  readonly directionOf: (order: string) => "ascending" | "descending" | "none";
  readonly toggle: (order: string) => void;
}

/** The order of a list, which is part of the address; `first` is the server's own. A minus turns it round. */
export function useSort(first: string | undefined): Sort {
  const { get, set } = useUrlState();
  const current = get("sort") ?? first;
  const directionOf = (order: string) =>
    current === order ? "ascending" : current === `-${order}` ? "descending" : "none";
  const toggle = (order: string) => {
    const next = directionOf(order) === "ascending" ? `-${order}` : order;
    set({ sort: next === first ? null : next });
  };
  return { directionOf, toggle };
}

/** A column's head that orders the list by it, and the other way round the second time. */
export function SortButton({ sort, order, children }: { sort: Sort; order: string; children: ReactNode }) {
  const direction = sort.directionOf(order);
  const Icon = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[direction];
  return (
    <button type="button" className={classes.sort} onClick={() => sort.toggle(order)}>
      {children}
      <Icon size={12} aria-hidden opacity={direction === "none" ? 0.4 : 1} />
    </button>
  );
}
