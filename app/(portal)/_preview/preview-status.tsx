import classes from "./preview.module.css";

export interface PreviewStatusProps {
  readonly pending: boolean;
  /** Whether the last trial was answered; null before the first. */
  readonly answered: boolean | null;
}

/** How a trial stands, in a line that is there from the start, so that screen readers tell each change. */
export function PreviewStatus({ pending, answered }: PreviewStatusProps) {
  const outcome = answered === null ? "" : answered ? "Answered; see below." : "Refused; see below.";
  return (
    <span role="status" className={classes.quiet}>
      {pending ? "Running the query…" : outcome}
    </span>
  );
}
