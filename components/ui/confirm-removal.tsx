"use client";
import { Button, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ActionOutcome } from "./action-outcome";
import { useAction } from "./use-action";

export interface Removal {
  /** What is removed, e.g. `tenant`. */
  readonly kind: string;
  readonly name: string;
  /** What goes with it, e.g. `3 dashboards and their shares`. */
  readonly consequences: readonly string[];
  /** True when it cannot be undone and takes other things along: the name must be typed. */
  readonly typeName?: boolean;
  readonly verb?: string;
  /** A choice that belongs to it, e.g. who takes over. */
  readonly choice?: ReactNode;
  /** Shown while it lasts, e.g. how far it is. */
  readonly whilePending?: ReactNode;
  readonly remove: () => Promise<ActionOutcome>;
  readonly onDone?: () => void;
}

/** Asks once before something is destroyed, and names what goes with it. */
export function confirmRemoval(removal: Removal): void {
  const verb = removal.verb ?? "Delete";
  const modalId = modals.open({
    title: `${verb} ${removal.kind} “${removal.name}”?`,
    children: <RemovalForm {...removal} verb={verb} close={() => modals.close(modalId)} />,
  });
}

function RemovalForm(props: Removal & { readonly verb: string; readonly close: () => void }) {
  const [typed, setTyped] = useState("");
  const { run, pending } = useAction();
  const ready = !props.typeName || typed.trim() === props.name;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const done = await run(async () => withData(await props.remove()), `${props.name} ${pastOf(props.verb)}`);
    if (done === undefined) return;
    props.close();
    props.onDone?.();
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {props.consequences.length > 0 ? (
          <List size="md" spacing={4}>
            {props.consequences.map((consequence) => (
              <List.Item key={consequence}>{consequence}</List.Item>
            ))}
          </List>
        ) : null}
        {props.choice}
        {props.typeName ? (
          <TextInput
            label={`Type “${props.name}” to confirm`}
            description="This cannot be undone."
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        ) : (
          <Text c="dimmed">This cannot be undone.</Text>
        )}
        {pending ? props.whilePending : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.close}>
            Cancel
          </Button>
          <Button type="submit" color="red" loading={pending} disabled={!ready}>
            {props.verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** `run` tells success by a value; actions that answer nothing get one. */
function withData(outcome: ActionOutcome): ActionOutcome<true> {
  return outcome.ok ? { ok: true, data: true } : outcome;
}

function pastOf(verb: string): string {
  return verb.endsWith("e") ? `${verb.toLowerCase()}d` : `${verb.toLowerCase()}ed`;
}
