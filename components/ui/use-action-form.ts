"use client";
import { useForm } from "@mantine/form";
import { useRef, useState } from "react";
import type { z } from "zod";
import { type ActionOutcome, unreachable } from "./action-outcome";
import { useUnsavedChanges } from "./use-unsaved-changes";
import { zodFieldErrors } from "./zod-field-errors";

export interface ActionFormOptions<Values extends object, Data> {
  readonly initialValues: Values;
  /** The schema that the server checks with, too. */
  readonly schema: z.ZodType;
  readonly action: (input: unknown) => Promise<ActionOutcome<Data>>;
  /** From what the fields hold to what schema and action take; the same by default. */
  readonly toInput?: (values: Values) => unknown;
  /** From a path in the input to the field that shows it; the same by default. */
  readonly toField?: (path: string) => string;
  /** The form stays busy until it has ended. */
  readonly onDone: (data: Data, values: Values) => void | Promise<void>;
  /** Off for dialogs, which are closed on purpose. */
  readonly warnWhenLeaving?: boolean;
}

/**
 * A form over a server action: checked in the browser by the server's schema, the server's field errors at their
 * fields, everything else in `failure`, and a question before unsaved changes are left behind.
 */
export function useActionForm<Values extends Record<string, unknown>, Data>(options: ActionFormOptions<Values, Data>) {
  const { action, onDone, schema, toInput = same, toField = same } = options;
  const atFields = (errors: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(errors).map(([path, message]) => [toField(path), message]));
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const names = useRef(Object.keys(options.initialValues));
  const form = useForm<Values>({
    initialValues: options.initialValues,
    validate: (values: Values) => atFields(zodFieldErrors(schema)(toInput(values))),
  });
  useUnsavedChanges((options.warnWhenLeaving ?? true) && form.isDirty() && !pending);

  const submit = form.onSubmit(
    async (values) => {
      setPending(true);
      setFailure(null);
      const outcome = await action(toInput(values)).catch(() => null);
      if (outcome?.ok) {
        form.resetDirty();
        await onDone(outcome.data, values);
        setPending(false);
        return;
      }
      setPending(false);
      const fields = atFields(outcome?.error.fields ?? {});
      form.setErrors(fields);
      const placed = Object.keys(fields).some((path) => names.current.includes(path.split(".")[0] ?? ""));
      setFailure(placed ? summary(Object.values(fields)) : (outcome?.error.message ?? unreachable));
    },
    (errors) => setFailure(summary(Object.values(errors).map(String))),
  );
  return { form, submit, failure, pending, dirty: form.isDirty() };
}

function same<T>(value: T): T {
  return value;
}

function summary(messages: readonly string[]): string {
  return messages.length === 1 ? (messages[0] ?? "") : `${messages.length} fields need another look.`;
}
