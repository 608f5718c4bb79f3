import { type ReactNode, useId } from "react";
import styles from "./controls.module.css";

interface FrameProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly help?: string;
  readonly error?: string;
  readonly children: (wiring: {
    readonly id: string;
    readonly "aria-label"?: string;
    readonly "aria-describedby"?: string;
    readonly "aria-invalid"?: boolean;
  }) => ReactNode;
}

/** A label over a field, and under it what helps or is wrong. */
export function FieldFrame({ label, isLabelHidden = false, help, error, children }: FrameProps) {
  const id = useId();
  const words = error ?? help;
  return (
    <div className={styles.field}>
      {isLabelHidden ? null : <label htmlFor={id}>{label}</label>}
      {children({
        id,
        ...(isLabelHidden ? { "aria-label": label } : {}),
        ...(words ? { "aria-describedby": `${id}-words` } : {}),
        ...(error ? { "aria-invalid": true } : {}),
      })}
      {words ? (
        <small id={`${id}-words`} data-bad={error !== undefined}>
          {words}
        </small>
      ) : null}
    </div>
  );
}
