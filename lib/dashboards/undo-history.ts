/** What was, what is and what was taken back, each newest last. Immutable, so that it can be a component's state. */
export interface UndoHistory<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step was about; steps of one kind in quick succession are one. */
  readonly step: { readonly key: string; readonly at: number } | null;
}

/** Older steps are forgotten: a long day of work must not fill a browser's memory. */
const mostSteps = 100;
const togetherMilliseconds = 1_000;

export function beginHistory<T>(present: T): UndoHistory<T> {
  return { past: [], present, future: [], step: null };
}

/**
 * Takes a step. One with the key of the step before it, within a second, replaces that one: a word typed is one step, not
 * one a letter. What was taken back before cannot be done again after it.
 *
 * @param at milliseconds since 1970
 */
export function takeStep<T>(history: UndoHistory<T>, present: T, key: string | null, at: number): UndoHistory<T> {
  if (Object.is(present, history.present)) return history;
  const { step } = history;
  const joins = key !== null && step?.key === key && at - step.at < togetherMilliseconds;
  return {
    past: joins ? history.past : [...history.past, history.present].slice(-mostSteps),
    present,
    future: [],
    step: key === null ? null : { key, at },
  };
}

/** Takes the last step back; without any, all stays. */
export function undo<T>(history: UndoHistory<T>): UndoHistory<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [...history.future, history.present], step: null };
}

/** Does again what was taken back last; without any, all stays. */
export function redo<T>(history: UndoHistory<T>): UndoHistory<T> {
  const present = history.future.at(-1);
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future: history.future.slice(0, -1), step: null };
}
