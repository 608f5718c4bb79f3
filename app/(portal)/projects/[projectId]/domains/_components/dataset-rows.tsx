"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import { Section } from "@/components/ui/section";
import { PreviewRows } from "../../../../_preview/preview-rows";
import { Refusal } from "../../../../_preview/refusal";
import { previewDomainDatasetAction } from "../actions";
import classes from "./domain-editor.module.css";
import type { EditedDefinition } from "./edited-definition";

type Rows = Extract<Awaited<ReturnType<typeof previewDomainDatasetAction>>, { ok: true }>["data"];

export interface DatasetRowsProps {
  readonly place: { readonly projectId: string; readonly connectionId: string | null };
  readonly definition: EditedDefinition;
  readonly dataset: string;
}

const unreached = { ok: false, error: { code: "internal", message: unreachable } } as const;

/** The first rows of a dataset by its dimensions, as the author may see them. */
export function DatasetRows({ place, definition, dataset }: DatasetRowsProps) {
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<ActionOutcome<Rows> | null>(null);
  const { projectId, connectionId } = place;
  const run = async () => {
    if (connectionId === null) return;
    setPending(true);
    const input = {
      projectId,
      connectionId,
      dataset,
      definition: { datasets: [...definition.datasets], relationships: [...definition.relationships] },
    };
    setOutcome(await previewDomainDatasetAction(input).catch(() => unreached));
    setPending(false);
  };
  return (
    <Section
      title="Rows"
      description="What the dimensions say of the first rows that you may read."
      actions={
        <Button variant="default" size="xs" loading={pending} disabled={connectionId === null} onClick={run}>
          Preview rows
        </Button>
      }
    >
      <div aria-live="polite" aria-busy={pending}>
        {outcome === null ? (
          <p className={classes.quiet}>
            {connectionId === null ? "Choose a connection first, under General." : "Nothing was asked yet."}
          </p>
        ) : null}
        {outcome?.ok ? <PreviewRows label={`Rows of ${dataset}`} rows={outcome.data} /> : null}
        {outcome && !outcome.ok ? <Refusal title="Not answered.">{outcome.error.message}</Refusal> : null}
      </div>
    </Section>
  );
}
