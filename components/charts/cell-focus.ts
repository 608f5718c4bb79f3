import type { KeyboardEvent } from "react";

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys go from one `[data-cell="row:column"]` to the next, which leaves Tab one stop for a whole table. */
export function moveCellFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const cell = (event.target as HTMLElement).dataset.cell?.split(":").map(Number);
  if (!step || !cell) return;
  const next = `${(cell[0] ?? 0) + step[0]}:${(cell[1] ?? 0) + step[1]}`;
  const target = event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next}"]`);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
