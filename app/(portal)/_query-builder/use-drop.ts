"use client";
import { type DragEvent, useState } from "react";
import { acceptDrag, droppedField } from "./drag-field";
import type { Axis } from "./edit-query";

/** What makes an element a place where fields of these axes can be dropped; `data-over` while one hangs over it. */
export function useDrop(axes: readonly Axis[], onField: (field: string) => void) {
  const [isOver, setIsOver] = useState(false);
  return {
    "data-over": isOver,
    onDragOver: (event: DragEvent) => setIsOver(acceptDrag(event, axes)),
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      setIsOver(false);
      const field = droppedField(event, axes);
      if (field !== null) onField(field);
    },
  };
}
