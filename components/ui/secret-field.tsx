"use client";
import { Button, Code, Group } from "@mantine/core";
import { useState } from "react";
import type { ActionOutcome } from "./action-outcome";
import { CopyButton } from "./copy-button";
import { useAction } from "./use-action";

export interface SecretFieldProps {
  readonly label: string;
  /** Reads the secret; it is not on the page until somebody asks. */
  readonly read: () => Promise<ActionOutcome<{ readonly secret: string }>>;
  /** Asks and replaces it; answers the new one, or nothing when it was called off. */
  readonly rotate?: (show: (secret: string) => void) => void;
}

/** A secret that is fetched and shown on demand only. */
export function SecretField({ label, read, rotate }: SecretFieldProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const { run, pending } = useAction();
  const show = async () => setSecret((await run(read))?.secret ?? null);
  return (
    <Group gap="xs" wrap="wrap">
      <Code style={{ padding: "0.375rem 0.625rem", overflowWrap: "anywhere" }} aria-label={label} aria-live="polite">
        {secret ?? "••••••••••••••••••••••••"}
      </Code>
      {secret ? (
        <>
          <CopyButton value={secret} />
          <Button size="xs" variant="default" onClick={() => setSecret(null)}>
            Hide
          </Button>
        </>
      ) : (
        <Button size="xs" variant="default" loading={pending} onClick={show}>
          Show
        </Button>
      )}
      {rotate ? (
        <Button size="xs" variant="default" onClick={() => rotate(setSecret)}>
          Replace
        </Button>
      ) : null}
    </Group>
  );
}
