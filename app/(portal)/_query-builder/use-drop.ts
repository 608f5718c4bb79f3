"use client";
import { type DragEvent, useState } from "react";
import type { Axis } from "@/components/dashboard-editor/query/edit-query";
import { acceptDrag, droppedField } from "./drag-field";

/** What makes an element a place where fields of these axes can be dropped; `data-over` while one hangs over it. */
export function useDrop(axes: readonly Axis[], onField: (field: string) => void) {
  const [isOver, setIsOver] = useState(false);
  return {
    "data-over": isOver,
    onDragOver: (event: DragEvent) => setIsOver(acceptDrag(event, axes)),
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      setIsOver(false);
      // A place inside this one has taken it.
      if (event.defaultPrevented) return;
      const field = droppedField(event, axes);
      if (field !== null) onField(field);
    },
  };
}
