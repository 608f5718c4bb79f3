import type { DragEvent } from "react";
import type { Axis } from "@/components/dashboard-editor/query/edit-query";

/** A type for each axis: while something is dragged, a page is told its types and not what it is. */
const typeOf = (axis: Axis) => `application/x-bulkhead-${axis}`;

/** Takes a field along. */
export function startDrag(event: DragEvent, axis: Axis, field: string): void {
  event.dataTransfer.setData(typeOf(axis), field);
  event.dataTransfer.effectAllowed = "copyMove";
}

/** Whether what hangs over a place is a field of one of these axes; then it may be dropped there. */
export function acceptDrag(event: DragEvent, axes: readonly Axis[]): boolean {
  const accepted = axes.some((axis) => event.dataTransfer.types.includes(typeOf(axis)));
  if (accepted) event.preventDefault();
  return accepted;
}

/** The field that was dropped; null when it is something else. */
export function droppedField(event: DragEvent, axes: readonly Axis[]): string | null {
  for (const axis of axes) {
    const field = event.dataTransfer.getData(typeOf(axis));
    if (field === "") continue;
    event.preventDefault();
    return field;
  }
  return null;
}
