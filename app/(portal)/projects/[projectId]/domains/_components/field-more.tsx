"use client";
import { Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { FormatInput } from "@/components/dashboard-editor/forms/format-input";
import { ControlsContext } from "@/components/form-controls/controls";
import { portalControls } from "@/components/ui/portal-controls";
import classes from "./domain-editor.module.css";
import { type EditedField, textOrNothing } from "./edited-definition";
import type { FieldEdit } from "./field-table";

interface FieldMoreProps extends FieldEdit<EditedField> {
  /** What fields of this kind have beside. */
  readonly children: ReactNode;
}

/** What is said of a field once: in words, and how its values are written. */
export function FieldMore({ field, set, problem, children }: FieldMoreProps) {
  return (
    <section className={classes.more} aria-label={`More of ${field.name}`}>
      <Textarea
        label="Description"
        description="Shown to whoever chooses fields."
        autosize
        minRows={2}
        maxRows={8}
        value={field.description ?? ""}
        error={problem("description")}
        onChange={(event) => set({ description: textOrNothing(event.currentTarget.value) })}
      />
      <div>
        <ControlsContext value={portalControls}>
          <FormatInput label="Format" value={field.format} onChange={(format) => set({ format })} />
        </ControlsContext>
        {problem("format") ? <p className={classes.wrong}>{problem("format")}</p> : null}
      </div>
      {children}
    </section>
  );
}
