"use client";
import { Badge, Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import type { PreviewDatasetInput } from "@/lib/datasets/dataset-schema";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { PreviewRows } from "../../../../_preview/preview-rows";
import { PreviewStatus } from "../../../../_preview/preview-status";
import { Refusal } from "../../../../_preview/refusal";
import { previewDatasetAction } from "../actions";
import classes from "./dataset-form.module.css";

type Rows = Extract<Awaited<ReturnType<typeof previewDatasetAction>>, { ok: true }>["data"];

export interface DatasetPreviewProps {
  /** The query as it stands in the form. */
  readonly input: PreviewDatasetInput;
  readonly tenantError?: ReactNode;
  readonly onTenant: (tenantId: string | null) => void;
}

const unreached = { ok: false, error: { code: "internal", message: unreachable } } as const;

/** Runs the query as a tenant, or as oneself, and shows its columns and first rows. */
export function DatasetPreview({ input, tenantError, onTenant }: DatasetPreviewProps) {
  const [pending, setPending] = useState(false);
  const [tried, setTried] = useState<{ text: string; trusted: boolean; outcome: ActionOutcome<Rows> } | null>(null);
  const text = JSON.stringify(input);
  const run = async () => {
    setPending(true);
    const outcome = await previewDatasetAction(input).catch(() => unreached);
    setTried({ text, trusted: Boolean(input.trusted), outcome });
    setPending(false);
  };
  return (
    <>
      <div className={classes.trial}>
        <TenantSelect
          className={classes.tenant}
          label="Try it as"
          description={
            input.trusted
              ? "Trusted SQL is tried as a tenant."
              : "A tenant, or nobody to try it as yourself, without any tenant's values."
          }
          placeholder={input.trusted ? "Choose a tenant" : "Yourself"}
          clearable
          value={input.asTenantId ?? null}
          onChange={onTenant}
          error={tenantError}
        />
        <Button variant="default" onClick={run} loading={pending}>
          Preview
        </Button>
        <span className={classes.status}>
          <PreviewStatus pending={pending} answered={tried ? tried.outcome.ok : null} />
        </span>
      </div>
      {tried ? (
        <section className={classes.result} aria-label="Preview" aria-busy={pending}>
          {tried.text !== text && !pending ? (
            <p className={classes.quiet}>This is from before your last change.</p>
          ) : null}
          {tried.outcome.ok ? (
            <Answer rows={tried.outcome.data} />
          ) : (
            <Failure error={tried.outcome.error} trusted={tried.trusted} />
          )}
        </section>
      ) : null}
    </>
  );
}

function Answer({ rows }: { rows: Rows }) {
  return (
    <>
      <ul className={classes.columns} aria-label="Columns">
        {rows.columns.map(({ name, type }) => (
          <li key={name}>
            {name} <Badge color="gray">{type}</Badge>
          </li>
        ))}
      </ul>
      <PreviewRows label="First rows" rows={rows} />
    </>
  );
}

function Failure({ error, trusted }: { error: Extract<ActionOutcome, { ok: false }>["error"]; trusted: boolean }) {
  const { line, column } = error.fields ?? {};
  const place = line ? `Line ${line}${column ? `, column ${column}` : ""}: ` : "";
  return (
    <>
      <Refusal title="Not answered.">{`${place}${error.message}`}</Refusal>
      {trusted ? (
        <p className={classes.quiet}>
          Trusted SQL reads tables only for a tenant that has a value for a placeholder it compares with.
        </p>
      ) : null}
    </>
  );
}
