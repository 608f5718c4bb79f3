"use client";
import { Button } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import classes from "./action-form.module.css";

export interface ActionFormProps {
  readonly label: string;
  readonly submitLabel: string;
  readonly onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  readonly pending: boolean;
  readonly failure: string | null;
  /** With `dirty` the form says whether anything waits to be saved. */
  readonly dirty?: boolean;
  /** Stands left of the primary action, e.g. Cancel. */
  readonly secondary?: ReactNode;
  readonly fullWidth?: boolean;
  /** Shows the fields without a way to save them. */
  readonly readOnly?: boolean;
  readonly children: ReactNode;
}

/** The frame of every form: the failure on top, fields, state left and the primary action at the bottom right. */
export function ActionForm({ label, submitLabel, onSubmit, pending, failure, children, ...rest }: ActionFormProps) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a long form the primary action is far below the failure, which would go unseen there.
    if (failure && !pending) alert.current?.scrollIntoView({ block: "nearest" });
  }, [failure, pending]);
  return (
    <form aria-label={label} onSubmit={onSubmit} noValidate>
      <div role="alert" ref={alert} className={classes.alert}>
        {failure ? <div className={classes.failure}>{failure}</div> : null}
      </div>
      <div className={classes.fields}>{children}</div>
      {rest.readOnly ? null : (
        <div className={classes.foot}>
          {rest.dirty ? <span className={classes.state}>Unsaved changes</span> : null}
          {rest.secondary}
          <Button type="submit" loading={pending} fullWidth={rest.fullWidth}>
            {submitLabel}
          </Button>
        </div>
      )}
    </form>
  );
}
