"use client";
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import type { ConnectionHealthView, ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import { testSettingsAction } from "../actions";
import classes from "./test-button.module.css";

type Health = Pick<ConnectionHealthView, "ok" | "message"> & { readonly warnings: readonly string[] };

/** Tries the settings as they stand in the form; nothing is saved, and the verdict goes when they change. *** is the stored secret. */
export function TestButton({ settings, connectionId }: { settings: ConnectionSettingsInput; connectionId?: string }) {
  const [tested, setTested] = useState<{ settings: string; outcome: ActionOutcome<Health> } | null>(null);
  const current = JSON.stringify(settings);
  const [pending, setPending] = useState(false);
  const test = async () => {
    setPending(true);
    const outcome = await testSettingsAction({ settings, connectionId }).catch(() => ({
      ok: false as const,
      error: { code: "internal", message: unreachable },
    }));
    setTested({ settings: current, outcome });
    setPending(false);
  };
  return (
    <Group gap="sm" mr="auto" aria-live="polite">
      <Button variant="default" onClick={test} loading={pending}>
        Test connection
      </Button>
      {tested?.settings === current ? <Verdict outcome={tested.outcome} /> : null}
    </Group>
  );
}

function Verdict({ outcome }: { outcome: ActionOutcome<Health> }) {
  if (!outcome.ok) return <span className={classes.bad}>{outcome.error.message}</span>;
  const { ok, message, warnings } = outcome.data;
  return (
    <span>
      <span className={ok ? classes.good : classes.bad}>{ok ? `Works: ${message}` : message}</span>
      {warnings.map((warning) => (
        <span key={warning} className={classes.warning}>
          {warning}
        </span>
      ))}
    </span>
  );
}
